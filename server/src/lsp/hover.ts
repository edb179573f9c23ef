import type { TraceStep } from '@unpool/shared/protocol/finding.ts';
import { type Hover, type HoverParams, MarkupKind } from 'vscode-languageserver';
import type { ValueDescription } from '../analysis.ts';
import type { SourceDocument } from '../workspace/document.ts';
import type { Analyses } from './analyses.ts';
import type { Buffers } from './buffers.ts';
import type { ClientFeatures } from './client-features.ts';
import { type FindDocument, locate, offsetIn, rangeIn } from './positions.ts';

/** Where the value under the pointer comes from; null where nothing is known of it. */
export async function hover(
  { textDocument, position }: HoverParams,
  buffers: Buffers,
  analyses: Analyses,
  client: ClientFeatures,
  find: FindDocument,
): Promise<Hover | null> {
  const uri = buffers.documentOf(textDocument.uri);
  const snapshot = uri && (await analyses.newest(uri));
  if (!snapshot) return null;
  const { document } = snapshot.analysis;
  const unit = document.units.find((candidate) => candidate.uri === textDocument.uri);
  const value = unit && snapshot.analysis.provenanceAt(unit.cell, offsetIn(unit, position));
  if (!value) return null;
  const steps = await Promise.all(value.trace.map((step) => describeStep(step, document, find)));
  const text = client.markdownHover ? markdown(value, steps) : plain(value, steps);
  return {
    contents: { kind: client.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText, value: text },
    range: rangeIn(unit, value.place),
  };
}

interface Step {
  readonly where: string;
  readonly message: string;
}

async function describeStep(
  { place, message }: TraceStep,
  document: SourceDocument,
  find: FindDocument,
): Promise<Step> {
  const location = await locate(place, document, find);
  const parts = [
    ...(place.document === document.uri ? [] : [decodeURIComponent(place.document.split('/').at(-1) ?? '')]),
    ...(place.cell === null ? [] : [`cell ${place.cell}`]),
    ...(location ? [`line ${location.range.start.line + 1}`] : []),
  ];
  return { where: parts.join(', '), message };
}

function markdown({ name, summary, confidence }: ValueDescription, steps: readonly Step[]): string {
  const head = `${code(name)}: ${literal(summary)} (${confidence})`;
  const list = steps.map(({ where, message }) => `- ${literal(where)}: ${literal(message)}`);
  return list.length ? `${head}\n\n${list.join('\n')}` : head;
}

function plain({ name, summary, confidence }: ValueDescription, steps: readonly Step[]): string {
  return [`${name}: ${summary} (${confidence})`, ...steps.map(({ where, message }) => `- ${where}: ${message}`)].join(
    '\n',
  );
}

/** Code may itself hold back-ticks: the fence is longer than any run of them. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest ? `${fence} ${text} ${fence}` : fence + text + fence;
}

function literal(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!<>|~-]/g, '\\$&');
}
