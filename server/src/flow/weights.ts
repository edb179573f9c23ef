import type { Effect } from '../catalog/entry.ts';
import { PREDICTED, ROWS } from '../provenance/marks.ts';
import { snakeCase } from '../provenance/names.ts';
import { dataMarks, Value } from '../provenance/value.ts';
import { argumentNode } from './argument.ts';
import type { CallSite } from './call-site.ts';
import { type Frame, isTypeScript, siteOf } from './frame.ts';
import type { Expression, FlowUnit, Operation, Statement } from './program.ts';
import { childrenOf, descendants, expressionsIn, nameOf, ownExpressions, statementsIn } from './walk.ts';

/**
 * Weights that make rows count as rows of another population would: odds of a classifier that tells the two apart, one
 * over the probability of being sampled, what a library gives. And whether anything is done with them.
 */

const NAMED = /(?:^|_)(?:w|wts?|weights?|ipt?w|iw|importance|density_?ratios?)(?:_|$)/i;
const OTHERS = /class|loss|focal|layer|model|ensemble|portfolio|feature|init|bias|attention|vote|blend|edge|token/i;

const namesWeights = (name: string): boolean => NAMED.test(snakeCase(name)) && !OTHERS.test(name);

/** The table or list that an expression takes its rows from, or a name that stands for weights. */
type Target = { readonly table: string | null; readonly name: string };

function targetOf(statement: Statement | null): Target | null {
  if (statement?.kind !== 'assign') return null;
  const [target] = statement.targets;
  if (target?.kind === 'name') return { table: null, name: target.name };
  const isColumn = target?.kind === 'subscript' && target.object.kind === 'name' && target.index.kind === 'constant';
  return isColumn ? { table: nameOf(target.object), name: String((target.index as { value: unknown }).value) } : null;
}

/** `weights = p / (1 - p)`, `df["ipw"] = 1 / p`: of probabilities that a model gave. */
export function noteOdds(node: Operation, operands: readonly Value[], frame: Frame): void {
  if (node.operator !== '/' || operands.length !== 2) return;
  const [above, below] = operands.map((operand) => (dataMarks(operand) & PREDICTED) !== 0);
  if (!below || !(above || operands[0]!.constant === 1)) return;
  const target = targetOf(frame.statement);
  if (!target || !namesWeights(target.name)) return;
  frame.engine.forgo(); // what names stand for may be anywhere in the file
  note(node, rowsPredicted(node, frame.unit), frame);
}

/** `ratio.compute_density_ratio(rows)` */
export function weigh(effect: Extract<Effect, { kind: 'weighs' }>, site: CallSite): Value {
  note(site.node, argumentNode(site, effect.rows), site.frame);
  return new Value({ marks: ROWS | PREDICTED });
}

/** Weights of people who were asked, or of rows that were drawn, by what they or their name are made of. */
const OF_SAMPLE =
  /propensit|probab|inclusion|selection|population|census|target|response_?rate|ipt?w|importance|survey|sampling|post_?strat|raking|design/;

/** In TypeScript: `const weights = rows.map((row) => 1 / row.propensity)`, `rows.map((row) => row.surveyWeight)`. */
export function noteMappedWeights({ node, receiverNode, positionalNodes: [made], frame }: CallSite): void {
  const target = targetOf(frame.statement);
  if (!target || target.table !== null || !receiverNode || made?.kind !== 'function' || !namesWeights(target.name))
    return;
  if (frame.statement?.kind !== 'assign' || frame.statement.value !== node || frame.statement.isExported) return;
  const [only, ...more] = made.function.body;
  const value = only?.kind === 'return' && more.length === 0 ? only.value : null;
  if (!value) return;
  const isRead = value.kind === 'attribute' && namesWeights(value.name);
  const isDivided = value.kind === 'operation' && value.operator === '/';
  const said = [target.name, ...descendants(value).map(nameOf)].map(snakeCase);
  if (!(isRead || isDivided) || !said.some((name) => OF_SAMPLE.test(name))) return;
  note(node, receiverNode, frame);
}

function note(node: Expression, rows: Expression | null, frame: Frame): void {
  frame.engine.forgo();
  const table = rows && tableOf(rows, frame.unit);
  const target = targetOf(frame.statement);
  if (!table || !target) return;
  frame.engine.observe(
    {
      kind: 'weights',
      site: siteOf(frame, node),
      name: target.name,
      inTable: target.table,
      table,
      by: columnsIn(
        frame.statement?.kind === 'assign' && isTypeScript(frame) ? frame.statement.value : rows,
        frame.unit,
      ),
      forTest: null,
    },
    frame.context,
  );
}

/** `X_train, X_test, y_train, y_test, w_train, w_test = train_test_split(X, y, weights)` */
export function noteSplitWeights({ node, positionalNodes, frame }: CallSite): void {
  const [target] = frame.statement?.kind === 'assign' && frame.statement.value === node ? frame.statement.targets : [];
  if (target?.kind !== 'sequence') return;
  const index = positionalNodes.findIndex((given, i) => i > 0 && namesWeights(nameOf(given)));
  const [rows, train, test] = [0, 2 * index, 2 * index + 1].map((i) => nameOf(target.items[i] ?? node));
  if (index < 0 || !namesWeights(train!) || !namesWeights(test!)) return;
  frame.engine.observe(
    {
      kind: 'weights',
      site: siteOf(frame, node),
      name: train!,
      inTable: null,
      table: rows!,
      by: null,
      forTest: test!,
    },
    frame.context,
  );
}

/** What each name was given first. */
const definitions = new WeakMap<readonly Statement[], ReadonlyMap<string, Expression>>();

function definitionsIn({ body }: FlowUnit): ReadonlyMap<string, Expression> {
  let found = definitions.get(body) as Map<string, Expression> | undefined;
  if (found) return found;
  found = new Map();
  for (const statement of statementsIn(body))
    if (statement.kind === 'assign' && statement.operator === null)
      for (const target of statement.targets)
        if (target.kind === 'name' && !found.has(target.name)) found.set(target.name, statement.value);
  definitions.set(body, found);
  return found;
}

/** The rows whose probabilities an expression is made of. */
function rowsPredicted(node: Expression, unit: FlowUnit, depth = 0): Expression | null {
  for (const part of descendants(node)) {
    if (part.kind === 'call' && nameOf(part) === 'predict_proba') return part.arguments[0]?.value ?? null;
    const meant = part.kind === 'name' && depth < 4 ? definitionsIn(unit).get(part.name) : undefined;
    const rows = meant ? rowsPredicted(meant, unit, depth + 1) : null;
    if (rows) return rows;
  }
  return null;
}

const MAX_STEPS = 6;

/** The name of the table that rows are from: `synth` of `synth[features].to_numpy()`, of `x` with `x = synth[features]`. */
export function tableOf(node: Expression, unit: FlowUnit): string | null {
  let current: Expression | undefined = node;
  let name: string | null = null;
  const seen = new Set<string>();
  for (let step = 0; current && step < 3 * MAX_STEPS; step++) {
    if (current.kind === 'attribute' || current.kind === 'subscript') current = current.object;
    else if (current.kind === 'call') {
      const given: Expression | undefined = current.arguments[0]?.value;
      const isMethod: boolean =
        current.callee.kind === 'attribute' && !/transform|array|constant|asarray/.test(current.callee.name);
      current = isMethod ? (current.callee as { object: Expression }).object : given;
    } else if (current.kind === 'name') {
      if (seen.has(current.name)) break;
      seen.add(current.name);
      const meant = definitionsIn(unit).get(current.name);
      if (name === null || meant) name = current.name;
      if (!meant || (meant.kind === 'call' && isSource(meant))) return current.name;
      current = meant;
    } else return name;
  }
  return name;
}

/** What reads or makes a table, as opposed to a view of one. */
const isSource = (call: Extract<Expression, { kind: 'call' }>): boolean =>
  /^(?:read[_A-Z]|parse|fetch|load|concat|merge|DataFrame|sample$|fit_resample|make_)/.test(nameOf(call));

/** Names of columns in an expression, and in what its names stand for. */
export function columnsIn(node: Expression | null, unit: FlowUnit, depth = 0): ReadonlySet<string> {
  const found = new Set<string>();
  if (!node) return found;
  for (const part of descendants(node)) {
    if (part.kind === 'constant' && typeof part.value === 'string') found.add(part.value);
    if (part.kind === 'attribute') found.add(part.name);
    const meant = part.kind === 'name' && depth < 2 ? definitionsIn(unit).get(part.name) : undefined;
    if (meant && !(meant.kind === 'call' && isSource(meant)))
      for (const name of columnsIn(meant, unit, depth + 1)) found.add(name);
  }
  return found;
}

const REPORTS =
  /^(?:print|log|table|toFixed|display|len|hist|plot|describe|info|debug|format|shape|head|histplot|kdeplot|scatter|boxplot|round|write)$/;

/**
 * Is something done with weights other than telling how they are? What is not understood uses them. `table`: the table
 * they are a column of.
 */
export function areUsed(name: string, table: string | null, units: readonly FlowUnit[]): boolean {
  const names = new Set([name]);
  for (const unit of units)
    for (const statement of statementsIn(unit.body)) {
      const target = targetOf(statement);
      for (const own of ownExpressions(statement)) {
        if (statement.kind === 'assign' && statement.targets.includes(own)) continue;
        if (isExported(statement) && mentions(own, names, table)) return true;
        if (table === null && isTaken(statement, own, names)) return true;
        const isOwn = target !== null && (names.has(target.name) || namesWeights(target.name));
        if (statement.kind === 'return' ? mentions(own, names, table) : usesIn(own, names, table, isOwn)) return true;
        if (isOwn && mentions(own, names, table)) names.add(target.name);
      }
    }
  return false;
}

const isExported = (statement: Statement): boolean =>
  (statement.kind === 'assign' || statement.kind === 'evaluate') && statement.isExported === true;

/** Gone through, taken one by one, or handed on in a record. */
const isTaken = (statement: Statement, own: Expression, names: ReadonlySet<string>): boolean =>
  (statement.kind === 'loop' && own === statement.iterable && isIt(own, names, null)) ||
  descendants(own).some(
    (part) =>
      (part.kind === 'subscript' && part.index.kind === 'name' && isIt(part.object, names, null)) ||
      (part.kind === 'mapping' && part.entries.some(({ value }) => isIt(value, names, null))),
  );

const KEEPS = /^(?:DataFrame|Series|dict|list|array|asarray|concat|print|display|len)$|^to_/;

/** Is a number computed with them, as opposed to keeping them beside the rows? */
export const weighAnything = (name: string, units: readonly FlowUnit[]): boolean =>
  units.some((unit) => [...expressionsIn(unit.body)].some((node) => isWeighed(node, new Set([name]))));

const isWeighed = (node: Expression, names: ReadonlySet<string>): boolean =>
  node.kind === 'call'
    ? !KEEPS.test(nameOf(node)) && node.arguments.some(({ value }) => mentionsIt(value, names, null))
    : node.kind === 'operation' && isWithOthers(node, names) && mentionsIt(node, names, null);

const isIt = (node: Expression, names: ReadonlySet<string>, table: string | null): boolean =>
  table === null
    ? node.kind === 'name' && names.has(node.name)
    : (node.kind === 'constant' && names.has(String(node.value))) ||
      (node.kind === 'attribute' && names.has(node.name)) ||
      (node.kind === 'name' && names.has(node.name));

/** Of a column, the table is enough. */
const mentions = (node: Expression, names: ReadonlySet<string>, table: string | null): boolean =>
  mentionsIt(node, names, table) ||
  (table !== null && [...descendants(node)].some((part) => part.kind === 'name' && part.name === table));

/** Are they put together with something else, or handed on? */
function usesIn(node: Expression, names: ReadonlySet<string>, table: string | null, isOwn: boolean): boolean {
  if (isIt(node, names, table)) return false;
  if (node.kind === 'call') {
    if (REPORTS.test(nameOf(node)) && node.arguments.every(({ value }) => !usesIn(value, names, table, isOwn)))
      return false;
    // a table that is handed on takes them along
    if (
      table !== null &&
      node.arguments.some(({ value, name }) => name !== 'data' && value.kind === 'name' && value.name === table)
    )
      return true;
    if (table !== null && /^to_/.test(nameOf(node)) && mentions(node.callee, new Set(), table)) return true;
    if (node.arguments.some(({ name, value }) => name !== null && mentionsIt(value, names, table))) return true;
    const given = node.arguments.some(({ value }) => mentionsIt(value, names, table));
    if (given && !isOwn && !isPlain(node, names, table)) return true;
  }
  if (
    node.kind === 'operation' &&
    node.operands.some((operand) => mentionsIt(operand, names, table)) &&
    !isPlain(node, names, table)
  )
    return !isOwn || isWithOthers(node, names);
  return childrenOf(node).some((child) => usesIn(child, names, table, isOwn));
}

const mentionsIt = (node: Expression, names: ReadonlySet<string>, table: string | null): boolean =>
  [...descendants(node)].some((part) => isIt(part, names, table));

const KNOWN = /^(?:console|Math|np|numpy|math|pd|sum|len|max|min|abs|float|int|round|print|str|sorted|torch|plt|sns)$/;

/** Is nothing but the weights in it: `w.sum() ** 2 / (w ** 2).sum()`? */
const isPlain = (node: Expression, names: ReadonlySet<string>, table: string | null): boolean =>
  [...descendants(node)].every(
    (part) => part.kind !== 'name' || KNOWN.test(part.name) || names.has(part.name) || part.name === table,
  ) &&
  (table === null ||
    [...descendants(node)].every(
      (part) => part.kind !== 'constant' || typeof part.value !== 'string' || names.has(part.value),
    ));

/** `weights * outcome`, under whatever name. */
const isWithOthers = (node: Operation, names: ReadonlySet<string>): boolean =>
  node.operator === '*' &&
  node.operands.some(
    (operand) =>
      operand.kind !== 'constant' &&
      ![...descendants(operand)].some((part) => part.kind === 'name' && names.has(part.name)),
  );
