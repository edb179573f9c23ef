import type { Import, Span } from '../../flow/program.ts';
import { lineStart, nextLine } from '../fix-context.ts';

/** Where an import goes among those of a file, as isort and Ruff have it: sections, in each the plain ones first, by name. */

/** Lines for imports at an offset, or what stands for an import that took further names. */
export interface PlacedImport {
  readonly span: Span;
  readonly text: string;
}

/** Modules of Python itself, as far as code that is corrected imports them. */
const STANDARD = new Set(
  `abc argparse ast asyncio base64 bisect builtins collections concurrent configparser contextlib copy csv dataclasses datetime
  decimal difflib enum fractions functools gc getpass glob gzip hashlib heapq html http importlib inspect io itertools json
  logging math multiprocessing operator os pathlib pickle platform pprint queue random re secrets shlex shutil signal socket
  sqlite3 statistics string struct subprocess sys tarfile tempfile textwrap threading time timeit traceback types typing
  unittest urllib uuid warnings weakref xml zipfile zlib`.split(/\s+/),
);

const sectionOf = (module: string): number => {
  if (module === '__future__') return 0;
  if (module.startsWith('.')) return 3;
  return STANDARD.has(module.split('.')[0]!) ? 1 : 2;
};

interface Order {
  readonly section: number;
  /** Plain imports stand before `from … import`. */
  readonly key: string;
}

const orderOf = (line: string): Order | null => {
  const [, form, module] = /^(import|from)\s+([\w.]+)/.exec(line) ?? [];
  return module ? { section: sectionOf(module), key: `${form === 'import' ? 0 : 1} ${module.toLowerCase()}` } : null;
};

interface Existing extends Order, Span {
  readonly text: string;
}

/** Lines for imports put where the file would have them; null where its imports have no such order. */
export function placeAmong(
  imports: readonly Import[],
  text: string,
  lines: readonly string[],
): readonly PlacedImport[] | null {
  const existing = imports.flatMap((statement) => existingOf(statement, text) ?? []);
  if (existing.length === 0 || existing.length < imports.length || !areInSections(existing)) return null;
  const fresh: Fresh[] = [];
  const joined = new Map<Existing, string>();
  for (const line of lines) {
    const order = orderOf(line);
    if (!order) return null;
    const one = existing.find((other) => takesFrom(line, other));
    if (one) joined.set(one, withNames(joined.get(one) ?? one.text, line));
    else fresh.push({ ...order, line, ...anchorOf(order, existing) });
  }
  const added = written(fresh, text, areSetApart(existing, text));
  // what is put right before an import that is rewritten is a part of that
  const isBefore = ({ span }: PlacedImport, { start }: Span) => span.start === start;
  return [
    ...added.filter((one) => ![...joined.keys()].some((other) => isBefore(one, other))),
    ...[...joined].map(([span, merged]) => {
      const above = added.find((one) => isBefore(one, span))?.text ?? '';
      return { span: { start: span.start, end: span.end }, text: above + merged };
    }),
  ];
}

/** An import that has its lines for itself. */
function existingOf({ start, end }: Import, text: string): Existing | null {
  const own = text.slice(start, end);
  const order = orderOf(own);
  const isAlone = lineStart(text, start) === start && /^[ \t]*(#.*)?(\r?\n|$)/.test(text.slice(end));
  const isOne = !/^import .*,/.test(own);
  return order && isAlone && isOne ? { ...order, start, end, text: own } : null;
}

const areInSections = (existing: readonly Existing[]): boolean =>
  existing.slice(1).every((one, i) => one.section >= existing[i]!.section);

/** Are the sections set apart by an empty line? */
const areSetApart = (existing: readonly Existing[], text: string): boolean =>
  existing.slice(1).every((one, i) => {
    const before = existing[i]!;
    return one.section === before.section || /\n[ \t]*\r?\n/.test(text.slice(before.end, one.start));
  });

const FROM = /^from ([\w.]+) import ([\w, ]+)$/;

const takesFrom = (line: string, { text }: Existing): boolean => {
  const module = FROM.exec(line)?.[1];
  return module !== undefined && FROM.exec(text)?.[1] === module;
};

/** `from module import name` joins the names that are taken from the module already. */
function withNames(text: string, line: string): string {
  const [, module, before] = FROM.exec(text)!;
  const names = before!.split(/,\s*/);
  const all = [...names, ...FROM.exec(line)![2]!.split(/,\s*/)];
  const shown = isSorted(names.map(rank)) ? all.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1)) : all;
  return `from ${module} import ${shown.join(', ')}`;
}

/** Constants, then classes, then the rest. */
const rank = (name: string): string => `${/^[A-Z][A-Z\d_]+\b/.test(name) ? 0 : /^[A-Z]/.test(name) ? 1 : 2} ${name}`;

const isSorted = (keys: readonly string[]): boolean => keys.every((key, i) => i === 0 || keys[i - 1]! <= key);

/** The import that a line goes below, or above. */
interface Anchor {
  readonly anchor: Existing;
  readonly side: 'below' | 'above';
}

interface Fresh extends Order, Anchor {
  readonly line: string;
}

function anchorOf({ section, key }: Order, existing: readonly Existing[]): Anchor {
  const same = existing.filter((one) => one.section === section);
  if (same.length === 0) {
    const last = existing.findLast((one) => one.section < section);
    return last ? { anchor: last, side: 'below' } : { anchor: existing[0]!, side: 'above' };
  }
  const next = isSorted(same.map((one) => one.key)) ? same.findIndex((one) => one.key > key) : -1;
  if (next === 0) return { anchor: same[0]!, side: 'above' };
  return { anchor: next < 0 ? same.at(-1)! : same[next - 1]!, side: 'below' };
}

/** The lines at one place in order, sections as the file has them. */
function written(fresh: readonly Fresh[], text: string, areApart: boolean): PlacedImport[] {
  const places = new Map<number, Fresh[]>();
  for (const one of fresh) {
    const at = one.side === 'above' ? one.anchor.start : nextLine(text, one.anchor.end);
    places.set(at, [...(places.get(at) ?? []), one]);
  }
  return [...places].map(([at, some]) => {
    const sorted = some.toSorted((a, b) => a.section - b.section || (a.key < b.key ? -1 : 1));
    const { anchor, side } = sorted[0]!;
    const row = side === 'below' ? [anchor, ...sorted] : [...sorted, anchor];
    const gap = (i: number) => (areApart && row[i]!.section !== row[i + 1]!.section ? '\n' : '');
    const added = sorted.map(({ line }, i) => (side === 'below' ? `${gap(i)}${line}\n` : `${line}\n${gap(i)}`));
    return { span: { start: at, end: at }, text: added.join('') };
  });
}
