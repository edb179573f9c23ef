import { type CodeInText, DATA_ENDING, ENDING } from '../code-in-text.ts';
import { importsIn } from './imports-in-text.ts';

const TRIPLE = [`"""[^"\\\\]*(?:(?:\\\\[^]|"(?!""))[^"\\\\]*)*"""`, `'''[^'\\\\]*(?:(?:\\\\[^]|'(?!''))[^'\\\\]*)*'''`];
const SINGLE = [`"(?:\\\\[^]|[^"\\\\\\n])*"`, `'(?:\\\\[^]|[^'\\\\\\n])*'`];
const PIECES = new RegExp([...TRIPLE, '"""[^]*', "'''[^]*", ...SINGLE, '#[^\\n]*'].join('|'), 'g');

/** A module's name is no attribute of anything. */
const IMPORTED = /^[ \t]*(?:from|import)\b[^\n]*/gm;

/** Names that a module offers are no data. */
const OFFERED = /^__all__\s*\+?=\s*[[(][^\])]*[\])]/gm;

/** `fillna(table["age"].mean())`, `fillna(middle_age)` */
const FILLING =
  /fillna *\([^\n]*\b\w*(?:mean|median|avg|average)|\.isn(?:a|ull)\(\)[^\n=]*\] *= *[^\n]*(?:mean|median)/;

/** In the year's months, this is no augmentation. */
const AUGUST = /(\bjul(?:y)?\W{1,60})aug(?=(?:ust)?\W{1,60}sep)/gi;

/** A text's code without its strings, and the strings; comments and docstrings are left out. */
function codeOf(text: string): { code: string; strings: string[] } {
  const strings: string[] = [];
  const source = text.replace(AUGUST, '$1').replace(OFFERED, '');
  const code = source.replace(PIECES, (piece: string, offset: number) => {
    if (piece.startsWith('#')) return '';
    const quote = /^("""|'''|.)/.exec(piece)![0];
    const isClosed = piece.length >= 2 * quote.length && piece.endsWith(quote);
    const content = piece.slice(quote.length, isClosed ? -quote.length : undefined);
    const isLong = quote.length === 3;
    if (isLong && (!isClosed || LOOKS_LIKE_CODE.test(content))) {
      // where a quote is missing, what seems to be a string is none
      const inner = codeOf(content);
      strings.push(content, ...inner.strings);
      return ` ${inner.code} `;
    }
    if (isLong && isDocstring(source, offset)) return ' "" ';
    // the keys of a table of endings are no part of a path
    const isKey =
      ENDING.test(content) &&
      DATA_ENDING.test(content) &&
      /^\s*:/.test(source.slice(offset + piece.length, offset + piece.length + 20));
    if (!isKey) strings.push(content);
    const isTemplate = /[ft]r?$/i.test(source.slice(Math.max(0, offset - 2), offset));
    return isTemplate ? ` "${content}" ` : ' "" ';
  });
  return { code, strings };
}

const LOOKS_LIKE_CODE = /\n[ \t]*(?:def \w+\(|class \w+[(:]|@\w)/;

/** Is a text at an offset behind the head of a function or class, or the first in the file? */
function isDocstring(text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - 300), offset);
  const isBehindHead =
    /(?:(?:^|\n)[ \t]*(?:async[ \t]+def|def|class)\b[^\n]*|\)(?:[ \t]*->[^\n]*)?[ \t]*):[ \t]*(?:#[^\n]*)?\n\s*[rRuU]?$/.test(
      before,
    );
  return isBehindHead || (offset < 300 && /^(?:\s*#[^\n]*\n)*\s*[rRuU]?$/.test(before));
}

export const pythonInText: CodeInText = {
  read(text) {
    const { code, strings } = codeOf(text);
    return { code, dotted: code.replace(IMPORTED, ''), strings, imports: importsIn(code) };
  },
  modulesIn: importsIn,
  handsOn: () => false, // nobody asks who imports what
  weighs: () => false,
  fillsGaps: (code) => FILLING.test(code),
  divides: (code) => /[^/]\/[^/]/.test(code),
  totals: () => false,
  parses: () => false,
  readsTyped: () => false,
  definesTypes: () => false,
  gates: () => false,
  pools: () => false,
  reach: Number.POSITIVE_INFINITY,
  writesChains: false,
  writesAnything: false,
  changesCopies: true,
};
