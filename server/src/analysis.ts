import type { Confidence, Finding, Fix, Place, TraceStep } from '@unpool/shared/protocol/finding.ts';
import type { Lineage } from '@unpool/shared/protocol/lineage.ts';
import type { Loudness } from './configuration/configuration.ts';
import type { PythonLibrary } from './configuration/schema.ts';
import type { FlowUnit } from './flow/program.ts';
import type { Move } from './languages/edited.ts';
import type { SourceDocument } from './workspace/document.ts';
import type { Workspace } from './workspace/workspace.ts';

export interface Cancellation {
  readonly isCancellationRequested: boolean;
}

/** The result for one document: findings in document order, after suppressions and the configured least confidence. */
export interface Analysis {
  readonly document: SourceDocument;
  readonly findings: readonly Finding[];
  /** What could not be read as code, and so was left out; in document order. */
  readonly unread: readonly Place[];
  /** Repairs first, then suppress and declare actions. Computed when asked, from the text that was analysed. */
  fixes(finding: Finding): readonly Fix[];
  /** Another document as it was read, where repairs change it, too; undefined for all others. */
  neighbour(uri: string): SourceDocument | undefined;
  /** Provenance of the value at an offset of a unit, for the hover; null where nothing is known. */
  provenanceAt(cell: number | null, offset: number): ValueDescription | null;
  /** Where the data of the smallest value around an offset, or a range, come from; null where nothing is known. */
  lineageAt(cell: number | null, offset: number, end?: number): Lineage | null;
  /** Where the data of a finding's estimate come from. */
  lineageOf(finding: Finding): Lineage | null;
}

export interface ValueDescription {
  readonly place: Place;
  /** As written: `pooled`, `df["score"]`. */
  readonly name: string;
  /** In words: "real and synthetic units, pooled". */
  readonly summary: string;
  readonly confidence: Confidence;
  readonly trace: readonly TraceStep[];
}

export interface AnalysisOptions {
  /** Null leaves it to the configuration of the document. */
  readonly minConfidence: Confidence | null;
  /** How loud rules are for whoever asks, instead of what the configuration says. */
  readonly rules?: Loudness;
  /** What repairs of Python code are written with, instead of what the configuration says; null leaves it to that. */
  readonly library?: PythonLibrary | null;
  /** Also parse what nothing can be found in, so that `unread` is told of it. */
  readonly parsesAll?: boolean;
}

export interface Analyser {
  /** Collects inputs, then analyses in slices that yield; undefined when cancelled. Never throws on any source text. */
  analyse(
    document: SourceDocument,
    options: AnalysisOptions,
    cancellation?: Cancellation,
  ): Promise<Analysis | undefined>;
  /** Files changed on disk: what was read of them counts no more. */
  filesChanged(): void;
}

/** What the parsers are made of: each host knows where its files lie. */
export interface Assets {
  read(name: 'web-tree-sitter.wasm' | 'tree-sitter-python.wasm'): Promise<Uint8Array>;
  /** Loads the reader of TypeScript and JavaScript, a chunk of its own. */
  typescript(): Promise<TypeScriptReader>;
}

export interface TypeScriptReader {
  lowerTypeScript(text: string, fileName: string, before?: FlowUnit, move?: Move): FlowUnit;
}

export type CreateAnalyser = (workspace: Workspace, assets: Assets) => Promise<Analyser>;
