import type { Place } from '@unpool/shared/protocol/finding.ts';
import type { Cause } from '../provenance/cause.ts';
import type { Value } from '../provenance/value.ts';
import type { ClassValue } from './callable.ts';
import type { Engine } from './engine.ts';
import { keptPlace } from './moved.ts';
import type { Site } from './observation.ts';
import type { Call, Expression, FlowUnit, Span, Statement } from './program.ts';
import type { Round } from './rounds.ts';
import type { Scope } from './scope.ts';

/** A call that leaves its module, and what it hands over. */
export interface Entry {
  readonly site: Site;
  readonly handed: readonly Value[];
}

/** One activation: a module, or a function in one context. */
export interface Frame {
  readonly engine: Engine;
  readonly document: string;
  unit: FlowUnit;
  scope: Scope;
  /** Name of the function; null for a module. */
  readonly name: string | null;
  /** Class of the method, and its bases. */
  readonly owner: string | null;
  readonly class: ClassValue | null;
  readonly depth: number;
  /** Values that decide whether the current statement runs: `if judge(x): passed += 1`. */
  control: readonly Value[];
  /** What was decided by p-values, where the current statement runs only then. */
  gates: readonly Value[];
  /** Rows that the loops around the current statement go through: what is counted there counts them. */
  iterating: readonly Value[];
  /** The loops around the current statement, the outermost first. */
  rounds: readonly Round[];
  /** In a function that has a name: the loops around its call, as far as what it changes is the same in all of their turns. */
  readonly around: readonly Round[];
  /** Those around the calls that led here. */
  readonly calledIn: readonly Round[];
  /** As the names were where `break` and `continue` left a round of the innermost loop. */
  jumps: Scope[];
  statement: Statement | null;
  /** The call that is being evaluated, the innermost. */
  call: Call | null;
  /** In a function of another module: the call in the analysed document that led here. */
  readonly entry: Entry | null;
  /** The other module that called into this one last; null in the analysed document's own code. */
  readonly caller: string | null;
  block: readonly Statement[];
  /** Names of what lies in something else: `entry = table[key]` may be changed through either. */
  aliases: Map<string, Expression>;
  returned: Value | null;
  yielded: Value | null;
  /** Names read from enclosing scopes, with what they held: a summary holds while they stay the same. */
  readonly outside: Map<string, Value> | null;
  /** Which context of the function this is, and which items of listed literals: what is observed is kept apart by it. */
  context: string;
}

export const placeOf = ({ engine, document, unit: { cell } }: Frame, span: Span): Place =>
  engine.isKept ? keptPlace(span, document, cell) : { document, cell, start: span.start, end: span.end };

export const siteOf = (frame: Frame, node: Expression): Site => {
  const { unit, block } = frame;
  const site = siteIn(frame, node);
  // the statements of a file that is edited are others with each key
  return block === unit.body ? Object.defineProperty(site, 'block', { get: () => unit.body, enumerable: true }) : site;
};

const siteIn = (frame: Frame, node: Expression): Site => ({
  unit: frame.unit,
  node,
  statement: frame.statement,
  block: frame.block,
  place: placeOf(frame, node),
  within: frame.name,
  owner: frame.owner,
  context: frame.context.split('/', 1)[0]!,
});

export const isTypeScript = ({ engine, document }: Frame): boolean => engine.languageOf(document) === 'typescript';

/** A cause at a node of the current unit. */
export const causeAt = (
  frame: Frame,
  node: Span,
  kind: Cause['kind'],
  message: string | null,
  inputs: readonly Value[],
): Cause => ({ kind, place: placeOf(frame, node), message, inputs });
