import { isColumnStep, type WalkEdge, type Walked, type WalkNode } from './walk.ts';

/** More than this nobody reads. */
export const MAX_NODES = 60;

/** Beyond this a graph is cut before anything is looked at closely. */
const MAX_CONSIDERED = 400;

type Edge = Pick<WalkEdge, 'from' | 'to' | 'kind'>;

/** The part of a walk that is drawn: sources first, at most `limit` nodes. `leftOut` counts the others. */
export function simplify(
  { root, nodes, edges }: Walked,
  limit: number,
): { nodes: WalkNode[]; edges: Edge[]; leftOut: number } {
  // nodes were met from the value backwards: the first are the nearest
  const near = new Set([...nodes.values()].slice(0, MAX_CONSIDERED));
  const graph = new Graph(near, [...edges.values()]);
  graph.dropHeld();
  const into = graph.edges.filter(({ to }) => to === root);
  if (root.met.length === 0 && into.length < 2) graph.remove(root);
  for (const node of [...near].reverse()) {
    if (near.size <= limit) break;
    if (
      node !== root &&
      node.met.every(({ cause }) => cause.kind === 'return' || cause.kind === 'step' || isColumnStep(cause))
    )
      graph.bridge(node);
  }
  for (const node of [...near].slice(limit)) graph.remove(node);
  const leftOut = nodes.size - near.size - (near.has(root) ? 0 : 1);
  return { nodes: graph.inOrder(), edges: graph.edges, leftOut };
}

class Graph {
  edges: WalkEdge[];
  private readonly nodes: Set<WalkNode>;

  constructor(nodes: Set<WalkNode>, edges: readonly WalkEdge[]) {
    this.nodes = nodes;
    this.edges = edges.filter(({ from, to }) => nodes.has(from) && nodes.has(to));
  }

  /** Leaves out the direct way of what also comes over other nodes. */
  dropHeld(): void {
    for (const edge of this.edges.filter(({ isHeld }) => isHeld)) {
      const others = this.edges.filter((other) => other !== edge);
      if (leads(edge.from, edge.to, others)) this.edges = others;
    }
  }

  remove(node: WalkNode): void {
    this.nodes.delete(node);
    this.edges = this.edges.filter(({ from, to }) => from !== node && to !== node);
  }

  /** Removes a node and joins what it connected. */
  bridge(node: WalkNode): void {
    const into = this.edges.filter(({ to }) => to === node);
    const out = this.edges.filter(({ from }) => from === node);
    this.remove(node);
    for (const { from, kind } of into) {
      for (const { to, isHeld } of out) {
        if (from !== to && !this.edges.some((edge) => edge.from === from && edge.to === to))
          this.edges.push({ from, to, kind, isHeld });
      }
    }
  }

  /** Each node behind what leads to it; else as the code has them. A circle is entered where the code begins. */
  inOrder(): WalkNode[] {
    const waiting = new Set([...this.nodes].sort(byPlace));
    const ordered: WalkNode[] = [];
    while (waiting.size > 0) {
      const isFree = (node: WalkNode) => !this.edges.some(({ from, to }) => to === node && waiting.has(from));
      const next = [...waiting].find(isFree) ?? [...waiting][0]!;
      waiting.delete(next);
      ordered.push(next);
    }
    return ordered;
  }
}

function leads(from: WalkNode, to: WalkNode, edges: readonly WalkEdge[]): boolean {
  const reached = new Set([from]);
  for (const node of reached) {
    for (const edge of edges) if (edge.from === node) reached.add(edge.to);
    if (reached.has(to)) return true;
  }
  return false;
}

const byPlace = ({ place: a }: WalkNode, { place: b }: WalkNode): number =>
  a.document.localeCompare(b.document) || (a.cell ?? 0) - (b.cell ?? 0) || a.start - b.start || a.end - b.end;
