import type { Estimate } from '../../flow/observation.ts';
import type { Expression, Span } from '../../flow/program.ts';
import { descendants, nameOf } from '../../flow/walk.ts';
import { valueEvidence } from '../../provenance/names.ts';
import { has, JUDGED } from '../../provenance/origins.ts';
import { areSameSpan, type FixContext, textOf } from '../fix-context.ts';
import { type Column, columnIn, entryGot, isThere, type JudgedLabels, quoted } from '../judged-labels.ts';
import { namesOf, type Occurrence, sameVariable } from '../occurrences.ts';
import { atCall } from './at-calls.ts';
import { canBeReadAgain } from './judged-rows.ts';
import { isPure } from './pure.ts';
import { rendered } from './rendered.ts';
import { isCountOf, type Round, roundOfList, roundOfTotal } from './rounds.ts';
import { factorsIn } from './spread-by-hand.ts';

interface MadeLabels extends JudgedLabels {
  /** Each row has one. */
  readonly isOfAll: boolean;
}

/**
 * Labels that were put together before the number is worked out of them, by a loop, a comprehension or a counter:
 * as what they are for each row, so that people's can be set beside them.
 */
export function madeLabels([root]: readonly Estimate[], context: FixContext): MadeLabels | null {
  const round = root ? roundOfEstimate(root, context) : null;
  if (!root || !round || !canBeReadAgain(round.rows, round.unit, context)) return null;
  const code = codeOf(round, context);
  return code && isSettled(round, root, context) ? labelsOf(round, code, context) : null;
}

function roundOfEstimate(root: Estimate, context: FixContext): Round | null {
  const at = atCall(root);
  if (!at) return roundOf(root.site.node, context);
  return at.below ? roundOfShare(at.labels, at.below, context) : roundOfList(at.labels, context);
}

function roundOfShare(above: Expression, below: Expression, context: FixContext): Round | null {
  const round = roundOfTotal(above, context);
  return round && isCountOf(below, round, context) ? round : null;
}

function roundOf(node: Expression, context: FixContext): Round | null {
  if (node.kind === 'operation') {
    const [above, below, ...others] = node.operands;
    if (node.operator !== '/' || !above || !below || others.length > 0) return null;
    const spread = factorsIn(above, context)?.spread;
    if (spread) return roundOfList(spread.labels, context);
    return roundOfShare(above, below, context);
  }
  if (node.kind !== 'call' || !/^(sem|mean|fmean|average|nanmean)$/.test(nameOf(node.callee))) return null;
  const [first, ...others] = node.arguments;
  if (others.some(({ name }) => name === null || name === 'axis')) return null;
  if (first) return first.name === null ? roundOfList(first.value, context) : null;
  return node.callee.kind === 'attribute' ? roundOfList(node.callee.object, context) : null;
}

interface Code {
  readonly label: string;
  /** For which rows, and out of which. */
  readonly chosen: string;
  of(element: string): string;
  /** The label with other code in the place of what is taken of the row. */
  swapped(entry: string): string;
  readonly entries: readonly Column[];
}

/** Null where it cannot be evaluated once more. */
function codeOf(round: Round, context: FixContext): Code | null {
  const text = (span: Span) => textOf(context, round.unit, span);
  const whole = (node: Expression): Expression | undefined =>
    node.kind === 'name' ? round.locals.get(node.name) : undefined;
  const parts = (node: Expression): readonly Expression[] =>
    descendants(node).flatMap((part) => [part, ...(whole(part) ? parts(whole(part)!) : [])]);
  const code = (node: Expression, swap: (part: Expression) => string | null): string =>
    rendered(node, text, (part) => {
      const made = whole(part);
      return swap(part) ?? (made ? inBrackets(code(made, swap), made) : null);
    });
  const plain = (node: Expression) => code(node, () => null);
  const tests = [...round.conditions, ...round.ofGroup.map(({ key }) => key)];
  if (!tests.every((node) => parts(node).every((part) => isPure(part) || isMethod(part)))) return null;
  const isRepeatable = parts(round.label).every((part) => isPure(part) || isMethod(part));
  if (!isRepeatable && !round.list) return null;
  const entries = parts(round.label)
    .flatMap((node) => entryGot(node, context, round.unit) ?? columnIn(node, context, round.unit) ?? [])
    .filter(({ table }) => table === round.record)
    .filter(({ node }, _, all) => !all.some(({ node: other }) => isCallee(other, node)));
  const chosen = [
    ...round.conditions.map(plain),
    ...round.ofGroup.map(({ key, wanted }) => `${plain(key)} == ${wanted}`),
  ];
  const only = chosen.map((each) => ` if ${each}`).join('');
  return {
    label: plain(round.label),
    chosen: only,
    of: (element) => `[${element} for ${round.target} in ${text(round.rows)}${only}]`,
    swapped: (entry) =>
      code(round.label, (part) => (entries.some(({ node }) => areSameSpan(node, part)) ? entry : null)),
    entries: isRepeatable ? entries : [],
  };
}

/** `row.get` of `row.get("label")` */
const isCallee = (outer: Span, inner: Span): boolean => outer.start === inner.start && outer.end > inner.end;

/** A method's name, which is called. */
const isMethod = (node: Expression): boolean => node.kind === 'attribute' && isPure(node.object);

const inBrackets = (code: string, { kind }: Expression): string =>
  /^(name|constant|subscript|attribute|call)$/.test(kind) ? code : `(${code})`;

function labelsOf(round: Round, code: Code, context: FixContext): MadeLabels {
  const { label } = round;
  const entry = code.entries.find(({ name }) => has(valueEvidence(name), JUDGED)) ?? code.entries[0] ?? null;
  const list = round.list && textOf(context, context.report.site.unit, round.list);
  const isTruth = label.kind === 'operation' && /^(comparison|not|membership)$/.test(label.form);
  return {
    text: list ?? code.of(round.isCounted && !isTruth ? `bool(${code.label})` : code.label),
    column: entry,
    list: round.rows,
    isOfAll: code.chosen === '',
    grouping: null,
    isBinary: round.isCounted || isTruth,
    with(human) {
      if (code.entries.some(({ name }) => name !== entry!.name)) return null;
      const other = entryOf(human, round, entry, context);
      const isWhole = entry === null || code.swapped('_') === '_';
      return code.of(isWhole ? other : `${code.swapped(other)} if ${isThere(other, context)} else None`);
    },
  };
}

/** What a row has under a name, in the way that the code takes such from it. */
function entryOf(human: string, { record, label, unit }: Round, entry: Column | null, context: FixContext): string {
  const taken = namesOf(context).all.flatMap(({ parents: [parent] }) =>
    parent?.kind === 'attribute' ? parent.name : [],
  );
  const isAttribute = entry ? entry.node.kind === 'attribute' : taken.includes(human);
  return isAttribute ? `${record}.${human}` : `${record}.get(${quoted(human, textOf(context, unit, label))})`;
}

/** Is what the labels are made of still the same where the number is worked out? */
function isSettled(round: Round, { site }: Estimate, context: FixContext): boolean {
  const names = namesOf(context);
  const here = names.within(site.unit, site.node)[0];
  if (!here) return false;
  const nodes = [round.rows, round.label, ...round.conditions, ...round.ofGroup.map(({ key }) => key)];
  const start = round.loop?.start ?? Math.min(...nodes.map((node) => node.start));
  const isWithin = (node: Expression | null) =>
    node !== null && nodes.some((part) => part.start <= node.start && node.end <= part.end);
  const used = names.all.filter(
    ({ node, unit, name, role }) =>
      unit === round.unit && role === 'reads' && isWithin(node) && name !== round.record && !round.locals.has(name),
  );
  return used.every((occurrence) => {
    const variable = names.variableOf(occurrence);
    if (variable.owner.kind === 'comprehension') return round.target.includes(occurrence.name);
    if (!sameVariable(variable, names.resolve(occurrence.name, here.scope))) return false;
    return names
      .of(variable)
      .every((other) => !isChange(other) || isBound(other, round) || names.isBefore(other, round.unit, start));
  });
}

/** By the round itself. */
const isBound = ({ statement }: Occurrence, { loop }: Round): boolean => loop !== null && statement === loop;

const isChange = ({ role, parents }: Occurrence): boolean => {
  const [first, second] = parents;
  if (role !== 'reads') return true;
  if (first?.kind === 'attribute') return /^(append|extend|insert|pop|remove|clear|sort|reverse)$/.test(first.name);
  return first?.kind === 'call' && second === undefined && /^shuffle$/.test(nameOf(first.callee));
};
