import { workedOutFrom } from '../flow/filled-columns.ts';
import type { Expression } from '../flow/program.ts';
import { namesHumanGrade, valueEvidence, words } from '../provenance/names.ts';
import { has, MEASURED } from '../provenance/origins.ts';
import { calledName } from './called-name.ts';
import { effectOn } from './effect.ts';
import { type FixContext, textOf } from './fix-context.ts';
import { type Column, columnIn, entryGot, type JudgedLabels } from './judged-labels.ts';
import { namesOf, type Occurrence, type Occurrences, sameVariable } from './occurrences.ts';
import { rowsBehind, shareRows } from './python/same-rows.ts';

export interface HumanColumn {
  readonly name: string;
  /** The table surely has it where the judge's labels are averaged. */
  readonly isSure: boolean;
  /** The code uses its entries as numbers. */
  readonly isNumeric: boolean;
}

/** A column of human labels in the rows of the judge's: one that the code uses, or the file of the rows has. */
export function humanColumn({ column, grouping, list }: JudgedLabels, context: FixContext): HumanColumn | null {
  if (list) return humanEntry(column?.name ?? '', list, context);
  if (!column) return null;
  return humanOfTable(column, grouping ? grouping.callee.object : column.node.object, context);
}

/** Does the code, or a file of it, have grades of people anywhere? */
export const hasHumanGrades = (context: FixContext): boolean =>
  [
    ...columnsOfFile(context),
    ...namesOf(context)
      .all.filter((occurrence) => !isOfCorrection(occurrence))
      .flatMap(({ name, parents, unit }) => [
        name,
        ...parents.flatMap((parent) => columnIn(parent, context, unit)?.name ?? []),
      ]),
  ].some((name) => isHuman(name) && namesHumanGrade(name));

/** Does it stand in a function that an earlier correction put there? */
const isOfCorrection = ({ enclosing }: Occurrence): boolean =>
  enclosing.some((around) => around.kind === 'define-function' && OF_CORRECTIONS.test(around.function.name));

const OF_CORRECTIONS =
  /^(calibrated_mean|prediction_powered_mean|judgy_rate|judge_corrected_(rate|mean)|judge_errors|read_judge_labels)(_\d+)?$/;

/** Of records, which may be anything: a person has to look. */
export function humanEntry(judge: string, list: Expression, context: FixContext): HumanColumn | null {
  const table = list.kind === 'call' && list.callee.kind === 'attribute' ? list.callee.object : null;
  const columns = table ? usesOfTable(table, context).map(({ column }) => column.name) : [];
  const name = bestOf([...entriesOf(list, context), ...columns, ...columnsOfFile(context)], judge, context);
  return name === null ? null : { name, isSure: false, isNumeric: false };
}

/** Entries that the code takes from the same records, one after the other. */
function entriesOf(list: Expression, context: FixContext): string[] {
  const names = namesOf(context);
  const rows = rowsBehind(list, context);
  const isOf = (other: Expression) => shareRows(rows, rowsBehind(other, context));
  return names.all.flatMap((root) => {
    if (root.role !== 'reads' || !root.node) return [];
    const [parent, call] = root.parents;
    const column = parent && ((call && entryGot(call, context, root.unit)) ?? columnIn(parent, context, root.unit));
    if (!column || !isHuman(column.name)) return [];
    const isEach =
      root.enclosing.some(
        (around) =>
          around.kind === 'loop' &&
          around.target &&
          isBound(around.target, root.name) &&
          around.iterable &&
          isOf(around.iterable),
      ) ||
      root.parents.some(
        (around) =>
          around.kind === 'comprehension' &&
          around.clauses.some(({ target, iterable }) => isBound(target, root.name) && isOf(iterable)),
      );
    return isEach ? [column.name] : [];
  });
}

const isBound = (target: Expression, name: string): boolean =>
  target.kind === 'name'
    ? target.name === name
    : target.kind === 'sequence' && target.items.some((each) => isBound(each, name));

/** The human labels of the same kind as the judge's, else any; but none that the judge's were worked out from. */
function bestOf(names: readonly string[], judge: string, { module }: FixContext): string | null {
  const used = workedOutFrom(judge, module.units);
  const candidates = names.filter((name) => isHuman(name) && !used.has(name) && mayCorrect(name, judge));
  const kind = kindOf(judge);
  return (
    candidates.find((other) => kindOf(other) === kind) ??
    candidates.find((other) => isSameKind(kindOf(other), kind)) ??
    candidates[0] ??
    null
  );
}

function humanOfTable(judge: Column, table: Expression, context: FixContext): HumanColumn | null {
  const names = namesOf(context);
  const { unit } = context.report.site;
  const uses = usesOfTable(table, context);
  const name = bestOf([...uses.map(({ column }) => column.name), ...columnsOfFile(context)], judge.name, context);
  if (name === null) return humanOfRows(judge, table, context);
  const own = uses.filter(({ column }) => column.name === name);
  const isBefore = (other: Occurrence): boolean => names.isBefore(other, unit, judge.node.start);
  const [earliest] = own;
  // made only after it would be needed
  if (earliest?.root.role === 'stores' && !isBefore(earliest.root)) return null;
  const root = names.within(unit, table).find((other) => other.node!.start === table.start);
  const variable = root && names.variableOf(root);
  const isSame = ({ root: other }: Use): boolean => !!variable && sameVariable(names.variableOf(other), variable);
  return {
    name,
    isSure:
      isSameKind(kindOf(name), kindOf(judge.name)) &&
      !!variable &&
      names.bindings(variable).length === 1 &&
      effectOn(variable, names, (other) => isBefore(other) && other.role === 'reads') !== 'changes' &&
      (own.some(isSame) || own.length === 0) &&
      own.every((use) => !isSame(use) || use.root.statement.kind !== 'delete'),
    isNumeric: own.some((use) => isSame(use) && isUsedAsNumber(use, names)),
  };
}

/** Of a table that the rows were chosen from, or the other way round. */
function humanOfRows(judge: Column, table: Expression, context: FixContext): HumanColumn | null {
  const rows = rowsBehind(table, context);
  const taken = namesOf(context).all.flatMap(({ role, parents, unit }) => {
    const columns = role === 'binds' ? [] : parents.flatMap((parent) => columnIn(parent, context, unit) ?? []);
    return columns.filter(({ name, node }) => isHuman(name) && shareRows(rows, rowsBehind(node.object, context)));
  });
  const name = bestOf(
    taken.map((column) => column.name),
    judge.name,
    context,
  );
  return name === null ? null : { name, isSure: false, isNumeric: false };
}

interface Use {
  readonly column: Column;
  /** The name at the root of the table. */
  readonly root: Occurrence;
}

/** What is labelled, without who did it: `score` of `human_score` and of `judge_score`. */
export const kindOf = (name: string): string =>
  words(name)
    .filter((word) => valueEvidence(word) === 0 && !/^(llm|ai|model|gpt|claude)$/.test(word))
    .join(' ');

export const isSameKind = (a: string, b: string): boolean => a === b || a === '' || b === '';

/** What was expected of an answer, as opposed to a person's grade of it, is beside a verdict on the same question only. */
export const mayCorrect = (human: string, judge: string): boolean =>
  !words(human).some((word) => IS_TARGET.test(word)) || questionOf(human) === questionOf(judge);

const IS_TARGET = /^(expected|gold|golden|truth)$/;

const questionOf = (name: string): string =>
  words(kindOf(name))
    .filter((word) => !/^(ground|truth|is|label|labels|verdict)$/.test(word))
    .join(' ');

export const isHuman = (name: string): boolean => has(valueEvidence(name), MEASURED);

/** Columns taken from a table that is written like this one, or from one that this one is a choice of rows of. */
function usesOfTable(table: Expression, context: FixContext): Use[] {
  const { unit } = context.report.site;
  const tables = [textOf(context, unit, table)];
  if (table.kind === 'subscript' && table.index.kind !== 'constant') tables.push(textOf(context, unit, table.object));
  return namesOf(context).all.flatMap((root) => {
    if (root.role === 'binds' || !root.node) return [];
    for (const parent of root.parents) {
      const column = columnIn(parent, context, root.unit);
      if (column && tables.includes(column.table) && column.node.start === root.node.start) return [{ column, root }];
    }
    return [];
  });
}

/** Are the entries reckoned with, or compared with something other than words? */
function isUsedAsNumber({ column, root }: Use, names: Occurrences): boolean {
  const parents = root.parents.slice(root.parents.indexOf(column.node) + 1);
  const [parent, call] = parents;
  if (parent?.kind === 'operation') {
    const others = parent.operands.filter((operand) => operand !== column.node);
    return others.every((other) => other.kind !== 'constant' || typeof other.value !== 'string');
  }
  if (parent?.kind === 'attribute' && call?.kind === 'call' && call.callee === parent) {
    const [first] = call.arguments;
    return (
      /^(mean|sum|std|var|sem|median|corr|cov|round|abs)$/.test(parent.name) ||
      (parent.name === 'astype' &&
        /\b(int|float|bool)/.test(first?.value.kind === 'name' ? first.value.name : String(constantOf(first?.value))))
    );
  }
  if (parent?.kind !== 'call' || parent.callee === column.node) return false;
  return /^(numpy\.\w+|pandas\.to_numeric|statistics\.\w+|builtins\.sum|scipy\.stats\.\w+|sklearn\.metrics\.\w+)$/.test(
    calledName(parent.callee, names, root.scope) ?? '',
  );
}

const constantOf = (node: Expression | undefined): unknown => (node?.kind === 'constant' ? node.value : undefined);

/** Columns of the tables or records behind the estimate, as far as the code or the file's header shows them. */
export function columnsOfFile(context: FixContext): string[] {
  let columns: string[] = [];
  const visit = (value: typeof context.report.value, depth: number): void => {
    if (columns.length > 0) return;
    if (value.fields && value.fields.size > 1) columns = [...value.fields.keys()];
    if (depth < 12) for (const input of value.cause?.inputs ?? []) visit(input, depth + 1);
  };
  visit(context.report.value, 0);
  return columns;
}
