import type { Expression, FlowUnit, FunctionDefinition, Statement } from '../../flow/program.ts';
import { expressionsIn, nameOf } from '../../flow/walk.ts';
import { namesOrigin } from '../../provenance/names.ts';
import { contains, type FixContext, textOf } from '../fix-context.ts';
import { namesOf, type Occurrence, sameVariable, type Variable } from '../occurrences.ts';
import type { PoolingStep } from './pooling-step.ts';

/**
 * Is a pool, under all of its names, only counted, gone through and reckoned with: nothing trained on it, saved, told
 * apart in it, or picked from it by its place? Only then do its numbers alone change where rows are left out.
 */
export function isOnlyReckonedWith(step: PoolingStep, context: FixContext): boolean {
  const nodes = context.module.units.flatMap((unit) => expressionsIn(unit.body));
  const tellsApart = nodes.some((node) => node.kind === 'attribute' && !isOwnField(node) && namesOrigin(node.name));
  return !tellsApart && !keepsRows(context) && new Uses(step, context).areOfNumbers();
}

/** `this.synthetic` are rows, not what one of them is. */
const isOwnField = ({ object }: Expression & { kind: 'attribute' }): boolean =>
  object.kind === 'name' && object.name === 'this';

const KEEPS = /^(?:write\w*|append\w*|save\w*|train\w*|fit\w*|upload\w*|insert\w*|create\w*File|send|post|put)$/;

/** Is something that was collected written to a file, or a row at a time? */
function keepsRows(context: FixContext): boolean {
  const names = namesOf(context);
  const isCollected = (other: Occurrence): boolean =>
    names
      .bindings(names.variableOf(other))
      .some(
        ({ statement }) =>
          statement.kind === 'assign' &&
          /^(?:sequence|mapping)$/.test(statement.value.kind) &&
          !isSummary(statement.value),
      );
  return names.all.some(({ parents, enclosing, ...other }) => {
    const kept = parents.findIndex(
      (parent) =>
        parent.kind === 'call' &&
        KEEPS.test(nameOf(parent.callee)) &&
        !(other.node && contains(parent.callee, other.node)),
    );
    if (kept < 0) return false;
    const isRepeated =
      enclosing.some(({ kind }) => kind === 'loop') || parents.slice(kept).some(({ kind }) => kind === 'function');
    const isNumber = parents[0]?.kind === 'attribute' && parents[0].name === 'length';
    return isRepeated || (other.role === 'reads' && !isNumber && isCollected({ ...other, parents, enclosing }));
  });
}

/** `{ mean: total / n }` has an entry from the start, where a collection has none. */
const isSummary = (value: Expression): boolean => value.kind === 'mapping' && value.entries.length > 0;

const ROWS = /^(?:map|filter|flatMap|flat|sort|toSorted|reverse|toReversed|concat|values)$/;
const NUMBERS = /^(?:push|unshift|reduce|some|every|forEach|join)$/;
const SAME_ROWS = /^(?:from|of|Set|groupBy|sortBy|orderBy|map|filter|keyBy|countBy|uniq\w*|compact)$/;

class Uses {
  private readonly names;
  private readonly seen: Variable[] = [];
  private readonly fields = new Set<string>();
  private readonly removed: readonly Variable[];

  constructor(
    private readonly step: PoolingStep,
    private readonly context: FixContext,
  ) {
    this.names = namesOf(context);
    this.removed = this.names
      .within(step.unit, step.left)
      .filter(({ role, name }) => role === 'reads' && name !== 'this')
      .map((other) => this.names.variableOf(other));
  }

  areOfNumbers(): boolean {
    const { unit, pool } = this.step;
    if (!pool) return true;
    if (pool.kind === 'name' || pool.kind === 'attribute') return this.target(pool, unit);
    return this.returned(pool, unit);
  }

  /** All uses of what is given to a name, or to a field of an object. */
  private target(target: Expression, unit: FlowUnit): boolean {
    if (target.kind === 'attribute') return this.field(target.name);
    const at = target.kind === 'name' ? this.names.at(unit, target) : undefined;
    return at ? this.variable(this.names.variableOf(at)) : false;
  }

  private variable(variable: Variable): boolean {
    if (this.seen.some((other) => sameVariable(other, variable))) return true;
    this.seen.push(variable);
    return this.names.of(variable).every((use) => use.role !== 'reads' || this.use(use, use.node!, use.parents));
  }

  private field(name: string): boolean {
    if (this.fields.has(name)) return true;
    this.fields.add(name);
    return this.names.all.every((use) => {
      const at = use.parents.findIndex((parent) => parent.kind === 'attribute' && parent.name === name);
      return at < 0 || use.role !== 'reads' || this.use(use, use.parents[at]!, use.parents.slice(at + 1));
    });
  }

  private use(at: Occurrence, from: Expression, parents: readonly Expression[]): boolean {
    const { unit, statement } = at;
    let node = from;
    if (unit === this.step.unit && contains(this.step.edit.place, node)) return true;
    for (const parent of parents) {
      const then = this.within(parent, node, at);
      if (then !== 'rows') return then;
      node = parent;
    }
    if (statement.kind === 'assign') {
      const [target, ...more] = statement.targets;
      return statement.value === node && more.length === 0 && node.kind !== 'mapping' && this.target(target!, unit);
    }
    if (statement.kind === 'return') return this.returned(node, unit);
    return /^(?:loop|evaluate|if|raise)$/.test(statement.kind);
  }

  /** Does an expression around rows make something harmless of them, or rows again? */
  private within(parent: Expression, node: Expression, at: Occurrence): boolean | 'rows' {
    switch (parent.kind) {
      case 'attribute':
        return parent.name === 'length' ? !this.isShare(parent, at) : 'rows';
      case 'call':
        return parent.callee === node ? this.method(parent.callee) : this.argument(parent, node, at);
      case 'operation':
        return parent.form === 'logical' ? 'rows' : !this.isShare(parent, at);
      case 'subscript':
        return parent.object === node && this.isEach(parent, at);
      case 'template':
        return true;
      case 'conditional':
        return parent.test === node ? true : 'rows';
      case 'spread':
      case 'sequence':
      case 'suspend':
      case 'mapping':
        return 'rows';
      default:
        return false;
    }
  }

  /** `for (let i = 0; i < rows.length; i++) … rows[i]`, where no other array has its entries at the same places. */
  private isEach({ object, index }: Expression & { kind: 'subscript' }, { unit, enclosing }: Occurrence): boolean {
    const [rows, place] = [object, index].map((each) => textOf(this.context, unit, each));
    const loop = enclosing.findLast(({ kind }) => kind === 'loop');
    if (loop?.kind !== 'loop' || index.kind !== 'name') return false;
    const head = textOf(this.context, unit, loop).replaceAll(/\s+/g, '');
    const isAll = head.startsWith(`for(let${place}=0;${place}<${rows}.length;${place}++)`);
    return (
      isAll &&
      expressionsIn([loop]).every(
        (each) =>
          each.kind !== 'subscript' ||
          textOf(this.context, unit, each.index) !== place ||
          textOf(this.context, unit, each.object) === rows,
      )
    );
  }

  private method(callee: Expression): boolean | 'rows' {
    if (callee.kind !== 'attribute') return false;
    return ROWS.test(callee.name) ? 'rows' : NUMBERS.test(callee.name);
  }

  private argument(call: Expression & { kind: 'call' }, node: Expression, { unit }: Occurrence): boolean | 'rows' {
    const isEstimated = this.context.estimates.some(({ site }) => site.unit === unit && contains(site.node, call));
    if (isEstimated) return true;
    const called = nameOf(call.callee);
    const object = call.callee.kind === 'attribute' ? call.callee.object : null;
    if (object?.kind === 'name' && /^(?:console|Math)$/.test(object.name)) return true;
    // `all.push(...rows)`
    if (object && /^(?:push|unshift|concat)$/.test(called))
      return called === 'concat' ? 'rows' : this.target(object, unit);
    if (SAME_ROWS.test(called)) return 'rows';
    const index = call.arguments.findIndex(({ value }) => value === node);
    const definition = this.functionsCalled(called)[0];
    const parameter = definition?.parameters[index];
    return parameter?.form === 'plain' && !object ? this.target(parameter.target, unit) : false;
  }

  /** `synthetic.length / rows.length` says how many are left out. */
  private isShare(node: Expression, { unit, parents }: Occurrence): boolean {
    return parents.some(
      (parent) =>
        parent.kind === 'operation' &&
        contains(parent, node) &&
        this.names
          .within(unit, parent)
          .some((other) =>
            this.removed.some((one) => sameVariable(one, this.names.variableOf(other)) && !this.isPool(one)),
          ),
    );
  }

  private isPool = (variable: Variable): boolean => this.seen.some((other) => sameVariable(other, variable));

  /** What a function returns is what each of its calls is. */
  private returned(node: Expression, unit: FlowUnit): boolean {
    const around = this.definitions().filter(({ definition }) => definition.body.some((each) => contains(each, node)));
    const { definition, isMethod } = around.at(-1) ?? {};
    if (
      !definition ||
      (!isMethod &&
        /\bexport\b/.test(textOf(this.context, unit, { start: definition.start - 20, end: definition.start + 12 })))
    )
      return false;
    return this.names.all.every((use) => {
      if (use.role !== 'reads') return true;
      const all = [use.node!, ...use.parents];
      const at = all.findIndex((each, i) => {
        const isIt = isMethod
          ? each.kind === 'attribute' && each.name === definition.name
          : i === 0 && use.name === definition.name;
        return isIt;
      });
      if (at < 0) return true;
      const call = all[at + 1];
      if (definition.decorators.length > 0) return this.use(use, all[at]!, all.slice(at + 1)); // `get rows()`
      return call?.kind === 'call' && call.callee === all[at] && this.use(use, call, all.slice(at + 2));
    });
  }

  private functionsCalled(name: string): readonly FunctionDefinition[] {
    return this.definitions().flatMap(({ definition }) => (definition.name === name ? definition : []));
  }

  /** Functions and methods with a name, the outer ones first. */
  private definitions(): readonly { readonly definition: FunctionDefinition; readonly isMethod: boolean }[] {
    const visit = (
      block: readonly Statement[],
      isMethod: boolean,
    ): { definition: FunctionDefinition; isMethod: boolean }[] =>
      block.flatMap((statement) => {
        if (statement.kind === 'define-function')
          return [{ definition: statement.function, isMethod }, ...visit(statement.function.body, false)];
        if (
          statement.kind === 'assign' &&
          statement.value.kind === 'function' &&
          statement.targets[0]?.kind === 'name'
        ) {
          const definition = { ...statement.value.function, name: statement.targets[0].name, start: statement.start };
          return [{ definition, isMethod }, ...visit(definition.body, false)];
        }
        if (statement.kind === 'define-class') return visit(statement.body, true);
        return [];
      });
    return this.context.module.units.flatMap(({ body }) => visit(body, false));
  }
}
