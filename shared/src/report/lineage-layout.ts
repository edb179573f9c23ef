import { Graph, layout } from '@dagrejs/dagre';
import { extent } from 'd3-array';
import type { LineageEdge, LineageNode } from '../protocol/lineage.ts';

export const BOX = { width: 226, height: 64 };

const MARGIN = 6;
const GAP = { beside: 26, below: 34 };
/** Between the arrows that end at one box, at most. */
const ARROWS_APART = 26;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Way {
  readonly edge: LineageEdge;
  readonly points: readonly Point[];
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Middles of the boxes, by the id of their node. */
  readonly boxes: ReadonlyMap<string, Point>;
  readonly ways: readonly Way[];
}

/** Places for the nodes in layers from top to bottom, and ways for the edges around them. */
export function placeLineage(nodes: readonly Pick<LineageNode, 'id'>[], edges: readonly LineageEdge[]): Layout {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: GAP.beside, ranksep: GAP.below });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) graph.setNode(id, { ...BOX });
  for (const { from, to } of edges) graph.setEdge(from, to);
  layout(graph);
  const drawn = nodes.map(({ id }) => graph.node(id) as Point);
  const mirrored = isMirrored(drawn) ? -1 : 1;
  const side = ({ x, y }: Point): Point => ({ x: mirrored * x, y });
  const boxes = new Map(nodes.map(({ id }, index) => [id, side(drawn[index]!)]));
  const bends = (edge: LineageEdge) => (graph.edge(edge.from, edge.to).points as Point[]).map(side);
  return fitted(
    boxes,
    edges.map((edge) => ({ edge, points: wayOf(edge, edges, boxes, bends) })),
  );
}

/** Moves all into the picture: ways may run further out than any box. */
function fitted(boxes: ReadonlyMap<string, Point>, ways: readonly Way[]): Layout {
  const corners = [...boxes.values()].flatMap(({ x, y }) => [
    { x: x - BOX.width / 2, y: y - BOX.height / 2 },
    { x: x + BOX.width / 2, y: y + BOX.height / 2 },
  ]);
  const all = [...corners, ...ways.flatMap(({ points }) => points)];
  const [left = 0, right = 0] = extent(all, ({ x }) => x);
  const [top = 0, bottom = 0] = extent(all, ({ y }) => y);
  const move = ({ x, y }: Point): Point => ({ x: x - left + MARGIN, y: y - top + MARGIN });
  return {
    width: right - left + 2 * MARGIN,
    height: bottom - top + 2 * MARGIN,
    boxes: new Map([...boxes].map(([id, middle]) => [id, move(middle)])),
    ways: ways.map(({ edge, points }) => ({ edge, points: points.map(move) })),
  };
}

/** Nodes come in the order of the code: of those beside each other, the first should be on the left. */
function isMirrored(points: readonly Point[]): boolean {
  let inOrder = 0;
  for (const [i, a] of points.entries())
    for (const b of points.slice(i + 1)) if (a.y === b.y) inOrder += Math.sign(b.x - a.x);
  return inOrder < 0;
}

/** From the bottom of one box to the top of the other, straight down beside the boxes of the layers between. */
function wayOf(
  edge: LineageEdge,
  edges: readonly LineageEdge[],
  boxes: ReadonlyMap<string, Point>,
  bends: (edge: LineageEdge) => Point[],
): Point[] {
  const [from, to] = [boxes.get(edge.from)!, boxes.get(edge.to)!];
  if (to.y <= from.y) return bends(edge); // a circle: the way back goes up
  const start = { x: from.x, y: from.y + BOX.height / 2 };
  const end = { x: to.x + arrival(edge, edges, boxes, bends), y: to.y - BOX.height / 2 };
  // a bend lies in each layer and in each gap; the first and the last one are the ends
  const between = bends(edge)
    .slice(1, -1)
    .filter((_, index) => index % 2 === 1)
    .flatMap(({ x, y }) => [
      { x, y: y - BOX.height / 2 },
      { x, y: y + BOX.height / 2 },
    ]);
  return [start, ...between, end];
}

/** Arrows end side by side, in the order in which they come. */
function arrival(
  edge: LineageEdge,
  edges: readonly LineageEdge[],
  boxes: ReadonlyMap<string, Point>,
  bends: (edge: LineageEdge) => Point[],
): number {
  const comesFrom = (other: LineageEdge) => bends(other).at(-2)?.x ?? boxes.get(other.from)!.x;
  const arriving = edges.filter(({ to }) => to === edge.to).sort((a, b) => comesFrom(a) - comesFrom(b));
  const apart = Math.min(ARROWS_APART, (BOX.width - 40) / arriving.length);
  return (arriving.indexOf(edge) - (arriving.length - 1) / 2) * apart;
}
