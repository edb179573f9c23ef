import type { Estimate } from '../flow/observation.ts';
import type { Argument, Call, Expression } from '../flow/program.ts';
import { nameOf } from '../flow/walk.ts';
import { valueEvidence } from '../provenance/names.ts';
import { has, JUDGED } from '../provenance/origins.ts';
import { type FixContext, textOf } from './fix-context.ts';
import { type Grouping, isGrouping, type JudgedLabels } from './judged-labels.ts';

/** A table of numbers by group, one of which is a mean of a judge's labels. */

/** `rate=("judge", "mean")`: what the number is called, null where it is alone, and the column that it is of. */
interface Mean {
  readonly called: string | null;
  readonly column: string;
}

/** `df.groupby("model").agg(rate=("judge", "mean"), n=("judge", "size"))`: the other numbers stay as they are. */
export function summaryLabels({ site }: Estimate, context: FixContext): JudgedLabels | null {
  const { node, unit } = site;
  if (node.kind !== 'call' || node.callee.kind !== 'attribute' || !/^(agg|aggregate)$/.test(node.callee.name))
    return null;
  const { object } = node.callee;
  const [grouping, own] =
    object.kind === 'subscript' && object.index.kind === 'constant' ? [object.object, object.index] : [object, null];
  if (!isGrouping(grouping) || grouping.callee.name !== 'groupby' || grouping.arguments.some(changesForm)) return null;
  const means = own ? meansOf(node, String(own.value)) : namedMeans(node);
  const judged = means?.filter(({ column }) => has(valueEvidence(column), JUDGED)) ?? [];
  const [mean, ...others] = means?.length === 1 ? means : judged;
  if (!mean || others.length > 0) return null;
  const text = textOf(context, unit, node);
  const index = { kind: 'constant' as const, value: mean.column, start: node.start, end: node.end };
  return {
    text,
    column: {
      node: { kind: 'subscript', object: grouping, index, start: grouping.start, end: grouping.end },
      table: textOf(context, unit, grouping.callee.object),
      name: mean.column,
    },
    ...{ list: null, grouping: grouping as Grouping, isBinary: false, with: () => '' },
    ...(mean.called !== null && {
      placed: (groups: string) => `${text}.assign(${given(mean.called!, groups.replace(RENAMED, ''), text)})`,
    }),
  };
}

/** What the column gets its name from anyway. */
const RENAMED = /\.rename\([^()]*\)$/;

const given = (name: string, value: string, style: string): string => {
  const quote = style.includes("'") && !style.includes('"') ? "'" : '"';
  return /^[A-Za-z_]\w*$/.test(name) ? `${name}=${value}` : `**{${quote}${name}${quote}: ${value}}`;
};

/** Groups that are no index, or more of them than there are rows for. */
const changesForm = ({ name, value }: Argument): boolean =>
  value.kind === 'spread' || (name !== null && !/^(by|level|sort|observed|dropna)$/.test(name));

/** `["judge"].agg("mean")`, `["judge"].agg(["mean", "count"])`, `["judge"].agg(rate="mean")` */
function meansOf(node: Call, column: string): readonly Mean[] | null {
  const [first, ...others] = node.arguments;
  if (!first) return null;
  if (first.name !== null)
    return node.arguments.flatMap(({ name, value }) =>
      name !== null && isMean(value) ? { called: name, column } : [],
    );
  if (others.length > 0) return null;
  if (isMean(first.value)) return [{ called: null, column }];
  const items = first.value.kind === 'sequence' ? first.value.items : [];
  return items.some(isMean) ? [{ called: 'mean', column }] : null;
}

/** `agg(rate=("judge", "mean"))`, `agg({"judge": "mean"})` */
function namedMeans(node: Call): readonly Mean[] | null {
  const [first, ...others] = node.arguments;
  if (first?.value.kind === 'mapping' && first.name === null && others.length === 0) {
    const { entries } = first.value;
    if (!entries.every(({ key, value }) => key?.kind === 'constant' && value.kind !== 'sequence')) return null;
    return entries.flatMap(({ key, value }) => {
      const column = key?.kind === 'constant' ? String(key.value) : '';
      return isMean(value) ? { called: column, column } : [];
    });
  }
  return node.arguments.flatMap(({ name, value }) => {
    const parts =
      value.kind === 'sequence' ? value.items : value.kind === 'call' ? value.arguments.map((each) => each.value) : [];
    const [column, function_] = parts;
    return name !== null && column?.kind === 'constant' && function_ && isMean(function_)
      ? { called: name, column: String(column.value) }
      : [];
  });
}

const isMean = (node: Expression): boolean =>
  node.kind === 'constant'
    ? node.value === 'mean'
    : /^(mean|nanmean|average)$/.test(nameOf(node)) && node.kind !== 'call';
