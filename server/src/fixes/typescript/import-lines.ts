import type { Span } from '../../flow/program.ts';

/** An import as it is written: of values or of types, as a module or by `require`. */
export interface ImportLine extends Span {
  readonly module: string;
  readonly quote: string;
  readonly isRequire: boolean;
  readonly isTypeOnly: boolean;
  /** What stands between `import` and `from`, or before `=`. */
  readonly clause: Span & { readonly text: string };
  readonly endsInSemicolon: boolean;
}

const IMPORT = /^(import\s+(type\s+)?)([^'";]*?)\s*\bfrom\s*(['"])([^'"\n]+)\4(;?)/gm;
const REQUIRE = /^((?:const|let|var)\s+)(\{[^}=]*\}|[\w$]+)\s*=\s*require\((['"])([^'"\n]+)\3\)(;?)/gm;

/** The imports at the top level of a text, in order. */
export function importLines(text: string): readonly ImportLine[] {
  const found: ImportLine[] = [];
  for (const {
    0: all,
    1: head = '',
    2: type,
    3: clause = '',
    4: quote = '',
    5: module = '',
    6: end,
    index,
  } of text.matchAll(IMPORT))
    found.push(
      importLine({ text: all, index, head, clause, quote, module, end: end === ';', isTypeOnly: type !== undefined }),
    );
  for (const { 0: all, 1: head = '', 2: clause = '', 3: quote = '', 4: module = '', 5: end, index } of text.matchAll(
    REQUIRE,
  ))
    found.push({
      ...importLine({ text: all, index, head, clause, quote, module, end: end === ';', isTypeOnly: false }),
      isRequire: true,
    });
  return found.filter(({ start }) => !isCommented(text, start)).sort((a, b) => a.start - b.start);
}

interface Matched {
  readonly text: string;
  readonly index: number;
  readonly head: string;
  readonly clause: string;
  readonly quote: string;
  readonly module: string;
  readonly end: boolean;
  readonly isTypeOnly: boolean;
}

function importLine({ text, index, head, clause, quote, module, end, isTypeOnly }: Matched): ImportLine {
  const start = index + head.length;
  return {
    module,
    quote,
    isTypeOnly,
    isRequire: false,
    clause: { text: clause, start, end: start + clause.length },
    endsInSemicolon: end,
    start: index,
    end: index + text.length,
  };
}

/** Within a comment, or a text over several lines. */
function isCommented(text: string, offset: number): boolean {
  const before = text.slice(0, offset);
  return before.lastIndexOf('/*') > before.lastIndexOf('*/') || (before.match(/`/g)?.length ?? 0) % 2 === 1;
}

/** `{ a, b as c }`, with what each is called here. */
export function namesIn({ clause, isRequire }: ImportLine): ReadonlyMap<string, string> {
  const inner = /\{([^}]*)\}/.exec(clause.text)?.[1] ?? '';
  const separator = isRequire ? /\s*:\s*/ : /\s+as\s+/;
  return new Map(
    inner
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '' && !entry.startsWith('type '))
      .map((entry) => entry.split(separator))
      .map(([name = '', alias = name]) => [name, alias]),
  );
}

/** `* as fs`, `fs`: what the whole module is called here; null where only some of its names are imported. */
export const wholeOf = ({ clause, isTypeOnly }: ImportLine): string | null =>
  isTypeOnly ? null : (/^(?:\*\s+as\s+)?([\w$]+)$/.exec(clause.text.trim())?.[1] ?? null);
