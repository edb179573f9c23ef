import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Argument, Call, Expression, FlowUnit } from '../../flow/program.ts';
import { nameOf } from '../../flow/walk.ts';
import { calledName } from '../called-name.ts';
import { type FixContext, type Located, placeIn, replace, statementAt, textOf } from '../fix-context.ts';
import { namesOf, type Occurrence, sameVariable } from '../occurrences.ts';
import { importedName, insertBehindImports } from './imports.ts';
import { keptRows } from './kept-rows.ts';
import { onlyIn, samplerOf } from './resample-in-folds.ts';
import { areResults, follows, nothingHappensUntil, resampling } from './resampling.ts';
import { fixedName } from './union.ts';

/** `grid.fit(X_res, y_res)`: the search gets a pipeline of sampler and model, and the rows before they were resampled. */
export function resampleInSearch(context: FixContext): Fix | null {
  const { finding, report } = context;
  const { unit } = report.site;
  const fit = fitAt(context);
  if (finding.rule !== 'synthetic-in-test' || !report.estimate.resplits || !fit) return null;
  const resample = resampling(context);
  const located = statementAt(context.module, placeIn(context, unit, fit));
  const search = searchOf(fit, unit, context);
  if (!search || !located || resample?.call.callee.kind !== 'attribute') return null;
  const given = fit.arguments.map(({ value }) => value);
  if (fit.arguments.some(({ name }) => name !== null) || !areResults(given, unit, resample, context)) return null;
  if (!follows(located, resample, context, true) || !nothingHappensUntil(located, resample, context)) return null;
  if (!follows(search, resample, context, true) || !areInputsKept(located, resample, context)) return null;
  const { isInPlace } = resample;
  const isPartly = resample.outputs.some((name, index) => name === resample.inputs[index]);
  const isForThis = isInPlace && onlyIn([fit], unit, resample, context);
  const kept = isInPlace && !isForThis ? keptRows(resample, context) : null;
  if (isInPlace ? !isForThis && !kept : isPartly) return null;
  const keys = search.grids.map((grid) => keysOf(grid, search.unit, context));
  if (!keys.every((found) => found !== null) || !isUsedPlainly(search, fit, located, context)) return null;

  const before = placeIn(context, search.unit, search.call);
  const sampler = samplerOf(context, resample, resample.call.callee.object, 1, isForThis);
  const pipeline = importedName(context, 'imblearn.pipeline', 'Pipeline', before);
  const model = textOf(context, search.unit, search.model);
  const steps = `${pipeline.name}([("sampler", ${sampler.text}), ("model", ${model})])`;
  const rows = kept?.names ?? resample.inputs;
  const edits: Edit[] = [
    ...(kept?.edits ?? []),
    ...sampler.edits,
    replace(context, search.unit, search.model, steps),
    ...keys
      .flat()
      .map(({ unit: where, node }) =>
        replace(context, where, { start: node.start + 1, end: node.start + 1 }, 'model__'),
      ),
    ...(isForThis ? [] : given.map((value, index) => replace(context, unit, value, rows[index]!))),
    ...insertBehindImports(context, before, [pipeline.line]),
  ];
  return { title: 'Resample inside the folds (imblearn pipeline)', kind: 'repair', safety: 'suggested', edits };
}

/** The fit of a search that a finding speaks of, also by its `best_score_`. */
function fitAt(context: FixContext): Call | null {
  const { node, unit } = context.report.site;
  if (node.kind === 'call') return node;
  const variable = node.kind === 'attribute' ? fixedName(node.object, unit, context) : null;
  const fits = (variable ? namesOf(context).of(variable) : []).flatMap(({ unit: where, parents: [method, call] }) =>
    where === unit && method?.kind === 'attribute' && method.name === 'fit' && call?.kind === 'call' ? call : [],
  );
  return fits.length === 1 ? fits[0]! : null;
}

interface Search extends Located {
  readonly call: Call;
  readonly model: Expression;
  readonly grids: readonly Expression[];
  /** The name of the search; null where it is fitted at once. */
  readonly name: Occurrence | null;
}

const SEARCH = /^sklearn\.model_selection\.(Halving)?(Grid|Random|Randomized)SearchCV$/;

/** The search that is fitted: `GridSearchCV(model, grid).fit(…)`, or one that a name was given before. */
function searchOf({ callee }: Call, unit: FlowUnit, context: FixContext): Search | null {
  if (callee.kind !== 'attribute' || callee.name !== 'fit') return null;
  const names = namesOf(context);
  const variable = fixedName(callee.object, unit, context);
  const [name = null] = variable ? names.bindings(variable) : [];
  const call = name ? (name.statement.kind === 'assign' ? name.statement.value : null) : callee.object;
  const where = name?.unit ?? unit;
  if (call?.kind !== 'call') return null;
  const located = statementAt(context.module, placeIn(context, where, call));
  const [first] = names.within(where, call);
  if (!located || !first || !SEARCH.test(calledName(call.callee, names, first.scope) ?? '')) return null;
  const option = (wanted: RegExp, index: number): Argument | undefined =>
    call.arguments.find((each) => wanted.test(each.name ?? '')) ??
    (call.arguments[index]?.name === null ? call.arguments[index] : undefined);
  const [model, grid] = [option(/^estimator$/, 0)?.value, option(/^param_(grid|distributions)$/, 1)?.value];
  if (!model || !grid || [model, grid].some(({ kind }) => kind === 'spread')) return null;
  return { ...located, call, model, grids: grid.kind === 'sequence' ? grid.items : [grid], name };
}

/** The keys of a grid that is written out, here or where its name gets it, and used nowhere else. */
function keysOf(grid: Expression, unit: FlowUnit, context: FixContext): { unit: FlowUnit; node: Expression }[] | null {
  const names = namesOf(context);
  const variable = fixedName(grid, unit, context);
  const [binding] = variable ? names.bindings(variable) : [];
  if (variable && names.of(variable).length !== 2) return null;
  const value = binding ? binding.statement.kind === 'assign' && binding.statement.value : grid;
  const where = binding?.unit ?? unit;
  if (!value) return null;
  if (value.kind === 'sequence') {
    const found = value.items.map((item) => (item.kind === 'mapping' ? keysOf(item, where, context) : null));
    return found.every((keys) => keys !== null) ? found.flat() : null;
  }
  if (value.kind !== 'mapping') return null;
  const keys = value.entries.map(({ key }) => key);
  const arePlain = keys.every((key) => key && /^(["'])\w+\1$/.test(textOf(context, where, key)));
  return arePlain ? keys.map((node) => ({ unit: where, node: node! })) : null;
}

/** The rows before, as named where they were resampled, are the same where the search is fitted. */
function areInputsKept(
  { unit, statement }: Located,
  resample: NonNullable<ReturnType<typeof resampling>>,
  context: FixContext,
): boolean {
  const names = namesOf(context);
  const [at] = names.within(unit, statement);
  return (
    at !== undefined &&
    resample.call.arguments
      .flatMap(({ value }) => names.within(resample.unit, value))
      .every((other) => sameVariable(names.resolve(other.name, at.scope), names.variableOf(other)))
  );
}

const AS_BEFORE = /^(best_score_|predict(_proba|_log_proba)?|decision_function|score|cv|n_splits_|refit_time_)$/;

/** Is nothing read of the search that is other for a pipeline, as the names of the best parameters are? */
function isUsedPlainly({ name }: Search, fit: Call, { statement }: Located, context: FixContext): boolean {
  const names = namesOf(context);
  const isFine = (place: Occurrence): boolean => {
    const [attribute, around] = place.parents;
    if (attribute?.kind !== 'attribute') return false;
    if (AS_BEFORE.test(attribute.name) || around === fit) return true;
    const isShown = around?.kind === 'template' || (around?.kind === 'call' && nameOf(around.callee) === 'print');
    if (attribute.name === 'best_params_') return isShown;
    if (attribute.name !== 'best_estimator_') return false;
    if (isShown) return true;
    return around ? around.kind === 'attribute' && AS_BEFORE.test(around.name) : isModelUsed(place, attribute);
  };
  // `best = grid.best_estimator_`
  const isModelUsed = ({ statement: held }: Occurrence, model: Expression): boolean => {
    const [target] = held.kind === 'assign' && held.value === model ? held.targets : [];
    const best = target?.kind === 'name' ? names.all.find(({ node }) => node === target) : undefined;
    const isFor = ({ role, parents: [use] }: Occurrence) =>
      role === 'binds' || (use?.kind === 'attribute' && AS_BEFORE.test(use.name));
    return best !== undefined && names.of(names.variableOf(best)).every(isFor);
  };
  const areFine = (held: Occurrence): boolean =>
    names.of(names.variableOf(held)).every((other) => other.role === 'binds' || isFine(other));
  if (name && !areFine(name)) return false;
  if (statement.kind === 'evaluate') return statement.value === fit;
  // what `fit` returns is the search
  const [target] = statement.kind === 'assign' && statement.value === fit ? statement.targets : [];
  const found = target?.kind === 'name' ? names.all.find(({ node }) => node === target) : undefined;
  return found !== undefined && areFine(found);
}
