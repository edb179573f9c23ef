import type { Edit, Place } from '@unpool/shared/protocol/finding.ts';
import type { PythonLibrary } from '../configuration/schema.ts';
import type { Estimate } from '../flow/observation.ts';
import type { Expression, FlowModule, FlowUnit, Span, Statement } from '../flow/program.ts';
import { expressionsIn, statementsIn, writtenStatementsIn } from '../flow/walk.ts';
import type { IdentifiedReport } from '../identity.ts';
import { samePlace } from '../provenance/trace.ts';
import type { Value } from '../provenance/value.ts';
import type { SourceDocument } from '../workspace/document.ts';
import type { RequirementsFile } from '../workspace/requirements.ts';
import { unitOf } from '../workspace/text-at.ts';

/** What a correction may look at: the report, and the text and program it was found in. */
export interface FixContext extends IdentifiedReport {
  readonly document: SourceDocument;
  readonly module: FlowModule;
  /** Every estimate of the document. */
  readonly estimates: readonly Estimate[];
  /** What is known of an expression, from when it last ran. */
  readonly seenValue: (unit: FlowUnit, node: Expression) => Value | null;
  /** What repairs of Python code are written with; null where nobody said. */
  readonly library: PythonLibrary | null;
  /** The files that list the packages of the code, by folder, the nearest first. */
  readonly requirements: readonly (readonly RequirementsFile[])[];
  /** The modules that a judge's calls lead through, and the document's own, by their URI: a repair may change them. */
  readonly modules: ReadonlyMap<string, Neighbour>;
  /** Where models are asked for a judgement, by their names. */
  readonly judgesAsked: ReadonlyMap<string, readonly Place[]>;
  /** The models that are asked for something else than a judgement, by the keys of the places. */
  readonly modelsAsked: ReadonlyMap<string, ReadonlySet<string>>;
  /** A suppression counts only with a reason. */
  readonly suppressionsNeedReason: boolean;
}

/** A module that a repair may change beside that of the finding. */
export interface Neighbour {
  readonly document: SourceDocument;
  readonly module: FlowModule;
  /** The modules of the workspace that it imports, by the names that it has for them. */
  readonly imports: ReadonlyMap<string, string>;
}

/** Does another module work the number out? It is repaired there, or at the call; who judges is another matter. */
export const isWorkedOutElsewhere = ({ report }: FixContext): boolean =>
  report.isElsewhere === true && report.rule !== 'self-judging';

/** The same correction, as it looks at another module. */
export function within(context: FixContext, uri: string): FixContext | null {
  if (uri === context.document.uri) return context;
  const neighbour = context.modules.get(uri);
  return neighbour ? { ...context, document: neighbour.document, module: neighbour.module } : null;
}

export const unitText = (context: FixContext, cell: number | null): string =>
  unitOf(context.document, cell)?.text ?? '';

export const textOf = (context: FixContext, unit: FlowUnit, span: Span): string =>
  unitText(context, unit.cell).slice(span.start, span.end);

export const placeIn = (context: FixContext, unit: FlowUnit, span: Span): Place => ({
  document: context.document.uri,
  cell: unit.cell,
  start: span.start,
  end: span.end,
});

export const replace = (context: FixContext, unit: FlowUnit, span: Span, newText: string): Edit => ({
  place: placeIn(context, unit, span),
  newText,
});

/** Each edit once, where several ways lead to it. */
export const withoutDoubles = (edits: readonly Edit[]): readonly Edit[] =>
  edits.filter((edit, index) => edits.findIndex((other) => samePlace(other.place, edit.place)) === index);

export const areSameSpan = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end;

export const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** A statement with the cell and the block it stands in. */
export interface Located {
  readonly unit: FlowUnit;
  readonly statement: Statement;
}

/** All statements of the module, in order. */
export function* allStatements(module: FlowModule): Generator<Located> {
  for (const unit of module.units) for (const statement of statementsIn(unit.body)) yield { unit, statement };
}

/** The innermost statement around a place. */
export function statementAt(module: FlowModule, place: Place): Located | null {
  let best: Located | null = null;
  for (const located of allStatements(module)) {
    const { unit, statement } = located;
    if (unit.cell !== place.cell || statement.start > place.start || statement.end < place.end) continue;
    if (!best || statement.end - statement.start <= best.statement.end - best.statement.start) best = located;
  }
  return best;
}

/** The statements around a place, the innermost first, with those of functions that are written as a value. */
export function statementsAround({ units }: FlowModule, { cell, start, end }: Place): readonly Statement[] {
  const body = units.find((unit) => unit.cell === cell)?.body ?? [];
  return writtenStatementsIn(body)
    .filter((statement) => statement.start <= start && end <= statement.end)
    .toReversed();
}

/** The expression at exactly a place. */
export function expressionAt(module: FlowModule, place: Place): Expression | null {
  const unit = module.units.find(({ cell }) => cell === place.cell);
  if (!unit) return null;
  for (const node of expressionsIn(unit.body)) if (node.start === place.start && node.end === place.end) return node;
  return null;
}

/** Indentation of the line an offset is on. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start))![0];
}

export const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** Behind the end of the line an offset is on. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

/** The line break a text uses. */
export const lineBreak = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');
