import { gapTest } from '../../flow/gap-test.ts';
import type { Call, Expression, FlowUnit, FunctionExpression, Span, Statement } from '../../flow/program.ts';
import { descendants, expressionsIn, ownExpressions } from '../../flow/walk.ts';
import { IMPUTED } from '../../provenance/origins.ts';
import { causes } from '../../provenance/trace.ts';
import { contains, type FixContext, statementsAround, textOf } from '../fix-context.ts';
import { namesOf, type Occurrence, type Variable } from '../occurrences.ts';
import { onlyReturn } from './values.ts';

/** The place where gaps in data are filled, one entry after the other. */
export interface GapFill {
  readonly unit: FlowUnit;
  /** What is run for all entries: the statement with the `map`, or the loop. */
  readonly statement: Statement;
  /** What the filled rows, or numbers, are called. */
  readonly rows: Variable;
  /** The field that is filled; null where the numbers stand by themselves. */
  readonly field: string | null;
  /** The rows, or numbers, without those that were filled, as code. */
  readonly observed: string;
}

/** The fill behind what a finding is about. */
export function gapFill(context: FixContext): GapFill | null {
  const { report, module } = context;
  for (const { place, message } of causes(report.value, IMPUTED, true)) {
    if (!place || place.document !== context.document.uri || !message?.startsWith('gaps filled')) continue;
    const unit = module.units.find(({ cell }) => cell === place.cell);
    const around = statementsAround(module, place);
    const fill = unit && (filledByMap(place, around, unit, context) ?? filledInLoop(place, around, unit, context));
    if (fill) return fill;
  }
  return null;
}

/** `const filled = rows.map((row) => ({ ...row, score: row.score ?? middle }))`, `scores.map((score) => score ?? middle)` */
function filledByMap(place: Span, around: readonly Statement[], unit: FlowUnit, context: FixContext): GapFill | null {
  const statement = around.find((each) => each.kind === 'assign');
  const [target] = statement?.targets ?? [];
  const each = statement && mapped(statement.value);
  if (!statement || !each || target?.kind !== 'name' || statement.operator !== null) return null;
  const rows = namesOf(context).at(unit, target);
  const made = onlyReturn(each.callback.function);
  const node = made && descendants(made).find(({ start, end }) => start === place.start && end === place.end);
  const parts = node && partsOf(node, unit, context);
  if (!rows || !parts || !isFieldOf(each.callback, parts.entry)) return null;
  const common = { unit, statement, rows: namesOf(context).variableOf(rows) };
  const [from, to] = [textOf(context, unit, each.call), textOf(context, unit, each.callback)];
  const parameter = to.slice(0, to.indexOf('=>'));
  if (/\)\s*:/.test(parameter) || !to.includes('=>') || each.callback.function.isAsync) return null;
  const flat = (text: string) =>
    from.replace(to, () => `${parameter}=> ${text}`).replace(/(\.\s*)map(\s*\()/, '$1flatMap$2');
  if (node === made)
    return { ...common, field: null, observed: flat(node.kind === 'conditional' ? `(${parts.orNone})` : parts.orNone) };
  const field = made.kind === 'mapping' ? copiedBut(made.entries, node, each.callback) : null;
  if (made.kind !== 'mapping' || field === null) return null;
  if (!isTypedWithGaps(field, context)) {
    const chosen = from.replace(to, () => `${parameter}=> ${parts.isThere}`).replace(/(\.\s*)map(\s*\()/, '$1filter$2');
    return { ...common, field, observed: chosen };
  }
  const row = textOf(context, unit, made).replace(textOf(context, unit, node), () => parts.text);
  return { ...common, field, observed: flat(`(${parts.isGap} ? [] : [${row}])`) };
}

interface Mapped {
  readonly call: Call;
  readonly callback: FunctionExpression;
}

/** `rows.map(f)`, `_.map(rows, f)`: of what stands there already. */
function mapped(value: Expression): Mapped | null {
  if (value.kind !== 'call' || value.callee.kind !== 'attribute' || value.callee.name !== 'map') return null;
  const [first, second, ...more] = value.arguments.map((given) => given.value);
  const callback = second ?? first;
  if (callback?.kind !== 'function' || more.length > 0) return null;
  return { call: value, callback };
}

interface Parts {
  readonly entry: Expression;
  readonly text: string;
  readonly isGap: string;
  readonly isThere: string;
  /** The entry, or nothing. */
  readonly orNone: string;
}

/** Of `score ?? middle`, `Number.isNaN(score) ? middle : score`. */
function partsOf(node: Expression, unit: FlowUnit, context: FixContext): Parts | null {
  const code = (span: Span) => textOf(context, unit, span);
  if (node.kind === 'operation' && /^(\?\?|\|\|)$/.test(node.operator)) {
    const [entry, filler] = node.operands as readonly [Expression, Expression];
    const text = code(entry);
    const isFalsy = node.operator === '||';
    return {
      entry,
      text,
      isGap: isFalsy ? `!${text}` : `${text} == null`,
      isThere: isFalsy ? text : `${text} != null`,
      orNone: `${code({ start: node.start, end: filler.start })}[]`,
    };
  }
  const asked = node.kind === 'conditional' ? gapTest(node.test) : null;
  if (node.kind !== 'conditional' || !asked) return null;
  const test = code(node.test);
  const isTest = asked.isGap ? test : not(test);
  const [entry, filler] = asked.isGap ? [node.otherwise, node.then] : [node.then, node.otherwise];
  const [head, tail] = [code({ start: node.start, end: filler.start }), code({ start: filler.end, end: node.end })];
  return {
    entry,
    text: code(entry),
    isGap: isTest,
    isThere: asked.isGap ? not(test) : test,
    orNone: `${head}[]${tail}`,
  };
}

/** `score === null` → `score !== null` */
function not(test: string): string {
  const compared = /^([^=!<>&|]+?)\s*([=!])(==?)\s*([^=!<>&|]+)$/.exec(test);
  if (compared) return `${compared[1]} ${compared[2] === '=' ? '!' : '='}${compared[3]} ${compared[4]}`;
  if (/^![\w.]+\([^()]*\)$/.test(test)) return test.slice(1);
  return /^[\w.]+\([^()]*\)$/.test(test) ? `!${test}` : `!(${test})`;
}

/** Is the entry that is filled one of what the callback is handed? */
const isFieldOf = ({ function: { parameters } }: FunctionExpression, entry: Expression): boolean => {
  const [first, ...others] = parameters;
  if (!first || others.length > 0) return false;
  const own = descendants(first.target).flatMap((part) => (part.kind === 'name' ? part.name : []));
  return descendants(entry).every((part) => part.kind !== 'name' || own.includes(part.name));
};

/** `{ ...row, score: … }`: the field, where nothing else is changed. */
function copiedBut(
  entries: Extract<Expression, { kind: 'mapping' }>['entries'],
  node: Expression,
  { function: { parameters } }: FunctionExpression,
): string | null {
  const [copy, field, ...more] = entries;
  const name = parameters[0]!.target;
  const isCopy =
    copy?.key === null &&
    descendants(copy.value).some((part) => part.kind === 'name' && name.kind === 'name' && part.name === name.name);
  if (!isCopy || field?.value !== node || more.length > 0) return null;
  return field.key?.kind === 'constant' ? String(field.key.value) : null;
}

/** `score: number | null`, `score?: number`: then the compiler asks whether there is one. */
const isTypedWithGaps = (field: string, { document }: FixContext): boolean =>
  document.units.some(({ text }) =>
    new RegExp(`\\b${field}(?:\\?\\s*:|\\s*:[^;,{}\\n]*\\b(?:null|undefined)\\b)`).test(text),
  );

/** `for (const row of rows) row.score ??= middle`, `for (const row of rows) if (row.score === null) row.score = middle` */
function filledInLoop(place: Span, around: readonly Statement[], unit: FlowUnit, context: FixContext): GapFill | null {
  const names = namesOf(context);
  const loop = around.find((each) => each.kind === 'loop');
  const filling = around.find((each) => each.kind === 'assign');
  const [target] = filling?.targets ?? [];
  if (!loop?.iterable || !filling || !loop.target || target?.kind !== 'attribute') return null;
  const rows = loop.iterable.kind === 'name' ? names.at(unit, loop.iterable) : undefined;
  const [row, entry] = [textOf(context, unit, loop.target), textOf(context, unit, target)];
  const isOwn = target.object.kind === 'name' && loop.target.kind === 'name' && target.object.name === loop.target.name;
  if (!rows || !isOwn || !contains(loop, place)) return null;
  const asking = around.find((each) => each.kind === 'if' && contains(loop, each));
  const asked = asking?.kind === 'if' ? gapTest(asking.test) : null;
  const value = ownExpressions(filling).find((own) => own.start === place.start && own.end === place.end);
  const written = value && value !== target ? partsOf(value, unit, context) : null;
  const isThere =
    asking?.kind === 'if' && asked?.isGap
      ? not(textOf(context, unit, asking.test))
      : filling.operator === '||'
        ? entry
        : filling.operator === '??'
          ? `${entry} != null`
          : written?.isThere;
  if (!isThere) return null;
  const parameter = `(${row}${annotationOf(rows, context)})`;
  return {
    unit,
    statement: loop,
    rows: names.variableOf(rows),
    field: target.name,
    observed: `${rows.name}.filter(${parameter} => ${isThere})`,
  };
}

/** `: any`, as callbacks for the rows have it. */
function annotationOf(rows: Occurrence, context: FixContext): string {
  const names = namesOf(context);
  const annotations = names.of(names.variableOf(rows)).flatMap(({ parents: [method, call] }) => {
    const given = method?.kind === 'attribute' && call?.kind === 'call' ? call.arguments[0]?.value : undefined;
    return (given?.kind === 'function' && given.function.parameters[0]?.annotation) || [];
  });
  return annotations[0] ? `: ${annotations[0]}` : '';
}

/** Does code speak of a field, by whatever syntax? */
export const speaksOf = (field: string, nodes: readonly Expression[]): boolean =>
  nodes
    .flatMap(descendants)
    .some(
      (part) =>
        (part.kind === 'attribute' && part.name === field) || (part.kind === 'constant' && part.value === field),
    );

/** What a statement and those in it compute. */
export const computedIn = (statement: Statement): readonly Expression[] => [
  ...ownExpressions(statement),
  ...(statement.kind === 'loop' || statement.kind === 'if' ? expressionsIn([statement]) : []),
];
