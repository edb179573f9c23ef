import type { Fix } from '@unpool/shared/protocol/finding.ts';
import type { Estimate } from '../../flow/observation.ts';
import type { Call, Expression } from '../../flow/program.ts';
import { expressionsIn, nameOf } from '../../flow/walk.ts';
import { samePlace } from '../../provenance/trace.ts';
import { addArgument } from '../arguments.ts';
import { type FixContext, replace, textOf } from '../fix-context.ts';
import { namesOf, type Occurrence } from '../occurrences.ts';
import { meansByPrompt, type OfTable, promptColumn } from './by-prompt.ts';
import { assignmentOf } from './made.ts';

/** Gives a model of rows that are several to a prompt errors that are clustered by prompt (statsmodels). */
export function clusterByPrompt(context: FixContext): Fix | null {
  const { finding, report, document } = context;
  if (finding.rule !== 'dependent-generations' || document.language !== 'python') return null;
  const { unit, node } = report.estimate.site;
  if (node.kind !== 'call' || !MODELS.test(nameOf(node.callee))) return null;
  const fit = fitOf(node, context);
  const rows = rowsOf(node);
  if (!fit || !rows || fit.arguments.some(({ name }) => name === null || /^cov_/.test(name))) return null;
  const key = promptColumn(rows, context);
  if (key === null) return null;
  const quote = textOf(context, unit, node).includes("'") ? "'" : '"';
  const [q, table] = [quote, textOf(context, unit, rows.table)];
  const edit = addArgument(
    context,
    unit,
    fit,
    `cov_type=${q}cluster${q}, cov_kwds={${q}groups${q}: ${table}[${q}${key}${q}]}`,
  );
  return (
    edit && {
      title: `Cluster the errors by "${key}"`,
      kind: 'repair',
      safety: 'suggested',
      edits: [edit],
    }
  );
}

const MODELS = /^(?:ols|OLS|logit|Logit|glm|GLM|poisson|Poisson|probit|Probit)$/;

/** The only `.fit()` of a model, where it stands or by its name. */
function fitOf(model: Expression, context: FixContext): Call | null {
  const { unit } = context.report.estimate.site;
  const fits = expressionsIn(unit.body).filter((each): each is Call => {
    if (each.kind !== 'call' || each.callee.kind !== 'attribute' || each.callee.name !== 'fit') return false;
    const { object } = each.callee;
    return (
      object === model || (object.kind === 'name' && assignmentOf(object, unit, context)?.statement.value === model)
    );
  });
  return fits.length === 1 ? fits[0]! : null;
}

/** `smf.ols("y ~ x", data=df)`, `sm.OLS(df["y"], …)` */
function rowsOf({ arguments: given }: Call): OfTable | null {
  const [first, second] = given;
  const table = given.find(({ name }) => name === 'data')?.value ?? second?.value;
  if (first?.value.kind === 'constant' && typeof first.value.value === 'string' && table?.kind === 'name') {
    const name = /^\s*(\w+)\s*~/.exec(first.value.value)?.[1];
    return name ? { node: table, table, name } : null;
  }
  const column = first?.value;
  return column?.kind === 'subscript' && column.object.kind === 'name' && column.index.kind === 'constant'
    ? { node: column, table: column.object, name: String(column.index.value) }
    : null;
}

const ONLY_TELLS = /^(?:mean|std|sem|var|median|len|round|array|asarray)$/;

/** Tests of columns that have names: `a = df[df["model"] == "x"]["chars"]` becomes the means by prompt. */
export function testByPrompt(context: FixContext): Fix | null {
  const { finding, document } = context;
  if (finding.rule !== 'dependent-generations' || document.language !== 'python') return null;
  const told = context.estimates.filter(
    ({ site, confirmatory }) => confirmatory && finding.trace.some(({ place }) => samePlace(place, site.place)),
  );
  const nodes = told.flatMap((estimate) => dataOf(estimate).map((node) => ({ estimate, node })));
  const bound = nodes.map(({ estimate, node }) => boundColumn(node, estimate, told, context));
  const [first] = bound;
  if (!first || !bound.every((each) => each !== null)) return null;
  const key = promptColumn(first.column, context);
  if (key === null) return null;
  const edits = bound.map(({ column, unit }) =>
    replace(context, unit, column.node, meansByPrompt(column, key, unit, context)),
  );
  return {
    title: `Average by "${key}" first`,
    kind: 'repair',
    safety: 'suggested',
    edits: edits.filter((edit, index) => edits.findIndex(({ place }) => samePlace(place, edit.place)) === index),
  };
}

const dataOf = ({ expressions }: Estimate): readonly Expression[] =>
  expressions.flatMap((node) => (node && node.kind !== 'constant' ? [node] : []));

/** The column that a name is, where it is read for nothing but the tests, and numbers of all its rows. */
function boundColumn(node: Expression, { site: { unit } }: Estimate, told: readonly Estimate[], context: FixContext) {
  if (node.kind !== 'name') return null;
  const names = namesOf(context);
  const made = assignmentOf(node, unit, context);
  const value = made?.statement.value;
  if (!made || value?.kind !== 'subscript' || value.index.kind !== 'constant' || typeof value.index.value !== 'string')
    return null;
  const reads = names.reads(unit, node);
  const isTold = (read: Occurrence) =>
    told.some(({ site }) => read.parents.includes(site.node)) ||
    ONLY_TELLS.test(nameOf(read.parents.find(({ kind }) => kind === 'call') ?? read.node!));
  const column: OfTable = { node: value, table: value.object, name: value.index.value };
  return reads.every(isTold) ? { column, unit: made.unit } : null;
}
