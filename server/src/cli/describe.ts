import type { Edit, Finding, Fix, Place } from '@unpool/shared/protocol/finding.ts';
import type { Analysis } from '../analysis.ts';
import { repairsOf } from '../repair.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { Lines } from './lines.ts';
import type { ReportedFinding, ReportedFix, ReportedRange } from './report.ts';
import type { StoredCells } from './stored-cells.ts';

/** Turns places (offsets in a document) into ranges that people read, for one document and those its traces lead to. */
export class Describer {
  readonly #analysis: Analysis;
  readonly #workspace: Workspace;
  readonly #shownPath: (uri: string) => string;
  readonly #stored: StoredCells | null;
  readonly #lines = new Map<string, Lines>();

  /** With `stored`, what lies in the document's cells is told as where that is in the notebook's JSON. */
  constructor(
    analysis: Analysis,
    workspace: Workspace,
    shownPath: (uri: string) => string,
    stored: StoredCells | null = null,
  ) {
    this.#analysis = analysis;
    this.#workspace = workspace;
    this.#shownPath = shownPath;
    this.#stored = stored;
  }

  async finding(finding: Finding): Promise<ReportedFinding> {
    const { rule, severity, confidence, message } = finding;
    const range = await this.#range(finding.place);
    const trace = [];
    for (const step of finding.trace) {
      const { path, cell, line, column } = await this.#range(step.place);
      trace.push({ path, cell, line, column, message: step.message });
    }
    const fixes = [];
    for (const fix of repairsOf(this.#analysis, finding)) fixes.push(await this.#fix(fix));
    return { rule, severity, confidence, message, ...range, trace, fixes };
  }

  /** The text that a place lies in, by lines. */
  async lines({ document, cell }: Place): Promise<Lines> {
    const key = `${document}#${cell}`;
    const known = this.#lines.get(key) ?? new Lines(await this.#text(document, cell));
    this.#lines.set(key, known);
    return known;
  }

  async #fix({ title, safety, edits }: Fix): Promise<ReportedFix> {
    const described = [];
    for (const edit of edits) described.push(await this.#edit(edit));
    return { title, safety, edits: described };
  }

  async #edit({ place, newText }: Edit): Promise<ReportedFix['edits'][number]> {
    const stored = this.#storedCells(place);
    return { ...(await this.#range(place)), newText: stored ? stored.insideString(newText) : newText };
  }

  async #range(place: Place): Promise<ReportedRange> {
    const path = this.#shownPath(place.document);
    const stored = this.#storedCells(place)?.range(place.cell ?? 0, place.start, place.end);
    const range = stored ?? (await this.lines(place)).range(place.start, place.end);
    return { path, cell: place.cell, ...range };
  }

  #storedCells({ document, cell }: Place): StoredCells | null {
    return cell !== null && document === this.#analysis.document.uri ? this.#stored : null;
  }

  async #text(uri: string, cell: number | null): Promise<string> {
    const own = this.#analysis.document;
    const document = uri === own.uri ? own : await this.#workspace.document(uri);
    return document?.units.find((unit) => unit.cell === cell)?.text ?? '';
  }
}
