import type { Value } from '../provenance/value.ts';
import type { Frame } from './frame.ts';
import type { Call, Expression } from './program.ts';

/** A call with its arguments evaluated. */
export interface CallSite {
  readonly node: Call;
  readonly frame: Frame;
  /** Qualified as far as known: `pandas.read_csv`, `?.mean`. */
  readonly name: string;
  readonly receiver: Value | null;
  readonly receiverNode: Expression | null;
  readonly positional: readonly Value[];
  readonly positionalNodes: readonly Expression[];
  readonly named: ReadonlyMap<string, Value>;
  readonly namedNodes: ReadonlyMap<string, Expression>;
  /** Lists whose entries are arguments: `f(*rows)`. */
  readonly unpacked: readonly Value[];
}
