import { type Document, isMap, Lexer, parseAllDocuments } from 'yaml';
import type { Comment, Span } from '../../flow/program.ts';
import { remembering } from '../../recent.ts';
import { Cursor } from './cursor.ts';
import { withLenientQuotes } from './lenient.ts';
import { CONTROL } from './lexer.ts';
import { isNamedForPromptfoo } from './names.ts';

export interface Parsed {
  readonly documents: readonly Document[];
  /** Where the text is no YAML. */
  readonly errors: readonly Span[];
}

/** Reads YAML or JSON. Never throws: after an error, all that can still be read is there. */
export const parseYaml: (text: string) => Parsed = remembering(parse, 8);

function parse(text: string): Parsed {
  if (nestsDeeply(text)) return { documents: [], errors: [{ start: 0, end: text.length }] };
  const strict = parseStrictly(text);
  const lenient = strict.errors.length > 0 ? withLenientQuotes(text) : null;
  const mended = lenient === null ? strict : parseStrictly(lenient);
  return mended.errors.length > 0 ? strict : mended;
}

function parseStrictly(text: string): Parsed {
  const found = parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent', prettyErrors: false });
  const documents: Document[] = Array.isArray(found) ? found : [];
  const errors = documents.flatMap((each) => each.errors.map(({ pos: [start, end] }) => ({ start, end })));
  return { documents, errors };
}

/** Collections inside of each other: more exhausts the stack of the parser, which may end the process. */
const MAX_NESTING = 200;

/** The parser looks into each collection anew: the lexer tells the depth beforehand. */
function nestsDeeply(text: string): boolean {
  let depth = 0;
  let inLine = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth = Math.max(0, depth - 1);
    else if (token === '-' || token === '?') inLine++;
    else if (token === '\n' || token === '\r\n') inLine = 0;
    if (depth > MAX_NESTING || inLine > MAX_NESTING) return true;
  }
  return isIndentedDeeply(text);
}

/** A level of a block takes a column at least. */
const isIndentedDeeply = (text: string): boolean => {
  let level = -1;
  let depth = 0;
  for (const line of text.matchAll(/^ *(?=\S)/gm)) {
    const indent = line[0].length;
    depth = indent > level ? depth + 1 : indent < level ? Math.min(depth, indent + 1) : depth;
    level = indent;
    if (depth > MAX_NESTING) return true;
  }
  return false;
};

/** The configurations of evaluations in a text: whatever is in a file of that name, and what has their keys. */
export const configurationsIn = ({ documents }: Parsed, fileName: string): readonly Cursor[] =>
  documents.flatMap((document) => {
    const isMeant = isNamedForPromptfoo(fileName) || hasKeys(document, EVALUATION);
    return (isMeant && Cursor.of(document.contents, { document, at: null })) || [];
  });

const EVALUATION = [
  ['providers', 'targets'],
  ['prompts', 'tests', 'scenarios'],
];

/** Is it a mapping with these keys, of each group one? */
const hasKeys = ({ contents }: Document, groups: readonly (readonly string[])[]): boolean =>
  isMap(contents) && groups.every((keys) => keys.some((key) => contents.has(key)));

/** Comments that speak to us. */
export function commentsIn(text: string): readonly Comment[] {
  if (!text.includes('unpool:')) return [];
  const comments: Comment[] = [];
  let start = 0;
  let before = '';
  for (const token of new Lexer().lex(text)) {
    const isScalar = before === '\x1f';
    before = token;
    if (CONTROL.has(token)) continue;
    const end = start + token.length;
    if (!isScalar && token.startsWith('#') && token.includes('unpool:')) {
      const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
      const said = token.replace(/^#+/, '').trim();
      comments.push({ start, end: end - /\r?$/.exec(token)![0].length, text: said, trailing: line.trim() !== '' });
    }
    start = end;
  }
  return comments;
}
