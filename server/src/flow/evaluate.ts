import { columnEvidence, nameEvidence } from '../provenance/evidence.ts';
import { HOLE } from '../provenance/hole.ts';
import {
  AGAINST_HUMAN,
  CONTROLS,
  ESTIMATE,
  JUDGE_PROMPT,
  NO_DATA,
  OF_JUDGMENTS,
  ONE_ANSWER,
  ORIGIN_FLAG,
  REPEATED,
  ROWS,
  SEVERAL,
  SPLIT_TEST,
  SPLIT_TRAIN,
  TABLE,
} from '../provenance/marks.ts';
import { namesJudgments, originOfEntry, rowEvidence } from '../provenance/names.ts';
import {
  GENERATED,
  has,
  IMPUTED,
  JUDGED,
  MEASURED,
  SYNTHETIC,
  UNIT_ORIGINS,
  VALUE_ORIGINS,
} from '../provenance/origins.ts';
import { namesJudgePrompt, promptMarks } from '../provenance/prompts.ts';
import {
  constant,
  external,
  join,
  joinAll,
  NOTHING,
  UNKNOWN,
  unitOrigins,
  Value,
  withField,
} from '../provenance/value.ts';
import { remembering } from '../recent.ts';
import { assign, destructure } from './assign.ts';
import { evaluateAttribute, modelOf } from './attribute.ts';
import { evaluateCall } from './call.ts';
import { chosenBy } from './chosen.ts';
import { columnOf, selectColumns, someColumn } from './column.ts';
import { madeOfCopies } from './copies.ts';
import { drawnRow, limitOfDraws } from './draws.ts';
import { evaluateFunction, ofRows, withControl } from './execute.ts';
import { filledUnless } from './filled-entries.ts';
import { noteFractions } from './fractions.ts';
import { causeAt, type Frame, isTypeScript, placeOf } from './frame.ts';
import { wholeModule } from './import.ts';
import { literals } from './loop.ts';
import { joinBranches, NAMES_MODEL, noteNamedModel } from './models.ts';
import { isOneAnswer } from './one-answer.ts';
import { evaluateOperation, flagMeaning } from './operation.ts';
import { leftOut } from './origin-column.ts';
import { elementOf, heldBy, itemOf, iterated, keyOf, oneOfSettings, scalar, withKey } from './parts.ts';
import { pool } from './pool.ts';
import type { Comprehension, Expression, Mapping, Name, Sequence, Span, Subscript, Template } from './program.ts';
import { madeInRounds, takenAgain, withoutRepeats } from './repeats.ts';
import { enterRound, type Round } from './rounds.ts';
import { withoutTasksAsPrompts } from './row-texts.ts';
import { isSelection, mapOrigins, type Selection, selectOrigin } from './select.ts';
import { isOfSettings } from './settings.ts';
import { chosenUnder, decidedIn, gatesWith, turned, under } from './significance.ts';
import { decides, isVerdict, pickedBy } from './tally.ts';
import { isPath, noteText, textWith } from './template.ts';
import { picksOne } from './turn-columns.ts';

/** The abstract value of an expression. */
export function evaluate(node: Expression, frame: Frame): Value {
  if (!frame.engine.enter()) return UNKNOWN;
  const value = evaluateNode(node, frame);
  frame.engine.leave();
  frame.engine.see(frame.unit, node, value);
  return value;
}

function evaluateNode(node: Expression, frame: Frame): Value {
  switch (node.kind) {
    case 'name':
      return lookUp(node, frame);
    case 'constant': {
      const value = constantValue(node.value);
      noteText(value, frame);
      return value;
    }
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
      if (typeof test.constant === 'boolean') return evaluate(test.constant ? node.then : node.otherwise, frame);
      const control = frame.control;
      if (decides(test, node.test)) frame.control = [...control, test];
      const then = under(test, frame, () => decidedIn(evaluate(node.then, frame), node.then, frame));
      const otherwise = under(turned(test), frame, () =>
        decidedIn(evaluate(node.otherwise, frame), node.otherwise, frame),
      );
      const value =
        filledUnless(node, then, otherwise, frame) ??
        joinBranches(withControl(then, frame), withControl(otherwise, frame));
      frame.control = control;
      // a choice of two literals is worked out, whatever it is called
      const said = isTypeScript(frame) ? value.origins & VALUE_ORIGINS : value.origins;
      const isComputed = isWorkedOut(then) && isWorkedOut(otherwise) && said === 0;
      return isComputed ? value.with({ marks: value.marks | NO_DATA }) : value;
    }
    case 'comprehension':
      return evaluateComprehension(node, frame);
    case 'function':
      return evaluateFunction(node.function, frame);
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
    case 'module':
      return wholeModule(node.module, frame);
    case 'unknown':
      return scalar(joinAll(node.operands.map((operand) => evaluate(operand, frame))));
  }
}

const isWorkedOut = ({ constant, marks }: Value): boolean => constant !== undefined || (marks & NO_DATA) !== 0;

function lookUp(node: Name, frame: Frame): Value {
  const { name } = node;
  const local = frame.scope.local(name);
  if (local) return local;
  const outer = frame.scope.enclosing?.get(name);
  if (outer) {
    frame.outside?.set(name, outer);
    return outer;
  }
  // defined elsewhere (a notebook run out of order, a star import): its name is all there is
  const unknown = external(`?.${name}`);
  if (namesJudgePrompt(name)) return unknown.with({ marks: JUDGE_PROMPT });
  return has(rowEvidence(name), SYNTHETIC) ? nameEvidence(unknown, name, placeOf(frame, node)) : unknown;
}

export const constantValue = (value: string | number | boolean | null): Value =>
  typeof value === 'string' ? textValue(value) : constant(value);

/** A literal is looked at once, however often it is evaluated. */
const textValue = remembering((text) => {
  const known = constant(text);
  if (isPath(text) && namesJudgments(text)) return known.with({ marks: known.marks | OF_JUDGMENTS });
  const asked = text.length > 8 ? promptMarks(text) : 0;
  return asked ? known.with({ marks: known.marks | asked }) : known;
}, 5000);

function evaluateTemplate(node: Template, frame: Frame): Value {
  const parts = node.parts.map((part) => evaluate(part, frame));
  if (isTypeScript(frame)) noteFractions(node, parts, frame);
  const text = parts.map((part) => (part.constant === undefined ? HOLE : String(part.constant))).join('');
  return textWith(text, parts, frame);
}

function evaluateSubscript(node: Subscript, frame: Frame): Value {
  const all = takenAgain(evaluate(node.object, frame), node.index, frame);
  const drawn = limitOfDraws(all, node, frame) ?? drawnRow(all, node);
  if (drawn) return drawn;
  const value = all.marks & REPEATED && picksOne(node.index, all) ? withoutRepeats(all) : all;
  const index = evaluate(node.index, frame);
  const chosen = selectionOf(index);
  if (chosen) return selectRows(value, chosen, node, frame);
  if (index.marks & ORIGIN_FLAG && index.fields?.has('$column')) {
    const means = originOfEntry(String(index.fields.get('$column')!.constant), true);
    if (means) return selectOrigin(value, means, causeAt(frame, node, 'step', `only the ${means} rows`, [value]));
  }
  if (index.origins && chosenByHuman(index) && value.marks & ROWS)
    return value.with({ marks: value.marks | AGAINST_HUMAN });
  if (index.marks & CONTROLS && value.marks & ROWS) return value.with({ marks: value.marks | CONTROLS });
  // df.loc[rows, "column"]
  const isPair = node.index.kind === 'sequence' && node.index.form === 'tuple' && index.items?.length === 2;
  const key = keyOf(index) ?? (isPair ? keyOf(index.items[1]!) : null);
  if (key !== null) {
    const model = isPair ? null : modelOf(value, key, node.object, frame);
    if (model) return model;
    const rows = isPair ? selectionOf(index.items[0]!) : null;
    const from = rows ? selectRows(value, rows, node, frame) : value;
    const column = columnOf(from, key, node, frame);
    return isPair && chosenByHuman(index.items[0]!) ? column.with({ marks: column.marks | AGAINST_HUMAN }) : column;
  }
  if (typeof index.constant === 'number' && value.items) return itemOf(value, index.constant);
  if (
    value.marks & TABLE &&
    node.index.kind === 'name' &&
    !isRowAccess(node.object) &&
    index.constant === undefined &&
    !(index.marks & (ROWS | SPLIT_TEST | SPLIT_TRAIN)) &&
    !index.items
  )
    return someColumn(value, node.index.name, node, frame);
  // any of the functions in a mapping: `JUDGES[metric](answer)`
  const functions = [...(value.fields?.values() ?? [])];
  if (functions.length > 0 && functions.every(({ target }) => target?.kind === 'function')) return joinAll(functions);
  if (value.fields && !(value.marks & (ROWS | TABLE)) && isVerdict(index)) return pickedBy(index, value, frame);
  if (value.keys) return heldBy(value);
  const setting = isTypeScript(frame) ? oneOfSettings(value) : null;
  if (setting) return setting;
  // df.loc[:, ["a", "b"]]
  const columns = (isPair && index.items[1]!.items ? index.items[1]! : index).items?.map(keyOf);
  if (columns && columns.length > 0 && columns.every((column) => column !== null))
    return leftOut(value, selectColumns(value, columns as string[], node, frame), node, frame);
  // some rows of a test part are chosen, it is not split anew
  const marks = index.marks & ~value.marks & (SPLIT_TEST | SPLIT_TRAIN);
  if (node.index.kind === 'slice' || index.origins || marks || index.marks & ROWS || value.marks & ROWS) {
    // only Python takes several rows at once
    const isOne = typeof index.constant === 'number' || (isTypeScript(frame) && node.index.kind !== 'slice');
    const part = isOne && !(value.marks & TABLE) ? elementOf(value) : value;
    if (!marks) return index.marks & ROWS ? chosenBy(part, [index]) : part;
    return part.with({
      marks: part.marks | marks,
      cause: causeAt(frame, node, 'split', 'rows of one part of the split', [value]),
    });
  }
  return heldBy(value);
}

/** `df.loc[index]` */
const isRowAccess = (node: Expression): boolean => node.kind === 'attribute' && /^i?loc$/.test(node.name);

const selectionOf = (index: Value): Selection | null => {
  const chosen = index.fields?.get('$selects')?.constant;
  return isSelection(chosen) ? chosen : null;
};

export function selectRows(value: Value, chosen: Selection, node: Span, frame: Frame): Value {
  const which = chosen === 'one' ? 'the rows of one origin' : `only the ${chosen} rows`;
  return selectOrigin(value, chosen, causeAt(frame, node, 'step', which, [value]));
}

/** Of which origin rows are for which a test holds: `row.source === "real"`, `row.is_synthetic`. */
export const originAsked = (test: Value): Selection | null => selectionOf(test) ?? flagMeaning(test);

/** The rows for which all of these tests hold. */
export function chosenOf(rows: Value, tests: readonly Value[], node: Span, frame: Frame): Value {
  const origins = tests.flatMap((test) => originAsked(test) ?? []);
  const chosen = origins.reduce((kept, origin) => selectRows(kept, origin, node, frame), rows);
  const held = tests.some(chosenByHuman) ? chosen.with({ marks: chosen.marks | AGAINST_HUMAN }) : chosen;
  // in TypeScript, shares are counts of what was filled in, too: `rows.filter((row) => row.score >= 9).length`
  return isTypeScript(frame)
    ? chosenBy(held, tests, REPEATED | SEVERAL, GENERATED | JUDGED | IMPUTED)
    : chosenBy(held, tests);
}

/** `df[df.human == 1]`: what a judge says of rows that people labelled so. */
const chosenByHuman = (mask: Value): boolean =>
  mask.constant === undefined && has(mask.origins, MEASURED) && !has(mask.origins, JUDGED);

const MAX_ITEMS = 32;

function evaluateSequence(node: Sequence, frame: Frame): Value {
  const values = node.items.map((item) => {
    const spread = item.kind === 'spread';
    const value = evaluate(item, frame);
    return { value: spread ? iterated(value, frame) : value, spread };
  });
  if (values.some(({ spread }) => spread)) {
    const parts = values.map(({ value, spread }) =>
      spread ? value : new Value({ element: value, origins: unitOrigins(value) }),
    );
    return pool(parts, node, frame);
  }
  const items = withoutTasksAsPrompts(values.map(({ value }) => withControl(value, frame)));
  const origins = items.reduce((all, item) => all | unitOrigins(item), 0);
  const listed = items.length <= MAX_ITEMS;
  return new Value({
    items: listed ? items : null,
    element: listed ? null : joinAll(items),
    origins,
    marks: items.length === 0 ? ROWS : 0,
  });
}

function evaluateMapping({ entries }: Mapping, frame: Frame): Value {
  let value = new Value({});
  for (const node of entries) {
    const held = evaluate(node.value, frame);
    if (!node.key) {
      value = isTypeScript(frame) ? withNames(withEntries(value, held), held) : withEntries(value, held);
      continue;
    }
    const named = evaluate(node.key, frame);
    const key = keyOf(named);
    if (key !== null) {
      // which model is asked, no verdict decides
      const kept = NAMES_MODEL.test(key) ? held : withControl(held, frame);
      const entry = isOfSettings(node.value) ? kept : columnEvidence(kept, key, placeOf(frame, node.value));
      frame.engine.judgedColumns.fill(key, entry);
      noteNamedModel(key, entry, frame);
      value = withField(value, key, entry);
    } else
      value = withKey(value, named).with({
        element: value.element ? join(value.element, held) : held,
        origins: value.origins | unitOrigins(held),
      });
  }
  return asResult(value);
}

/** `{"id": id, **verdict}`, where nobody knows what the verdict holds: any entry that no other one names is of it. */
function withEntries(value: Value, held: Value): Value {
  const isOpaque = !held.fields && !held.element && !held.items && has(held.origins, JUDGED);
  const joined = join(value, held);
  if (!isOpaque) return joined;
  return joined.with({ element: join(joined.element ?? UNKNOWN, scalar(held)), fields: joined.fields ?? new Map() });
}

/** `{ ...DEFAULTS, ...settings }`: a text that the latter has stands in place of the former's. */
function withNames(joined: Value, { fields }: Value): Value {
  const texts = [...(fields ?? [])].filter(
    ([name, { constant: text, origins }]) =>
      typeof text === 'string' && origins === 0 && joined.fields?.get(name)?.constant !== text,
  );
  return texts.length > 0 ? joined.with({ fields: new Map([...(joined.fields ?? []), ...texts]) }) : joined;
}

/** A row with a number that was estimated is a result: whatever else is in it, it is no unit. */
function asResult(row: Value): Value {
  const fields = [...(row.fields?.values() ?? [])];
  const isResult = fields.some(({ marks }) => marks & ESTIMATE) && !fields.some(({ marks }) => marks & (ROWS | TABLE));
  return isResult ? mapOrigins(row, (origins) => origins & ~UNIT_ORIGINS) : row;
}

function evaluateComprehension(node: Comprehension, frame: Frame): Value {
  const [first, ...others] = node.clauses;
  const iterable = evaluate(first!.iterable, frame);
  const listed = others.length === 0 && first!.conditions.length === 0 ? literals(iterable) : null;
  if (!listed) return evaluateClauses(node, [{ ...first!, rows: iterable }, ...others], frame);
  const { context } = frame;
  const parts = listed.map((item, index) => {
    frame.context = `${context}/${index}`;
    return evaluateClauses(node, [{ ...first!, literal: item }], frame);
  });
  frame.context = context;
  if (node.key) return parts.reduce(join);
  return new Value({
    items: parts.map((part) => part.element ?? UNKNOWN),
    origins: parts.reduce((all, part) => all | unitOrigins(part), 0),
    marks: ROWS | (parts[0]!.marks & SEVERAL),
  });
}

type Clause = Comprehension['clauses'][number] & { readonly literal?: Value; readonly rows?: Value };

function evaluateClauses(node: Comprehension, clauses: readonly Clause[], frame: Frame): Value {
  const outer = frame.scope;
  const { control, iterating, gates, rounds } = frame;
  const own: Round[] = [];
  frame.scope = outer.fork();
  let marks = 0;
  let iterated: Value | null = null;
  const tests: Value[] = [];
  for (const clause of clauses) {
    const iterable = clause.literal ?? clause.rows ?? evaluate(clause.iterable, frame);
    marks |= iterable.marks & (SPLIT_TEST | SPLIT_TRAIN);
    iterated ??= iterable;
    own.push(enterRound(clause, node.element, iterable, frame));
    frame.rounds = [...rounds, ...own];
    frame.iterating = [...frame.iterating, iterable];
    destructure(clause.target, clause.literal ?? elementOf(iterable), frame);
    for (const condition of clause.conditions) {
      const test = evaluate(condition, frame);
      tests.push(test);
      frame.gates = gatesWith(test, frame.gates);
      if (decides(test)) frame.control = [...frame.control, test];
    }
  }
  const key = node.key ? evaluate(node.key, frame) : null;
  const plain = chosenUnder(evaluate(node.element, frame), frame);
  frame.gates = gates;
  const decided = withControl(plain, frame);
  const element = plain.constant === undefined ? madeOfCopies(decided, node.element, frame) : ofRows(decided, frame);
  frame.scope = outer;
  frame.control = control;
  frame.iterating = iterating;
  frame.rounds = rounds;
  const ofOne = iterated && isOneAnswer(iterated) ? ONE_ANSWER : 0;
  const list = new Value({ element, origins: unitOrigins(element), marks: ROWS | marks | ofOne });
  const result = madeInRounds(list, element, own, frame);
  const name = key ? keyOf(key) : null;
  if (name !== null) return withField(new Value({}), name, element);
  return chosenOf(key ? withKey(result, key) : result, tests, node, frame);
}
