import type { Expression } from '../flow/program.ts';
import { valueEvidence, words } from '../provenance/names.ts';
import { has, MEASURED } from '../provenance/origins.ts';
import { type Column, columnIn } from './calibrate-judge.ts';
import { calledName } from './called-name.ts';
import { effectOn } from './effect.ts';
import { type FixContext, textOf } from './fix-context.ts';
import { namesOf, type Occurrence, type Occurrences, sameVariable } from './occurrences.ts';

export interface HumanColumn {
  readonly name: string;
  /** The table surely has it where the judge's labels are averaged. */
  readonly isSure: boolean;
  /** The code uses its entries as numbers. */
  readonly isNumeric: boolean;
}

/** A column of human labels in the table of the judge's: one that the code uses, or the table's file has. */
export function humanColumn(judge: Column, table: Expression, context: FixContext): HumanColumn | null {
  const names = namesOf(context);
  const { unit } = context.report.site;
  const uses = usesOfTable(table, context);
  const candidates = [...uses.map(({ column }) => column.name), ...columnsOfFile(context)].filter(isHuman);
  const kind = kindOf(judge.name);
  const name =
    candidates.find((other) => kindOf(other) === kind) ??
    candidates.find((other) => isSameKind(kindOf(other), kind)) ??
    candidates[0];
  if (name === undefined) return null;
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
      isSameKind(kindOf(name), kind) &&
      !!variable &&
      names.bindings(variable).length === 1 &&
      effectOn(variable, names, (other) => isBefore(other) && other.role === 'reads') !== 'changes' &&
      (own.some(isSame) || own.length === 0) &&
      own.every((use) => !isSame(use) || use.root.statement.kind !== 'delete'),
    isNumeric: own.some((use) => isSame(use) && isUsedAsNumber(use, names)),
  };
}

interface Use {
  readonly column: Column;
  /** The name at the root of the table. */
  readonly root: Occurrence;
}

/** What is labelled, without who did it: `score` of `human_score` and of `judge_score`. */
const kindOf = (name: string): string =>
  words(name)
    .filter((word) => valueEvidence(word) === 0 && !/^(llm|ai|model|gpt|claude)$/.test(word))
    .join(' ');

const isSameKind = (a: string, b: string): boolean => a === b || a === '' || b === '';

const isHuman = (name: string): boolean => has(valueEvidence(name), MEASURED);

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

/** Columns of the tables behind the estimate, as far as the code or the file's header shows them. */
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
