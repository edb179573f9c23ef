import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type { Span } from '../../flow/program.ts';
import { type FixContext, lineBreak, nextLine, unitText } from '../fix-context.ts';
import { type ImportLine, importLines, namesIn, wholeOf } from './import-lines.ts';

export const STATISTICS = 'unpool/statistics';

/** Names of a module that a correction needs. */
export interface Wanted {
  readonly module: string;
  readonly names: readonly string[];
}

export interface Imports {
  /** What a name is called here. */
  name(wanted: string): string;
  readonly edits: readonly Edit[];
}

/**
 * Imports in the way of the file: its quotes and semicolons, `import` or `require`, joined to what it imports of a module
 * already, in their order; under another name where one is taken. A `definition` goes behind the imports.
 */
export function imported(
  context: FixContext,
  wanted: readonly Wanted[],
  definition?: (name: Imports['name']) => string,
): Imports {
  const cell = cellOfImports(context);
  const text = unitText(context, cell);
  const lines = importLines(text);
  const style = styleOf(lines, context);
  const called = new Map<string, string>();
  const inserts: Insert[] = [];
  for (const { module, names } of wanted) {
    const known = lines.filter((line) => !line.isTypeOnly && sameModule(line.module, module));
    const whole = known.map(wholeOf).find((name) => name !== null);
    const missing: string[] = [];
    for (const name of names) {
      const alias = known.map((line) => namesIn(line).get(name)).find((found) => found !== undefined);
      if (alias === undefined && whole === undefined) missing.push(name);
      called.set(name, alias ?? (whole === undefined ? freeName(context, name) : `${whole}.${name}`));
    }
    if (missing.length === 0) continue;
    const list = known.find((line) => line.clause.text.includes('{'));
    const entries = missing.map((name) => entryOf(name, called.get(name)!, style.isRequire));
    inserts.push(
      list
        ? { ...joined(list, entries), isLine: false }
        : { ...at(placeOf(module, lines, text)), text: lineFor(module, entries, style), isLine: true },
    );
  }
  const name = (asked: string): string => called.get(asked) ?? asked;
  if (definition) inserts.push({ ...at(behind(lines, text)), text: `\n${definition(name).trimEnd()}`, isLine: true });
  return { name, edits: editsOf(inserts, context, cell, text, lines.length === 0) };
}

interface Replacement extends Span {
  readonly text: string;
}

interface Insert extends Replacement {
  /** A line, or several, by itself. */
  readonly isLine: boolean;
}

const at = (offset: number): Span => ({ start: offset, end: offset });

/** Inserts at one place become one edit, in their order. */
function editsOf(
  inserts: readonly Insert[],
  context: FixContext,
  cell: number | null,
  text: string,
  isFirst: boolean,
): Edit[] {
  const newLine = lineBreak(text);
  return [...new Set(inserts.map(({ start }) => start))].map((start) => {
    const here = inserts.filter((insert) => insert.start === start);
    const { end } = here[0]!;
    let newText = here.map(({ text: added, isLine }) => (isLine ? `${added}\n` : added)).join('');
    if (here.some(({ isLine }) => isLine)) {
      if (start > 0 && text[start - 1] !== '\n') newText = `\n${newText}`;
      const isApart = /^\r?\n/.test(text.slice(end)) || text.slice(end).trim() === '';
      if ((isFirst || newText.startsWith('\n') || newText.includes('\n\n')) && !isApart) newText += '\n';
    }
    return { place: { document: context.document.uri, cell, start, end }, newText: newText.replaceAll('\n', newLine) };
  });
}

/** The first cell with imports that has run by then, or that of the estimate. */
function cellOfImports({ document, report }: FixContext): number | null {
  const own = report.site.unit.cell;
  const reached = document.units.slice(0, document.units.findIndex(({ cell }) => cell === own) + 1);
  return reached.find(({ text }) => importLines(text).length > 0)?.cell ?? own;
}

/** A name that stands nowhere in the document, as whatever, types included. */
export function freeName({ document }: FixContext, wanted: string): string {
  const isTaken = (name: string): boolean =>
    document.units.some(({ text }) => new RegExp(`(?<![\\w$.])${name}(?![\\w$])`).test(text));
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted}${n}`;
    if (!isTaken(name)) return name;
  }
}

interface Style {
  readonly quote: string;
  readonly end: string;
  readonly isRequire: boolean;
}

function styleOf(lines: readonly ImportLine[], { document }: FixContext): Style {
  const share = (holds: (line: ImportLine) => boolean) => lines.filter(holds).length * 2 > lines.length;
  const text = document.units.map((unit) => unit.text).join('\n');
  const isModule = lines.some(({ isRequire }) => !isRequire) || /^export\s/m.test(text);
  const quotesOnce = (text.match(/'/g)?.length ?? 0) >= (text.match(/"/g)?.length ?? 0);
  return {
    quote: lines.length === 0 ? (quotesOnce ? "'" : '"') : share(({ quote }) => quote === '"') ? '"' : "'",
    end: lines.length === 0 || !share(({ endsInSemicolon }) => !endsInSemicolon) ? ';' : '',
    isRequire: document.uri.endsWith('.cjs') || (!isModule && lines.some(({ isRequire }) => isRequire)),
  };
}

/** The quotes of the file. */
export function quoteOf(context: FixContext): string {
  return styleOf(importLines(context.document.units.map(({ text }) => text).join('\n')), context).quote;
}

/** What statements end in. */
export const semicolonOf = ({ document }: FixContext): string =>
  /;[ \t]*$/m.test(document.units.map(({ text }) => text).join('\n')) ? ';' : '';

/** Are types written in this file? */
export const isTyped = ({ document }: FixContext): boolean => /\.[mc]?tsx?$/.test(document.uri);

const sameModule = (a: string, b: string): boolean => a.replace(/^node:/, '') === b.replace(/^node:/, '');

const entryOf = (name: string, alias: string, isRequire: boolean): string =>
  name === alias ? name : isRequire ? `${name}: ${alias}` : `${name} as ${alias}`;

function lineFor(module: string, entries: readonly string[], { quote, end, isRequire }: Style): string {
  const list = `{ ${entries.toSorted().join(', ')} }`;
  const from = `${quote}${module}${quote}`;
  return isRequire ? `const ${list} = require(${from})${end}` : `import ${list} from ${from}${end}`;
}

/** More names in braces that are there, in their order where these are in order; on lines of their own where the others are. */
function joined(line: ImportLine, entries: readonly string[]): Replacement {
  const open = line.clause.text.indexOf('{') + 1;
  const inner = line.clause.text.slice(open, line.clause.text.indexOf('}'));
  const known = inner.split(',').map((entry) => entry.trim());
  const isPlain = !/\/[/*]/.test(inner) && known.every((entry, i) => entry !== '' || i === known.length - 1);
  const names = known.filter((entry) => entry !== '');
  const isSorted = isPlain && names.every((name, i) => i === 0 || byName(names[i - 1]!, name) <= 0);
  const indent = /\n([ \t]*)\S/.exec(inner)?.[1];
  const between = indent === undefined ? ', ' : `,\n${indent}`;
  const start = line.clause.start + open;
  if (isSorted) {
    const lead = /^\s*/.exec(inner)![0] || ' ';
    const rest = /,?\s*$/.exec(inner)![0] || ' ';
    const all = [...names, ...entries].toSorted(byName).join(between);
    return {
      start,
      end: start + inner.length,
      text: `${names.length === 0 ? ' ' : lead}${all}${names.length === 0 ? ' ' : rest}`,
    };
  }
  const at = start + inner.trimEnd().replace(/,$/, '').length;
  return { start: at, end: at, text: entries.map((entry) => between + entry).join('') };
}

const byName = (a: string, b: string): number => a.localeCompare(b, 'en', { sensitivity: 'base' });

/** Where a package's import stands: among the packages at its place, where they are in order, else behind them. */
function placeOf(module: string, lines: readonly ImportLine[], text: string): number {
  const packages = lines.filter(({ module: other }) => !/^[./~#]|^@\//.test(other));
  if (packages.length === 0) {
    const [first] = lines;
    return first ? first.start : behindHead(text);
  }
  const isSorted = packages.every((line, i) => i === 0 || rank(packages[i - 1]!.module) <= rank(line.module));
  const last = isSorted ? packages.findLast((line) => rank(line.module) <= rank(module)) : packages.at(-1);
  return last ? nextLine(text, last.end) : packages[0]!.start;
}

/** Node's own come first. */
const rank = (module: string): string => `${NODE.test(module) ? '0' : '1'}${module.replace(/^node:/, '')}`;

const NODE =
  /^node:|^(assert|child_process|crypto|events|fs|http|https|os|path|process|readline|stream|url|util|worker_threads|zlib)(\/|$)/;

const behind = (lines: readonly ImportLine[], text: string): number =>
  lines.length === 0 ? behindHead(text) : nextLine(text, lines.at(-1)!.end);

/** A shebang, directives, and comments that a blank line sets apart stay first. */
const behindHead = (text: string): number =>
  /^(?:#!.*\r?\n)?(?:(?:(?:\/\/.*|\/\*[\s\S]*?\*\/)\r?\n)+\r?\n)?(?:\s*['"]use \w+['"];?\r?\n)*/.exec(text)![0].length;
