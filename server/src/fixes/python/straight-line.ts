import type { Expression, Statement } from '../../flow/program.ts';
import { type FixContext, type Located, replace, textOf } from '../fix-context.ts';
import { namesOf, type Occurrence, sameVariable, type Variable } from '../occurrences.ts';
import { blockAround } from './resampling.ts';

/** What a name has at a place of a line: the value that statement number `by` gives it, -1 where it comes from before. */
export interface Held {
  readonly variable: Variable;
  readonly by: number;
}

/** A name where it is read; what it has is null where that is not known. */
export interface Read {
  readonly place: Occurrence;
  readonly held: Held | null;
}

/** Statements of one block that run one after another, up to a last one: which value a name has at each of them. */
export class StraightLine {
  readonly statements: readonly Located[];
  private readonly context: FixContext;

  constructor({ unit, statement }: Located, context: FixContext) {
    const { units } = context.module;
    const block = blockAround(unit.body, statement) ?? [];
    const until = block.slice(0, block.indexOf(statement) + 1).map((each) => ({ unit, statement: each }));
    const cells = block === unit.body ? units.slice(0, units.indexOf(unit)) : [];
    this.context = context;
    this.statements = [
      ...cells.flatMap((cell) => cell.body.map((each) => ({ unit: cell, statement: each }))),
      ...until,
    ];
  }

  /** Null where a condition or a loop around it decides. */
  holds(variable: Variable, at: number): Held | null {
    const bindings = namesOf(this.context).bindings(variable);
    for (let by = at - 1; by >= 0; by--) {
      const { statement } = this.statements[by]!;
      const own = bindings.filter((other) => other.statement === statement || other.enclosing.includes(statement));
      if (own.length === 0) continue;
      const isPlain = statement.kind !== 'assign' || statement.operator === null;
      return isPlain && own.every((other) => other.statement === statement) ? { variable, by } : null;
    }
    return { variable, by: -1 };
  }

  holdsAt(node: Expression, at: number): Held | null {
    const names = namesOf(this.context);
    const found = names.at(this.statements[at]!.unit, node);
    return found ? this.holds(names.variableOf(found), at) : null;
  }

  /** The expression that a name has its value from, also as one of several: `X, y = rows, labels`. */
  valueOf({ variable, by }: Held): Expression | null {
    const names = namesOf(this.context);
    const located = this.statements[by];
    if (located?.statement.kind !== 'assign' || located.statement.targets.length !== 1) return null;
    const { unit, statement } = located;
    const isIt = (target: Expression): boolean => {
      const found = target.kind === 'name' ? names.at(unit, target) : undefined;
      return !!found && sameVariable(names.variableOf(found), variable);
    };
    const [target] = statement.targets;
    if (isIt(target!)) return statement.value;
    if (target?.kind !== 'sequence' || statement.value.kind !== 'sequence') return null;
    const { items } = statement.value;
    if (items.length !== target.items.length || [...items, ...target.items].some(({ kind }) => kind === 'spread'))
      return null;
    return items[target.items.findIndex(isIt)] ?? null;
  }

  /** Names that are read at a statement, with what they have there. */
  reads(at: number, span: Expression | Statement = this.statements[at]!.statement): readonly Read[] {
    const names = namesOf(this.context);
    const { unit } = this.statements[at]!;
    return names
      .within(unit, span)
      .filter(({ role }) => role === 'reads')
      .map((place) => ({ place, held: this.holds(names.variableOf(place), at) }));
  }

  /** Does every name in an expression have at another place what it has here? */
  meansTheSame(node: Expression, here: number, there: number): boolean {
    return this.reads(here, node).every(({ place, held }) => {
      const other = this.holds(namesOf(this.context).variableOf(place), there);
      return held !== null && other?.by === held.by;
    });
  }

  /** An expression with something else in place of some of its names. */
  rewritten(node: Expression, at: number, instead: (place: Occurrence) => string | null): string {
    const { unit } = this.statements[at]!;
    let text = '';
    let from = node.start;
    for (const { place } of this.reads(at, node)) {
      const other = instead(place);
      if (other === null) continue;
      text += textOf(this.context, unit, { start: from, end: place.node!.start }) + other;
      from = place.node!.end;
    }
    return text + textOf(this.context, unit, { start: from, end: node.end });
  }

  replaced(at: number, place: Occurrence, text: string) {
    return replace(this.context, this.statements[at]!.unit, place.node!, text);
  }
}

export const isHeld = (a: Held | null, b: Held): boolean =>
  a !== null && a.by === b.by && sameVariable(a.variable, b.variable);
