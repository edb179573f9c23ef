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

/** Only repairs within the document itself: another file is not ours to change here. */
function permitted(analysis: Analysis, finding: Finding, unsafeFixes: boolean): Fix | undefined {
  return repairs(analysis, finding).find(
    ({ safety, edits }) =>
      (safety === 'safe' || unsafeFixes) && edits.every(({ place }) => place.document === analysis.document.uri),
  );
}

function collide(fix: Fix, other: Fix): boolean {
  return fix.edits.some((a) =>
    other.edits.some(
      (b) =>
        !isSame(a, b) &&
        a.place.cell === b.place.cell &&
        (a.place.start === b.place.start || (a.place.start < b.place.end && b.place.start < a.place.end)),
    ),
  );
}

/** Both import the same: once is enough. */
const isSame = (a: Edit, b: Edit): boolean =>
  a.newText === b.newText &&
  a.place.cell === b.place.cell &&
  a.place.start === b.place.start &&
  a.place.end === b.place.end;

function applied(text: string, { document }: Analysis, edits: readonly Edit[]): string {
  const changed = new Map<number | null, string>();
  for (const { cell, text: before } of document.units) {
    const own = edits
      .filter(({ place }) => place.cell === cell)
      .filter((edit, i, all) => all.findIndex((other) => isSame(edit, other)) === i);
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
