import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type { Estimate, Site } from '../../flow/observation.ts';
import type { Expression, FlowUnit, Span } from '../../flow/program.ts';
import { type FixContext, replace } from '../fix-context.ts';
import { freeName } from '../names.ts';
import { namesOf } from '../occurrences.ts';
import { aroundError, rootAround } from './calibrate-judge.ts';
import { PLACE } from './judge-helpers.ts';
import type { JudgedNumber } from './judged-number.ts';

/**
 * A number with what was worked out of it: its standard error, its variance. Null where what the number is made of may
 * be something else by then.
 */
export function spreadEdits(
  number: JudgedNumber,
  others: readonly Estimate[],
  call: string,
  context: FixContext,
): readonly Edit[] | null {
  const { site } = context.report;
  if (others.some(({ site: other }) => other.unit !== site.unit || other.within !== site.within)) return null;
  if (number.around('') !== '') return null;
  return number.kind === 'rate' ? withLimits(others, call, context) : withError(number, others, call, context);
}

/** Half the width of a 95 % interval is 1.96 standard errors. */
const WIDTH = '3.92';

/** `rate, rate_low, rate_high = …`, of which the standard error is made. */
function withLimits(others: readonly Estimate[], call: string, context: FixContext): readonly Edit[] | null {
  const { unit, node, statement } = context.report.site;
  if (statement?.kind !== 'assign' || statement.value !== node || statement.operator || statement.annotation)
    return null;
  const [target, ...further] = statement.targets;
  if (target?.kind !== 'name' || further.length > 0) return null;
  const [low, high] = ['low', 'high'].map((end) => freeName(context.module, `${target.name}_${end}`));
  const error = `(${high} - ${low}) / ${WIDTH}`;
  if (others.some(({ site, what }) => /limit/.test(what) && (what !== 'both limits' || site.node.start < node.end)))
    return null;
  return [
    replace(context, unit, { start: target.start, end: node.end }, `${target.name}, ${low}, ${high} = ${call}`),
    ...others.map((other) => {
      const { site, what } = other;
      const root = what === 'variance of the mean' ? rootAround(site) : null;
      if (what === 'both limits')
        return replace(context, unit, site.node, isAssigned(site) ? `${low}, ${high}` : `(${low}, ${high})`);
      const isWhole = site.statement?.kind === 'assign' && site.statement.value === root;
      if (root) return replace(context, unit, root, isWhole ? error : `(${error})`);
      const code = what === 'standard error' ? aroundError(other, context)(`(${error})`) : `(${error}) ** 2`;
      return replace(context, unit, site.node, code);
    }),
  ];
}

const isAssigned = ({ statement, node }: Site): boolean => statement?.kind === 'assign' && statement.value === node;

/** `…[0]` and `…[1]` of the same call. */
function withError(
  { span }: JudgedNumber,
  others: readonly Estimate[],
  call: string,
  context: FixContext,
): readonly Edit[] | null {
  const { unit, node: number } = context.report.site;
  const isLater = ({ site: { node } }: Estimate) =>
    isSteady([number], { start: number.start, end: node.end }, unit, context);
  if (!others.every(isLater)) return null;
  return [
    replace(context, unit, span, `${call}[0]`),
    ...others.map((other) => {
      const { site, what } = other;
      const root = what === 'variance of the mean' ? rootAround(site) : null;
      const around = aroundError(other, context);
      return replace(context, unit, root ?? site.node, root ? `${call}[1]` : around(`${call}${PLACE[what]}`));
    }),
  ];
}

/** Do the names in some code stay as they are within a span? */
export function isSteady(
  parts: readonly Expression[],
  { start, end }: Span,
  unit: FlowUnit,
  context: FixContext,
): boolean {
  const names = namesOf(context);
  return parts
    .flatMap((part) => names.within(unit, part))
    .flatMap((used) => names.of(names.variableOf(used)))
    .every(({ role, node, statement, unit: other }) => {
      const place = (node ?? statement).start;
      return role === 'reads' || other !== unit || place < start || place > end;
    });
}
