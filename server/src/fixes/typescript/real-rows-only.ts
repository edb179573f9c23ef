import type { Fix } from '@unpool/shared/protocol/finding.ts';
import type { Expression, FlowUnit } from '../../flow/program.ts';
import { descendants, ownExpressions } from '../../flow/walk.ts';
import { allStatements, type FixContext, replace, textOf } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';
import { relatedEstimates } from '../related.ts';
import { freeName, imported, STATISTICS } from './imports.ts';
import { lineBefore } from './line-before.ts';
import { calledMeans } from './mean-helper.ts';
import { isOfMeasuredPool } from './measured-pool.ts';
import { type PooledRows, picksByPlace, placesOfPool, pooledRows, withRows } from './pooled-rows.ts';
import { fieldsOf } from './row-fields.ts';
import { scoresAt } from './scores.ts';
import { bindingOf, isLength } from './values.ts';

interface Estimated {
  readonly node: Expression;
  readonly unit: FlowUnit;
  readonly places: readonly Expression[];
  /** The pool stands in what a name of the estimate was given before, and others may use that, too. */
  readonly isBefore: boolean;
}

/** Estimates on the real rows alone: `mean(pooled.map(…))` becomes `mean(real.map(…))`. */
export function realRowsOnly(context: FixContext): Fix | null {
  const found = estimatedOn(context);
  if (!found) return null;
  const { pool, estimated } = found;
  const real = textOf(context, pool.unit, pool.real);
  return {
    title: `Estimate on the real rows only (${real})`,
    kind: 'repair',
    safety:
      estimated.every(({ isBefore }) => !isBefore) && context.report.rule === 'naive-pooling' && isRead(pool, context)
        ? 'safe'
        : 'suggested',
    edits: estimated.flatMap(({ unit, places }) => places.map((place) => replace(context, unit, place, real))),
  };
}

/** Reports the number of either origin by itself, where it is only printed. */
export function reportByOrigin(context: FixContext): Fix | null {
  const found = estimatedOn(context);
  const [only, ...more] = found?.estimated ?? [];
  if (!found || !only || more.length > 0 || only.isBefore || context.report.estimate.confirmatory) return null;
  const { node, unit, places } = only;
  const isPrinted = allStatementsOf(context).some(
    (other) =>
      other.kind === 'call' &&
      other.callee.kind === 'attribute' &&
      /^(log|info|table)$/.test(other.callee.name) &&
      other.arguments.some(({ value }) => value === node),
  );
  if (!isPrinted) return null;
  const [real, synthetic] = [found.pool.real, found.pool.synthetic].map((side) =>
    withRows(node, places, textOf(context, found.pool.unit, side), unit, context),
  );
  return {
    title: 'Report the real and the synthetic rows apart',
    kind: 'repair',
    safety: 'suggested',
    edits: [replace(context, unit, node, `{ real: ${real}, synthetic: ${synthetic} }`)],
  };
}

const KINDS =
  /^(topic|category|categories|language|lang|domain|difficulty|type|kind|group|subject|intent|length|task|locale|region)$/i;

/** Weighs the synthetic rows to the real ones' mix of what the code knows of each row, and prints what they are worth. */
export function weightToReal(context: FixContext): Fix | null {
  const found = estimatedOn(context);
  const [only, ...more] = found?.estimated ?? [];
  if (!found || !only || more.length > 0 || only.isBefore || relatedEstimates(context).length > 1) return null;
  const { pool } = found;
  const { node, unit, places } = only;
  const scores = scoresAt(node, context.report.site.unit, context);
  if (
    !scores?.each ||
    scores.isRate ||
    scores.each.parameter.target.kind !== 'name' ||
    !places.includes(scores.entries)
  )
    return null;
  const row = scores.each.parameter.target.name;
  const covariate = [scores.entries, pool.real, pool.synthetic]
    .flatMap((rows) => fieldsOf(rows, pool.unit, context))
    .map(({ path }) => path)
    .find((path) => KINDS.test(path));
  if (!covariate) return null;
  const [real, synthetic] = [pool.real, pool.synthetic].map((side) => textOf(context, pool.unit, side)) as [
    string,
    string,
  ];
  const parameter = textOf(context, unit, scores.each.parameter);
  const value = textOf(context, unit, scores.each.value);
  const imports = imported(context, [{ module: STATISTICS, names: ['importanceWeighted', 'unlessRefused'] }]);
  const name = freeName(context, 'weighted');
  const column = (rows: string, of: string) => `${rows}.map((${parameter}) => ${of})`;
  const lines = [
    `const ${name} = ${imports.name('unlessRefused')}(`,
    `  ${imports.name('importanceWeighted')}(`,
    `    ${column(real, value)},`,
    `    ${column(synthetic, value)},`,
    `    [{ real: ${column(real, `${row}.${covariate}`)}, synthetic: ${column(synthetic, `${row}.${covariate}`)} }],`,
    '  ),',
    ')',
    `console.log('effective sample size', ${name}.effectiveSampleSize)`,
  ];
  const line = lineBefore(node, unit, lines, context);
  return (
    line && {
      title: `Weigh the synthetic rows to the real ones' mix of "${covariate}"`,
      kind: 'repair',
      safety: 'suggested',
      edits: [...imports.edits, line, replace(context, unit, node, `${scores.factor}${name}.estimate`)],
    }
  );
}

/** The estimate of a finding, and where the pool stands in it. */
function estimatedOn(
  context: FixContext,
): { readonly pool: PooledRows; readonly estimated: readonly Estimated[] } | null {
  if (!isOfMeasuredPool(context)) return null;
  const pool = pooledRows(context);
  if (!pool) return null;
  const related = relatedEstimates(context).map(({ site }) => ({ node: site.node, unit: site.unit }));
  const [root] = relatedEstimates(context);
  const calls = root ? calledMeans(root, context) : null;
  const estimated = (calls ?? related).flatMap(({ node, unit }): readonly Estimated[] => {
    const places = placesOfPool(pool, node, unit, context);
    return places.length > 0 ? [{ node, unit, places, isBefore: false }] : before(node, unit, pool, context);
  });
  const distinct = estimated.filter(({ node }, i) => estimated.findIndex((other) => other.node === node) === i);
  const isVisible = distinct.every(({ unit, places }) => places.every((place) => sees(place, unit, pool, context)));
  // of `total / rows.length` the total is of the rows that were there when it was added up
  const isCounted = distinct.some(({ node, places }) => places.every((place) => isNumberOf(place, node)));
  const all =
    distinct.length > 0 && isVisible && !isCounted && !distinct.some(({ node, places }) => picksByPlace(places, node));
  return all ? { pool, estimated: distinct } : null;
}

const isNumberOf = (place: Expression, node: Expression): boolean =>
  descendants(node).some((each) => isLength(each) && each.object === place);

/** Names in an estimate that were given what is made of the pool: `const scores = pooled.map(…)`. */
function before(node: Expression, unit: FlowUnit, pool: PooledRows, context: FixContext): readonly Estimated[] {
  const names = descendants(node).filter((other) => other.kind === 'name');
  return names.flatMap((name) => {
    const value = bindingOf(name, unit, context)?.value;
    if (!value || value === pool.node || value.kind === 'conditional') return [];
    const places = placesOfPool(pool, value, unit, context);
    return places.length > 0 ? [{ node: value, unit, places, isBefore: true }] : [];
  });
}

/** Does the name of the real rows mean the same there? */
function sees(
  place: Expression,
  unit: FlowUnit,
  { node, real, unit: poolUnit }: PooledRows,
  context: FixContext,
): boolean {
  const names = namesOf(context);
  const [root] = names.within(poolUnit, real);
  const at = names.at(unit, place) ?? names.within(unit, place)[0];
  if (!root || !at) return false;
  const variable = names.variableOf(root);
  return place === node || names.resolve(root.name, at.scope).owner === variable.owner;
}

/** Is the pool nowhere handed to code that may change its rows? */
function isRead({ variable }: PooledRows, context: FixContext): boolean {
  if (!variable) return true;
  const names = namesOf(context);
  return names
    .of(variable)
    .every(
      ({ role, parents: [parent] }) =>
        role !== 'reads' || parent?.kind === 'attribute' || parent?.kind === 'spread' || parent === undefined,
    );
}

const allStatementsOf = (context: FixContext): readonly Expression[] =>
  [...allStatements(context.module)].flatMap(({ statement }) =>
    ownExpressions(statement).flatMap((own) => descendants(own)),
  );
