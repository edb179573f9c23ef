import type { Edit, Fix, RuleId } from '@unpool/shared/protocol/finding.ts';
import { diffLines } from 'diff';
import { CodeActionKind, type CodeActionRegistrationOptions } from 'vscode-languageserver';
import type { Analysis } from '../analysis.ts';
import { edited, repair, repairsOf } from '../repair.ts';
import type { SourceDocument, SourceUnit } from '../workspace/document.ts';
import type { AnalyseText } from './stored-analysis.ts';

/** The kinds by which editors ask for all repairs at once, also when they save. */
export const FIX_ALL = {
  text: `${CodeActionKind.SourceFixAll}.unpool`,
  /** Of all cells of a notebook. */
  notebook: `${CodeActionKind.Notebook}.${CodeActionKind.SourceFixAll}.unpool`,
} as const;

/** VS Code asks the first cell for what is to be done with the notebook, whatever that cell is. */
export const OTHER_CELLS: CodeActionRegistrationOptions = {
  documentSelector: ['markdown', 'raw'].map((language) => ({ notebook: 'jupyter-notebook', language })),
  codeActionKinds: [FIX_ALL.notebook],
  resolveProvider: true,
};

/** Which repairs are made together; null stands for any. */
export interface Scope {
  readonly rule: RuleId | null;
  readonly cell: number | null;
}

export interface AllRepairs {
  /** From the text that was analysed to the one with all repairs. */
  readonly edits: readonly Edit[];
  /** How many findings they repair. */
  readonly count: number;
}

/** All repairs of a document that may be made without being looked at, one after the other as `unpool check --fix` makes them. */
export async function allRepairs(start: Analysis, scope: Scope, analyse: AnalyseText): Promise<AllRepairs | undefined> {
  const { document } = start;
  const done = await repair(start, {
    permits: (fix, { rule }) => (scope.rule === null || rule === scope.rule) && isPermitted(fix, document, scope),
    after: (edits, analysis) => analyse(withEdits(analysis.document, edits)),
  });
  if (!done) return undefined;
  const { units } = done.analysis.document;
  return { count: done.count, edits: document.units.flatMap((unit, i) => changesTo(unit, units[i]!, document.uri)) };
}

/** How many findings have a repair that may be made so. */
export function countRepairable(analysis: Analysis, scope: Scope): number {
  const { document, findings } = analysis;
  return findings.filter(
    (finding) =>
      (scope.rule === null || finding.rule === scope.rule) &&
      repairsOf(analysis, finding).some((fix) => isPermitted(fix, document, scope)),
  ).length;
}

/** Another file, and another cell where one is asked about, is not ours to change. */
function isPermitted({ safety, edits }: Fix, { uri }: SourceDocument, { cell }: Scope): boolean {
  return (
    safety === 'safe' && edits.every(({ place }) => place.document === uri && (cell === null || place.cell === cell))
  );
}

function withEdits(document: SourceDocument, edits: readonly Edit[]): SourceDocument {
  const units = document.units.map((unit) => {
    const own = edits.filter(({ place }) => place.cell === unit.cell);
    // like a text that is edited: nothing of it is kept for those who read what is stored
    return { ...unit, text: edited(unit.text, own), version: unit.version ?? 0, isTried: true };
  });
  return { ...document, units };
}

/** The lines that differ. */
function changesTo({ text, cell }: SourceUnit, after: SourceUnit, document: string): Edit[] {
  if (text === after.text) return [];
  const edits: Edit[] = [];
  let start = 0;
  for (const { value, added, removed } of diffLines(text, after.text)) {
    const end = added ? start : start + value.length;
    const last = edits.at(-1);
    if (added && last?.place.end === start) edits[edits.length - 1] = { ...last, newText: last.newText + value };
    else if (added || removed) edits.push({ place: { document, cell, start, end }, newText: added ? value : '' });
    start = end;
  }
  return edits;
}
