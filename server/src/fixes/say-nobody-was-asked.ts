import type { Fix } from '@unpool/shared/protocol/finding.ts';
import type { Expression, Language } from '../flow/program.ts';
import { GENERATED, has, REAL, SYNTHETIC } from '../provenance/origins.ts';
import { dataOrigins } from '../provenance/value.ts';
import { type FixContext, replace, statementAt, textOf } from './fix-context.ts';
import { columnIn, quoteIn } from './judged-labels.ts';
import { namesOf, sameVariable, type Variable } from './occurrences.ts';
import { quoteOf } from './typescript/imports.ts';

/** Says beside a number of synthetic rows that nobody was asked. */
export function sayNobodyWasAsked(context: FixContext): Fix | null {
  const { finding, report, module } = context;
  if (finding.rule !== 'synthetic-only-inference') return null;
  const located = statementAt(module, report.estimate.site.place);
  if (located?.statement.kind !== 'evaluate' || located.statement.value.kind !== 'call') return null;
  const { callee, arguments: given } = located.statement.value;
  const [first] = given;
  if (!prints(callee, module.language) || !first || first.name !== null || first.value.kind === 'spread') return null;
  const text = textOf(context, located.unit, located.statement);
  const quote = module.language === 'typescript' ? quoteOf(context) : quoteIn(text);
  const at = { start: first.value.start, end: first.value.start };
  return {
    title: 'Say beside the number that nobody was asked',
    kind: 'repair',
    safety: 'suggested',
    edits: [replace(context, located.unit, at, `${quote}synthetic rows only, nobody was asked:${quote}, `)],
  };
}

/** `print`, `console.log` */
const prints = (callee: Expression, language: Language): boolean =>
  language === 'typescript'
    ? callee.kind === 'attribute' &&
      /^(?:log|info)$/.test(callee.name) &&
      callee.object.kind === 'name' &&
      callee.object.name === 'console'
    : callee.kind === 'name' && callee.name === 'print';

/** The same estimate on the real rows, where the code has estimated from the same column of theirs. */
export function askRealRows(context: FixContext): Fix | null {
  const { finding, report, estimates } = context;
  if (finding.rule !== 'synthetic-only-inference') return null;
  const { site } = report.estimate;
  const own = tableOf(context, report.estimate);
  if (!own) return null;
  const names = namesOf(context);
  for (const other of estimates) {
    const table =
      other.site.unit === site.unit && other.site.node.end <= site.node.start ? tableOf(context, other) : null;
    const isReal =
      other.data.length > 0 &&
      other.data.every((value) => has(dataOrigins(value), REAL) && !has(dataOrigins(value), SYNTHETIC | GENERATED));
    if (
      !table ||
      !isReal ||
      sameVariable(table.variable, own.variable) ||
      !own.columns.every((column) => table.columns.includes(column))
    )
      continue;
    const places = names.within(site.unit, site.node).filter((at) => sameVariable(names.variableOf(at), own.variable));
    if (!places.every(({ scope }) => sameVariable(names.resolve(table.variable.name, scope), table.variable))) continue;
    return {
      title: `Compute it on the real rows (${table.variable.name})`,
      kind: 'repair',
      safety: 'suggested',
      edits: places.map(({ node }) => replace(context, site.unit, node!, table.variable.name)),
    };
  }
  return null;
}

interface Table {
  readonly variable: Variable;
  readonly columns: readonly string[];
}

/** The one table that an estimate takes columns of; null where there are others, or none. */
function tableOf(context: FixContext, { site }: FixContext['report']['estimate']): Table | null {
  const names = namesOf(context);
  const found = names.within(site.unit, site.node).flatMap((at) => {
    const [parent] = at.parents;
    const column =
      parent?.kind === 'subscript' && parent.object === at.node ? columnIn(parent, context, site.unit) : null;
    return column ? [{ variable: names.variableOf(at), column: column.name }] : [];
  });
  const [first] = found;
  if (!first || found.some(({ variable }) => !sameVariable(variable, first.variable))) return null;
  const isAlone = names.bindings(first.variable).length === 1;
  return isAlone ? { variable: first.variable, columns: found.map(({ column }) => column) } : null;
}
