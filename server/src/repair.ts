import type { Edit, Finding, Fix, Place } from '@unpool/shared/protocol/finding.ts';
import type { Analysis } from './analysis.ts';
import { samePlace } from './provenance/trace.ts';

export interface Repairing {
  /** May this repair be made without anybody looking at it? */
  permits(fix: Fix, finding: Finding): boolean;
  /** The analysis once these edits are made; undefined when that is given up. */
  after(edits: readonly Edit[], analysis: Analysis): Promise<Analysis | undefined>;
}

export interface Repaired {
  readonly analysis: Analysis;
  /** How many findings were repaired. */
  readonly count: number;
}

/** A repair can make room for the next one; more rounds than this are no longer progress. */
const ROUNDS = 10;

/**
 * Makes the first permitted repair of each finding, round after round, until none is left. Repairs that touch the same
 * place wait for the next round, where they are computed anew. Resolves with the analysis of the text it ends with.
 */
export async function repair(start: Analysis, { permits, after }: Repairing): Promise<Repaired | undefined> {
  let analysis = start;
  let count = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const fixes = compatibleFixes(analysis, permits);
    if (fixes.length === 0) break;
    const edits = onlyOnce(fixes.flatMap((fix) => fix.edits));
    const next = await after(edits, analysis);
    if (!next) return undefined;
    analysis = next;
    count += fixes.length;
  }
  return { analysis, count };
}

/** Corrections of a finding, not comments that silence or declare. */
export function repairsOf(analysis: Analysis, finding: Finding): readonly Fix[] {
  return analysis.fixes(finding).filter(({ kind }) => kind === 'repair');
}

function compatibleFixes(analysis: Analysis, permits: Repairing['permits']): readonly Fix[] {
  const chosen: Fix[] = [];
  for (const finding of analysis.findings) {
    const fix = repairsOf(analysis, finding).find((one) => !one.needsChoice && permits(one, finding));
    if (fix && !chosen.some((other) => collide(fix, other))) chosen.push(fix);
  }
  return chosen;
}

/** What both put at one place is put there once: an import, a helper. */
function collide(fix: Fix, other: Fix): boolean {
  return fix.edits.some((edit) =>
    other.edits.some((theirs) => meet(edit.place, theirs.place) && !isSame(edit, theirs)),
  );
}

const meet = (a: Place, b: Place): boolean =>
  a.document === b.document && a.cell === b.cell && (a.start === b.start || (a.start < b.end && b.start < a.end));

const isSame = ({ place: a, newText }: Edit, { place: b, newText: other }: Edit): boolean =>
  samePlace(a, b) && newText === other;

const onlyOnce = (edits: readonly Edit[]): readonly Edit[] =>
  edits.filter((edit, i) => edits.findIndex((other) => isSame(edit, other)) === i);

/** A text with edits made; new lines end as the text's own do. */
export function edited(text: string, edits: readonly Edit[]): string {
  const lineEnd = /\r\n?/.exec(text)?.[0] ?? '\n';
  let result = '';
  let done = 0;
  for (const { place, newText } of [...edits].sort((a, b) => a.place.start - b.place.start)) {
    result += text.slice(done, place.start) + newText.replace(/\r?\n/g, lineEnd);
    done = place.end;
  }
  return result + text.slice(done);
}
