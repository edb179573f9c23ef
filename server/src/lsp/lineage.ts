import type { Place } from '@unpool/shared/protocol/finding.ts';
import type {
  Lineage,
  LineageAnswer,
  LineageNode,
  LineageParams,
  LocatedNode,
  TextRange,
} from '@unpool/shared/protocol/lineage.ts';
import { OPEN_PLACE_COMMAND } from '@unpool/shared/protocol/requests.ts';
import { lineagePage } from '@unpool/shared/report/lineage-page.ts';
import { type Connection, ErrorCodes, Range, ResponseError } from 'vscode-languageserver';
import type { SourceDocument } from '../workspace/document.ts';
import type { Analyses } from './analyses.ts';
import type { Buffers } from './buffers.ts';
import { type FindDocument, locate, offsetIn } from './positions.ts';
import { answer } from './requests.ts';

/** Answers where the data of a value come from, with a picture of it. */
export function answerLineage(connection: Connection, buffers: Buffers, analyses: Analyses, find: FindDocument): void {
  answer(connection, 'unpool/lineage', async (params) => {
    const { uri, range, finding } = checked(params);
    const document = buffers.documentOf(uri);
    const analysis = document ? (await analyses.newest(document))?.analysis : undefined;
    const unit = analysis?.document.units.find((candidate) => candidate.uri === uri);
    if (!analysis || !unit) return null;
    const meant = analysis.findings.find(({ id }) => id === finding);
    const [start, end] = [offsetIn(unit, range.start), offsetIn(unit, range.end)];
    const lineage = (meant && analysis.lineageOf(meant)) ?? analysis.lineageAt(unit.cell, start, end);
    return lineage && located(lineage, analysis.document, find);
  });
}

async function located(lineage: Lineage, document: SourceDocument, find: FindDocument): Promise<LineageAnswer> {
  const nodes = await Promise.all(lineage.nodes.map((node) => locateNode(node, document, find)));
  const { name, edges, leftOut } = lineage;
  const html = lineagePage({ name, nodes, edges, leftOut }, ({ id, location }) => (location ? linkTo(id) : null));
  return { name, nodes, edges, leftOut, html };
}

async function locateNode(
  { place, ...node }: LineageNode,
  document: SourceDocument,
  find: FindDocument,
): Promise<LocatedNode> {
  const location = (await locate(place, document, find)) ?? null;
  return { ...node, location, where: whereIs(place, document, location?.range) };
}

/** "line 3", "cell 2, line 1", "helpers.py, line 8": as short as is clear from the document. */
export function whereIs(place: Place, document: SourceDocument, range: TextRange | undefined): string {
  const parts = [
    ...(place.document === document.uri ? [] : [decodeURIComponent(place.document.split('/').at(-1) ?? '')]),
    ...(place.cell === null ? [] : [`cell ${place.cell}`]),
    ...(range ? [`line ${range.start.line + 1}`] : []),
  ];
  return parts.join(', ');
}

/** A link for the view: the node's id and nothing else, so that it can lead nowhere but to a place of this answer. */
const linkTo = (id: string): string => `command:${OPEN_PLACE_COMMAND}?${encodeURIComponent(JSON.stringify([id]))}`;

function checked(params: LineageParams): LineageParams {
  if (typeof params?.uri !== 'string') throw new ResponseError(ErrorCodes.InvalidParams, '"uri" must be a string');
  if (!Range.is(params.range)) throw new ResponseError(ErrorCodes.InvalidParams, '"range" must be a range');
  return params;
}
