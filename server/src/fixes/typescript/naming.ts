import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type { Assign, Expression, FlowUnit } from '../../flow/program.ts';
import { expressionsIn } from '../../flow/walk.ts';
import { type FixContext, replace, textOf } from '../fix-context.ts';
import { type At, type Provider, providerOf } from './model-text.ts';

/** Where TypeScript names the model that judges, so that another one can be named there. */
export interface Naming {
  /** What is called with the name, in full as far as it is known. */
  readonly called: string;
  /** What makes a model of the name, as the functions of the AI SDK do: `openai('gpt-4o')`. */
  readonly provider: Provider | null;
  /** The function that does it, as the code has it. */
  readonly caller: string | null;
  /** The variable of the environment that the model is set by. */
  readonly setting: string | null;
  /** As the module looks that the name stands in. */
  readonly context: FixContext;
  readonly unit: FlowUnit;
  readonly from: number;
  /** What names the judge only, and nothing else: a text of its own, or a call with one. */
  readonly own: Expression | null;
  /** The constant that named it until now, for answers as well. */
  readonly beside: Assign | null;
  edits(text: string): readonly Edit[] | null;
}

export type Found = Omit<Naming, 'called' | 'setting'>;

/** Where an expression is replaced: `own` if it is the text, or the call, itself. */
export function found(
  { node, unit, context }: At,
  beside: Assign | null,
  { isOwn, made }: { readonly isOwn: boolean; readonly made: At | null },
): Found {
  return {
    provider: made && providerOf(made),
    caller: made?.node.kind === 'call' ? textOf(made.context, made.unit, made.node.callee) : null,
    context,
    unit,
    from: node.start,
    own: isOwn ? node : null,
    beside,
    edits: (text) => [replaced(node, unit, text, context)],
  };
}

/** Of `{ model }` the key stays; `{ model: model }` nobody writes. */
export function replaced(node: Expression, unit: FlowUnit, text: string, context: FixContext): Edit {
  const key = expressionsIn(unit.body)
    .flatMap((each) => (each.kind === 'mapping' ? each.entries : []))
    .find(({ value }) => value === node)?.key;
  // what is said of the type of the one before is not true of another one
  const asserted = /^(?:!|\s+as string\b)?/.exec(
    textOf(context, unit, { start: node.end, end: Number.MAX_SAFE_INTEGER }),
  )![0];
  const end = node.end + asserted.length;
  if (!key) return replace(context, unit, { start: node.start, end }, text);
  if (key.start === node.start) {
    const name = textOf(context, unit, node);
    return replace(context, unit, node, name === text ? text : `${name}: ${text}`);
  }
  const isSame = textOf(context, unit, key) === text;
  return replace(context, unit, { start: isSame ? key.start : node.start, end }, text);
}
