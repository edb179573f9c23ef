import type { Edit, Finding } from '@unpool/shared/protocol/finding.ts';
import type { Analysis } from '../analysis.ts';
import { edited, repair as repairInRounds } from '../repair.ts';
import type { Beside } from './beside.ts';
import { editCells } from './notebook.ts';

export interface Repaired {
  readonly text: string;
  /** How many findings were repaired: one may come to light when another is. */
  readonly count: number;
  /** How many are left. */
  readonly left: number;
}

/**
 * Repairs a source's text. Where `beside` is given, so are repairs made that change another file too: that is told there.
 * Resolves with the analysis of the text it ends with.
 */
export async function repair(
  text: string,
  start: Analysis,
  analyse: (text: string) => Promise<Analysis>,
  isOurs: (finding: Finding) => boolean,
  unsafeFixes: boolean,
  beside?: Beside,
): Promise<Repaired & { readonly analysis: Analysis }> {
  const { uri } = start.document;
  const isOwn = ({ place }: Edit) => place.document === uri;
  let current = text;
  const done = await repairInRounds(start, {
    permits: ({ safety, edits }, finding) =>
      isOurs(finding) && (safety === 'safe' || unsafeFixes) && edits.every((edit) => isOwn(edit) || beside),
    async after(edits, analysis) {
      await beside?.edit(edits.filter((edit) => !isOwn(edit)));
      current = applied(current, analysis, edits.filter(isOwn));
      return analyse(current);
    },
  });
  const { analysis, count } = done!;
  return { text: current, count, left: analysis.findings.filter(isOurs).length, analysis };
}

function applied(text: string, { document }: Analysis, edits: readonly Edit[]): string {
  const changed = new Map<number | null, string>();
  for (const { cell, text: before } of document.units) {
    const own = edits.filter(({ place }) => place.cell === cell);
    // a script's own text, whose line ends the document may have changed
    if (own.length > 0) changed.set(cell, edited(cell === null ? text : before, own));
  }
  return changed.get(null) ?? editCells(text, changed);
}
