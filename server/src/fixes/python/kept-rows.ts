import type { Edit } from '@unpool/shared/protocol/finding.ts';
import { type FixContext, textOf } from '../fix-context.ts';
import { freeName } from '../names.ts';
import { namesOf } from '../occurrences.ts';
import { insertBefore } from './lines.ts';
import { blockAround, type Resampling } from './resampling.ts';

/** Rows as they were before a resampling whose results have their names. */
export interface KeptRows {
  readonly names: readonly string[];
  readonly edits: readonly Edit[];
}

/** `X_observed, y_observed = X, y`, where that does not stand above the resampling already; null in a loop. */
export function keptRows({ unit, statement, inputs }: Resampling, context: FixContext): KeptRows | null {
  const [first] = namesOf(context).within(unit, statement);
  if (!first || first.enclosing.some(({ kind }) => kind === 'loop')) return null;
  const block = blockAround(unit.body, statement) ?? [];
  const above = block[block.indexOf(statement) - 1];
  const given = inputs.join(', ');
  const written = above ? /^(\w+), (\w+) = (.*)$/.exec(textOf(context, unit, above)) : null;
  if (written?.[3] === given) return { names: written.slice(1, 3), edits: [] };
  const names = inputs.map((name) => freeName(context.module, `${name}_observed`));
  return { names, edits: [insertBefore(context, unit, statement, [`${names.join(', ')} = ${given}`])] };
}
