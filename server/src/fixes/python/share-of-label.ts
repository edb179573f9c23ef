import type { Call, Constant, Expression } from '../../flow/program.ts';
import { expressionsIn, nameOf } from '../../flow/walk.ts';
import { type FixContext, textOf } from '../fix-context.ts';
import { columnIn, type JudgedLabels, quoted } from '../judged-labels.ts';

/** `df["verdict"].value_counts(normalize=True)["PASS"]` */
interface Share {
  readonly counts: Call;
  readonly labels: Expression;
  readonly label: Constant;
}

/** The same with the rate of one label, which is taken of the shares of all, as the number that is told. */
export function withShareOfLabel(context: FixContext): FixContext | null {
  const { report } = context;
  const { site } = report.estimate;
  const whole = expressionsIn(site.unit.body).find((node) => shareIn(node)?.counts === site.node);
  if (!whole) return null;
  const estimate = { ...report.estimate, what: 'mean', site: { ...site, node: whole } };
  return { ...context, report: { ...report, estimate, site: estimate.site } };
}

/** The labels behind it: rows without one count neither way. */
export function labelsOfShare(whole: Expression, context: FixContext): JudgedLabels | null {
  const share = shareIn(whole);
  const { unit } = context.report.site;
  const column = share && columnIn(share.labels, context, unit);
  if (column?.node.kind !== 'subscript' || column.node.object.kind !== 'name') return null;
  const [own, label] = [share!.labels, share!.label].map((node) => textOf(context, unit, node));
  const told = (labels: string) => `(${labels} == ${label}).where(${labels}.notna())`;
  return {
    text: told(own!),
    column,
    list: null,
    grouping: null,
    isBinary: true,
    with: (human) => told(`${column.table}[${quoted(human, own!)}]`),
  };
}

function shareIn(node: Expression): Share | null {
  const [object, label] =
    node.kind === 'subscript'
      ? [node.object.kind === 'attribute' && node.object.name === 'loc' ? node.object.object : node.object, node.index]
      : node.kind === 'call' && node.callee.kind === 'attribute' && node.callee.name === 'get'
        ? [node.callee.object, node.arguments[0]?.value]
        : [];
  if (object?.kind !== 'call' || label?.kind !== 'constant' || !isNormalized(object)) return null;
  return { counts: object, labels: object.callee.object, label };
}

const isNormalized = (node: Call): node is Call & { readonly callee: { readonly object: Expression } } =>
  node.callee.kind === 'attribute' &&
  nameOf(node) === 'value_counts' &&
  node.arguments.length === 1 &&
  node.arguments[0]!.name === 'normalize' &&
  node.arguments[0]!.value.kind === 'constant' &&
  node.arguments[0]!.value.value === true;
