import type { Fix } from '@unpool/shared/protocol/finding.ts';
import type { Expression, FlowUnit } from '../../flow/program.ts';
import { descendants } from '../../flow/walk.ts';
import { namesPValue } from '../../provenance/names.ts';
import { type FixContext, replace, statementsAround, textOf } from '../fix-context.ts';
import { imported, quoteOf, STATISTICS } from './imports.ts';
import { pooledRows } from './pooled-rows.ts';
import { assigned } from './values.ts';

const MARGIN = '0.05';

/** Pools where the two are shown to be alike, as far as it matters: `pValue > 0.05` becomes an equivalence test with a margin. */
export function showEquivalence(context: FixContext): Fix | null {
  const { finding, report } = context;
  if (finding.rule !== 'significance-gated-pooling') return null;
  const pool = pooledRows(context);
  const { unit } = report.site;
  const test = pool && gateAround(pool.node, unit, context);
  if (!pool || !test) return null;
  const imports = imported(context, [{ module: STATISTICS, names: ['equivalenceTest'] }]);
  const [real, synthetic] = [pool.real, pool.synthetic].map((side) => textOf(context, pool.unit, side));
  const call = `${imports.name('equivalenceTest')}(${real}, ${synthetic}, `;
  const quote = quoteOf(context);
  const edit = replace(context, unit, test, `${call}${MARGIN}).verdict === ${quote}compatible${quote}`);
  return {
    title: 'Pool only if they are shown to be alike, within a margin of yours',
    kind: 'repair',
    safety: 'suggested',
    edits: [...imports.edits, { ...edit, tabStops: [{ start: call.length, end: call.length + MARGIN.length }] }],
  };
}

/** The comparison of a p-value that decides whether rows are pooled: `p > 0.05`, where that is all that decides. */
function gateAround(pool: Expression, unit: FlowUnit, context: FixContext): Expression | null {
  const place = { document: context.document.uri, cell: unit.cell, start: pool.start, end: pool.end };
  for (const statement of statementsAround(context.module, place)) {
    if (statement.kind === 'if')
      return statement.otherwise.some(({ start, end }) => start <= pool.start && pool.end <= end)
        ? null
        : ifOfP(statement.test, unit, context);
    if (statement.kind !== 'assign') continue;
    const choice = descendants(statement.value).find(
      (node) => node.kind === 'conditional' && descendants(node.then).includes(pool),
    );
    if (choice?.kind === 'conditional') return ifOfP(choice.test, unit, context);
  }
  return null;
}

function ifOfP(test: Expression, unit: FlowUnit, context: FixContext): Expression | null {
  if (test.kind !== 'operation' || !/^>=?$/.test(test.operator)) return null;
  const [p, level] = test.operands;
  const isP =
    p &&
    [p, assigned(p, unit, context)].some((node) =>
      node.kind === 'name' || node.kind === 'attribute'
        ? namesPValue(node.name) || node.name === 'p'
        : node.kind === 'call',
    );
  return isP && level?.kind !== undefined ? test : null;
}
