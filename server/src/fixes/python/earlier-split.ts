import { type FixContext, type placeIn, textOf } from '../fix-context.ts';
import { namesOf, sameVariable } from '../occurrences.ts';
import { importedName } from './imports.ts';
import type { SplitCall } from './splits.ts';

/** What a split needs that is made earlier than where it stands. */

/** `X_train, y_train = X, y`, in two lines where one would be long. */
export function together(targets: readonly string[], values: readonly string[]): readonly string[] {
  const one = `${targets.join(', ')} = ${values.join(', ')}`;
  return one.length <= 88 ? [one] : targets.map((target, index) => `${target} = ${values[index]}`);
}

/** Is a name that the split gives its first value to free until then? */
export function isNew(name: string, { unit, statement }: SplitCall, context: FixContext): boolean {
  const names = namesOf(context);
  const own = names.within(unit, statement).find((other) => other.name === name && other.role === 'binds');
  return (
    own !== undefined &&
    names
      .of(names.variableOf(own))
      .every(
        (other) =>
          sameVariable(names.variableOf(other), names.variableOf(own)) && !names.isBefore(other, unit, statement.start),
      )
  );
}

/** What the split is called before all that; its import may stand in a later cell. */
export function splitAt({ unit, call }: SplitCall, before: ReturnType<typeof placeIn>, context: FixContext) {
  const written = textOf(context, unit, call.callee);
  if (call.callee.kind !== 'name') return { name: written, line: null };
  const [binding, ...others] = namesOf(context).bindings(
    namesOf(context).variableOf(namesOf(context).at(unit, call.callee)!),
  );
  const isLate =
    others.length === 0 &&
    binding?.statement.kind === 'import' &&
    !namesOf(context).isBefore(binding, context.module.units.find(({ cell }) => cell === before.cell)!, before.start);
  if (!isLate) return { name: written, line: null };
  const { line } = importedName(context, 'sklearn.model_selection', 'train_test_split', before);
  return line === null
    ? { name: written, line }
    : {
        name: written,
        line: `from sklearn.model_selection import train_test_split${written === 'train_test_split' ? '' : ` as ${written}`}`,
      };
}
