import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { DefineFunction, Expression, FlowUnit } from '../../flow/program.ts';
import { expressionsIn } from '../../flow/walk.ts';
import { fixOfBothOrders, givesVerdict } from '../both-orders.ts';
import { contains, type FixContext, indentAt, replace, textOf, unitText } from '../fix-context.ts';
import { freeName } from '../names.ts';
import { namesOf } from '../occurrences.ts';
import { pairInPrompt } from '../pair-in-prompt.ts';
import { pairOf } from '../pair-of-answers.ts';
import { judgeInline } from './both-orders-inline.ts';
import { isVerdict } from './is-verdict.ts';
import { countScores, countTies, needsWhole, type Ties } from './ties.ts';
import { type Spot, usesOfVerdicts } from './verdict-uses.ts';

/**
 * Asks the judge about each pair in both orders. Its function is called through another one that takes the same
 * arguments and calls it twice: where it says whether the first answer wins, that gives half a win where the verdict
 * turns; where it names the winner, a tie, which is counted as half a win wherever wins are counted.
 */
export function judgeBothOrders(context: FixContext): Fix | null {
  const { finding, report, document } = context;
  if (finding.rule !== 'single-order-judging' || document.language !== 'python') return null;
  // a test of counts wants whole ones
  if (report.estimate.confirmatory && needsWhole(context)) return null;
  const judge = judgeAround(context);
  const pair = judge && pairIn(judge, context);
  if (!judge || !pair) return judgeInline(context);
  const calls = callsOfJudge(judge, context);
  if (!calls) return null;
  const { name } = judge.statement.function;
  const helper = freeName(context.module, `${name}_in_both_orders`);
  const isScore = givesVerdict(judge.statement.function, isVerdict);
  const spots = calls.map(({ spot }) => spot);
  const one = usesOfVerdicts(
    spots.filter((_, index) => !calls[index]!.isMapped),
    isScore ? 'score' : 'one',
    context,
  );
  const many = usesOfVerdicts(
    spots.filter((_, index) => calls[index]!.isMapped),
    isScore ? 'scores' : 'many',
    context,
  );
  if (!one || !many) return null;
  const uses = [...one.found, ...many.found];
  const field = one.field ?? many.field;
  if (one.field && many.field && one.field !== many.field) return null;
  const ties = isScore ? null : countTies(uses, context);
  const counted = isScore ? countScores(uses, context) : ties?.edits;
  if (!counted) return null;
  const source = helperSource(helper, judge, pair, ties && { ...ties, field }, context);
  const renamed = calls.map(({ unit, node }) => replace(context, unit, node, helper));
  const edits = joined(renamed, counted, name, helper);
  return fixOfBothOrders(judge.unit, judge.statement, source, judge.isMethod ? 1 : 2, edits, context);
}

interface JudgeFunction {
  readonly unit: FlowUnit;
  readonly statement: DefineFunction;
  readonly isMethod: boolean;
}

/** The function that asks the judge: at the top level, or of a class there. */
function judgeAround({ report: { site } }: FixContext): JudgeFunction | null {
  const { unit, node } = site;
  const isIn = (each: { readonly start: number; readonly end: number }) => contains(each, node);
  const top = unit.body.find(isIn);
  const statement = top?.kind === 'define-class' ? top.body.find(isIn) : top;
  if (statement?.kind !== 'define-function') return null;
  const { isGenerator, decorators, parameters } = statement.function;
  const isPlain = parameters.every(({ form, target }) => form === 'plain' && target.kind === 'name');
  const isOwn = decorators.every((node) => !/^(?:staticmethod|classmethod|property)$/.test(nameIn(node)));
  return !isGenerator && isOwn && isPlain ? { unit, statement, isMethod: statement !== top } : null;
}

const nameIn = (node: Expression): string => (node.kind === 'name' ? node.name : '');

/** The two answers: arguments of their own, or two entries of the row that is the argument. */
type Pair =
  | { readonly parameters: readonly [string, string] }
  | { readonly row: string; readonly keys: readonly [string, string] };

function pairIn({ unit, statement: { function: judge } }: JudgeFunction, context: FixContext): Pair | null {
  const parameters = judge.parameters.flatMap(({ target }) => (target.kind === 'name' ? [target.name] : []));
  const named = pairOf(judge);
  if (named) return { parameters: named };
  const told = pairInPrompt(judge.body, unit, context);
  if (!told) return null;
  const [first, second] = told.nodes;
  if (first.kind === 'name' && second.kind === 'name')
    return parameters.includes(first.name) && parameters.includes(second.name)
      ? { parameters: [first.name, second.name] }
      : null;
  if (first.kind !== 'subscript' || second.kind !== 'subscript') return null;
  const [object, key, other] = [first.object, first.index, second.index];
  if (object.kind !== 'name' || !parameters.includes(object.name)) return null;
  if (textOf(context, unit, second.object) !== object.name) return null;
  if (key.kind !== 'constant' || other.kind !== 'constant') return null;
  const names = namesOf(context);
  const reads = names.of(names.variableOf(names.at(unit, object)!)).filter(({ role }) => role !== 'binds');
  const isRead = reads.every(
    ({ role, node, parents: [around] }) => role === 'reads' && around?.kind === 'subscript' && around.object === node,
  );
  return isRead ? { row: object.name, keys: [textOf(context, unit, key), textOf(context, unit, other)] } : null;
}

interface JudgeCall {
  readonly unit: FlowUnit;
  /** The name of the function. */
  readonly node: { readonly start: number; readonly end: number };
  readonly spot: Spot;
  /** Is it called for each of many, as by `map`? */
  readonly isMapped: boolean;
}

/** All calls of the judge's function; null where its name is used in another way. */
function callsOfJudge({ statement, isMethod }: JudgeFunction, context: FixContext): readonly JudgeCall[] | null {
  const { name } = statement.function;
  const names = namesOf(context);
  const found: (JudgeCall | null)[] = [];
  if (!isMethod && names.all.filter((other) => other.name === name && other.role !== 'reads').length !== 1) return null;
  for (const unit of context.module.units)
    for (const node of expressionsIn(unit.body)) {
      if (isMethod ? node.kind !== 'attribute' || node.name !== name : node.kind !== 'name' || node.name !== name)
        continue;
      const root = node.kind === 'name' ? names.at(unit, node) : names.within(unit, node)[0];
      if (root?.role !== 'reads') return null;
      const parents = root.parents.slice(root.parents.indexOf(node) + 1);
      const [call] = parents;
      if (call?.kind !== 'call') return null;
      const isMapped = call.callee !== node;
      const isMapping =
        call.arguments[0]?.value === node && /^(?:map|apply|progress_apply|imap)$/.test(calledBy(call.callee));
      if (isMapped && !isMapping) return null;
      const spot: Spot = { ...root, node: call, parents: parents.slice(1) };
      const last = node.kind === 'attribute' ? { start: node.end - name.length, end: node.end } : node;
      found.push({ unit, node: last, spot, isMapped });
    }
  return found.length > 0 && found.every((each) => each !== null) ? found : null;
}

const calledBy = (node: Expression): string => (node.kind === 'name' || node.kind === 'attribute' ? node.name : '');

/** Edits around the judge's calls have its name in them; the others stand beside. */
function joined(renamed: readonly Edit[], counted: readonly Edit[], name: string, helper: string): Edit[] {
  const isIn = (inner: Edit, outer: Edit) =>
    inner.place.cell === outer.place.cell && contains(outer.place, inner.place);
  const around = counted.filter((edit) => renamed.some((call) => isIn(call, edit)));
  const called = new RegExp(`(?<!\\w)${name}(?=\\()`, 'g');
  return [
    ...renamed.filter((call) => !around.some((edit) => isIn(call, edit))),
    ...counted.map((edit) =>
      around.includes(edit) ? { ...edit, newText: edit.newText.replace(called, helper) } : edit,
    ),
  ];
}

function helperSource(
  helper: string,
  { unit, statement, isMethod }: JudgeFunction,
  pair: Pair,
  ties: (Ties & { readonly field: string | null }) | null,
  context: FixContext,
): string {
  const judge = statement.function;
  const { parameters, isAsync } = judge;
  const text = unitText(context, unit.cell);
  const step = text.includes('\n\t') ? '\t' : '    ';
  const outer = indentAt(text, statement.start);
  const given = parameters.some(({ keywordOnly }) => keywordOnly)
    ? text.slice(parameters[0]!.start, parameters.at(-1)!.end)
    : parameters.map((parameter) => textOf(context, unit, parameter)).join(', ');
  const call = (turn: (name: string) => string) => {
    const handed = parameters.slice(isMethod ? 1 : 0).map(({ target, keywordOnly }) => {
      const name = target.kind === 'name' ? target.name : '';
      return keywordOnly ? `${name}=${turn(name)}` : turn(name);
    });
    const self = isMethod && parameters[0]?.target.kind === 'name' ? `${parameters[0].target.name}.` : '';
    return `${isAsync ? 'await ' : ''}${self}${judge.name}(${handed.join(', ')})`;
  };
  const body: string[] = [];
  const [straight, other] = ['parameters' in pair ? pair.parameters : [pair.row, 'swapped'], 'swapped'];
  const turned = (name: string) =>
    'parameters' in pair
      ? name === straight[0]
        ? straight[1]!
        : name === straight[1]
          ? straight[0]!
          : name
      : name === pair.row
        ? other
        : name;
  if ('row' in pair) {
    const quote = ties && /^["']/.exec(ties.sides[0])?.[0];
    const [a, b] = pair.keys.map((key) =>
      quote && /^(["'])\w+\1$/.test(key) ? quote + key.slice(1, -1) + quote : key,
    );
    body.push(`${other} = {**${pair.row}, ${a}: ${pair.row}[${b}], ${b}: ${pair.row}[${a}]}`);
  }
  const calls = [call((name) => name), call(turned)] as const;
  const returns = /^[^\n]*?->\s*([^:\n]+):/m.exec(
    text.slice(parameters.at(-1)?.end ?? judge.nameSpan!.end, judge.body[0]!.start),
  );
  const taken = parameters.flatMap(({ target }) => (target.kind === 'name' ? [target.name] : []));
  const free = (name: string): string => (taken.includes(name) ? free(`${name}_verdict`) : name);
  const [one, two] = [free('first'), free('second')];
  if (ties) {
    const [a, b] = ties.sides;
    body.push(`${one} = ${calls[0]}`, `${two} = ${calls[1]}`);
    const quote = ties.label[0];
    const entry = ties.field === null ? '' : `[${quote}${ties.field}${quote}]`;
    body.push(`agree = ${one}${entry} == {${a}: ${b}, ${b}: ${a}}.get(${two}${entry}, ${two}${entry})`);
    const tie = ties.field === null ? ties.label : `{**${one}, ${entry.slice(1, -1)}: ${ties.label}}`;
    body.push(`return ${one} if agree else ${tie}`);
  } else body.push(`return (${bracketed(calls[0])} + 1 - ${bracketed(calls[1])}) / 2`);
  const says = ties
    ? 'The verdict of both orders: a tie where they differ.'
    : 'The verdict in both orders: half of each where it turns with the order.';
  const type = returns ? ` -> ${ties ? returns[1]!.trim() : 'float'}` : '';
  return [
    `${outer}${isAsync ? 'async ' : ''}def ${helper}(${given})${type}:`,
    ...[`"""${says}"""`, ...body].map((line) => outer + step + line),
    '',
  ].join('\n');
}

const bracketed = (call: string): string => (call.startsWith('await ') ? `(${call})` : call);
