import { columnEvidence, graded, nameEvidence } from '../provenance/evidence.ts';
import { asksForJudgement, namesOrigin, originOfEntry, rowEvidence, valueEvidence } from '../provenance/names.ts';
import { GENERATED, has, IMPUTED, JUDGED, lower, MEASURED, SYNTHETIC, UNIT_ORIGINS, VALUE_ORIGINS } from '../provenance/origins.ts';
import {
  constant, COUNT, dataMarks, dataOrigins, DRAWN, ESTIMATE, external, join, joinAll, JUDGE_PROMPT, NO_DATA, NOTHING, ORIGIN_FLAG,
  ROWS, SPLIT_TEST, SPLIT_TRAIN, SPREAD, TABLE, TOTAL, UNKNOWN, unitOrigins, Value, VERDICT, withField,
} from '../provenance/value.ts';
import { assign, destructure } from './assign.ts';
import { evaluateCall } from './call.ts';
import { estimate } from './effects.ts';
import { functionValue, withControl } from './execute.ts';
import { causeAt, type Frame, placeOf } from './frame.ts';
import { pool } from './pool.ts';
import type { Attribute, Comprehension, Expression, Mapping, Name, Operation, Sequence, Span, Subscript, Template } from './program.ts';
import { selectOrigin } from './select.ts';

/** The abstract value of an expression. */
export function evaluate(node: Expression, frame: Frame): Value {
  frame.engine.step();
  const value = evaluateNode(node, frame);
  if (value.origins !== 0) frame.engine.see(frame.unit, node, value);
  return value;
}

function evaluateNode(node: Expression, frame: Frame): Value {
  switch (node.kind) {
    case 'name':
      return lookUp(node, frame);
    case 'constant':
      return constantValue(node.value);
    case 'template':
      return evaluateTemplate(node, frame);
    case 'attribute':
      return evaluateAttribute(node, frame);
    case 'subscript':
      return evaluateSubscript(node, frame);
    case 'slice':
      for (const part of node.parts) evaluate(part, frame);
      return NOTHING;
    case 'call':
      return evaluateCall(node, frame);
    case 'sequence':
      return evaluateSequence(node, frame);
    case 'mapping':
      return evaluateMapping(node, frame);
    case 'operation':
      return evaluateOperation(node, frame);
    case 'conditional': {
      const test = evaluate(node.test, frame);
      const control = frame.control;
      if (dataOrigins(test) !== 0) frame.control = [...control, test];
      const value = join(withControl(evaluate(node.then, frame), frame), withControl(evaluate(node.otherwise, frame), frame));
      frame.control = control;
      return value;
    }
    case 'comprehension':
      return evaluateComprehension(node, frame);
    case 'function':
      return functionValue(node.function, frame);
    case 'suspend': {
      const value = node.value ? evaluate(node.value, frame) : UNKNOWN;
      if (node.form === 'await') return value;
      const given = node.form === 'yield-from' ? elementOf(value) : value;
      frame.yielded = frame.yielded ? join(frame.yielded, given) : given;
      return UNKNOWN;
    }
    case 'assignment': {
      const value = evaluate(node.value, frame);
      assign(node.target, value, frame);
      return value;
    }
    case 'spread':
      return evaluate(node.value, frame);
    case 'unknown':
      return scalar(joinAll(node.operands.map((operand) => evaluate(operand, frame))));
  }
}

function lookUp({ name, ...node }: Name, frame: Frame): Value {
  const local = frame.scope.local(name);
  if (local) return local;
  const outer = frame.scope.enclosing?.get(name);
  if (outer) {
    frame.outside?.set(name, outer);
    return outer;
  }
  // defined elsewhere (a notebook run out of order, a star import): its name is all there is
  const unknown = external(`?.${name}`);
  return has(rowEvidence(name), SYNTHETIC) ? nameEvidence(unknown, name, placeOf(frame, node)) : unknown;
}

function constantValue(value: string | number | boolean | null): Value {
  const known = constant(value);
  return typeof value === 'string' && value.length > 8 && asksForJudgement(value) ? known.with({ marks: known.marks | JUDGE_PROMPT }) : known;
}

/** Stands for the parts of a text that are not known. */
export const HOLE = '\uFFFC';

function evaluateTemplate(node: Template, frame: Frame): Value {
  const parts = node.parts.map((part) => evaluate(part, frame));
  const text = parts.map((part) => (part.constant === undefined ? HOLE : String(part.constant))).join('');
  let origins = 0;
  let marks = asksForJudgement(text) ? JUDGE_PROMPT : 0;
  for (const part of parts) {
    origins |= dataOrigins(part);
    marks |= part.marks & JUDGE_PROMPT;
  }
  return new Value({ origins, marks, constant: text, cause: origins ? { kind: 'step', place: null, message: null, inputs: parts } : null });
}

/** Only origins and marks of a value, without its structure. */
export function scalar(value: Value): Value {
  const origins = dataOrigins(value);
  if (origins === 0 && value.marks === 0) return UNKNOWN;
  return new Value({ origins, marks: dataMarks(value) & ~(ROWS | TABLE), cause: value.cause ?? { kind: 'step', place: null, message: null, inputs: [value] } });
}

/** What iterating over a value gives. */
export function elementOf(value: Value): Value {
  if (value.element || value.items) {
    const element = joinAll([...(value.element ? [value.element] : []), ...(value.items ?? [])]);
    const origins = element.origins | (value.origins & UNIT_ORIGINS);
    const marks = element.marks | (value.marks & (SPLIT_TEST | SPLIT_TRAIN | ORIGIN_FLAG));
    return origins === element.origins && marks === element.marks
      ? element
      : element.with({ origins, marks, cause: element.cause ?? value.cause });
  }
  if (value.constant !== undefined) return UNKNOWN;
  // a row of a table has its columns
  return value.with({ marks: value.marks & ~(ROWS | TABLE), target: null });
}

/** One position of a tuple or list. */
export function itemOf(value: Value, index: number): Value {
  return value.items?.[index] ?? elementOf(value);
}

/** An index that names a field; null when it is not known. */
export const keyOf = (index: Value): string | null =>
  typeof index.constant === 'string' && !index.constant.includes(HOLE) ? index.constant : null;

/** Views of a table that show the same data. */
const VIEWS = new Set(['values', 'loc', 'iloc', 'at', 'iat', 'str', 'dt', 'T', 'array', 'data']);
/** Attributes that say something about a table, not what is in it. */
const FACTS = new Set(['columns', 'shape', 'size', 'index', 'dtypes', 'dtype', 'name', 'ndim', 'empty']);

function evaluateAttribute(node: Attribute, frame: Frame): Value {
  return attributeOf(evaluate(node.object, frame), node.name, node, frame);
}

/** `value.name`, when it is not being called. */
export function attributeOf(value: Value, name: string, node: Span, frame: Frame): Value {
  const field = value.fields?.get(name);
  if (field) return fieldOf(value, field, name, node, frame);
  const { target } = value;
  if (target?.kind === 'instance' || target?.kind === 'class') {
    const type = target.kind === 'instance' ? target.class : target;
    const member = frame.engine.method(type, name);
    if (member) return member;
  }
  if (value.marks & ROWS) {
    if (VIEWS.has(name)) return value;
    if (FACTS.has(name)) return NOTHING;
    if (value.marks & TABLE) return columnOf(value, name, node, frame);
  }
  const named = target?.kind === 'external' ? `${target.name}.${name}` : `?.${name}`;
  // an attribute of data is data: response.choices[0].message.content
  return value.origins === 0
    ? new Value({ target: { kind: 'external', name: named }, marks: value.marks & JUDGE_PROMPT })
    : value.with({ target: { kind: 'external', name: named }, fields: null, constant: undefined });
}

function fieldOf(value: Value, field: Value, name: string, node: Span, frame: Frame): Value {
  // what is known of the whole (a model's answer) holds for its parts
  const origins = field.origins | value.origins;
  const marks = field.marks | (value.marks & (SPLIT_TEST | SPLIT_TRAIN | (field.origins ? ROWS : 0)));
  if (origins === field.origins && marks === field.marks) return field;
  return field.with({ origins, marks, cause: causeAt(frame, node, 'step', `column "${name}"`, [value, field]) });
}

/** A column of a table, or an entry of a row, by name. */
export function columnOf(value: Value, name: string, node: Span, frame: Frame): Value {
  const known = value.fields?.get(name) ?? value.element?.fields?.get(name);
  const base = known ? fieldOf(value, known, name, node, frame) : unknownColumn(value, name, node, frame);
  const column = value.marks & ROWS || value.origins ? columnEvidence(base, name, placeOf(frame, node)) : graded(base, name, placeOf(frame, node));
  const marks = column.marks | (value.marks & ROWS);
  if (!namesOrigin(name) || !(value.marks & ROWS)) return marks === column.marks ? column : column.with({ marks });
  return withField(column, '$column', constant(name)).with({ origins: column.origins, marks: marks | ORIGIN_FLAG });
}

function unknownColumn(value: Value, name: string, node: Span, frame: Frame): Value {
  const rest = value.fields ? null : value.element;
  return new Value({
    origins: (value.origins & UNIT_ORIGINS) | (value.fields ? 0 : value.origins & VALUE_ORIGINS) | (rest ? dataOrigins(rest) : 0),
    marks: value.marks & ~(TABLE | NO_DATA),
    cause: value.origins ? causeAt(frame, node, 'step', `column "${name}"`, [value]) : null,
    target: value.target?.kind === 'external' ? { kind: 'external', name: `${value.target.name}[]` } : null,
  });
}

function evaluateSubscript(node: Subscript, frame: Frame): Value {
  const value = evaluate(node.object, frame);
  const index = evaluate(node.index, frame);
  const chosen = index.fields?.get('$selects')?.constant;
  if (chosen === 'real' || chosen === 'synthetic') return selectOrigin(value, chosen, causeAt(frame, node, 'step', `only the ${chosen} rows`, [value]));
  if (index.marks & ORIGIN_FLAG && index.fields?.has('$column')) {
    const means = originOfEntry(String(index.fields.get('$column')!.constant), true);
    if (means) return selectOrigin(value, means, causeAt(frame, node, 'step', `only the ${means} rows`, [value]));
  }
  // df.loc[rows, "column"]
  const key = keyOf(index) ?? (index.items?.length === 2 ? keyOf(index.items[1]!) : null);
  if (key !== null) return columnOf(value, key, node, frame);
  if (typeof index.constant === 'number' && value.items) return itemOf(value, index.constant);
  if (value.marks & TABLE && node.index.kind === 'name' && index.constant === undefined && !(index.marks & (ROWS | SPLIT_TEST | SPLIT_TRAIN)) && !index.items) return someColumn(value, node.index.name, node, frame);
  const columns = index.items?.map(keyOf);
  if (columns && columns.length > 0 && columns.every((column) => column !== null)) return selectColumns(value, columns as string[], node, frame);
  const marks = index.marks & (SPLIT_TEST | SPLIT_TRAIN);
  if (node.index.kind === 'slice' || index.origins || marks || index.marks & ROWS || value.marks & ROWS) {
    const part = typeof index.constant === 'number' && !(value.marks & TABLE) ? elementOf(value) : value;
    return marks ? part.with({ marks: part.marks | marks, cause: causeAt(frame, node, 'split', 'rows of one part of the split', [value]) }) : part;
  }
  return elementOf(value);
}

/** A column whose name is held by a variable: the variable's own name may tell what it is. */
function someColumn(value: Value, variable: string, node: Span, frame: Frame): Value {
  const rest = joinAll([...(value.fields?.values() ?? []), ...(value.element ? [value.element] : [])]);
  const column = unknownColumn(value, variable, node, frame);
  const said = valueEvidence(variable.replace(/_?(col|column|field|key)$/i, ''));
  const origins = said || lower(dataOrigins(rest) & VALUE_ORIGINS);
  return column.with({ origins: (column.origins & UNIT_ORIGINS) | origins, cause: origins ? causeAt(frame, node, has(said, JUDGED) ? 'judge' : 'step', `the column in "${variable}"`, [rest, value]) : column.cause });
}

function selectColumns(value: Value, columns: readonly string[], node: Span, frame: Frame): Value {
  const fields = new Map(columns.map((column) => [column, columnOf(value, column, node, frame)]));
  return value.with({ fields, element: null, items: null, constant: undefined });
}

const MAX_ITEMS = 32;

function evaluateSequence(node: Sequence, frame: Frame): Value {
  const values = node.items.map((item) => ({ value: evaluate(item, frame), spread: item.kind === 'spread' }));
  if (values.some(({ spread }) => spread)) {
    const parts = values.map(({ value, spread }) => (spread ? value : new Value({ element: value, origins: unitOrigins(value) })));
    return pool(parts, node, frame);
  }
  const items = values.map(({ value }) => withControl(value, frame));
  const origins = items.reduce((all, item) => all | unitOrigins(item), 0);
  const listed = items.length <= MAX_ITEMS;
  return new Value({ items: listed ? items : null, element: listed ? null : joinAll(items), origins, marks: items.length === 0 ? ROWS : 0 });
}

function evaluateMapping(node: Mapping, frame: Frame): Value {
  let value = new Value({});
  for (const entry of node.entries) {
    const held = evaluate(entry.value, frame);
    if (!entry.key) {
      value = join(value, held);
      continue;
    }
    const key = keyOf(evaluate(entry.key, frame));
    const place = placeOf(frame, entry.value);
    if (key !== null) value = withField(value, key, columnEvidence(withControl(held, frame), key, place));
    else value = value.with({ element: value.element ? join(value.element, held) : held, origins: value.origins | unitOrigins(held) });
  }
  return value;
}

function evaluateComprehension(node: Comprehension, frame: Frame): Value {
  const outer = frame.scope;
  const control = frame.control;
  frame.scope = outer.fork();
  let marks = 0;
  for (const clause of node.clauses) {
    const iterable = evaluate(clause.iterable, frame);
    marks |= iterable.marks & (SPLIT_TEST | SPLIT_TRAIN);
    destructure(clause.target, elementOf(iterable), frame);
    for (const condition of clause.conditions) {
      const test = evaluate(condition, frame);
      if (dataOrigins(test) !== 0) frame.control = [...frame.control, test];
    }
  }
  const key = node.key ? evaluate(node.key, frame) : null;
  const element = withControl(evaluate(node.element, frame), frame);
  frame.scope = outer;
  frame.control = control;
  const result = new Value({ element, origins: unitOrigins(element), marks: ROWS | marks });
  const name = key ? keyOf(key) : null;
  return name !== null ? withField(new Value({}), name, element) : result;
}

function evaluateOperation(node: Operation, frame: Frame): Value {
  const operands = node.operands.map((operand) => evaluate(operand, frame));
  switch (node.form) {
    case 'comparison':
      return compare(node, operands, frame);
    case 'membership': {
      // a literal looked for in a model's answer, or an answer looked for in a reference
      const [left, right] = [operands[0]!, operands[operands.length - 1]!];
      const literal = left.constant !== undefined || (right.items?.every((item) => item.constant !== undefined) ?? false);
      return literal ? verdict(scalar(joinAll(operands))) : compared(operands);
    }
    case 'not': {
      const value = operands[0]!;
      const chosen = value.fields?.get('$selects')?.constant ?? flagMeaning(value);
      if (chosen === 'real' || chosen === 'synthetic') return selecting(chosen === 'real' ? 'synthetic' : 'real');
      return value;
    }
    case 'negative':
      return operands[0]!.constant !== undefined && typeof operands[0]!.constant === 'number' ? constant(-operands[0]!.constant) : scalar(operands[0]!);
    case 'logical':
      // expected == "high" and score > 4: the model is held against what people expect
      return has(dataOrigins(joinAll(operands)), MEASURED) && operands.some(({ origins }) => has(origins, JUDGED) && !has(origins, MEASURED)) ? compared(operands) : joinAll(operands);
    case 'arithmetic':
      return arithmetic(node.operator, operands, node, frame, node);
  }
}

const flagMeaning = (value: Value): 'real' | 'synthetic' | null =>
  value.marks & ORIGIN_FLAG && value.fields?.has('$column') ? originOfEntry(String(value.fields.get('$column')!.constant), true) : null;

const selecting = (origin: 'real' | 'synthetic'): Value => new Value({ fields: new Map([['$selects', constant(origin)]]), marks: ROWS });

const verdict = (value: Value): Value => (has(value.origins, GENERATED) ? value.with({ marks: value.marks | VERDICT }) : value);

function compare(node: Operation, operands: readonly Value[], frame: Frame): Value {
  const [left, right] = [operands[0]!, operands[operands.length - 1]!];
  const [flag, entry] = left.marks & ORIGIN_FLAG ? [left, right] : [right, left];
  const column = flag.fields?.get('$column')?.constant;
  if (typeof column === 'string' && entry.constant !== undefined) {
    const origin = originOfEntry(column, entry.constant);
    if (origin) return selecting(node.operator.startsWith('!') ? (origin === 'real' ? 'synthetic' : 'real') : origin);
  }
  const isEquality = /^(==|!=|===|!==|is|is not)$/.test(node.operator);
  const literal = operands.some((operand) => operand.constant !== undefined || operand.marks & NO_DATA);
  if (literal || !isEquality) return verdict(scalar(withRows(joinAll(operands.filter((operand) => operand.constant === undefined)), operands)));
  return compared(operands, frame, node);
}

/** Agreement of values: measured if one side is, else of unknown origin; what was generated is now the object of study. */
export function compared(operands: readonly Value[], frame?: Frame, node?: Span): Value {
  const all = joinAll(operands);
  const origins = dataOrigins(all);
  const measured = operands.some((operand) => has(dataOrigins(operand), MEASURED));
  const kept = (origins & UNIT_ORIGINS) | (measured ? dataOrigins(all) & ~without(GENERATED | JUDGED | IMPUTED) : 0);
  return withRows(
    new Value({
      origins: kept,
      marks: dataMarks(all) & (SPLIT_TEST | SPLIT_TRAIN | ORIGIN_FLAG),
      cause: kept && frame && node ? causeAt(frame, node, 'step', 'compared with a reference', operands) : (all.cause ?? null),
    }),
    operands,
  );
}

const without = (facts: number): number => facts | (facts << 10) | (facts << 20);

const withRows = (value: Value, operands: readonly Value[]): Value =>
  operands.some((operand) => operand.marks & ROWS) && !(value.marks & ROWS) ? value.with({ marks: value.marks | ROWS }) : value;

/** Arithmetic joins its operands; a total over a count is a mean, a spread over a root of a count a standard error. */
export function arithmetic(operator: string, operands: readonly Value[], node: Span, frame: Frame, expression: Expression | null = null): Value {
  if (operands.every((operand) => operand.constant !== undefined)) return fold(operator, operands);
  const [left, right] = [operands[0]!, operands[operands.length - 1]!];
  if (operator === '+' && operands.some((operand) => operand.items || operand.element || operand.marks & ROWS) && !operands.some((operand) => operand.marks & (TABLE | ESTIMATE))) return pool(operands, node, frame);
  if (operator === '*' && (left.items || left.element) && !(left.marks & TABLE)) return left;
  if (operator === '/' && expression && !(right.marks & TOTAL && dataOrigins(right) !== 0 && !(left.marks & TOTAL))) {
    if (left.marks & SPREAD && right.marks & COUNT) return estimate(frame, expression, 'standard error', [left], [firstOperand(expression)], { confirmatory: true });
    if (left.marks & TOTAL && dataOrigins(left) !== 0) return estimate(frame, expression, 'mean', [left], [firstOperand(expression)], {});
  }
  noteTransforms(operands, frame);
  const joined = joinAll(operands.map(scalar));
  const data = operands.filter((operand) => !(operand.marks & NO_DATA) && operand.constant === undefined);
  const drawn = data.length > 0 && data.every((operand) => operand.marks & DRAWN) ? DRAWN : 0;
  const rows = operands.some((operand) => operand.marks & ROWS) ? ROWS : 0;
  const keep = operator === '*' || operator === '+' || operator === '-' ? TOTAL | SPREAD : SPREAD;
  return joined.with({ marks: (joined.marks & ~(DRAWN | TOTAL | SPREAD | COUNT | NO_DATA)) | (joined.marks & keep) | drawn | rows, constant: undefined, target: null });
}

const firstOperand = (node: Expression): Expression | null => (node.kind === 'operation' ? (node.operands[0] ?? null) : null);

/** `df - df.mean()`: the mean only scales the data it comes from and is not reported. */
function noteTransforms(operands: readonly Value[], frame: Frame): void {
  if (!operands.some((operand) => operand.marks & ROWS)) return;
  for (const operand of operands) if (operand.marks & ESTIMATE) noteTransform(operand, frame);
}

export function noteTransform(value: Value, frame: Frame): void {
  const place = value.cause?.kind === 'estimate' ? value.cause.place : null;
  if (place) frame.engine.transforms.add(`${place.document}#${place.cell ?? ''}:${place.start}-${place.end}`);
}

function fold(operator: string, operands: readonly Value[]): Value {
  const values = operands.map((operand) => operand.constant!);
  if (operator === '+' && values.some((value) => typeof value === 'string')) {
    const text = values.map(String).join('');
    return constantValue(text.length < 20_000 ? text : text.slice(0, 20_000));
  }
  if (operator === '/' && values.every((value) => typeof value === 'string')) return constant(values.join('/'));
  const numbers = values.filter((value): value is number => typeof value === 'number');
  if (numbers.length !== values.length || numbers.length < 2) return NOTHING;
  const [a, b] = [numbers[0]!, numbers[1]!];
  const results: Record<string, number> = { '+': a + b, '-': a - b, '*': a * b, '/': a / b };
  const result = numbers.length === 2 ? results[operator] : undefined;
  return result === undefined || !Number.isFinite(result) ? NOTHING : constant(result);
}
