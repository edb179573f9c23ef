import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionParams,
  type Hover,
  type HoverParams,
  MarkupKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { completionsAt, descriptionAt, keyAt } from '../configuration/complete.ts';
import { homeOf, isHome } from '../configuration/homes.ts';
import { SyntaxProblem } from '../configuration/tree.ts';
import type { Buffers } from './buffers.ts';

/** What may be written at the cursor of a configuration; nothing in other files. */
export function configurationCompletions(
  { textDocument, position }: CompletionParams,
  buffers: Buffers,
): CompletionItem[] {
  const { uri } = textDocument;
  const text = buffers.text(uri);
  const home = isHome(uri) ? homeOf(uri) : undefined;
  if (text === undefined || !home) return [];
  const lines = TextDocument.create(uri, '', 0, text);
  const offset = lines.offsetAt(position);
  return completionsAt(text, offset, home).map(({ label, kind, description, newText, start }) => ({
    label,
    kind: kind === 'key' ? CompletionItemKind.Property : CompletionItemKind.EnumMember,
    ...(description !== undefined && { documentation: description }),
    textEdit: { range: { start: lines.positionAt(start), end: position }, newText },
    filterText: text.slice(start, offset).startsWith('"') ? `"${label}` : label,
  }));
}

/** What the key under the pointer means. */
export function configurationHover({ textDocument, position }: HoverParams, buffers: Buffers): Hover | null {
  const { uri } = textDocument;
  const text = buffers.text(uri);
  const home = homeOf(uri);
  if (text === undefined || !home) return null;
  try {
    const path = keyAt(home.parse(text), TextDocument.create(uri, '', 0, text).offsetAt(position));
    if (!path || !home.path.every((key, i) => path[i] === key)) return null;
    const description = descriptionAt(path.slice(home.path.length));
    return description === undefined ? null : { contents: { kind: MarkupKind.PlainText, value: description } };
  } catch (error) {
    if (error instanceof SyntaxProblem) return null; // it is told as a problem
    throw error;
  }
}
