import type { Constant, Expression } from '../../flow/program.ts';
import { type Context, textOf } from './context.ts';
import { decode, stringForm, stringValue } from './literal.ts';
import { lowerExpression } from './lower-expression.ts';
import type { Syntax } from './syntax.ts';

export function lowerString(context: Context, node: Syntax): Expression {
  return joined(node, stringParts(context, node));
}

/** Adjacent strings are one string. */
export function lowerConcatenation(context: Context, node: Syntax): Expression {
  return joined(
    node,
    node.children.flatMap((child) => stringParts(context, child)),
  );
}

function stringParts(context: Context, node: Syntax): Expression[] {
  if (node.children.length === 0) return [text(node, stringValue(textOf(context, node)))];
  const { prefix } = stringForm(context.source.slice(node.start, node.start + 8));
  return node.children.map((part) =>
    part.type === 'interpolation'
      ? lowerExpression(context, part.children[0]!)
      : text(part, decode(textOf(context, part), prefix)),
  );
}

function text(node: Syntax, value: string): Constant {
  return { kind: 'constant', value, start: node.start, end: node.end };
}

/** A constant where all parts are text, else a template whose neighbouring texts are one part. */
function joined({ start, end }: Syntax, parts: readonly Expression[]): Expression {
  const merged: Expression[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (isText(part) && last && isText(last)) {
      merged[merged.length - 1] = { ...last, value: last.value + part.value, end: part.end };
    } else {
      merged.push(part);
    }
  }
  const [only] = merged;
  return merged.length === 1 && only && isText(only)
    ? { ...only, start, end }
    : { kind: 'template', parts: merged, start, end };
}

function isText(part: Expression): part is Constant & { readonly value: string } {
  return part.kind === 'constant' && typeof part.value === 'string';
}
