import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Call, Expression } from '../../flow/program.ts';
import { expressionsIn } from '../../flow/walk.ts';
import { calledName } from '../called-name.ts';
import { type FixContext, placeIn, replace, textOf } from '../fix-context.ts';
import { type NameScope, namesOf } from '../occurrences.ts';
import { insertBehindImports, moduleName } from './imports.ts';

/** Hands weights to the estimate that leaves them out: `x.mean()` becomes `np.average(x, weights=w)`. */
export function passWeights(context: FixContext): Fix | null {
  const { report } = context;
  const { node, unit } = report.estimate.site;
  if (!report.weights || node.kind !== 'call') return null;
  const names = namesOf(context);
  const [at] = names.within(unit, node);
  const weights = weightsText(node, context);
  const edits = at && weights !== null ? weighted(node, weights, at.scope, context) : null;
  return edits && { title: `Pass the weights (${weights})`, kind: 'repair', safety: 'suggested', edits };
}

/** The weights of the rows of the estimate, as its code can say them; null where they may be of other rows. */
function weightsText(call: Call, context: FixContext): string | null {
  const { site, name, inTable, table, forTest } = context.report.weights!;
  const { unit } = context.report.estimate.site;
  const names = namesOf(context);
  const tables = new Set(
    names.within(unit, call).flatMap(({ node, parents }) => {
      const [parent] = parents;
      const isTable = parent?.kind === 'subscript' || (parent?.kind === 'attribute' && parent.object === node);
      return isTable && node?.kind === 'name' && !isImported(node.name, context) ? node.name : [];
    }),
  );
  if (inTable !== null) {
    const [only] = tables;
    return tables.size === 1 && isColumnText(site.statement) ? `${only}["${name}"]` : null;
  }
  const bindings = names.all.filter((other) => other.name === name && other.role === 'binds');
  if (bindings.length !== 1) return null;
  if (forTest !== null)
    return call.arguments.some(({ value }) => value.kind === 'name' && value.name === table) ? name : null;
  return tables.size === 1 && tables.has(table) ? name : null;
}

const isColumnText = (statement: { readonly kind: string } | null): boolean => statement?.kind === 'assign';

const isImported = (name: string, context: FixContext): boolean =>
  namesOf(context).all.some(
    (other) => other.name === name && other.role === 'binds' && other.statement.kind === 'import',
  );

function weighted(call: Call, weights: string, scope: NameScope, context: FixContext): Edit[] | null {
  const { unit } = context.report.estimate.site;
  const names = namesOf(context);
  const called = calledName(call.callee, names, scope);
  const text = (node: Expression): string => textOf(context, unit, node);
  const [first] = call.arguments;
  if (called === 'statsmodels.api.OLS') return leastSquares(call, weights, context);
  if (called === 'numpy.mean' && first?.name === null && call.arguments.length === 1)
    return average(text(first.value), call, weights, context);
  if (called !== null && /^sklearn\.metrics\.\w+_(score|error|loss)$/.test(called))
    return [addArgument(call, `sample_weight=${weights}`, context)];
  if (call.callee.kind !== 'attribute') return null;
  const { name, object } = call.callee;
  if (name === 'mean' && call.arguments.length === 0) return average(text(object), call, weights, context);
  return name === 'fit' && takesWeights(object, scope, context)
    ? [addArgument(call, `sample_weight=${weights}`, context)]
    : null;
}

function average(rows: string, call: Call, weights: string, context: FixContext): Edit[] {
  const { unit } = context.report.estimate.site;
  const before = placeIn(context, unit, call);
  const numpy = moduleName(context, 'numpy', before);
  return [
    ...insertBehindImports(context, before, [numpy.line]),
    replace(context, unit, call, `${numpy.name}.average(${rows}, weights=${weights})`),
  ];
}

function addArgument(call: Call, argument: string, context: FixContext): Edit {
  const end = call.arguments.at(-1)!.value.end;
  return replace(context, context.report.estimate.site.unit, { start: end, end }, `, ${argument}`);
}

/** Weighted least squares, with errors that do not take the weights for known variances. */
function leastSquares(call: Call, weights: string, context: FixContext): Edit[] | null {
  const { unit } = context.report.estimate.site;
  const { callee } = call;
  if (callee.kind !== 'attribute' || call.arguments.length !== 2) return null;
  const fit = expressionsIn(unit.body).find(
    (node): node is Call =>
      node.kind === 'call' &&
      node.callee.kind === 'attribute' &&
      node.callee.name === 'fit' &&
      node.callee.object === call,
  );
  if (fit?.arguments.length !== 0) return null;
  return [
    replace(context, unit, { start: callee.end - callee.name.length, end: callee.end }, 'WLS'),
    addArgument(call, `weights=${weights}`, context),
    replace(context, unit, { start: fit.end - 1, end: fit.end - 1 }, 'cov_type="HC3"'),
  ];
}

const TAKES_WEIGHTS =
  /^(sklearn|xgboost|lightgbm)\..*\b(LogisticRegression|LinearRegression|Ridge\w*|Lasso|ElasticNet|RandomForest\w+|ExtraTrees\w+|(Hist)?GradientBoosting\w+|AdaBoost\w+|DecisionTree\w+|Linear?SV[CR]|SV[CR]|SGD\w+|GaussianNB|XGB\w+|LGBM\w+)$/;

/** A model of a library whose `fit` is known to take `sample_weight`, made where it is fitted or under a name. */
function takesWeights(model: Expression, scope: NameScope, context: FixContext): boolean {
  const names = namesOf(context);
  if (model.kind === 'call') return TAKES_WEIGHTS.test(calledName(model.callee, names, scope) ?? '');
  if (model.kind !== 'name') return false;
  const bindings = names.bindings(names.resolve(model.name, scope));
  return (
    bindings.length === 1 &&
    bindings.every(
      ({ statement, scope: own }) =>
        statement.kind === 'assign' && statement.value.kind === 'call' && takesWeights(statement.value, own, context),
    )
  );
}
