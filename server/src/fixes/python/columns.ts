import type { Argument, Call, Expression } from '../../flow/program.ts';

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
