import type { Estimate } from '../flow/observation.ts';
import type { Assign, Call, Comprehension, Expression, FlowUnit, Statement } from '../flow/program.ts';
import { descendants, ownExpressions, statementsIn } from '../flow/walk.ts';

/**
 * Is an estimate computed on all rows of its files, and on the values of `column` as the files have them? Only then does
 * what the files show hold for it. Yes only where every step is known to change nothing; no is no claim.
 */
export function takesAllRows({ expressions }: Estimate, units: readonly FlowUnit[], column: string | null): boolean {
  const code = new WholeRows(units, column);
  return expressions.length > 0 && expressions.every((node) => node !== null && code.areIn(node, 0));
}

const READS = /^read_(csv|table|json|parquet|feather)$/;
/** Of what reads: rows are left out. */
const LEAVES_OUT = /^(nrows|skiprows|skipfooter|chunksize|iterator|filters|on_bad_lines)$/;
const POOLS = /^(concat|concatenate|hstack|append)$/;
/** Give the same rows, with the same values. */
const KEEPS_ROWS =
  /^(copy|reset_index|set_index|sort_values|sort_index|rename|to_numpy|to_list|tolist|astype|assign|array|asarray|list|Series)$/;
const VIEWS = /^(values|array)$/;
const LIBRARIES = /^(pd|pandas|np|numpy)$/;
/** Statements that leave their table as it is. */
const LOOKS = /^(print|display|len|head|info|describe|hist|plot|to_csv|to_parquet|to_json|to_feather)$/;
const DEPTH = 20;

class WholeRows {
  private readonly column: string | null;
  private readonly statements: readonly Statement[];

  constructor(units: readonly FlowUnit[], column: string | null) {
    this.column = column;
    this.statements = units.flatMap(({ body }) => statementsIn(body));
  }

  areIn(node: Expression, depth: number): boolean {
    if (depth > DEPTH) return false;
    const below = (other: Expression): boolean => this.areIn(other, depth + 1);
    switch (node.kind) {
      case 'name': {
        const given = this.onlyBinding(node.name);
        return given !== null && !this.isTouched(node.name) && below(given.value);
      }
      case 'subscript':
        return isOfColumns(node.index) && below(node.object);
      case 'attribute':
        return (node.name === this.column || VIEWS.test(node.name)) && below(node.object);
      case 'call':
        return this.keptBy(node, below);
      case 'sequence':
        return node.items.every(below);
      case 'spread':
        return below(node.value);
      case 'comprehension':
        return this.fromEach(node, below);
      default:
        return false;
    }
  }

  private keptBy({ callee, arguments: given }: Call, below: (node: Expression) => boolean): boolean {
    if (callee.kind !== 'name' && callee.kind !== 'attribute') return false;
    const { name } = callee;
    const [first] = given;
    if (READS.test(name)) return given.every(({ name: option }) => option === null || !LEAVES_OUT.test(option));
    if (callee.kind === 'name' || (callee.object.kind === 'name' && LIBRARIES.test(callee.object.name)))
      return (POOLS.test(name) || KEEPS_ROWS.test(name)) && first !== undefined && below(first.value);
    if (!KEEPS_ROWS.test(name)) return false;
    const isChanged = name === 'assign' && (this.column === null || given.some(({ name: key }) => key === this.column));
    return !isChanged && below(callee.object);
  }

  /** `[pd.read_csv(path) for path in paths]`, `[row["score"] for row in rows]`. */
  private fromEach({ element, clauses }: Comprehension, below: (node: Expression) => boolean): boolean {
    const [clause, ...more] = clauses;
    if (!clause || more.length > 0 || clause.conditions.length > 0 || clause.target.kind !== 'name') return false;
    if (element.kind === 'call') return below(element);
    const { name } = clause.target;
    const isPart = element.kind === 'subscript' && element.object.kind === 'name' && element.object.name === name;
    return isPart && isOfColumns(element.index) && below(clause.iterable);
  }

  /** Null where a name stands for several things, or nobody says for what. */
  private onlyBinding(name: string): Assign | null {
    const binding = this.statements.filter((statement) =>
      statement.kind === 'assign'
        ? statement.targets.some((target) => descendants(target).some(isName(name)) && !isPlace(target))
        : statement.kind === 'loop'
          ? statement.target !== null && descendants(statement.target).some(isName(name))
          : statement.kind === 'define-function' &&
            statement.function.parameters.some(({ target }) => descendants(target).some(isName(name))),
    );
    const [only, ...others] = binding;
    return only?.kind === 'assign' && others.length === 0 && only.operator === null && only.targets.every(isName(name))
      ? only
      : null;
  }

  /** Something is stored in the table, or it is handed to what may change it. */
  private isTouched(name: string): boolean {
    return this.statements.some((statement) => {
      if (statement.kind === 'delete') return ownExpressions(statement).some((node) => rootOf(node) === name);
      if (statement.kind === 'assign')
        return statement.targets.some((target) => isPlace(target) && rootOf(target) === name && !this.isOther(target));
      if (statement.kind !== 'evaluate' || statement.value.kind !== 'call') return false;
      const { callee, arguments: given } = statement.value;
      if ((callee.kind === 'name' || callee.kind === 'attribute') && LOOKS.test(callee.name)) return false;
      return rootOf(callee) === name || given.some(({ value }) => value.kind === 'name' && value.name === name);
    });
  }

  /** `table["other"] = …`: of another column. */
  private isOther(target: Expression): boolean {
    const key =
      target.kind === 'subscript' && target.index.kind === 'constant'
        ? target.index.value
        : target.kind === 'attribute'
          ? target.name
          : null;
    return this.column !== null && typeof key === 'string' && key !== this.column;
  }
}

const isName =
  (name: string) =>
  (node: Expression): boolean =>
    node.kind === 'name' && node.name === name;

const isPlace = ({ kind }: Expression): boolean => kind === 'subscript' || kind === 'attribute';

function isOfColumns(index: Expression): boolean {
  if (index.kind === 'sequence') return index.items.length > 0 && index.items.every(isOfColumns);
  return index.kind === 'constant' && typeof index.value === 'string';
}

function rootOf(node: Expression): string | null {
  let at = node;
  while (at.kind === 'subscript' || at.kind === 'attribute') at = at.object;
  return at.kind === 'name' ? at.name : null;
}
