import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Call, Expression, FlowUnit, Operation } from '../../flow/program.ts';
import { expressionsIn } from '../../flow/walk.ts';
import { passes } from '../../provenance/trace.ts';
import { calledName } from '../called-name.ts';
import { areSameSpan, expressionAt, type FixContext, placeIn, replace, textOf, unitText } from '../fix-context.ts';
import { freeName } from '../names.ts';
import { namesOf, sameVariable } from '../occurrences.ts';
import { realText } from './estimate-on-real.ts';
import { importedName, insertBehindImports, moduleName } from './imports.ts';
import { isPure } from './pure.ts';
import { fixedName, isOfBothKinds, joined, textsOf, unionBehind } from './union.ts';

/** Pools where a test of equivalence finds the shift smaller than a margin, in place of one that found no difference. */
export function testEquivalence(context: FixContext): Fix | null {
  const { finding, report, module, estimates } = context;
  if (finding.rule !== 'significance-gated-pooling') return null;
  // a number from the pool stays off by as much as the margin: that is no repair
  const place = report.value.cause?.place ?? report.site.place;
  if (estimates.some(({ data }) => data.some((value) => value === report.value || passes(value, place)))) return null;
  const test = testBehind(context);
  const sizes = test && comparisonsOf(test.call, test.unit, context);
  const [size] = sizes ?? [];
  if (!test || !size || sizes!.length !== 1) return null;
  const names = namesOf(context);
  const [at] = names.within(size.unit, size.p);
  const inTest = test.call.arguments.flatMap(({ value }) => names.within(test.unit, value));
  // the samples mean the same where the p-value is looked at
  if (!at || inTest.some((other) => !sameVariable(names.resolve(other.name, at.scope), names.variableOf(other))))
    return null;
  const before = placeIn(context, size.unit, size.node);
  const helper = freeName(module, 'equivalence_p');
  const margin = freeName(module, 'MARGIN');
  const [numpy, ttest] = [
    moduleName(context, 'numpy', before),
    importedName(context, 'scipy.stats', 'ttest_ind', before),
  ];
  const source = HELPER.replaceAll('equivalence_p', helper)
    .replaceAll('MARGIN', margin)
    .replaceAll('np.', `${numpy.name}.`)
    .replaceAll('ttest_ind', ttest.name);
  const [a, b] = test.call.arguments.map(({ value }) => textOf(context, test.unit, value));
  const edits: Edit[] = [
    ...insertBehindImports(context, before, [numpy.line, ttest.line], source).map((edit) => withTabStop(edit, margin)),
    replace(context, size.unit, size.p, `${helper}(${a}, ${b}, ${margin})`),
    replace(
      context,
      size.unit,
      size.operator,
      size.node.operator.replace(/[<>]/, (sign) => (sign === '<' ? '>' : '<')),
    ),
  ];
  return {
    title: 'Pool only if the means are equivalent within a margin (TOST)',
    kind: 'repair',
    safety: 'suggested',
    edits,
  };
}

/** The margin is there to be chosen. */
function withTabStop(edit: Edit, margin: string): Edit {
  const at = edit.newText.indexOf(`${margin} = 0.05`);
  if (at < 0) return edit;
  const start = at + `${margin} = `.length;
  return { ...edit, tabStops: [{ start, end: start + '0.05'.length }] };
}

/** Takes the real rows whatever the test said: `data = pd.concat([real, synthetic])` becomes `data = real`. */
export function takeRealRows(context: FixContext): Fix | null {
  const { finding } = context;
  if (finding.rule !== 'significance-gated-pooling') return null;
  const union = unionBehind(context);
  if (!union || !isOfBothKinds(union)) return null;
  const real =
    union.real.length === 1
      ? realText(union, context)
      : joined(union, textsOf(union.real, union.unit, context), context);
  if (real === null || !union.real.every(({ node }) => isPure(node))) return null;
  const at = expressionAt(context.module, context.report.site.place);
  if (at !== union.node) return null;
  return {
    title: `Take the real rows only, whatever the test says (${real})`,
    kind: 'repair',
    safety: 'suggested',
    edits: [replace(context, union.unit, union.node, real)],
  };
}

interface Test {
  readonly unit: FlowUnit;
  readonly call: Call;
}

/** The two-sample test that decides, of two samples that are written out. */
function testBehind({ report, module, ...context }: FixContext): Test | null {
  for (const { place } of report.trace) {
    const node = expressionAt(module, place);
    const unit = module.units.find(({ cell }) => cell === place.cell);
    if (node?.kind !== 'call' || !unit) continue;
    const names = namesOf({ report, module, ...context });
    const [at] = names.within(unit, node);
    const called = at && calledName(node.callee, names, at.scope);
    const samples = node.arguments.filter(({ name, value }) => name === null && value.kind !== 'spread');
    if (called && /^scipy\.stats\.(ttest_ind|ks_2samp|mannwhitneyu|ranksums|anderson_ksamp)$/.test(called))
      return samples.length === 2 && samples[0] === node.arguments[0]
        ? { unit, call: { ...node, arguments: samples } }
        : null;
  }
  return null;
}

interface Size {
  readonly unit: FlowUnit;
  readonly node: Operation;
  /** The p-value in it, and the sign. */
  readonly p: Expression;
  readonly operator: { readonly start: number; readonly end: number };
}

/** Where the p-value of the test is held against a bound. */
function comparisonsOf(test: Call, unit: FlowUnit, context: FixContext): Size[] {
  return context.module.units.flatMap((own) =>
    expressionsIn(own.body).flatMap((node): Size[] => {
      if (
        node.kind !== 'operation' ||
        node.form !== 'comparison' ||
        node.operands.length !== 2 ||
        !/^[<>]=?$/.test(node.operator)
      )
        return [];
      const p = node.operands.find((operand) => isPValue(operand, own, test, unit, context));
      const [left, right] = node.operands;
      const start = unitText(context, own.cell).indexOf(node.operator, left!.end);
      if (!p || start < 0 || start >= right!.start) return [];
      return [{ unit: own, node, p, operator: { start, end: start + node.operator.length } }];
    }),
  );
}

/** `test.pvalue`, `test[1]`, or a name for it. */
function isPValue(node: Expression, unit: FlowUnit, test: Call, testUnit: FlowUnit, context: FixContext): boolean {
  const isPart =
    (node.kind === 'attribute' && node.name === 'pvalue') ||
    (node.kind === 'subscript' && node.index.kind === 'constant' && node.index.value === 1);
  if (isPart) return isResult(node.object, unit, test, testUnit, context);
  const variable = fixedName(node, unit, context);
  const [binding] = variable ? namesOf(context).bindings(variable) : [];
  if (binding?.statement.kind !== 'assign' || binding.statement.targets.length !== 1) return false;
  const { value, targets } = binding.statement;
  const [target] = targets;
  if (target === binding.node) return isPValue(value, binding.unit, test, testUnit, context);
  return (
    target?.kind === 'sequence' &&
    target.items[1] === binding.node &&
    areSameSpan(value, test) &&
    binding.unit === testUnit
  );
}

function isResult(node: Expression, unit: FlowUnit, test: Call, testUnit: FlowUnit, context: FixContext): boolean {
  if (areSameSpan(node, test) && unit === testUnit) return true;
  const variable = fixedName(node, unit, context);
  const [binding] = variable ? namesOf(context).bindings(variable) : [];
  return (
    binding?.statement.kind === 'assign' &&
    binding.statement.targets[0] === binding.node &&
    areSameSpan(binding.statement.value, test) &&
    binding.unit === testUnit
  );
}

const HELPER = `MARGIN = 0.05  # the largest shift that would not matter: choose it before you look at the data


def equivalence_p(a, b, margin):
    """p-value of two one-sided Welch tests (TOST): small where the means surely differ by less than the margin."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    above = ttest_ind(a + margin, b, equal_var=False, alternative="greater").pvalue
    below = ttest_ind(a - margin, b, equal_var=False, alternative="less").pvalue
    return max(above, below)
`;
