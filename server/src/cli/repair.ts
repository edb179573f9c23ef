import type { Edit, Finding, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Analysis } from '../analysis.ts';
import { repairs } from './describe.ts';
import { editCells } from './notebook.ts';

export interface Repaired {
  readonly text: string;
  /** How many findings were repaired. */
  readonly count: number;
}

/** A repair can make room for the next one; more rounds than this are no longer progress. */
const ROUNDS = 10;

/**
 * Applies the first permitted repair of each finding, round after round, until none is left. Repairs that touch the same
 * place wait for the next round, where they are computed anew. Resolves with the analysis of the text it ends with.
 */
export async function repair(
  text: string,
  analysis: Analysis,
  analyse: (text: string) => Promise<Analysis>,
  isOurs: (finding: Finding) => boolean,
  unsafeFixes: boolean,
): Promise<Repaired & { readonly analysis: Analysis }> {
  let current = { text, count: 0, analysis };
  for (let round = 0; round < ROUNDS; round++) {
    const fixes = compatibleFixes(current.analysis, isOurs, unsafeFixes);
    if (fixes.length === 0) break;
    const next = applied(
      current.text,
      current.analysis,
      fixes.flatMap((fix) => fix.edits),
    );
    current = { text: next, count: current.count + fixes.length, analysis: await analyse(next) };
  }
  return current;
}

function compatibleFixes(
  analysis: Analysis,
  isOurs: (finding: Finding) => boolean,
  unsafeFixes: boolean,
): readonly Fix[] {
  const chosen: Fix[] = [];
  for (const finding of analysis.findings.filter(isOurs)) {
    const fix = permitted(analysis, finding, unsafeFixes);
    if (fix && !chosen.some((other) => collide(fix, other))) chosen.push(fix);
  }
  return chosen;
}

/** Only repairs within the document itself, another file is not ours to change here; and none that somebody has to choose. */
function permitted(analysis: Analysis, finding: Finding, unsafeFixes: boolean): Fix | undefined {
  return repairs(analysis, finding).find(
    ({ safety, needsChoice, edits }) =>
      (safety === 'safe' || unsafeFixes) &&
      !needsChoice &&
      edits.every(({ place }) => place.document === analysis.document.uri),
  );
}

/** What both put at one place is put there once: an import, a helper. */
function collide(fix: Fix, other: Fix): boolean {
  return fix.edits.some((edit) =>
    other.edits.some((theirs) => {
      const [a, b] = [edit.place, theirs.place];
      const meet = a.cell === b.cell && (a.start === b.start || (a.start < b.end && b.start < a.end));
      return meet && !isSame(edit, theirs);
    }),
  );
}

const isSame = ({ place: a, newText }: Edit, { place: b, newText: other }: Edit): boolean =>
  a.cell === b.cell && a.start === b.start && a.end === b.end && newText === other;

function applied(text: string, { document }: Analysis, edits: readonly Edit[]): string {
  const changed = new Map<number | null, string>();
  for (const { cell, text: before } of document.units) {
    const own = edits.filter(
      (edit, i) => edit.place.cell === cell && edits.findIndex((other) => isSame(edit, other)) === i,
    );
    // a script's own text, whose line ends the document may have changed
    if (own.length > 0) changed.set(cell, edited(cell === null ? text : before, own));
  }
  return changed.get(null) ?? editCells(text, changed);
}

/** New lines end as the text's own do. */
function edited(text: string, edits: readonly Edit[]): string {
  const lineEnd = /\r\n?/.exec(text)?.[0] ?? '\n';
  let result = '';
  let done = 0;
  for (const { place, newText } of [...edits].sort((a, b) => a.place.start - b.place.start)) {
    result += text.slice(done, place.start) + newText.replace(/\r?\n/g, lineEnd);
    done = place.end;
  }
  return result + text.slice(done);
}
