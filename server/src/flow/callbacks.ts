import type { ArgumentReference, Effect } from '../catalog/entry.ts';
import {
  BY_ORIGIN,
  COUNT,
  NO_DATA,
  ONE_ANSWER,
  ORIGIN_FLAG,
  REPEATED,
  ROWS,
  SEVERAL,
  TABLE,
  TOTAL,
} from '../provenance/marks.ts';
import { snakeCase } from '../provenance/names.ts';
import { IMPUTED, lower, UNIT_ORIGINS, without } from '../provenance/origins.ts';
import {
  asTotal,
  dataOrigins,
  join,
  ofRowsIn,
  type Partial,
  UNKNOWN,
  unitOrigins,
  Value,
} from '../provenance/value.ts';
import { rememberingOf } from '../recent.ts';
import { argument, argumentNode } from './argument.ts';
import { callHanded } from './call.ts';
import type { CallSite } from './call-site.ts';
import { chosenBy, passedOf, sumOfChosen } from './chosen.ts';
import { columnOf, isOriginColumn, withColumn } from './column.ts';
import { chosenOf } from './evaluate.ts';
import { type Frame, isTypeScript } from './frame.ts';
import { literals } from './loop.ts';
import { standingFor } from './moved.ts';
import { arePieces, isByCriteria, isPartOfAnswer, ofAnswers, ofCriteria, ofGraders } from './one-answer.ts';
import { negated } from './operation.ts';
import { saidByColumn } from './origin-column.ts';
import { elementOf, iterated, keyOf, scalar } from './parts.ts';
import type { Attribute, Call, Expression, FunctionDefinition, Subscript } from './program.ts';
import { asSeveral, flattened, groupedRows, isToAsk, keptSeveral, ofRepeated, summedUp } from './repeats.ts';
import { enterCallback, type Round } from './rounds.ts';
import { settingFound, settingsChosen } from './settings.ts';
import { chosenOfOne } from './turn-columns.ts';
import { nameOf, writtenStatementsIn } from './walk.ts';
import { noteMappedWeights } from './weights.ts';

/** Functions that are handed over to be called: on the elements of rows, for a column. */

export function assignColumns(_effect: Extract<Effect, { kind: 'assigns' }>, site: CallSite): Value {
  let table = site.receiver ?? UNKNOWN;
  for (const [name, value] of site.named) {
    const given = isOwn(value, site) ? callHanded(value, [table], NO_NAMES, site) : value;
    table = withColumn(saidByColumn(table, name, given, site.node, site.frame), name, given, site);
  }
  return table;
}

const NO_NAMES: ReadonlyMap<string, Value> = new Map();

/** Is it a function, method or object of the code, a call that a library is known for: of a model, a `float`? Of others, no more is known than of any call. */
function isOwn({ target }: Value, site: CallSite): boolean {
  if (target?.kind === 'external')
    return /^(generates|passes|synthesizes|imputes|changes)$/.test(
      site.frame.engine.catalogFor(site.frame.document).find(target.name)?.does.kind ?? '',
    );
  return target !== null && target.kind !== 'module';
}

type Calls = Extract<Effect, { kind: 'calls' }>;

export function callOnEach(effect: Calls, site: CallSite): Value | null {
  const called = argument(site, effect.function) ?? UNKNOWN;
  if (effect.gives === 'list' && isTypeScript(site.frame)) noteMappedWeights(site);
  const given = givenTo(effect, site);
  // pLimit(5) gives what calls functions
  if (effect.gives === 'value' && isTypeScript(site.frame) && !isOwn(called, site)) return null;
  if (!argument(site, effect.function) && given[0]) return iterated(given[0], site.frame); // Array.from(rows)
  // series.map(f) and dataset.map(f), as opposed to pool.map(f, rows)
  const own = given.length === 0 && effect.gives !== 'value' ? site.receiver : null;
  const data = given[0] ?? own ?? UNKNOWN;
  const listed = effect.gives === 'list' && given.length === 1 && isOwn(called, site) ? literals(data) : null;
  if (listed) {
    const each = onEachLiteral(called, listed, site);
    return ofGraders(each, site.receiverNode, elementOf(each), site.frame);
  }
  const found = effect.gives === 'element' && isTypeScript(site.frame) ? settingFound(called, data, site.frame) : null;
  if (found) return found;
  const fewer = effect.gives === 'chosen' && isTypeScript(site.frame) ? settingsChosen(called, data, site.frame) : null;
  if (fewer) return fewer;
  const { answered } = site.frame.engine;
  const round = roundFor(called, data, effect, site);
  const result = isOwn(called, site)
    ? inRounds(round, site.frame, () =>
        callHanded(
          called,
          argumentsOf(effect, own ? [own] : given, called),
          namesOf(effect, site),
          site,
          changedByEach(effect, called, site),
        ),
      )
    : entryOf(data, called, site);
  if (effect.gives === 'value') return result;
  if (effect.gives === 'holds') return scalar(result);
  if (effect.gives === 'chosen') {
    const tests = isTypeScript(site.frame) && isWhetherThere(called, site.receiverNode) ? [] : [asTest(result, called)];
    const chosen = chosenOf(data, tests, site.node, site.frame);
    const passed = passedOf(chosen, result, argumentNode(site, effect.function) ?? null, site.frame);
    if (arePieces(data, site.receiverNode, site.frame)) return ofCriteria(passed);
    return isTypeScript(site.frame) ? chosenOfOne(passed, data, madeBy(called), site.receiverNode) : passed;
  }
  if (effect.gives === 'left') return chosenOf(data, [negated(result)], site.node, site.frame);
  if (effect.gives === 'element') return elementOf(chosenBy(data, [result]));
  // what is given back for a row are columns that are added to it
  if (own && own.marks & ROWS && result.fields)
    return [...result.fields].reduce((table, [name, column]) => withColumn(table, name, column, site), own);
  // of a dataset's columns, those that the function says nothing of stay as they are
  if (own && own.marks & TABLE && own.fields && [...site.named.keys()].some((name) => OF_DATASETS.test(name)))
    return own;
  const each = listOf(effect.gives === 'flat' ? elementOf(result) : result, data);
  const isAsked = site.frame.engine.answered > answered;
  const isAgain =
    (isAsked && (round?.repeats || callsAgain(called, data))) ||
    (round?.repeats && isToAsk(madeBy(called), [...site.frame.rounds, round]));
  const isOfSeveral = isTypeScript(site.frame) && effect.gives === 'list' && (data.marks & SEVERAL) !== 0;
  const many = (isAgain || isOfSeveral) && !(data.marks & REPEATED) ? asSeveral(each) : each;
  const list = effect.on === 'self' ? ofGraders(many, site.receiverNode, result, site.frame) : many;
  return effect.gives === 'flat' ? flattened(list, new Value({ element: result }), site.node, site.frame) : list;
}

/** `summaries.filter(Boolean)`, `(text) => text`: whether there is a text says nothing of what is in it. */
function isWhetherThere(called: Value, list: Expression | null): boolean {
  if (!list || !TEXTS.test(snakeCase(nameOf(list)))) return false;
  if (called.target?.kind !== 'function')
    return called.target?.kind === 'external' && /\bBoolean$/.test(called.target.name);
  const made = madeBy(called);
  const [parameter] = called.target.definition.parameters;
  return made?.kind === 'name' && parameter?.target.kind === 'name' && made.name === parameter.target.name;
}

/** `rows.filter((row) => row.stars)`: whether a row has one says nothing of what was filled in. */
function asTest(result: Value, called: Value): Value {
  const made = madeBy(called);
  const asked = made?.kind === 'operation' && made.form === 'not' ? made.operands[0] : made;
  return asked?.kind === 'attribute' ? result.with({ origins: without(result.origins, IMPUTED) }) : result;
}

const TEXTS =
  /(?:^|_)(?:texts?|lines|sections|parts|words|names|ids|notes|chunks|messages|responses|replies|answers|outputs|summaries|descriptions|explanations|narratives|titles|reasons|queries|questions)$/;

/** A function that is written where it is called for each entry is a loop. */
function roundFor({ target }: Value, rows: Value, { gives, on }: Calls, site: CallSite): Round | null {
  if (gives === 'value' || target?.kind !== 'function' || target.definition.name !== '') return null;
  const of = on === 'self' ? site.receiverNode : typeof on === 'number' ? (site.positionalNodes[on] ?? null) : null;
  return enterCallback(target.definition, of, rows, site.frame);
}

function inRounds(round: Round | null, frame: Frame, call: () => Value): Value {
  const { rounds } = frame;
  if (round) frame.rounds = [...rounds, round];
  const result = call();
  frame.rounds = rounds;
  return result;
}

/** What a function gives back that does nothing else. */
function madeBy({ target }: Value): Expression | null {
  const [only, ...others] = target?.kind === 'function' ? target.definition.body : [];
  return only?.kind === 'return' && others.length === 0 ? only.value : null;
}

/** `Array.from({ length: 5 }, () => ask(prompt))`: a count, and a function that is told nothing of the turn. */
function callsAgain({ target }: Value, count: Value): boolean {
  const isCount = typeof count.constant === 'number' || count.fields?.has('length');
  if (!isCount || count.constant === 1 || count.fields?.get('length')?.constant === 1) return false;
  return target?.kind === 'function' && target.definition.parameters.length === 0;
}

/** `rows.forEach((row) => { row.score = Number(row.score); })`: what is done to each is done to those in the list. */
function changedByEach(
  { on }: Calls,
  { target }: Value,
  { node, receiverNode, frame }: CallSite,
): readonly Expression[] {
  if (on !== 'self' || !receiverNode || target?.kind !== 'function' || !isTypeScript(frame)) return [];
  return changesFirst(target.definition) ? [eachIn(node)] : [];
}

/** Does a function store something into what it is given? */
const changesFirst = rememberingOf(({ parameters: [first], body }: FunctionDefinition): boolean => {
  const name = first?.target.kind === 'name' ? first.target.name : null;
  const isOfFirst = (place: Expression): boolean =>
    place.kind === 'attribute' && place.object.kind === 'name' && place.object.name === name;
  return writtenStatementsIn(body).some(
    (statement) => statement.kind === 'assign' && statement.targets.some(isOfFirst),
  );
});

const eachIn = rememberingOf((node: Call): Subscript => {
  const { start, end } = node;
  const index: Expression = { kind: 'unknown', operands: [], start, end };
  return standingFor(node, { kind: 'subscript', object: (node.callee as Attribute).object, index, start, end });
});

/** `["left", "right"].map((label) => …)`: one by one, since each says what it names. */
function onEachLiteral(called: Value, listed: readonly Value[], site: CallSite): Value {
  const { frame } = site;
  const { context } = frame;
  const items = listed.map((item, index) => {
    frame.context = `${context}/${index}`;
    return callHanded(called, [item], NO_NAMES, site);
  });
  frame.context = context;
  return new Value({ items, origins: items.reduce((all, item) => all | unitOrigins(item), 0), marks: ROWS });
}

/** `labels.map({"yes": 1, "no": 0})`: the same labels by other names. */
const isWrittenOut = ({ fields }: Value): boolean =>
  fields !== null &&
  fields.size > 1 &&
  [...fields.values()].every(({ constant }) => /^(number|boolean)$/.test(typeof constant));

/** What a row has under a name, where that stands for a function: `_.map(rows, "score")`; of other functions nothing is known. */
function entryOf(rows: Value, by: Value, site: CallSite): Value {
  if (isWrittenOut(by)) return scalar(rows);
  const name = isTypeScript(site.frame) ? keyOf(by) : null;
  return name === null
    ? scalar(rows).with({ origins: lower(dataOrigins(rows)) })
    : columnOf(elementOf(rows), name, site.node, site.frame);
}

/** What `by` tells of each row: a function of one, or the name of an entry; the rows themselves where it is not given. */
export function toldOfEach(rows: Value, by: ArgumentReference | undefined, site: CallSite): Value {
  const told = by === undefined ? null : argument(site, by);
  if (!told) return rows;
  const each = isOwn(told, site) ? callHanded(told, [elementOf(rows)], NO_NAMES, site) : entryOf(rows, told, site);
  return listOf(each, rows);
}

/** Lists of rows by a key, or what a function makes of each; of rows that are told apart by where they come from, no pool is left. */
export function groupRows(effect: Extract<Effect, { kind: 'groups' }>, rows: Value, site: CallSite): Value {
  const by = argument(site, effect.by) ?? UNKNOWN;
  const grouped = groupedRows(rows, by);
  const group = tellsOrigin(rows, by, site) ? grouped.with({ marks: grouped.marks | BY_ORIGIN }) : grouped;
  const then = effect.then === undefined ? null : argument(site, effect.then);
  const held = then ? callHanded(then, [group], NO_NAMES, site) : group;
  return new Value({ element: held, origins: unitOrigins(held) });
}

/** `"source"`, `(row) => row.source` */
function tellsOrigin(rows: Value, by: Value, site: CallSite): boolean {
  const name = keyOf(by);
  if (name !== null) return isOriginColumn(rows, name, site);
  if (!isOwn(by, site)) return false;
  const row = elementOf(rows);
  return (callHanded(by, [row.with({ marks: row.marks | ROWS })], NO_NAMES, site).marks & ORIGIN_FLAG) !== 0;
}

/** Keywords that `map` has for datasets only. */
const OF_DATASETS = /^(batched|batch_size|remove_columns|num_proc|load_from_cache_file)$/;

function listOf(element: Value, rows: Value): Value {
  const list = new Value({
    element,
    origins: unitOrigins(element) | (rows.origins & UNIT_ORIGINS),
    marks: ROWS | ofRowsIn(rows) | (rows.marks & ONE_ANSWER),
  });
  return rows.marks & REPEATED ? ofRepeated(list, rows) : list;
}

/** What a call hands on to the function. */
function givenTo({ function: called, on, gives }: Calls, site: CallSite): readonly Value[] {
  if (on !== 'rest') {
    const given = on === 'self' && gives === 'column' ? null : argument(site, on);
    return given ? [given] : [];
  }
  return site.positional.slice((typeof called === 'number' ? called : 0) + 1);
}

function argumentsOf({ gives, unpacks, toAll }: Calls, given: readonly Value[], called: Value): readonly Value[] {
  if (toAll && called.target?.kind === 'function') return called.target.definition.parameters.map(() => given[0]!);
  const each = gives === 'value' ? given : given.map(elementOf);
  return unpacks ? each.flatMap((held) => held.items ?? [elementOf(held)]) : each;
}

/** Keywords of pool.map() are its own, those of submit() and apply() the function's. */
function namesOf({ gives, on }: Calls, { named, frame }: CallSite): ReadonlyMap<string, Value> {
  if (gives === 'list' || isTypeScript(frame)) return NO_NAMES;
  const own = typeof on === 'object' ? named.get('kwds') : null;
  return own?.fields ?? named;
}

export function fold(effect: Extract<Effect, { kind: 'folds' }>, site: CallSite): Value {
  const called = argument(site, effect.function) ?? UNKNOWN;
  const rows = argument(site, effect.on) ?? UNKNOWN;
  const element = elementOf(rows);
  if (!isOwn(called, site)) return join(argument(site, effect.from) ?? UNKNOWN, element);
  const first = callHanded(called, [argument(site, effect.from) ?? element, element], NO_NAMES, site);
  const result = callHanded(called, [first, element], NO_NAMES, site);
  // lambda total, row: total + score(row)
  const isTotal = !(result.marks & ROWS) && !result.fields && !result.element && !result.items;
  if (!isTotal) return isTypeScript(site.frame) ? summedUp(result, site.node, site.frame) : result;
  const added = addedBy(called);
  if (isTypeScript(site.frame) && added.some(isLength)) return new Value({ marks: NO_DATA | COUNT | TOTAL });
  const total = summedUp(asTotal(result), site.node, site.frame);
  const isOfOne = isPartOfAnswer(rows) || rows.marks & ONE_ANSWER || isByCriteria(site.receiverNode, site.frame);
  const sum = keptSeveral(isOfOne && !(rows.marks & REPEATED) ? ofCriteria(total) : ofAnswers(total), [rows]);
  return added.some(isOfPoints) ? sumOfChosen(sum, rows) : sum;
}

/** What a function adds up that does nothing else: `(sum, row) => sum + row.points`. */
function addedBy(called: Value): readonly Expression[] {
  const made = madeBy(called);
  return made?.kind === 'operation' ? made.operands : [];
}

/** `list.length`: how much there is. */
const isLength = (node: Expression): boolean =>
  node.kind === 'attribute' && node.name === 'length' && node.object.kind === 'name';

/** `row.points`: of rows that a verdict chose, what was earned; their costs are no grade. */
const isOfPoints = (node: Expression): boolean => POINTS.test(snakeCase(nameOf(node)));

const POINTS = /(?:^|_)(?:points?|weights?|credits?|marks?|max_score)$/;

export function fillIn({ onEach }: Extract<Effect, { kind: 'fills-in' }>, site: CallSite): Value | null {
  const [of, ...positional] = site.positional;
  if (!of?.target) return null;
  return new Value({
    target: {
      kind: 'partial',
      of,
      positional: onEach ? [] : positional,
      named: onEach ? NO_NAMES : site.named,
      onEach: onEach ?? false,
    },
  });
}

/** Calls `functools.partial(f, x)` or `numpy.vectorize(f)`. */
export function callPartial(target: Partial, site: CallSite): Value {
  const named = new Map([...target.named, ...site.named]);
  if (!target.onEach) return callHanded(target.of, [...target.positional, ...site.positional], named, site);
  const result = callHanded(target.of, site.positional.map(elementOf), named, site);
  return listOf(result, site.positional[0] ?? UNKNOWN);
}
