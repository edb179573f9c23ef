import type { Place } from './finding.ts';

/** The way of a value's data as a graph: what the picture of `unpool.showLineage` shows. */

export const LINEAGE_KINDS = [
  'file',
  'source',
  'synthesizer',
  'model',
  'judge',
  'human',
  'pool',
  'split',
  'column',
  'step',
  'correction',
  'estimate',
  'value',
] as const;
export type LineageKind = (typeof LINEAGE_KINDS)[number];

/** What the data of a node are; `generated` also stands for values that a model filled in. */
export const LINEAGE_ORIGINS = ['real', 'synthetic', 'pooled', 'human', 'judged', 'generated', 'unknown'] as const;
export type LineageOrigin = (typeof LINEAGE_ORIGINS)[number];

export interface LineageNode {
  /** Unique within the graph. */
  readonly id: string;
  readonly kind: LineageKind;
  /** Short: a file's name, the code in brief, the kind of estimate. */
  readonly label: string;
  /** In words; empty where the label says all. */
  readonly detail: string;
  readonly origin: LineageOrigin;
  readonly place: Place;
}

export interface LineageEdge {
  readonly from: string;
  readonly to: string;
  /** `learned`: a generator was fitted on the data; they are not among its rows. */
  readonly kind: 'data' | 'learned';
}

export interface Lineage {
  /** The value as written. */
  readonly name: string;
  /** Sources first, the value last. */
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
  /** Steps that are missing because the graph is bounded. */
  readonly leftOut: number;
}

/** A range in LSP's terms: lines and characters count from 0, in UTF-16 units. */
export interface TextRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** Which value: the smallest one around a range of a text (a file, or a notebook's cell). */
export interface LineageParams {
  readonly uri: string;
  readonly range: TextRange;
  /** Id of the finding whose estimate is meant; it beats the range while the finding is there. */
  readonly finding?: string;
}

export interface LocatedNode extends Omit<LineageNode, 'place'> {
  /** Null when the text is gone. */
  readonly location: { readonly uri: string; readonly range: TextRange } | null;
  /** In words: "line 3", "cell 2, line 1", "helpers.py, line 8". */
  readonly where: string;
}

export interface LineageAnswer {
  readonly name: string;
  readonly nodes: readonly LocatedNode[];
  readonly edges: readonly LineageEdge[];
  readonly leftOut: number;
  /** The picture with its list as a page of its own; its links are `OPEN_PLACE_COMMAND` with the id of a node. */
  readonly html: string;
}
