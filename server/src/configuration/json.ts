import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { type ConfigurationNode, SyntaxProblem } from './tree.ts';

/** @throws SyntaxProblem */
export function parseJson(text: string): ConfigurationNode {
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(text, errors, { disallowComments: true });
  } catch (error) {
    if (error instanceof RangeError) throw new SyntaxProblem('is nested too deep', { start: 0, end: 0 });
    throw error;
  }
  const [first] = errors;
  if (first || !root) {
    const { offset = 0, length = 0, error } = first ?? {};
    const what = error === undefined ? 'it is empty' : words(printParseErrorCode(error));
    throw new SyntaxProblem(`is no JSON: ${what}`, { start: offset, end: offset + length });
  }
  return nodeOf(root);
}

/** `CommaExpected` → "comma expected" */
const words = (code: string): string => code.replace(/(?!^)([A-Z])/g, ' $1').toLowerCase();

function nodeOf({ type, offset, length, value, children = [] }: Node): ConfigurationNode {
  const span = { start: offset, end: offset + length };
  if (type === 'array') return { kind: 'list', ...span, items: children.map(nodeOf) };
  if (type !== 'object') return { kind: 'plain', ...span, value: value ?? undefined };
  const entries = children.flatMap(({ children: [key, entry] = [] }) =>
    key && entry
      ? [{ key: String(key.value), keySpan: { start: key.offset, end: key.offset + key.length }, value: nodeOf(entry) }]
      : [],
  );
  return { kind: 'table', ...span, entries };
}
