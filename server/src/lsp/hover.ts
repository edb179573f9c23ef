import type { TraceStep } from '@unpool/shared/protocol/finding.ts';
import type { LineageParams } from '@unpool/shared/protocol/lineage.ts';
import { LINEAGE_COMMAND } from '@unpool/shared/protocol/requests.ts';
import { type Hover, type HoverParams, type Location, MarkupKind } from 'vscode-languageserver';
import type { ValueDescription } from '../analysis.ts';
import type { SourceDocument } from '../workspace/document.ts';
import type { Analyses } from './analyses.ts';
import type { Buffers } from './buffers.ts';
import type { ClientFeatures } from './client-features.ts';
import { whereIs } from './lineage.ts';
import { code, literal } from './markdown.ts';
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
  const range = rangeIn(unit, value.place);
  const link = client.isExtension ? lineageLink({ uri: unit.uri, range }) : '';
  const text = client.markdownHover ? markdown(value, steps, client.isExtension) + link : plain(value, steps);
  return {
    contents: { kind: client.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText, value: text },
    range,
  };
}

interface Step {
  readonly where: string;
  readonly message: string;
  readonly location: Location | undefined;
}

async function describeStep(
  { place, message }: TraceStep,
  document: SourceDocument,
  find: FindDocument,
): Promise<Step> {
  const location = await locate(place, document, find);
  return { where: whereIs(place, document, location?.range), message, location };
}

function markdown({ name, summary, confidence }: ValueDescription, steps: readonly Step[], linked: boolean): string {
  const head = `${code(name)}: ${literal(summary)} (${confidence})`;
  const list = steps.map(
    ({ where, message, location }) =>
      `- ${linked && location ? `[${literal(where)}](${linkTo(location)})` : literal(where)}: ${literal(message)}`,
  );
  return list.length ? `${head}\n\n${list.join('\n')}` : head;
}

/** As VS Code reads it: a line of a file behind `#L`; the URI of a notebook's cell has a fragment already. */
function linkTo({ uri, range: { start } }: Location): string {
  const target = uri.includes('#') ? uri : `${uri}#L${start.line + 1},${start.character + 1}`;
  return target
    .replace(/[()<>\s\\]/g, encodeURIComponent)
    .replaceAll('(', '%28')
    .replaceAll(')', '%29');
}

/** The extension trusts this one command in what the server writes. */
function lineageLink(params: LineageParams): string {
  const given = encodeURIComponent(JSON.stringify([params]))
    .replaceAll('(', '%28')
    .replaceAll(')', '%29');
  return `\n\n[Show lineage](command:${LINEAGE_COMMAND}?${given})`;
}

function plain({ name, summary, confidence }: ValueDescription, steps: readonly Step[]): string {
  return [`${name}: ${summary} (${confidence})`, ...steps.map(({ where, message }) => `- ${where}: ${message}`)].join(
    '\n',
  );
}
