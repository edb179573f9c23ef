import type { Expression, FlowModule, FlowUnit, FunctionDefinition, Statement } from '../flow/program.ts';
import { blocksOf, childrenOf, ownExpressions } from '../flow/walk.ts';
import { rememberingOf } from '../recent.ts';
import { type FixContext, unitText } from './fix-context.ts';

/** Where names live: the module, a function, the body of a class, a comprehension. */
export interface NameScope {
  readonly kind: 'module' | 'function' | 'class' | 'comprehension';
  readonly parent: NameScope | null;
  readonly bound: Set<string>;
}

/** One place where a name stands. */
export interface Occurrence {
  readonly name: string;
  /** `binds`: gets a value; `stores`: at the root of what is assigned to or deleted (`name["key"] = …`). */
  readonly role: 'reads' | 'binds' | 'stores';
  /** Null for an import, and for the name of a function or class. */
  readonly node: Expression | null;
  /** Expressions around it, the innermost first. */
  readonly parents: readonly Expression[];
  readonly unit: FlowUnit;
  readonly statement: Statement;
  /** Statements around that one, the outermost first. */
  readonly enclosing: readonly Statement[];
  readonly scope: NameScope;
}

/** A name in the scope that it belongs to. */
export interface Variable {
  readonly name: string;
  readonly owner: NameScope;
}

const known = new WeakMap<FlowModule, Occurrences>();

/** The names of the module that a correction is about. */
export function namesOf(context: FixContext): Occurrences {
  const found = known.get(context.module) ?? new Occurrences(context);
  known.set(context.module, found);
  return found;
}

/** All names of a module, told apart by scope. */
export class Occurrences {
  readonly all: readonly Occurrence[];
  private readonly moduleScope: NameScope;
  /** Names that a function declares as not its own; for these, all scopes count as one. */
  private readonly shared: ReadonlySet<string>;
  private readonly units: readonly FlowUnit[];

  constructor(context: FixContext) {
    const collector = new Collector();
    for (const unit of context.module.units) collector.block(unit.body, unit, collector.module, []);
    this.all = collector.found;
    this.moduleScope = collector.module;
    this.units = context.module.units;
    this.shared = declaredGlobal(context);
  }

  /** The variable that a name means in a scope. */
  resolve(name: string, from: NameScope): Variable {
    if (this.shared.has(name)) return { name, owner: this.moduleScope };
    for (let scope: NameScope | null = from; scope; scope = scope.parent)
      if (scope.bound.has(name) && (scope.kind !== 'class' || scope === from)) return { name, owner: scope };
    return { name, owner: this.moduleScope };
  }

  variableOf(occurrence: Occurrence): Variable {
    return this.resolve(occurrence.name, occurrence.scope);
  }

  of({ name, owner }: Variable): readonly Occurrence[] {
    return this.all.filter((other) => other.name === name && this.variableOf(other).owner === owner);
  }

  bindings(variable: Variable): readonly Occurrence[] {
    return this.of(variable).filter(({ role }) => role === 'binds');
  }

  /** Where the variable of a name is read. */
  reads(unit: FlowUnit, node: Expression): readonly Occurrence[] {
    const at = this.at(unit, node);
    return at ? this.of(this.variableOf(at)).filter(({ role }) => role === 'reads') : [];
  }

  at(unit: FlowUnit, node: Expression): Occurrence | undefined {
    return this.all.find((other) => other.unit === unit && other.node === node);
  }

  within(unit: FlowUnit, { start, end }: { readonly start: number; readonly end: number }): readonly Occurrence[] {
    return this.all.filter(
      (other) => other.unit === unit && other.node && other.node.start >= start && other.node.end <= end,
    );
  }

  /** Is `a` written before the offset `b` of a unit? */
  isBefore(a: Occurrence, unit: FlowUnit, offset: number): boolean {
    const [mine, other] = [this.units.indexOf(a.unit), this.units.indexOf(unit)];
    return mine < other || (mine === other && (a.node ?? a.statement).start < offset);
  }
}

/** Of the function or module: what is in a comprehension runs where it stands. */
export const ownScope = ({ scope }: Occurrence): NameScope => notComprehension(scope);

export const sameVariable = (a: Variable, b: Variable): boolean => a.name === b.name && a.owner === b.owner;

/** Every name that stands in a module, as whatever: what a new name must differ from. */
export const takenNames = rememberingOf((module: FlowModule): ReadonlySet<string> => {
  const collector = new Collector();
  for (const unit of module.units) collector.block(unit.body, unit, collector.module, []);
  return new Set(collector.found.map(({ name }) => name));
});

function declaredGlobal(context: FixContext): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { cell } of context.module.units)
    for (const [, list] of unitText(context, cell).matchAll(/\b(?:global|nonlocal)\s+([\w, \t]+)/g))
      for (const name of list!.split(',')) names.add(name.trim());
  return names;
}

class Collector {
  readonly module: NameScope = { kind: 'module', parent: null, bound: new Set() };
  readonly found: Occurrence[] = [];

  block(block: readonly Statement[], unit: FlowUnit, scope: NameScope, enclosing: readonly Statement[]): void {
    for (const statement of block) this.statement(statement, { unit, scope, enclosing, statement, parents: [] });
  }

  private statement(statement: Statement, at: At): void {
    const inside = [...at.enclosing, statement];
    switch (statement.kind) {
      case 'assign':
        for (const target of statement.targets) this.target(target, at, statement.operator !== null);
        this.expression(statement.value, at);
        return;
      case 'delete':
        for (const target of statement.targets) this.target(target, at, true);
        return;
      case 'import':
        for (const name of statement.names?.map(({ alias }) => alias) ?? [
          statement.alias ?? statement.module.split('.')[0]!,
        ])
          this.bind(name, null, at);
        return;
      case 'define-function':
        this.bind(statement.function.name, null, at);
        this.function(statement.function, at, inside);
        return;
      case 'define-class': {
        this.bind(statement.name, null, at);
        for (const node of ownExpressions(statement)) this.expression(node, at);
        this.block(statement.body, at.unit, { kind: 'class', parent: at.scope, bound: new Set() }, inside);
        return;
      }
      case 'loop':
        if (statement.target) this.target(statement.target, at);
        if (statement.iterable) this.expression(statement.iterable, at);
        if (statement.test) this.expression(statement.test, at);
        break;
      case 'scope':
        for (const { target, value } of statement.bindings) {
          if (target) this.target(target, at);
          this.expression(value, at);
        }
        break;
      default:
        for (const node of ownExpressions(statement)) this.expression(node, at);
    }
    for (const block of blocksOf(statement)) this.block(block, at.unit, at.scope, inside);
  }

  private function(definition: FunctionDefinition, at: At, enclosing: readonly Statement[]): void {
    const scope: NameScope = { kind: 'function', parent: at.scope, bound: new Set() };
    for (const decorator of definition.decorators) this.expression(decorator, at);
    for (const parameter of definition.parameters) {
      if (parameter.default) this.expression(parameter.default, at);
      this.target(parameter.target, { ...at, scope });
    }
    this.block(definition.body, at.unit, scope, enclosing);
  }

  private bind(name: string, node: Expression | null, at: At): void {
    at.scope.bound.add(name);
    this.found.push({ ...at, name, node, role: 'binds' });
  }

  /** @param changes the target is not made anew: `a += 1`, `del a` */
  private target(node: Expression, at: At, changes = false): void {
    const inner = { ...at, parents: [node, ...at.parents] };
    if (node.kind === 'name') {
      if (changes) this.found.push({ ...at, name: node.name, node, role: 'stores' });
      else this.bind(node.name, node, at);
    } else if (node.kind === 'sequence') for (const item of node.items) this.target(item, inner, changes);
    else if (node.kind === 'mapping') for (const { value } of node.entries) this.target(value, inner, changes);
    else if (node.kind === 'assignment') {
      this.target(node.target, inner, changes);
      this.expression(node.value, inner);
    } else if (node.kind === 'spread') this.target(node.value, inner, changes);
    else if (node.kind === 'attribute') this.target(node.object, inner, true);
    else if (node.kind === 'subscript') {
      this.target(node.object, inner, true);
      this.expression(node.index, inner);
    } else this.expression(node, at);
  }

  private expression(node: Expression, at: At): void {
    const inner = { ...at, parents: [node, ...at.parents] };
    switch (node.kind) {
      case 'name':
        this.found.push({ ...at, name: node.name, node, role: 'reads' });
        return;
      case 'function':
        this.function(node.function, inner, at.enclosing);
        return;
      case 'assignment':
        this.target(node.target, { ...inner, scope: notComprehension(at.scope) });
        this.expression(node.value, inner);
        return;
      case 'comprehension': {
        const scope: NameScope = { kind: 'comprehension', parent: at.scope, bound: new Set() };
        const within = { ...inner, scope };
        for (const { target, iterable, conditions } of node.clauses) {
          this.target(target, within);
          this.expression(iterable, within);
          for (const condition of conditions) this.expression(condition, within);
        }
        if (node.key) this.expression(node.key, within);
        this.expression(node.element, within);
        return;
      }
      default:
        for (const child of childrenOf(node)) this.expression(child, inner);
    }
  }
}

type At = Omit<Occurrence, 'name' | 'node' | 'role'>;

function notComprehension(scope: NameScope): NameScope {
  return scope.kind === 'comprehension' && scope.parent ? notComprehension(scope.parent) : scope;
}
