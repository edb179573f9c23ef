import type { Edit, Place } from '@unpool/shared/protocol/finding.ts';
import type { FlowUnit, Import, Span } from '../../flow/program.ts';
import { type FixContext, lineBreak, nextLine, replace, unitText } from '../fix-context.ts';
import { freeName } from '../names.ts';
import { namesOf, takenNames } from '../occurrences.ts';
import { type PlacedImport, placeAmong } from './import-order.ts';

/** What a name of a module is called here, and the import that makes it so; null where it is imported already. */
export interface Imported {
  readonly name: string;
  readonly line: string | null;
}

/** `from module import name`, under another name where this one means something else. */
export function importedName(context: FixContext, module: string, name: string, before: Place): Imported {
  const { module: program } = context;
  for (const statement of importsBefore(context, before)) {
    const entry = statement.module === module ? statement.names?.find((other) => other.name === name) : undefined;
    if (entry && isBoundOnce(context, entry.alias)) return { name: entry.alias, line: null };
  }
  const alias = freeName(program, name);
  return { name: alias, line: `from ${module} import ${name}${alias === name ? '' : ` as ${alias}`}` };
}

/** Several names of a module, in one line for those that are not imported yet. */
export function importedNames(
  context: FixContext,
  module: string,
  names: readonly string[],
  before: Place,
): { readonly names: ReadonlyMap<string, string>; readonly line: string | null } {
  const found = names.map((name) => [name, importedName(context, module, name, before)] as const);
  const lines = found.flatMap(([, { line }]) => line ?? []);
  const listed = lines.map((line) => line.slice(`from ${module} import `.length));
  return {
    names: new Map(found.map(([name, imported]) => [name, imported.name])),
    line: lines.length > 0 ? `from ${module} import ${listed.join(', ')}` : null,
  };
}

/** What a module is called by habit. */
const HABITS: Readonly<Record<string, string>> = { numpy: 'np', pandas: 'pd' };

/** A module under the name it has here, else under that of habit, else under one that is free. */
export function moduleName(context: FixContext, module: string, before: Place): Imported {
  for (const statement of importsBefore(context, before)) {
    const alias = statement.alias ?? module;
    if (statement.module === module && !statement.names && isBoundOnce(context, alias))
      return { name: alias, line: null };
  }
  const taken = takenNames(context.module);
  const habit = HABITS[module] ?? module;
  const name = [habit, module].find((free) => !taken.has(free)) ?? freeName(context.module, habit);
  return { name, line: name === module ? `import ${module}` : `import ${module} as ${name}` };
}

/** Imports at the top level that have run when a place is reached. */
function* importsBefore({ module }: FixContext, { cell, start }: Place): Generator<Import> {
  for (const unit of module.units) {
    for (const statement of unit.body)
      if (statement.kind === 'import' && (unit.cell !== cell || statement.end <= start)) yield statement;
    if (unit.cell === cell) return;
  }
}

function isBoundOnce(context: FixContext, name: string): boolean {
  return namesOf(context).all.filter((other) => other.name === name && other.role === 'binds').length === 1;
}

/**
 * Puts imports where the file would have them, and a definition behind all imports at the top: never between a docstring
 * or `__future__` and what follows, and always before `before`, where they are used.
 */
export function insertBehindImports(
  context: FixContext,
  before: Place,
  imports: readonly (string | null)[],
  definition: string | null = null,
): Edit[] {
  const lines = [...new Set(imports.filter((line) => line !== null))];
  if (lines.length === 0 && definition === null) return [];
  const { unit, span, sharesLine, head } = behindImports(context, before);
  const text = unitText(context, unit.cell);
  const newLine = lineBreak(text);
  const places = (sharesLine ? null : placeAmong(head, text, lines)) ?? [
    { span, text: lines.map((line) => `${line}\n`).join('') },
  ];
  const isLast = (place: PlacedImport) => place.span.start >= span.start;
  const edits = places.filter((place) => !isLast(place));
  let added = places
    .filter(isLast)
    .map((place) => place.text)
    .join('');
  if (definition !== null) {
    // two empty lines on either side
    const below = text.slice(span.end);
    const rest = below.trim() === '' ? '' : '\n'.repeat(/^\r?\n/.test(below) ? 1 : 2);
    added += `\n\n${definition}${rest}`;
  }
  if (added !== '') {
    const atOpenEnd = span.start === text.length && span.start > 0 && !text.endsWith('\n');
    edits.push({ span, text: `${atOpenEnd || sharesLine ? '\n' : ''}${added}` });
  }
  return edits.map((edit) => replace(context, unit, edit.span, edit.text.replaceAll('\n', newLine)));
}

function behindImports(
  { module, document }: FixContext,
  before: Place,
): { readonly unit: FlowUnit; readonly span: Span; readonly sharesLine: boolean; readonly head: readonly Import[] } {
  const reached = module.units.slice(0, module.units.findIndex(({ cell }) => cell === before.cell) + 1);
  const unit = reached.find(({ body }) => body.some(({ kind }) => kind === 'import')) ?? module.units[0]!;
  const text = document.units.find(({ cell }) => cell === unit.cell)?.text ?? '';
  let at = 0;
  let last = 0;
  const head: Import[] = [];
  for (const statement of unit.body) {
    const isHead =
      statement.kind === 'import' || (statement.kind === 'evaluate' && statement.value.kind === 'constant');
    // statements on one line are set apart there
    if (!isHead)
      return statement.start < at
        ? { unit, span: { start: last, end: statement.start }, sharesLine: true, head }
        : { unit, span: positionAt(at || behindLeadingComments(text)), sharesLine: false, head };
    if (statement.kind === 'import') head.push(statement);
    last = statement.end;
    at = nextLine(text, last);
  }
  return { unit, span: positionAt(at || behindLeadingComments(text)), sharesLine: false, head };
}

const positionAt = (offset: number): Span => ({ start: offset, end: offset });

/** Shebang, encoding and magics stay first. */
function behindLeadingComments(text: string): number {
  let at = 0;
  while (at < text.length && /^(#!|#.*coding|%)/.test(text.slice(at))) at = nextLine(text, at);
  return at;
}
