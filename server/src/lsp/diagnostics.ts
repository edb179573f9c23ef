import type { Finding, Severity, TraceStep } from '@unpool/shared/protocol/finding.ts';
import { type Diagnostic, type DiagnosticRelatedInformation, DiagnosticSeverity } from 'vscode-languageserver';
import type { Analysis } from '../analysis.ts';
import type { SourceDocument } from '../workspace/document.ts';
import type { ClientFeatures } from './client-features.ts';
import { type FindDocument, locate, rangeIn, unitOf } from './positions.ts';

export const SOURCE = 'unpool';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** What a diagnostic carries for the code actions: which finding it is, and of which state of the document. */
export interface DiagnosticData {
  readonly finding: string;
  readonly revision: number;
}

/** Diagnostics of every unit of the document, by the URI of its text; a clean unit has an empty list. */
export async function diagnosticsByText(
  { document, findings }: Analysis,
  revision: number,
  client: ClientFeatures,
  find: FindDocument,
): Promise<Map<string, Diagnostic[]>> {
  const byText = new Map<string, Diagnostic[]>(document.units.map((unit) => [unit.uri, []]));
  for (const finding of findings) {
    const unit = unitOf(document, finding.place.cell);
    const diagnostic = unit && (await toDiagnostic(finding, document, revision, client, find));
    if (diagnostic) byText.get(unit.uri)?.push(diagnostic);
  }
  return byText;
}

/**
 * Diagnostics of a document that is not open. An editor has no texts for the cells of a closed notebook: they are on the
 * notebook itself.
 */
export async function storedDiagnostics(
  analysis: Analysis,
  client: ClientFeatures,
  find: FindDocument,
): Promise<Map<string, Diagnostic[]>> {
  const byText = await diagnosticsByText(analysis, 0, client, find);
  const { uri, units } = analysis.document;
  const all = units.flatMap(({ uri: text, cell }) =>
    (byText.get(text) ?? []).map((diagnostic) => (cell === null ? diagnostic : onNotebook(diagnostic, cell))),
  );
  return new Map([[uri, all]]);
}

function onNotebook({ relatedInformation: _, ...diagnostic }: Diagnostic, cell: number): Diagnostic {
  const start = { line: 0, character: 0 };
  const place = `Cell ${cell}, line ${diagnostic.range.start.line + 1}`;
  return { ...diagnostic, range: { start, end: start }, message: `${place}: ${diagnostic.message}` };
}

async function toDiagnostic(
  finding: Finding,
  document: SourceDocument,
  revision: number,
  client: ClientFeatures,
  find: FindDocument,
): Promise<Diagnostic | undefined> {
  const unit = unitOf(document, finding.place.cell);
  if (!unit) return undefined;
  const data: DiagnosticData = { finding: finding.id, revision };
  return {
    range: rangeIn(unit, finding.place),
    severity: SEVERITIES[finding.severity],
    code: finding.rule,
    source: SOURCE,
    message: finding.message,
    ...(client.codeDescription && { codeDescription: { href: client.ruleLink(finding.rule) } }),
    ...(client.relatedInformation && { relatedInformation: await relatedInformation(finding.trace, document, find) }),
    ...(client.diagnosticData && { data }),
  };
}

async function relatedInformation(
  trace: readonly TraceStep[],
  document: SourceDocument,
  find: FindDocument,
): Promise<DiagnosticRelatedInformation[]> {
  const steps: DiagnosticRelatedInformation[] = [];
  for (const { place, message } of trace) {
    const location = await locate(place, document, find);
    if (location) steps.push({ location, message });
  }
  return steps;
}
