import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Expression, FlowUnit, Loop, Statement } from '../../flow/program.ts';
import { descendants, ownExpressions, statementsIn } from '../../flow/walk.ts';
import {
  contains,
  type FixContext,
  indentAt,
  lineBreak,
  lineStart,
  nextLine,
  replace,
  textOf,
  unitText,
} from '../fix-context.ts';
import { freeName } from '../names.ts';
import { namesOf, type Occurrence, type Variable } from '../occurrences.ts';
import { pairInPrompt, type ShownPair } from '../pair-in-prompt.ts';
import { isVerdict } from './is-verdict.ts';
import { countScores, countTies, type Ties } from './ties.ts';
import { type Spot, type Use, usesOfVariable, usesOfVerdicts } from './verdict-uses.ts';

/** Asks about each pair in both orders, where a loop asks the judge itself: in a loop of its own over the two orders. */
export function judgeInline(context: FixContext): Fix | null {
  const asked = askedIn(context);
  if (!asked) return null;
  const { unit, making, verdict, isScore, uses } = asked;
  const ties = isScore ? null : countTies(uses, context, !asked.isNamed);
  const counted = isScore ? countScores(uses, context) : ties?.edits;
  if (!counted) return null;
  const name = asked.isNamed ? verdict : freeName(context.module, isScore ? 'won' : 'verdict');
  const named = counted.map((edit) =>
    asked.isNamed ? edit : { ...edit, newText: edit.newText.replaceAll(verdict, name) },
  );
  const inner = loopOverOrders(asked, name, ties, context);
  const bare = asked.isNamed ? [] : heldElsewhere(asked, named, name, context);
  const edits = [...inner, ...named, ...bare];
  const first = making[0]!;
  if (!edits.every(({ place }) => place.cell === unit.cell && place.start >= first.start - 200)) return null;
  return {
    title: 'Judge each pair in both orders, and count a tie where the verdicts differ',
    kind: 'repair',
    safety: 'suggested',
    edits,
  };
}

/** How a loop asks a judge about a pair. */
interface Asked {
  readonly unit: FlowUnit;
  readonly pair: ShownPair;
  /** The statements that make the verdict, from the prompt on. */
  readonly making: readonly Statement[];
  /** What holds the verdict behind them, as code. */
  readonly verdict: string;
  readonly isNamed: boolean;
  /** Is it true or false, as opposed to a label? */
  readonly isScore: boolean;
  readonly uses: readonly Use[];
  /** Where the verdict stands, if it has no name. */
  readonly held: readonly Spot[];
}

function askedIn(context: FixContext): Asked | null {
  const { unit, node } = context.report.site;
  const loop = statementsIn(unit.body).findLast(
    (each): each is Loop => each.kind === 'loop' && each.body.some((inner) => contains(inner, node)),
  );
  const at = loop?.body.findIndex((inner) => contains(inner, node)) ?? -1;
  if (!loop || at < 0) return null;
  const pair = pairInPrompt(loop.body.slice(0, at + 1), unit, context);
  const from = pair ? loop.body.findIndex((inner) => contains(inner, pair.prompt)) : -1;
  if (!pair || from < 0) return null;
  return verdictBehind(loop.body, from, at, pair, context);
}

/** Follows the answer from name to name, to where the verdict is told apart. */
function verdictBehind(
  block: readonly Statement[],
  from: number,
  at: number,
  pair: ShownPair,
  context: FixContext,
): Asked | null {
  const { unit } = context.report.site;
  const names = namesOf(context);
  let made: Occurrence | null = null;
  let to = at - 1;
  for (let index = from; index < block.length; index++) {
    const statement = block[index]!;
    const binding = bindingOf(statement, unit, context);
    const reads = made && readsIn(statement, made, context);
    if (index >= at && made && !reads) continue;
    if (index > at && !binding) break;
    if (index >= at && binding) [made, to] = [binding, index];
    if (index >= at && statement.kind === 'assign' && statement.value.kind === 'operation') break;
  }
  const making = block.slice(from, to + 1);
  if (!made || to < at || !making.every((each) => isRepeatable(each, unit, context))) return null;
  const isMaking = (statement: Statement) => making.some((each) => contains(each, statement));
  const variable = names.variableOf(made);
  if (!staysInside(making, made, unit, context)) return null;
  const values = statementsIn(making).flatMap((each) =>
    each.kind === 'assign' && each.targets[0]?.kind === 'name' && each.targets[0].name === made.name
      ? [each.value]
      : [],
  );
  const isScore = values.every(isVerdict);
  const common = { unit, pair, making };
  const uses = usesOfVariable(variable, isScore ? 'score' : 'one', isMaking, context);
  if (uses && !uses.field && uses.found.length + Number(isScore) > 0)
    return { ...common, verdict: made.name, isNamed: true, isScore, uses: uses.found, held: [] };
  return heldIn(variable, isMaking, common, context);
}

/** `if reply.output_text.strip() == "A":` */
function heldIn(
  variable: Variable,
  isMaking: (statement: Statement) => boolean,
  common: Pick<Asked, 'unit' | 'pair' | 'making'>,
  context: FixContext,
): Asked | null {
  const { unit } = common;
  const reads = namesOf(context)
    .of(variable)
    .filter(({ statement }) => !isMaking(statement));
  const spots = reads.map((read): Spot | null => {
    const test = read.parents.findIndex(isVerdict);
    if (read.role !== 'reads' || test < 0) return null;
    const node = read.parents[test]!;
    const isEquality = node.kind === 'operation' && node.operator === '==' && node.operands[1]?.kind === 'constant';
    const held = isEquality ? test - 1 : test;
    return { ...read, node: held < 0 ? read.node! : read.parents[held]!, parents: read.parents.slice(held + 1) };
  });
  const [first] = spots;
  if (!first || !spots.every((spot) => spot !== null)) return null;
  const verdict = textOf(context, unit, first.node);
  const isScore = isVerdict(first.node);
  if (!spots.every((spot) => spot.unit === unit && textOf(context, unit, spot.node) === verdict)) return null;
  const uses = usesOfVerdicts(spots, isScore ? 'score' : 'one', context);
  return uses && !uses.field ? { ...common, verdict, isNamed: false, isScore, uses: uses.found, held: spots } : null;
}

/** The only name that a statement gives a value to, if it does nothing else. */
function bindingOf(statement: Statement, unit: FlowUnit, context: FixContext): Occurrence | null {
  const inside = statementsIn([statement]);
  const isPlain = inside.every(({ kind }) => kind === 'assign' || kind === 'if' || kind === 'try');
  const assigned = inside.filter((each) => each.kind === 'assign');
  const targets = assigned.map((each) =>
    each.operator === null && each.targets.length === 1 ? each.targets[0]! : null,
  );
  const [target] = targets;
  if (!isPlain || target?.kind !== 'name') return null;
  return targets.every((each) => each?.kind === 'name' && each.name === target.name)
    ? (namesOf(context).at(unit, target) ?? null)
    : null;
}

const readsIn = (statement: Statement, made: Occurrence, context: FixContext): boolean => {
  const names = namesOf(context);
  return statementsIn([statement]).some((each) =>
    ownExpressions(each).some((own) =>
      descendants(own).some(
        (node) => node.kind === 'name' && node.name === made.name && names.at(made.unit, node)?.role === 'reads',
      ),
    ),
  );
};

/** Only makes something, so that it may be done for both orders. */
const isRepeatable = (statement: Statement, unit: FlowUnit, context: FixContext): boolean =>
  bindingOf(statement, unit, context) !== null ||
  (statement.kind === 'evaluate' &&
    statement.value.kind === 'call' &&
    /(?:^|\.)(?:sleep|print|info|debug)\(/.test(textOf(context, unit, statement)));

/** Is nothing that is made on the way read behind? */
function staysInside(making: readonly Statement[], made: Occurrence, unit: FlowUnit, context: FixContext): boolean {
  const names = namesOf(context);
  const isMaking = (statement: Statement) => making.some((each) => contains(each, statement));
  return names.all
    .filter(
      (each) =>
        each.unit === unit &&
        each.role === 'binds' &&
        each.name !== made.name &&
        isMaking(each.statement) &&
        each.scope.kind !== 'comprehension',
    )
    .every((each) =>
      names.of(names.variableOf(each)).every(({ statement, role }) => role !== 'reads' || isMaking(statement)),
    );
}

/** The loop over both orders, around the statements that make the verdict. */
function loopOverOrders(
  { unit, pair, making, verdict, isScore }: Asked,
  name: string,
  ties: Ties | null,
  context: FixContext,
): Edit[] {
  const text = unitText(context, unit.cell);
  const newLine = lineBreak(text);
  const [start, end] = [lineStart(text, making[0]!.start), nextLine(text, making.at(-1)!.end)];
  const indent = indentAt(text, start);
  const step = /^\t/m.test(text) ? '\t' : '    ';
  const [verdicts, first, second] = ['verdicts', 'first', 'second'].map((free) => freeName(context.module, free));
  const shown = pair.nodes.map((node) => textOf(context, unit, node));
  const all = statementsIn(making).flatMap(ownExpressions).flatMap(descendants);
  const swapped = all.flatMap((node) => {
    const index = shown.indexOf(textOf(context, unit, node));
    return index < 0 || node.kind === 'constant'
      ? []
      : [{ start: node.start, end: node.end, newText: [first!, second!][index]! }];
  });
  const long = all.filter(
    (node) => /^(?:template|constant)$/.test(node.kind) && textOf(context, unit, node).includes('\n'),
  );
  const lines: string[] = [];
  for (let at = start; at < end; ) {
    const next = nextLine(text, at);
    // what stands in a text over several lines stays as far in as it is
    const isInText = long.some(
      (node) => node.start < at && at < node.end && isOneText(node, textOf(context, unit, node)),
    );
    let line = text.slice(at, next);
    for (const { start: from, end: until, newText } of swapped
      .filter((each) => each.start >= at && each.end <= next)
      .toReversed())
      line = line.slice(0, from - at) + newText + line.slice(until - at);
    lines.push(isInText || line.trim() === '' ? line : step + line);
    at = next;
  }
  const code = lines.join('');
  const [a, b] = ties?.sides ?? [];
  const [one, other] = [`${verdicts}[0]`, `${verdicts}[1]`];
  const both = isScore
    ? [`${name} = (${one} + 1 - ${other}) / 2`]
    : [
        `agree = ${one} == {${a}: ${b}, ${b}: ${a}}.get(${other}, ${other})`.replace(
          /^agree/,
          freeName(context.module, 'agree'),
        ),
      ];
  if (!isScore) both.push(`${name} = ${one} if ${freeName(context.module, 'agree')} else ${ties!.label}`);
  const before = [
    `${verdicts} = []`,
    `for ${first}, ${second} in ((${shown[0]}, ${shown[1]}), (${shown[1]}, ${shown[0]})):`,
  ];
  const closed = code.endsWith('\n') ? code : code + newLine;
  const put = (each: readonly string[]) => each.map((line) => indent + line + newLine).join('');
  return [
    replace(
      context,
      unit,
      { start, end },
      put(before) + closed + put([`${step}${verdicts}.append(${verdict})`, ...both]),
    ),
  ];
}

/** Texts that are joined where they stand one after the other are several. */
const isOneText = (node: Expression, text: string): boolean =>
  node.kind === 'constant'
    ? /^[A-Za-z]{0,2}("""|''')/.test(text) || !/^[A-Za-z]{0,2}["']/.test(text)
    : /("""|''')$/.test(text);

/** The new name in the place of what held the verdict, where no other edit does it. */
const heldElsewhere = ({ unit, held }: Asked, counted: readonly Edit[], name: string, context: FixContext): Edit[] =>
  held
    .filter(({ node }) => !counted.some(({ place }) => contains(place, node)))
    .map(({ node }) => replace(context, unit, node, name));
