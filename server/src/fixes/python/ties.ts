import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type { Expression, FlowUnit, If, Span, Statement } from '../../flow/program.ts';
import { expressionsIn, nameOf } from '../../flow/walk.ts';
import {
  type FixContext,
  indentAt,
  lineBreak,
  lineStart,
  nextLine,
  replace,
  textOf,
  unitText,
} from '../fix-context.ts';
import { fStringAround } from './f-string.ts';
import type { Count, Spot, Test, Use } from './verdict-uses.ts';

/** Counts ties as half a win of each side, wherever verdicts are counted. */

/** What a tie is called, and the edits that make it count. */
export interface Ties {
  /** As code: `"tie"`. */
  readonly label: string;
  /** The labels of the two answers, as code. */
  readonly sides: readonly [string, string];
  readonly edits: readonly Edit[];
}

type Label = string | number;

const TIE = /^(?:ties?|tied|draws?|equal|same|c|neither|both)$/i;

const SIDES: readonly (readonly [RegExp, readonly [string, string]])[] = [
  [/^(.*?)(a|b)$/i, ['a', 'b']],
  [/^(.*?)(1|2)$/, ['1', '2']],
  [/^()(first|second)$/i, ['first', 'second']],
  [/^()(ours?|theirs?)$/i, ['ours', 'theirs']],
  [/^()(left|right)$/i, ['left', 'right']],
  [/^()(new|old)$/i, ['new', 'old']],
  [/^()(candidate|baseline)$/i, ['candidate', 'baseline']],
];

/** How ties are counted; null where that can't be told. `isHeld`: whatever gives the verdict is to be a name's value. */
export function countTies(uses: readonly Use[], context: FixContext, isHeld = false): Ties | null {
  const labels = [...new Set(uses.flatMap(labelsOf))];
  const own = labels.find((label) => typeof label === 'string' && TIE.test(label));
  const sides = sidesOf(labels.filter((label) => label !== own));
  if (!sides) return null;
  const quote = quoteOf(uses, context);
  const code = (label: Label) => (typeof label === 'number' ? String(label) : quote + label + quote);
  const tie = code(own ?? (labels.some((label) => label === 'TIE') ? 'TIE' : 'tie'));
  const pair: readonly [string, string] = [code(sides[0]), code(sides[1])];
  // where the code counts ties, it knows what they are worth
  const isCounted =
    uses.some((use) => (use.kind === 'test' || use.kind === 'count') && use.label === own) ||
    uses.some((use) => use.kind === 'test' && isThreeWay(use, sides));
  if (isCounted) return { label: tie, sides: pair, edits: [] };
  const edits: Edit[] = [];
  const done = new Set<Statement>();
  for (const use of uses) {
    if (use.kind === 'truth') {
      const edit = scoreAdded(use.spot, context);
      if (!edit) return null;
      edits.push(edit);
      continue;
    }
    if (use.kind === 'test' && use.spot.statement.kind === 'if' && use.spot.parents.length === 0) {
      const { statement } = use.spot;
      const chain = uses.find(
        (other) =>
          other.kind === 'test' &&
          other.spot.statement.kind === 'if' &&
          other.spot.statement.otherwise[0] === statement,
      );
      if (chain || done.has(statement)) continue;
      done.add(statement);
      const branch = isAsked(use, isHeld)
        ? pointsOfAsked(use, statement, tie, context)
        : branchOfTies(use, statement, tie, context);
      if (!branch) return null;
      edits.push(branch);
      continue;
    }
    const edit =
      use.kind === 'test'
        ? testWithTies(use, tie, isAsked(use, isHeld), context)
        : use.kind === 'count'
          ? countWithTies(use, tie, context)
          : null;
    if (edit) edits.push(edit);
    else if (use.kind !== 'start') return null;
    else if (own === undefined) edits.push(startWithTies(use.unit, use.node, tie, context));
  }
  return { label: tie, sides: pair, edits };
}

const labelsOf = (use: Use): readonly Label[] =>
  use.kind === 'start' ? use.labels : use.kind === 'truth' ? [] : [use.label];

/** The labels of the first and the second answer, where one of them is known. */
function sidesOf(labels: readonly Label[]): readonly [Label, Label] | null {
  if (labels.length === 0 || labels.length > 2) return null;
  if (labels.every((label) => label === 1 || label === 2)) return [1, 2];
  if (labels.every((label) => label === 0 || label === 1)) return labels.length === 2 ? [0, 1] : null;
  for (const [pattern, [first, second]] of SIDES) {
    const found = labels.map((label) => pattern.exec(String(label)));
    const stem = found[0]?.[1];
    if (typeof labels[0] !== 'string' || !found.every((match) => match && match[1] === stem)) continue;
    const isUpper = found[0]![2]! === found[0]![2]!.toUpperCase() && /[a-z]/i.test(found[0]![2]!);
    const isTitle = /^[A-Z][a-z]/.test(found[0]![2]!);
    const cased = (text: string) =>
      isTitle ? text[0]!.toUpperCase() + text.slice(1) : isUpper ? text.toUpperCase() : text;
    const sides = [stem + cased(first), stem + cased(second)] as const;
    return labels.every((label) => sides.includes(label as string)) ? sides : null;
  }
  // by the names of what stands on either side
  const areNames = labels.length === 2 && labels.every((label) => typeof label === 'string' && isName(label));
  return areNames ? [labels[0]!, labels[1]!] : null;
}

const isName = (label: string): boolean =>
  label.length > 2 &&
  !/^(?:err|inval|unknown|none|null|other|skip|fail|n\/a)/i.test(label) &&
  !SIDES.some(([pattern]) => pattern.test(label));

/** The quotes that labels are written with. */
function quoteOf(uses: readonly Use[], context: FixContext): string {
  for (const use of uses) {
    if (use.kind !== 'test' && use.kind !== 'count') continue;
    if (fStringAround(use.spot.unit, use.spot.node)) continue;
    const found = /["']/.exec(textOf(context, use.spot.unit, use.spot.node).slice(-3));
    if (found) return found[0];
  }
  return '"';
}

/** `if … == "A": … elif … == "B": … else: …`: the last branch is for ties. */
function isThreeWay({ spot: { statement } }: Test, sides: readonly Label[]): boolean {
  if (statement.kind !== 'if') return false;
  const [second, ...more] = statement.otherwise;
  if (second?.kind !== 'if' || more.length > 0 || second.otherwise.length === 0) return false;
  const [third] = second.otherwise;
  const isOther = (test: Expression) =>
    test.kind === 'operation' &&
    test.operands.some((each) => each.kind === 'constant' && sides.includes(each.value as Label));
  return isOther(statement.test) && isOther(second.test) && third?.kind !== 'if';
}

/** Would the judge be asked once more? */
const isAsked = ({ holder }: Test, isHeld: boolean): boolean => !isHeld && /^(?:call|suspend)$/.test(holder.kind);

/** `(verdict == "A") + (verdict == "tie") / 2` */
function testWithTies({ holder, label, spot }: Test, tie: string, asks: boolean, context: FixContext): Edit | null {
  const { unit, node, parents } = spot;
  const text = (span: Span) => textOf(context, unit, span);
  if (fStringAround(unit, node) && holder.kind !== 'name') return null;
  const [parent, outer] = parents;
  if (parent?.kind === 'conditional') {
    const [then, otherwise] = [parent.then, parent.otherwise].map(numberOf);
    if (then === null || otherwise === null || then! + otherwise! !== 1 || asks) return null;
    const { otherwise: last } = parent;
    return replace(context, unit, last, `0.5 if ${text(holder)} == ${tie} else ${text(last)}`);
  }
  const sum = asks ? pointsOf(node, holder, unit, tie, context) : `(${text(node)}) + (${text(holder)} == ${tie}) / 2`;
  if (typeof label === 'number' && asks) return null;
  if (parent?.kind === 'comprehension' && parent.clauses.some(({ conditions }) => conditions.includes(node))) {
    if (outer?.kind !== 'call' || parent.clauses.length !== 1 || parent.clauses[0]!.conditions.length !== 1)
      return null;
    const isCounted =
      nameOf(outer.callee) === 'len' || (nameOf(outer.callee) === 'sum' && numberOf(parent.element) === 1);
    const [{ target, iterable }] = parent.clauses as [(typeof parent.clauses)[0]];
    return isCounted ? replace(context, unit, outer, `sum(${sum} for ${text(target)} in ${text(iterable)})`) : null;
  }
  // a whole number that a half does not fit into
  if (parent?.kind === 'call' && /^(?:int|float)$/.test(nameOf(parent.callee)))
    return replace(context, unit, parent, outer ? `(${sum})` : sum);
  if (parent?.kind === 'attribute' && parent.name === 'astype' && outer?.kind === 'call')
    return replace(context, unit, outer, `(${sum})`);
  return replace(context, unit, node, parent?.kind === 'operation' ? `(${sum})` : sum);
}

/** `{"A": 1, "tie": 0.5}.get(judge(…), 0)`: without asking once more. */
function pointsOf(test: Expression, holder: Expression, unit: FlowUnit, tie: string, context: FixContext): string {
  const text = (span: Span) => textOf(context, unit, span);
  return `{${text(otherOperand(test, holder))}: 1, ${tie}: 0.5}.get(${text(holder)}, 0)`;
}

/** `if judge(…) == "A": wins += 1` */
function pointsOfAsked({ holder, spot }: Test, statement: If, tie: string, context: FixContext): Edit | null {
  const [step, ...more] = statement.then;
  const { unit, node } = spot;
  if (more.length > 0 || statement.otherwise.length > 0 || !/^if\b/.test(textOf(context, unit, statement))) return null;
  if (step?.kind !== 'assign' || step.operator !== '+' || numberOf(step.value) !== 1) return null;
  const points = pointsOf(node, holder, unit, tie, context);
  return replace(context, unit, statement, `${textOf(context, unit, step.targets[0]!)} += ${points}`);
}

const otherOperand = (test: Expression, holder: Expression): Expression =>
  test.kind === 'operation' ? test.operands.find((each) => each !== holder)! : test;

const numberOf = (node: Expression): number | null =>
  node.kind !== 'constant'
    ? null
    : typeof node.value === 'number'
      ? node.value
      : typeof node.value === 'boolean'
        ? Number(node.value)
        : null;

/** `(wins["A"] + wins["tie"] / 2)` */
function countWithTies({ at, spot }: Count, tie: string, context: FixContext): Edit | null {
  const { unit, node, parents } = spot;
  const around = fStringAround(unit, node);
  const text = textOf(context, unit, node);
  const quoted = around
    ? tie.replaceAll(/["']/g, (quote) => /['"]/.exec(textOf(context, unit, at))?.[0] ?? quote)
    : tie;
  // `Counter` gives 0 where there is none, a table of counts does not
  const isOfTable = node.kind === 'subscript' && hasTables(unit);
  const ofTies = isOfTable
    ? `${textOf(context, unit, node.object)}.get(${quoted}, 0)`
    : text.slice(0, at.start - node.start) + quoted + text.slice(at.end - node.start);
  const [parent] = parents;
  const isAlone = !parent || parent.kind === 'template' || (parent.kind === 'call' && parent.callee !== node);
  const sum = `${text} + ${ofTies} / 2`;
  return replace(context, unit, node, isAlone ? sum : `(${sum})`);
}

const hasTables = ({ body }: FlowUnit): boolean =>
  expressionsIn(body).some((node) => node.kind === 'attribute' && node.name === 'value_counts');

/** `{"A": 0, "B": 0, "tie": 0}` */
function startWithTies(unit: FlowUnit, node: Expression, tie: string, context: FixContext): Edit {
  const last = node.kind === 'mapping' ? node.entries.at(-1) : undefined;
  if (!last) return replace(context, unit, node, `{${tie}: 0}`);
  const at = { start: last.value.end, end: last.value.end };
  return replace(context, unit, at, `, ${tie}: ${textOf(context, unit, last.value)}`);
}

/** A branch that gives each side that is counted there half a win. */
function branchOfTies(test: Test, statement: If, tie: string, context: FixContext): Edit | null {
  const { unit } = test.spot;
  const holder = textOf(context, unit, test.holder);
  const text = unitText(context, unit.cell);
  const blocks: (readonly Statement[])[] = [statement.then];
  let last: If = statement;
  for (
    let [next, ...more] = last.otherwise;
    next?.kind === 'if' && more.length === 0;
    [next, ...more] = last.otherwise
  ) {
    if (!/^elif\b/.test(text.slice(elifAt(text, next)))) break;
    blocks.push(next.then);
    last = next;
  }
  if (last.otherwise.length > 0) blocks.push(last.otherwise);
  if (blocks.some((block) => block.length === 0)) return null; // half typed
  const halves = blocks.map((block) => halvesOf(block, unit, context));
  if (!halves.every((lines) => lines !== null)) return null;
  const indent = indentAt(text, statement.start);
  const [first] = statement.then;
  const step = indentAt(text, first!.start).slice(indent.length);
  if (step === '' || lineStart(text, statement.start) + indent.length !== statement.start) return null;
  const newLine = lineBreak(text);
  const lines = [...new Set(halves.flat())].map((line) => indent + step + line + newLine).join('');
  const branch = `${indent}elif ${holder} == ${tie}:${newLine}${lines}`;
  const end = last.then.at(-1)!.end;
  const at = nextLine(text, end);
  const isOpen = !text.slice(0, at).endsWith('\n');
  return replace(context, unit, { start: at, end: at }, isOpen ? newLine + branch : branch);
}

/** Where the word before the test of a branch stands. */
const elifAt = (text: string, { start }: Span): number => {
  const at = lineStart(text, start);
  return at + indentAt(text, start).length;
};

/** Adds verdicts that may be a half to what counted them: `if won: wins += 1` becomes `wins += won`. */
export function countScores(uses: readonly Use[], context: FixContext): Edit[] | null {
  const edits = uses.map((use) => (use.kind === 'truth' ? scoreAdded(use.spot, context) : null));
  return edits.every((edit) => edit !== null) ? edits : null;
}

function scoreAdded({ unit, node, parents: [parent, outer], statement }: Spot, context: FixContext): Edit | null {
  const text = textOf(context, unit, node);
  if (!parent && statement.kind === 'if' && statement.test === node) {
    const [step, ...more] = statement.then;
    const isOne = step?.kind === 'assign' && step.operator === '+' && numberOf(step.value) === 1 && more.length === 0;
    const isOneLine = unitText(context, unit.cell).slice(step!.start, step!.end) === textOf(context, unit, step!);
    const begins = /^if\b/.test(textOf(context, unit, statement));
    if (!isOne || statement.otherwise.length > 1 || !isOneLine || !begins) return null;
    const won = `${textOf(context, unit, step.targets[0]!)} += ${text}`;
    const [other] = statement.otherwise;
    if (!other) return replace(context, unit, statement, won);
    if (other.kind !== 'assign' || other.operator !== '+' || numberOf(other.value) !== 1 || node.kind !== 'name')
      return null;
    const code = unitText(context, unit.cell);
    const lost = `${textOf(context, unit, other.targets[0]!)} += 1 - ${text}`;
    return replace(context, unit, statement, `${won}${lineBreak(code)}${indentAt(code, statement.start)}${lost}`);
  }
  if (parent?.kind === 'conditional') {
    const [then, otherwise] = [numberOf(parent.then), numberOf(parent.otherwise)];
    return then === 1 && otherwise === 0 ? replace(context, unit, parent, text) : null;
  }
  if (parent?.kind === 'call' && nameOf(parent.callee) === 'int') return replace(context, unit, parent, text);
  if (parent?.kind !== 'comprehension' || outer?.kind !== 'call' || parent.clauses.length !== 1) return null;
  const [{ target, iterable, conditions }] = parent.clauses as [(typeof parent.clauses)[0]];
  const isCounted =
    nameOf(outer.callee) === 'len' || (nameOf(outer.callee) === 'sum' && numberOf(parent.element) === 1);
  if (!isCounted || conditions.length !== 1) return null;
  const given = `${text} for ${textOf(context, unit, target)} in ${textOf(context, unit, iterable)}`;
  return replace(context, unit, outer, `sum(${given})`);
}

/** The lines that count half of what a block counts; null where it does anything else. */
function halvesOf(block: readonly Statement[], unit: FlowUnit, context: FixContext): readonly string[] | null {
  const lines = block.map((statement) => {
    if (statement.kind === 'jump' && statement.form === 'continue') return '';
    if (statement.kind === 'assign' && statement.operator === '+' && numberOf(statement.value) === 1)
      return `${textOf(context, unit, statement.targets[0]!)} += 0.5`;
    if (statement.kind !== 'evaluate' || statement.value.kind !== 'call') return null;
    const { callee, arguments: given } = statement.value;
    const [first] = given;
    if (nameOf(callee) === 'print') return '';
    const isScore = nameOf(callee) === 'append' && first && /^[01]$/.test(String(numberOf(first.value)));
    return isScore ? `${textOf(context, unit, callee)}(0.5)` : null;
  });
  return lines.every((line) => line !== null) ? lines.filter((line) => line !== '') : null;
}

/** Does a test that needs whole wins read them? */
export const needsWhole = ({ module }: FixContext): boolean =>
  module.units.some((unit) =>
    expressionsIn(unit.body).some((node) => node.kind === 'call' && /binom/.test(nameOf(node.callee))),
  );
