import type { Estimate } from '../flow/observation.ts';
import type {
  Assign,
  Call,
  Comprehension,
  Expression,
  FlowUnit,
  FunctionDefinition,
  Statement,
} from '../flow/program.ts';
import { blocksOf, descendants, ownExpressions } from '../flow/walk.ts';
import { rememberingOf } from '../recent.ts';

/**
 * Is an estimate computed on all rows of its files, and on the values of `column` as the files have them? Only then does
 * what the files show hold for it. Yes only where every step is known to change nothing; no is no claim.
 */
export function takesAllRows(
  { expressions, site }: Estimate,
  units: readonly FlowUnit[],
  column: string | null,
): boolean {
  const code = new WholeRows(units, column);
  const scope = code.scopeAt(site.unit, site.node);
  return expressions.length > 0 && expressions.every((node) => node !== null && code.areIn(node, scope, 0));
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

/** The statements of a function, or of the module, without those of functions in it. */
interface Scope {
  readonly unit: FlowUnit | null;
  readonly definition: FunctionDefinition | null;
  readonly statements: Statement[];
}

interface Scopes {
  readonly module: Scope;
  readonly functions: readonly Scope[];
}

function collectScopes(units: readonly FlowUnit[]): Scopes {
  const module: Scope = { unit: null, definition: null, statements: [] };
  const functions: Scope[] = [];
  const collect = (block: readonly Statement[], scope: Scope, unit: FlowUnit): void => {
    for (const statement of block) {
      scope.statements.push(statement);
      if (statement.kind === 'define-function') {
        const inner: Scope = { unit, definition: statement.function, statements: [] };
        functions.push(inner);
        collect(statement.function.body, inner, unit);
      } else for (const inner of blocksOf(statement)) collect(inner, scope, unit);
    }
  };
  for (const unit of units) collect(unit.body, module, unit);
  return { module, functions };
}

/** Every estimate of a document asks for the same. */
const scopesOf = rememberingOf(collectScopes);

class WholeRows {
  private readonly column: string | null;
  private readonly module: Scope;
  private readonly functions: readonly Scope[];

  constructor(units: readonly FlowUnit[], column: string | null) {
    this.column = column;
    ({ module: this.module, functions: this.functions } = scopesOf(units));
  }

  /** The innermost function around a node. */
  scopeAt(unit: FlowUnit, { start }: Expression): Scope {
    const around = this.functions.filter(
      (one) => one.unit === unit && one.definition!.start <= start && start < one.definition!.end,
    );
    return around.at(-1) ?? this.module;
  }

  areIn(node: Expression, scope: Scope, depth: number): boolean {
    if (depth > DEPTH) return false;
    const below = (other: Expression): boolean => this.areIn(other, scope, depth + 1);
    switch (node.kind) {
      case 'name':
        return this.areOfName(node.name, scope, depth + 1);
      case 'subscript':
        return isOfColumns(node.index) && below(node.object);
      case 'attribute':
        return (node.name === this.column || VIEWS.test(node.name)) && below(node.object);
      case 'call':
        return this.areReturned(node, depth + 1) || this.keptBy(node, below);
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

  private areOfName(name: string, scope: Scope, depth: number): boolean {
    const bindings = bindingsIn(scope).get(name);
    if (bindings) {
      const [only, ...others] = bindings;
      const isPlain = only?.kind === 'assign' && others.length === 0 && isOnlyName(only, name);
      return isPlain && !this.isTouched(name, scope) && this.areIn(only.value, scope, depth);
    }
    const position = scope.definition?.parameters.findIndex(({ target }) => isName(name)(target)) ?? -1;
    if (position >= 0) return !this.isTouched(name, scope) && this.areGiven(scope.definition!, position, name, depth);
    return scope !== this.module && this.areOfName(name, this.module, depth);
  }

  /** What the only call of a function hands over. */
  private areGiven({ name }: FunctionDefinition, position: number, parameter: string, depth: number): boolean {
    const calls = [this.module, ...this.functions].flatMap((scope) =>
      callsIn(scope).flatMap((call) => (isName(name)(call.callee) ? [{ call, scope }] : [])),
    );
    const [only, ...others] = calls;
    if (!only || others.length > 0) return false;
    const { arguments: given } = only.call;
    const argument = given.find((one) => one.name === parameter) ?? given[position];
    const isGiven = argument && (argument.name === null || argument.name === parameter);
    return isGiven === true && this.areIn(argument!.value, only.scope, depth);
  }

  /** What a function of this module gives. */
  private areReturned({ callee }: Call, depth: number): boolean {
    const [only, ...others] = this.functions.filter(({ definition }) => isName(definition!.name)(callee));
    if (!only || others.length > 0 || only.definition!.isGenerator || only.definition!.decorators.length > 0)
      return false;
    const [returned, ...more] = only.statements.filter((statement) => statement.kind === 'return');
    return !!returned?.value && more.length === 0 && this.areIn(returned.value, only, depth);
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
    const isPart = element.kind === 'subscript' && isName(clause.target.name)(element.object);
    return isPart && isOfColumns(element.index) && below(clause.iterable);
  }

  /** Something is stored in the table, or it is handed to what may change it. */
  private isTouched(name: string, { statements }: Scope): boolean {
    return statements.some((statement) => {
      if (statement.kind === 'delete') return ownExpressions(statement).some((node) => rootOf(node) === name);
      if (statement.kind === 'assign')
        return statement.targets.some((target) => isPlace(target) && rootOf(target) === name && !this.isOther(target));
      if (statement.kind !== 'evaluate' || statement.value.kind !== 'call') return false;
      const { callee, arguments: given } = statement.value;
      if ((callee.kind === 'name' || callee.kind === 'attribute') && LOOKS.test(callee.name)) return false;
      return rootOf(callee) === name || given.some(({ value }) => isName(name)(value));
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

/** The statements that bind each name. */
const bindingsIn = rememberingOf(({ statements }: Scope): ReadonlyMap<string, readonly Statement[]> => {
  const found = new Map<string, Statement[]>();
  for (const statement of statements)
    for (const name of new Set(namesBound(statement))) found.set(name, [...(found.get(name) ?? []), statement]);
  return found;
});

const namesBound = (statement: Statement): string[] =>
  targetsOf(statement)
    .flatMap(descendants)
    .flatMap((node) => (node.kind === 'name' ? [node.name] : []));

function targetsOf(statement: Statement): readonly Expression[] {
  if (statement.kind === 'assign') return statement.targets.filter((target) => !isPlace(target));
  if (statement.kind === 'loop') return statement.target ? [statement.target] : [];
  return statement.kind === 'scope' ? statement.bindings.flatMap(({ target }) => target ?? []) : [];
}

const isOnlyName = ({ operator, targets }: Assign, name: string): boolean =>
  operator === null && targets.every(isName(name));

const callsIn = ({ statements }: Scope): readonly Call[] =>
  statements.flatMap((statement) =>
    ownExpressions(statement)
      .flatMap(descendants)
      .filter((node) => node.kind === 'call'),
  );

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
