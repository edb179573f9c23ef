import { curveBumpY, line } from 'd3-shape';
import type { LineageEdge, LineageOrigin, LocatedNode } from '../protocol/lineage.ts';
import { BOX, type Layout, type Point, placeLineage } from './lineage-layout.ts';
import { LINEAGE_STYLE } from './lineage-style.ts';
import { cut, inWords } from './lineage-words.ts';
import { at, escapeHtml } from './svg.ts';

export interface LineagePicture {
  readonly name: string;
  readonly nodes: readonly LocatedNode[];
  readonly edges: readonly LineageEdge[];
}

/** Where a click on a node leads; null for nowhere. */
export type LinkOf = (node: LocatedNode) => string | null;

/** Characters that fit into a box. */
const FITS = { label: 26, detail: 37, where: 14 };

/** Less than this share of its size and nobody can read it: then it scrolls. */
const SMALLEST = 0.75;

/** The picture by itself: its colours and dashes come with it. */
export function lineageSvg({ name, nodes, edges }: LineagePicture, linkOf: LinkOf = () => null): string {
  const placed = placeLineage(nodes, edges);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const [width, height] = [Math.ceil(placed.width), Math.ceil(placed.height)];
  const boxes = nodes.map((node) => box(node, placed.boxes.get(node.id)!, linkOf(node)));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="unpool-lineage" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"` +
    ` style="width:100%;height:auto;max-width:${width}px;min-width:${Math.round(width * SMALLEST)}px" role="group" aria-labelledby="lineage-title" aria-describedby="lineage-description">` +
    `<title id="lineage-title">${escapeHtml(`Where ${name} comes from`)}</title>` +
    `<desc id="lineage-description">${escapeHtml(describe(nodes))}</desc>` +
    `<style>${LINEAGE_STYLE}</style>` +
    ways(placed, byId) +
    boxes.join('') +
    '</svg>'
  );
}

function describe(nodes: readonly LocatedNode[]): string {
  const names = nodes.map(({ label, where }) => `${label} (${where})`);
  return `Boxes from the sources at the top to the value at the bottom: ${names.join(', ')}. The list says the same in words.`;
}

const curve = line<Point>(
  ({ x }) => Number(at(x)),
  ({ y }) => Number(at(y)),
).curve(curveBumpY);

/** Each in the colour and dash of what comes over it. */
function ways({ ways }: Layout, byId: ReadonlyMap<string, LocatedNode>): string {
  const drawn = ways.map(({ edge, points }) => {
    const kind = edge.kind === 'learned' ? 'learned' : (byId.get(edge.from)?.origin ?? 'unknown');
    const [start, tip] = [points[0]!, points.at(-1)!];
    const isDown = tip.y > start.y;
    const end = { x: tip.x, y: tip.y + (isDown ? -HEAD : HEAD) }; // a line as wide as its head's tip would blunt it
    const head = `M-4.5 ${-HEAD}L0 0L4.5 ${-HEAD}z`;
    return (
      `<path class="way ${kind}" d="${curve([...points.slice(0, -1), end]) ?? ''}">${kind === 'learned' ? LEARNED : ''}</path>` +
      `<path class="head ${kind}" d="${head}" transform="translate(${at(tip.x)} ${at(tip.y)})${isDown ? '' : ' rotate(180)'}"/>`
    );
  });
  return drawn.join('');
}

const HEAD = 9;
const LEARNED = '<title>learned from</title>';

function box(node: LocatedNode, middle: Point, link: string | null): string {
  const { kind, label, detail, origin, where } = node;
  const [x, y] = [middle.x - BOX.width / 2, middle.y - BOX.height / 2];
  const said = [`${inWords(node)}: ${label}`, ...(detail ? [detail] : []), ...(where ? [where] : [])].join('\n');
  const content =
    `<title>${escapeHtml(said)}</title>` +
    outline(kind) +
    `<g transform="translate(12 11)">${mark(origin)}</g>` +
    `<text x="29" y="20" class="kind">${escapeHtml(inWords(node))}</text>` +
    `<text x="${BOX.width - (kind === 'file' ? 20 : 12)}" y="20" text-anchor="end">${escapeHtml(cut(where, FITS.where))}</text>` +
    `<text x="12" y="${detail ? 39 : 44}" class="label">${escapeHtml(cut(label, FITS.label))}</text>` +
    (detail ? `<text x="12" y="55">${escapeHtml(cut(detail, FITS.detail))}</text>` : '');
  const group = `class="${kind} ${origin}" transform="translate(${at(x)} ${at(y)})"`;
  return link ? `<a href="${escapeHtml(link)}" ${group}>${content}</a>` : `<g ${group}>${content}</g>`;
}

const FOLD = 12;

/** A sheet with a folded corner for a file, round ends for what is computed, else a box. */
function outline(kind: string): string {
  const { width, height } = BOX;
  if (kind === 'file') {
    const sheet = `M4 0H${width - FOLD}L${width} ${FOLD}V${height - 4}a4 4 0 0 1 -4 4H4a4 4 0 0 1 -4 -4V4a4 4 0 0 1 4 -4z`;
    const fold = `M${width - FOLD} 0V${FOLD}H${width}`;
    return `<path class="box" d="${sheet}"/><path class="tint" d="${sheet}"/><path class="fold" d="${fold}"/>`;
  }
  const radius = kind === 'estimate' || kind === 'correction' ? 18 : 4;
  const size = `width="${width}" height="${height}" rx="${radius}"`;
  return `<rect class="box" ${size}/><rect class="tint" ${size}/>`;
}

const MARKS: Readonly<Record<LineageOrigin, string>> = {
  real: '<circle class="mark" cx="5" cy="5" r="4.2"/>',
  synthetic: '<path class="mark" d="M5 0.2L9.8 5L5 9.8L0.2 5z"/>',
  pooled: '<circle class="mark" cx="3" cy="5" r="3"/><path class="mark hollow" d="M7.4 0.8L11.4 5L7.4 9.2L3.4 5z"/>',
  human: '<rect class="mark" x="0.8" y="0.8" width="8.4" height="8.4"/>',
  judged: '<path class="mark" d="M5 0.6L9.6 9H0.4z"/>',
  generated: '<path class="mark hollow" d="M5 0.4L9.6 5L5 9.6L0.4 5z"/>',
  unknown: '<circle class="mark hollow" cx="5" cy="5" r="4"/>',
};

/** The sign of an origin, 10 by 10. */
export const mark = (origin: LineageOrigin): string => MARKS[origin];
