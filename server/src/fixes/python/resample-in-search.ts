import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Argument, Call, Expression, FlowUnit } from '../../flow/program.ts';
import { nameOf } from '../../flow/walk.ts';
import { calledName } from '../called-name.ts';
import { type FixContext, type Located, placeIn, replace, statementAt, textOf } from '../fix-context.ts';
import { namesOf, type Occurrence, sameVariable } from '../occurrences.ts';
import { importedName, insertBehindImports } from './imports.ts';
import { keptRows } from './kept-rows.ts';
import { isPure } from './pure.ts';
import { readOfPipeline } from './read-of-pipeline.ts';
import { onlyIn, samplerOf } from './resample-in-folds.ts';
import { areResults, argumentsNamed, follows, nothingHappensUntil, resampling } from './resampling.ts';
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
  const given = fit.arguments.length === 2 ? argumentsNamed(fit.arguments, ['X', 'y']) : null;
  if (!given || !areResults(given, unit, resample, context)) return null;
  if (!follows(located, resample, context, false) || !nothingHappensUntil(located, resample, context)) return null;
  if (!follows(search, resample, context, false) || !areInputsKept(located, resample, context)) return null;
  const { isInPlace } = resample;
  const isPartly = resample.outputs.some((name, index) => name === resample.inputs[index]);
  const isForThis = isInPlace && onlyIn([fit], unit, resample, context);
  const kept = isInPlace && !isForThis ? keptRows(resample, context) : null;
  if (isInPlace ? !isForThis && !kept : isPartly) return null;
  const grids = search.grids.map((grid) => gridEdits(grid, search.unit, context));
  const read = readOfPipeline({ name: search.name, fit, located }, context);
  if (!grids.every((found) => found !== null) || !read) return null;

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
    ...grids.flat(),
    ...read,
    ...(isForThis ? [] : given.map((value, index) => replace(context, unit, value, rows[index]!))),
    ...insertBehindImports(context, before, [pipeline.line]),
  ];
  return { title: 'Resample inside the folds (imblearn pipeline)', kind: 'repair', safety: 'suggested', edits };
}

/** The fit of a search that a finding speaks of, also by its `best_score_`. */
function fitAt(context: FixContext): Call | null {
  const { node, unit } = context.report.site;
  if (node.kind === 'call') return node;
  const names = namesOf(context);
  const variable = node.kind === 'attribute' ? fixedName(node.object, unit, context) : null;
  const fits = (variable ? names.of(variable) : []).flatMap(({ unit: where, parents: [method, call], statement }) => {
    // what `fit` returns is the search
    const made = statement.kind === 'assign' && statement.targets[0]?.kind === 'name' ? statement.value : null;
    const fit =
      made?.kind === 'call' && names.bindings(variable!).some((each) => each.statement === statement) ? made : call;
    const isFit = fit === made || (method?.kind === 'attribute' && method.name === 'fit');
    return where === unit && isFit && fit?.kind === 'call' && nameOf(fit.callee) === 'fit' ? fit : [];
  });
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

/** The names of a grid's entries become those of the model in a pipeline; null where it is not seen to have names. */
function gridEdits(grid: Expression, unit: FlowUnit, context: FixContext): readonly Edit[] | null {
  const keys = keysOf(grid, unit, context);
  if (keys)
    return keys.map(({ unit: where, node }) =>
      replace(context, where, { start: node.start + 1, end: node.start + 1 }, 'model__'),
    );
  if (!isGrid(grid, unit, context) || !isPure(grid)) return null;
  const text = textOf(context, unit, grid);
  return [replace(context, unit, grid, `{f"model__{name}": values for name, values in ${text}.items()}`)];
}

/** One mapping, as opposed to a list of some: it is seen to be one, or a loop or a caller gives it, under a name for such. */
function isGrid(node: Expression, unit: FlowUnit, context: FixContext): boolean {
  const names = namesOf(context);
  const at = names.at(unit, node);
  const bound = at ? names.bindings(names.variableOf(at)) : [];
  const written = bound.flatMap(({ statement }) => (statement.kind === 'assign' ? statement.value.kind : []));
  if (written.length > 0) return written.every((kind) => kind === 'mapping');
  return /param|grid|space|dist/i.test(textOf(context, unit, node));
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
