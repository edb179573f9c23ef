import type { Expression, FlowUnit, Statement } from '../flow/program.ts';
import { expressionsIn, nameOf } from '../flow/walk.ts';
import { type FixContext, textOf } from './fix-context.ts';

/** The two answers that a prompt shows, as `A` and `B`, `1` and `2`, or `first` and `second`. */
export interface ShownPair {
  readonly nodes: readonly [Expression, Expression];
  /** The prompt. */
  readonly prompt: Expression;
}

/** "Answer A: ", "[A] ", "Response 1 =", but not "say A or B." */
const labelled = (labels: string): RegExp =>
  new RegExp(
    `(?:^|[^A-Za-z0-9])(?<!\\b(?:or|and) )(?:${labels})(?:[^A-Za-z0-9.?!]+(?:(?:answer|response|output|summary|text)[^A-Za-z0-9.?!]*)?)?$`,
  );
const FIRST = labelled('A|a|1|[Ff]irst|FIRST|ONE|[Oo]ne');
const SECOND = labelled('B|b|2|[Ss]econd|SECOND|TWO|[Tt]wo');

/** Told by the words in front of them; null where that says nothing, or of more than one prompt. */
export function pairInPrompt(body: readonly Statement[], unit: FlowUnit, context: FixContext): ShownPair | null {
  const found: ShownPair[] = [];
  for (const node of expressionsIn(body)) {
    const shown = partsOf(node);
    const [first, second] = [
      shown.filter(([before]) => FIRST.test(before)),
      shown.filter(([before]) => SECOND.test(before)),
    ];
    if (first.length !== 1 || second.length !== 1) continue;
    const nodes = [first[0]![1], second[0]![1]] as const;
    if (!nodes.every(isPlain) || textOf(context, unit, nodes[0]) === textOf(context, unit, nodes[1])) continue;
    // the whole of it is found before its parts
    if (!found.some(({ prompt }) => prompt.start <= node.start && node.end <= prompt.end))
      found.push({ nodes, prompt: node });
  }
  return found.length === 1 ? found[0]! : null;
}

/** `a`, `row["a"]`, `row.a`, `row[0]` */
const isPlain = (node: Expression): boolean =>
  node.kind === 'name' ||
  (node.kind === 'attribute' && isPlain(node.object)) ||
  (node.kind === 'subscript' && node.index.kind === 'constant' && isPlain(node.object));

/** What is filled in, with the text before it: into an f-string, a sum of texts, or by name into a text. */
function partsOf(node: Expression): readonly (readonly [string, Expression])[] {
  if (node.kind === 'call' && nameOf(node.callee) === 'format')
    return node.arguments.flatMap(({ name, value }) => (name ? [[name.replaceAll('_', ' '), value] as const] : []));
  if (node.kind !== 'template' && !(node.kind === 'operation' && node.operator === '+')) return [];
  let before = '';
  return pieces(node).flatMap((piece) => {
    if (piece.kind === 'constant') {
      before = String(piece.value);
      return [];
    }
    const shown = [before, piece] as const;
    before = '';
    return [shown];
  });
}

const pieces = (node: Expression): readonly Expression[] =>
  node.kind === 'template'
    ? node.parts.flatMap(pieces)
    : node.kind === 'operation' && node.operator === '+'
      ? node.operands.flatMap(pieces)
      : [node];
