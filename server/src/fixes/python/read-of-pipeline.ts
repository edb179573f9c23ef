import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type { Attribute, Call, Expression } from '../../flow/program.ts';
import { nameOf } from '../../flow/walk.ts';
import { type FixContext, type Located, replace, textOf } from '../fix-context.ts';
import { namesOf, type Occurrence } from '../occurrences.ts';

interface Fitted {
  /** The name of the search; null where it is fitted at once. */
  readonly name: Occurrence | null;
  readonly fit: Call;
  readonly located: Located;
}

/**
 * What is read of a search once its model stands in a pipeline: the model itself is the last step then, and its
 * parameters have other names. Null where something is read that is other for a pipeline, and not known how.
 */
export function readOfPipeline({ name, fit, located: { statement } }: Fitted, context: FixContext): Edit[] | null {
  const names = namesOf(context);
  const usesOf = (held: Occurrence): readonly Occurrence[] =>
    names.of(names.variableOf(held)).filter(({ role, parents: [, around] }) => role !== 'binds' && around !== fit);
  // what `fit` returns is the search
  const [target] = statement.kind === 'assign' && statement.value === fit ? statement.targets : [];
  const returned = target?.kind === 'name' ? names.all.find(({ node }) => node === target) : undefined;
  const isHeld = returned !== undefined || (statement.kind === 'evaluate' && statement.value === fit);
  if (!isHeld) return null;
  const uses = [name, returned].flatMap((held) => (held ? usesOf(held) : []));
  const edits = uses.map((use) => editsOf(use, context));
  return edits.every((each) => each !== null) ? edits.flat() : null;
}

const AS_BEFORE =
  /^(best_score_|best_index_|predict(_proba|_log_proba)?|decision_function|score|cv|n_splits_|refit_time_|scorer_)$/;

/** Columns of the results that are not of the parameters. */
const OF_SCORES = /^((mean|std|rank|split\d+)_(test|train|fit|score)\w*)$/;

function editsOf(use: Occurrence, context: FixContext): readonly Edit[] | null {
  const [attribute, around, further] = use.parents;
  if (attribute?.kind !== 'attribute') return null;
  const isShown =
    around === undefined || around.kind === 'template' || (around.kind === 'call' && nameOf(around.callee) === 'print');
  switch (attribute.name) {
    case 'best_params_': {
      const isInText = use.parents.some(({ kind }) => kind === 'template');
      return isShown ? [] : isInText ? null : [parametersIn(attribute, use, context)];
    }
    case 'best_estimator_': {
      const isAsBefore = around?.kind === 'attribute' && AS_BEFORE.test(around.name) && further?.kind === 'call';
      return isShown || isAsBefore || isAloneAndFitted(use, attribute, context)
        ? []
        : [modelIn(attribute, use, context)];
    }
    case 'cv_results_': {
      const index = around?.kind === 'subscript' && around.object === attribute ? around.index : null;
      return index?.kind === 'constant' && OF_SCORES.test(`${index.value}`) ? [] : null;
    }
    default:
      return AS_BEFORE.test(attribute.name) ? [] : null;
  }
}

/** `best = grid.best_estimator_`, which only predicts. */
function isAloneAndFitted({ statement }: Occurrence, model: Expression, context: FixContext): boolean {
  const names = namesOf(context);
  const [target] = statement.kind === 'assign' && statement.value === model ? statement.targets : [];
  const best = target?.kind === 'name' ? names.all.find(({ node }) => node === target) : undefined;
  return (
    best !== undefined &&
    names
      .of(names.variableOf(best))
      .every(
        ({ role, parents: [method] }) =>
          role === 'binds' || (method?.kind === 'attribute' && AS_BEFORE.test(method.name)),
      )
  );
}

const modelIn = ({ end }: Attribute, { unit }: Occurrence, context: FixContext): Edit =>
  replace(context, unit, { start: end, end }, '[-1]');

function parametersIn(attribute: Attribute, { unit }: Occurrence, context: FixContext): Edit {
  const text = textOf(context, unit, attribute);
  const named = `{name.removeprefix("model__"): value for name, value in ${text}.items()}`;
  return replace(context, unit, attribute, named);
}
