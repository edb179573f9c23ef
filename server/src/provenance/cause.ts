import type { Confidence, Place } from '@unpool/shared/protocol/finding.ts';
import type { Value } from './value.ts';

/**
 * Why a value is as it is. Kept beside the lattice: a value carries its first cause only, and a trace follows, for one
 * origin, the first input that has it.
 */
export interface Cause {
  readonly kind:
    | 'source'
    | 'pool'
    | 'repeat'
    | 'split'
    | 'judge'
    | 'estimate'
    | 'step'
    | 'join'
    | 'parameter'
    | 'return';
  readonly place: Place | null;
  /** Null for steps that a person need not see. */
  readonly message: string | null;
  readonly inputs: readonly Value[];
  /** `parameter`: which one, of which call; `return`: the arguments to put in the parameters' place. */
  readonly parameter?: {
    readonly index: number;
    readonly firstArguments: readonly Value[];
    readonly firstCall: Place | null;
  };
  readonly arguments?: readonly Value[];
  /** `parameter`, `return`: the function, by its definition. */
  readonly of?: object;
  /** Nothing but a name tells it. */
  readonly byName?: boolean;
  /** Nothing but a soft word makes it a grade: `score` of a model's answer, `verdict` of who knows whom. */
  readonly bySoftName?: boolean;
  /** It was asked for together with what people say of the same. */
  readonly besidePeople?: boolean;
  /** The configuration says it: `place` is there, and no code. */
  readonly isDeclared?: boolean;
  /** A library that is known made it. */
  readonly byLibrary?: boolean;
  /** The code made it of nothing but random numbers and what is written in it. */
  readonly madeUp?: boolean;
  /** The judge was asked which of two answers is better. */
  readonly ofPair?: boolean;
  /** Path of the file that was read, as far as it is known. */
  readonly file?: string;
  /** The language model that was asked, or that a framework's scorer grades with; empty where its name is not known. */
  readonly model?: string;
  /** How sure it is that this model was asked, where nobody names it. */
  readonly assumed?: Confidence;
  /** The model was asked to answer as a person that it plays. */
  readonly asPerson?: boolean;
  /** What a framework has graded here, and the model it grades with where a scorer has none of its own. */
  readonly grading?: { readonly model: string; readonly data: readonly Value[] };
}
