import type { Argument, Call, Expression } from '../../flow/program.ts';
import { descendants, nameOf } from '../../flow/walk.ts';

/** Columns of tables, as code names them. */

export const textOfConstant = (node: Expression): string | null =>
  node.kind === 'constant' && typeof node.value === 'string' ? node.value : null;

/** `axis=1`, `axis="columns"` */
export const isAlongColumns = ({ name, value }: Argument): boolean =>
  name === 'axis' && value.kind === 'constant' && /^(1|columns)$/.test(`${value.value}`);

/** `table.drop(columns="churn")`, which gives another table. */
export const dropsColumns = ({ arguments: given }: Call): boolean =>
  given.some((each) => each.name === 'columns' || isAlongColumns(each)) &&
  !given.some(({ name }) => name === 'inplace');

/** `fillna(0)`, `clip(lower=0)`: each row comes out the same, whatever the others are. */
export function isRowByRow({ callee, arguments: given }: Call): boolean {
  const called = nameOf(callee);
  if (called === 'fillna') {
    const [filled, ...more] = given;
    return (
      /^(value)?$/.test(filled?.name ?? '') && more.length === 0 && filled !== undefined && isWritten(filled.value)
    );
  }
  return /^(copy|to_numpy|astype|clip|round|abs|replace)$/.test(called) && given.every(({ value }) => isWritten(value));
}

/** Nothing but what stands in the code. */
export const isWritten = (node: Expression): boolean =>
  descendants(node).every(
    ({ kind }) => kind === 'constant' || kind === 'mapping' || kind === 'sequence' || kind === 'operation',
  );

/** `up[up["age"] > 17]`, `up.dropna()`: which rows are left depends on each row alone. */
export function leavesRowsOut(node: Expression): boolean {
  if (node.kind === 'subscript' && node.object.kind === 'name') return isMask(node.index, node.object.name);
  return (
    node.kind === 'call' &&
    nameOf(node.callee) === 'dropna' &&
    node.arguments.every(({ name, value }) => name === 'subset' && isWritten(value))
  );
}

/** A condition on the columns of one table, without a number that is worked out from all of its rows. */
function isMask(node: Expression, table: string): boolean {
  const isTable = (other: Expression): boolean => other.kind === 'name' && other.name === table;
  switch (node.kind) {
    case 'constant':
      return true;
    case 'attribute':
      return isTable(node.object);
    case 'subscript':
      return isTable(node.object) && textOfConstant(node.index) !== null;
    case 'operation':
      return node.operands.every((operand) => isMask(operand, table));
    case 'call':
      return (
        node.callee.kind === 'attribute' &&
        /^(isin|between|notna|isna|notnull|isnull)$/.test(node.callee.name) &&
        isMask(node.callee.object, table) &&
        node.arguments.every(({ value }) => isWritten(value))
      );
    default:
      return false;
  }
}
