import { gapTest } from '../../flow/gap-test.ts';
import type { Call, Expression, FlowUnit, FunctionExpression, Span, Statement } from '../../flow/program.ts';
import { descendants, expressionsIn, nameOf, ownExpressions, statementsIn } from '../../flow/walk.ts';
import { IMPUTED } from '../../provenance/origins.ts';
import { causes } from '../../provenance/trace.ts';
import { allStatements, contains, type FixContext, statementsAround, textOf } from '../fix-context.ts';
import { inPattern } from '../in-pattern.ts';
import { namesOf, type Occurrence, type Variable } from '../occurrences.ts';
import { filledByIndex } from './index-loop.ts';
import { definitionsIn } from './number-helper.ts';
import { assigned, filledFrom, onlyReturn } from './values.ts';

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

/** The fills that may be behind what a finding is about. */
export function gapFills(context: FixContext): readonly GapFill[] {
  const { report, module } = context;
  for (const { place, message } of causes(report.value, IMPUTED, true)) {
    if (!place || place.document !== context.document.uri || !message?.startsWith('gaps filled')) continue;
    const unit = module.units.find(({ cell }) => cell === place.cell);
    const around = statementsAround(module, place);
    if (!unit) continue;
    const fill = filledByMap(place, around, unit, context) ?? filledInLoop(place, around, unit, context);
    const fills = fill
      ? [fill]
      : [...filledByPush(place, around, unit, context), ...filledByCall(place, unit, context)];
    if (fills.length > 0) return fills;
  }
  return [];
}

/** `const filled = rows.map((row) => ({ ...row, score: row.score ?? middle }))`, `scores.map((score) => score ?? middle)` */
function filledByMap(place: Span, around: readonly Statement[], unit: FlowUnit, context: FixContext): GapFill | null {
  const statement = around.find((each) => each.kind === 'assign');
  const [target] = statement?.targets ?? [];
  const made = statement && observedOfMap(statement.value, place, unit, context);
  if (!statement || !made || target?.kind !== 'name' || statement.operator !== null) return null;
  const rows = namesOf(context).at(unit, target);
  if (!rows) return null;
  const observed = made.observed(textOf(context, unit, made.receiver));
  return { unit, statement, rows: namesOf(context).variableOf(rows), field: made.field, observed };
}

/** What is left of entries that are made one by one, without those that would be filled. */
interface Observed {
  /** What the entries are made of. */
  readonly receiver: Expression;
  readonly field: string | null;
  observed(receiver: string): string;
}

function observedOfMap(value: Expression, place: Span, unit: FlowUnit, context: FixContext): Observed | null {
  const each = mapped(value);
  const made = each && onlyReturn(each.callback.function);
  const node = made && descendants(made).find(({ start, end }) => start === place.start && end === place.end);
  const parts = node && partsOf(node, unit, context);
  if (!each || !parts || !isFieldOf(each.callback, parts.entry)) return null;
  const { object } = each.call.callee as Expression & { kind: 'attribute' };
  const isMethod = each.call.arguments.length === 1;
  const [from, to] = [textOf(context, unit, each.call), textOf(context, unit, each.callback)];
  const parameter = to.slice(0, to.indexOf('=>'));
  if (/\)\s*:/.test(parameter) || !to.includes('=>') || each.callback.function.isAsync) return null;
  const own = textOf(context, unit, object);
  const result = (field: string | null, method: string, text: string): Observed => {
    const called = from.replace(to, () => `${parameter}=> ${text}`).replace(/(\.\s*)map(\s*\()/, `$1${method}$2`);
    return { receiver: object, field, observed: (other) => (isMethod ? other + called.slice(own.length) : called) };
  };
  if (node === made) return result(null, 'flatMap', node.kind === 'conditional' ? `(${parts.orNone})` : parts.orNone);
  const field = made.kind === 'mapping' ? copiedBut(made.entries, node, each.callback) : null;
  if (made.kind !== 'mapping' || field === null) return null;
  if (!isTypedWithGaps(field, context)) return result(field, 'filter', parts.isThere);
  const row = textOf(context, unit, made).replace(textOf(context, unit, node), () => parts.text);
  return result(field, 'flatMap', `(${parts.isGap} ? [] : [${row}])`);
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

/** `for (const row of rows) scores.push(row.score ?? middle)` */
function filledByPush(
  place: Span,
  around: readonly Statement[],
  unit: FlowUnit,
  context: FixContext,
): readonly GapFill[] {
  const names = namesOf(context);
  const loop = around.find((each) => each.kind === 'loop');
  const push = around.find((each) => each.kind === 'evaluate')?.value;
  const array = push?.kind === 'call' && push.callee.kind === 'attribute' ? push.callee.object : null;
  const made = array && observedOfPush(array, place, unit, context);
  const observed =
    made?.observed(textOf(context, unit, made.receiver)) ?? (array && observedByIndex(array, place, unit, context));
  const rows = array && names.at(unit, array);
  if (!loop || !observed || !rows) return [];
  return [{ unit, statement: loop, rows: names.variableOf(rows), field: made?.field ?? null, observed }];
}

function observedOfPush(array: Expression, place: Span, unit: FlowUnit, context: FixContext): Observed | null {
  const names = namesOf(context);
  const filled = filledFrom(array, unit, context);
  const entry = filled?.pushed.kind === 'call' ? filled.pushed.arguments[0]?.value : undefined;
  const node = entry && descendants(entry).find(({ start, end }) => start === place.start && end === place.end);
  const parts = node && partsOf(node, unit, context);
  if (!filled || !parts || filled.iterable.kind !== 'name' || filled.target.kind === 'sequence') return null;
  const own = descendants(filled.target).flatMap((part) => (part.kind === 'name' ? part.name : []));
  // what else the loop works out is at hand there only
  if (descendants(entry).some((part) => part.kind === 'name' && !own.includes(part.name) && !contains(node, part)))
    return null;
  if (descendants(parts.entry).some((part) => part.kind === 'name' && !own.includes(part.name))) return null;
  const rows = names.at(unit, filled.iterable);
  const parameter = `(${textOf(context, unit, filled.target)}${rows ? annotationOf(rows, context) : ''})`;
  const result = (field: string | null, text: string): Observed => ({
    receiver: filled.iterable,
    field,
    observed: (receiver) => `${receiver}.flatMap(${parameter} => ${text})`,
  });
  if (node === entry) return result(null, node.kind === 'conditional' ? `(${parts.orNone})` : parts.orNone);
  const pair = entry.kind === 'mapping' ? entry.entries.find(({ value }) => value === node) : undefined;
  if (pair?.key?.kind !== 'constant') return null;
  const [text, start] = [textOf(context, unit, entry), node.start - entry.start];
  const row = text.slice(0, start) + parts.text + text.slice(node.end - entry.start);
  return result(String(pair.key.value), `(${parts.isGap} ? [] : [${row}])`);
}

/** `for (let i = 0; i < rows.length; i++) scores.push(rows[i].score ?? middle)` */
function observedByIndex(array: Expression, place: Span, unit: FlowUnit, context: FixContext): string | null {
  const filled = filledByIndex(array, unit, context);
  const node = filled?.pushed;
  const parts = node && node.start === place.start && node.end === place.end ? partsOf(node, unit, context) : null;
  if (!filled || !node || !parts) return null;
  const row = new RegExp(`(?<![\\w$.])${inPattern(filled.rows)}\\[${inPattern(filled.index)}\\]!?`, 'g');
  const isKnown = descendants(parts.entry).every(
    (part) => part.kind !== 'name' || part.name === filled.rows || part.name === filled.index,
  );
  const text = (node.kind === 'conditional' ? `(${parts.orNone})` : parts.orNone).replace(row, 'row');
  const isLeft = new RegExp(`(?<![\\w$.])(?:${filled.rows}|${filled.index})(?![\\w$])`).test(text);
  return isKnown && !isLeft ? `${filled.rows}.flatMap((row) => ${text})` : null;
}

/** `const filled = impute(scores)`, of a function of the file that returns its parameter with gaps filled. */
function filledByCall(place: Span, unit: FlowUnit, context: FixContext): readonly GapFill[] {
  const names = namesOf(context);
  const helper = definitionsIn(context).find((each) => each.unit === unit && contains(each.function, place));
  const returns = helper ? statementsIn(helper.function.body).filter(({ kind }) => kind === 'return') : [];
  const [only] = returns;
  if (!helper || only?.kind !== 'return' || !only.value || returns.length > 1 || helper.function.isAsync) return [];
  const made =
    observedOfMap(assigned(only.value, unit, context), place, unit, context) ??
    observedOfPush(only.value, place, unit, context);
  const receiver = made?.receiver.kind === 'name' ? made.receiver.name : null;
  const at = helper.function.parameters.findIndex(({ target }) => receiver !== null && nameOf(target) === receiver);
  if (!made || at < 0) return [];
  return [...allStatements(context.module)].flatMap(({ unit: there, statement }) => {
    const [target] = statement.kind === 'assign' ? statement.targets : [];
    if (statement.kind !== 'assign' || statement.value.kind !== 'call' || target?.kind !== 'name') return [];
    const given = nameOf(statement.value.callee) === helper.name ? statement.value.arguments[at]?.value : undefined;
    const rows = names.at(there, target);
    if (given?.kind !== 'name' || !rows) return [];
    return [
      { unit: there, statement, rows: names.variableOf(rows), field: made.field, observed: made.observed(given.name) },
    ];
  });
}

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
