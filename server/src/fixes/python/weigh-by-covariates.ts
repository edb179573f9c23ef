import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Expression, FlowUnit } from '../../flow/program.ts';
import { expressionsIn } from '../../flow/walk.ts';
import { confidenceOf, POOLED_UNITS } from '../../provenance/origins.ts';
import { dataOrigins } from '../../provenance/value.ts';
import { effectOn } from '../effect.ts';
import { type FixContext, placeIn, replace, textOf } from '../fix-context.ts';
import { columnIn } from '../judged-labels.ts';
import { freeName } from '../names.ts';
import { namesOf, sameVariable } from '../occurrences.ts';
import { importedNames, insertBehindImports, moduleName } from './imports.ts';
import { fixedName, nameOfUnion, unionBehind } from './union.ts';

/**
 * Weights the synthetic rows so that their covariates are spread as those of the real rows:
 * `pooled["score"].mean()` becomes `reweighted_mean(real, synthetic, "score", ["age", "income"])`.
 */
export function weighByCovariates(context: FixContext): Fix | null {
  const { finding, report } = context;
  const { site, what } = report.estimate;
  if (finding.rule !== 'naive-pooling' || !confidenceOf(dataOrigins(report.value), POOLED_UNITS)) return null;
  const union = unionBehind(context);
  const { node } = site;
  if (what !== 'mean' || node.kind !== 'call' || node.callee.kind !== 'attribute' || node.arguments.length > 0)
    return null;
  const outcome = columnIn(node.callee.object, context, site.unit);
  if (outcome?.node.kind !== 'subscript' || union?.parts.length !== 2) return null;
  const [real, synthetic] = [union.real[0]?.node, union.synthetic[0]?.node];
  if (real?.kind !== 'name' || synthetic?.kind !== 'name' || union.synthetic[0]!.areCopies) return null;
  if (!isOfUnion(outcome.node.object, site.unit, context) || !areUnchanged([real, synthetic], union.unit, context))
    return null;

  const text = (part: Expression): string => textOf(context, site.unit, part);
  const name = freeName(context.module, 'reweighted_mean');
  const key = text(outcome.node.index);
  const covariates = covariatesOf(outcome.name, context);
  const quote = key[0] === "'" ? "'" : '"';
  const list =
    covariates.length > 0
      ? `[${covariates.map((column) => quote + column + quote).join(', ')}]`
      : `list(${real.name}.columns.intersection(${synthetic.name}.columns).drop(${key}))`;
  const head = `${name}(${real.name}, ${synthetic.name}, ${key}, `;
  const call: Edit = {
    ...replace(context, site.unit, node, `${head}${list})`),
    tabStops: [{ start: head.length, end: head.length + list.length }],
  };
  return {
    title: `Weight the synthetic rows by their covariates (${covariates.length > 0 ? covariates.join(', ') : 'all other columns'})`,
    kind: 'repair',
    safety: 'suggested',
    edits: [...helperEdits(name, context), call],
  };
}

function isOfUnion(table: Expression, unit: FlowUnit, context: FixContext): boolean {
  const union = unionBehind(context)!;
  if (table === union.node) return true;
  const names = namesOf(context);
  const [pool, at] = [nameOfUnion(union, context), names.at(unit, table)];
  return (
    !!pool &&
    !!at &&
    sameVariable(names.variableOf(at), names.variableOf(pool)) &&
    effectOn(names.variableOf(pool), names, () => true) === 'reads'
  );
}

const areUnchanged = (parts: readonly Expression[], unit: FlowUnit, context: FixContext): boolean =>
  parts.every((part) => {
    const variable = fixedName(part, unit, context);
    return variable !== null && effectOn(variable, namesOf(context), ({ role }) => role === 'stores') === 'reads';
  });

/** Columns other than the outcome that the code names, or that the tables are seen to have. */
function covariatesOf(outcome: string, context: FixContext): string[] {
  const union = unionBehind(context)!;
  const tables = [...union.parts.map(({ node }) => node), nameOfUnion(union, context)?.node].flatMap((node) =>
    node ? [textOf(context, union.unit, node)] : [],
  );
  const found = new Set<string>();
  for (const unit of context.module.units)
    for (const node of expressionsIn(unit.body))
      if (node.kind === 'subscript' && tables.includes(textOf(context, unit, node.object)))
        for (const part of node.index.kind === 'sequence' ? node.index.items : [node.index])
          if (part.kind === 'constant' && typeof part.value === 'string' && part.value !== outcome)
            found.add(part.value);
  return [...found];
}

function helperEdits(name: string, context: FixContext): Edit[] {
  const { site } = context.report.estimate;
  const before = placeIn(context, site.unit, site.node);
  const [numpy, pandas] = [moduleName(context, 'numpy', before), moduleName(context, 'pandas', before)];
  const needed = Object.entries(NEEDED).map(([module, names]) => importedNames(context, module, names, before));
  const source = HELPER.replaceAll('reweighted_mean', name)
    .replaceAll('np.', `${numpy.name}.`)
    .replaceAll('pd.', `${pandas.name}.`);
  const renamed = needed
    .flatMap(({ names }) => [...names])
    .reduce((code, [wanted, imported]) => code.replaceAll(wanted, imported), source);
  return insertBehindImports(context, before, [numpy.line, pandas.line, ...needed.map(({ line }) => line)], renamed);
}

const NEEDED = {
  'sklearn.linear_model': ['LogisticRegression'],
  'sklearn.model_selection': ['StratifiedKFold', 'cross_val_predict'],
  'sklearn.pipeline': ['make_pipeline'],
  'sklearn.preprocessing': ['StandardScaler'],
};

/** Importance weighting: cross-fitted odds of being real, normalised by their sum. */
const HELPER = `def reweighted_mean(real, synthetic, outcome, covariates, folds=5, seed=0):
    """Mean of the outcome in the synthetic rows, weighted so that their covariates are spread as in the real rows."""
    rows = pd.get_dummies(pd.concat([real[covariates], synthetic[covariates]]))
    is_real = np.concatenate([np.ones(len(real)), np.zeros(len(synthetic))])
    model = make_pipeline(StandardScaler(), LogisticRegression())
    parts = StratifiedKFold(folds, shuffle=True, random_state=seed)
    odds = cross_val_predict(model, rows, is_real, cv=parts, method="predict_proba")[len(real) :, 1]
    weights = odds / (1 - odds) * len(synthetic) / len(real)
    size = weights.sum() ** 2 / (weights**2).sum()
    print(f"effective sample size {size:.1f} of {len(synthetic)} synthetic rows (seed {seed})")
    if size < 30 or weights.max() > 0.1 * weights.sum():
        raise ValueError("too few synthetic rows are like the real ones: estimate on the real rows")
    return np.average(synthetic[outcome], weights=weights)
`;
