import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type { Statement } from '../../flow/program.ts';
import type { FixContext } from '../fix-context.ts';
import { inPattern } from '../in-pattern.ts';
import { blockAround, statementAround } from './line-before.ts';
import type { Scores } from './scores.ts';

interface Named {
  readonly block: readonly Statement[];
  readonly value: string;
  readonly name: string;
}

const LINE = /^\s*const (\w+) = ([\s\S]+)$/;

/** Of corrections in one block that are the same, the first has a name, and the others take it. */
export function reuseCorrected(
  parts: readonly { readonly scores: Scores; readonly edits: readonly Edit[] }[],
  context: FixContext,
): readonly Edit[] {
  const named: Named[] = [];
  return parts.flatMap(({ scores: { node, unit }, edits }) => {
    const line = edits.find(({ place, newText }) => place.start === place.end && LINE.test(newText));
    const around = statementAround(node, unit, context);
    if (!line || !around) return edits;
    const [, name, value] = LINE.exec(line.newText) as unknown as [string, string, string];
    const block = blockAround(unit.body, around);
    const same = named.find((one) => one.block === block && one.value === value);
    if (!same) {
      named.push({ block, value, name });
      return edits;
    }
    const isName = new RegExp(`(?<![\\w$])${inPattern(name)}(?![\\w$])`, 'g');
    return edits.flatMap((edit) =>
      edit === line ? [] : [{ ...edit, newText: edit.newText.replace(isName, same.name) }],
    );
  });
}
