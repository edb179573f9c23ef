import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Assign, Call, Expression } from '../../flow/program.ts';
import { contains, type FixContext, replace, statementAt, textOf } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';
import { withoutLine } from './own-line.ts';
import { pooledRows } from './pooled-rows.ts';
import { constant } from './values.ts';

/**
 * Splits the real rows alone, and puts the synthetic ones into the training part: `pool.slice(cut)` becomes
 * `real.slice(cut)`, and `pool.slice(0, cut)` becomes `[...real.slice(0, cut), ...synthetic]`.
 */
export function splitReal(context: FixContext): Fix | null {
  const pool = context.finding.rule === 'synthetic-in-test' ? pooledRows(context) : null;
  const located =
    pool && statementAt(context.module, { ...context.finding.place, start: pool.node.start, end: pool.node.end });
  if (!pool || !located) return null;
  const statement = located.statement.kind === 'assign' ? located.statement : null;
  const name = statement && nameOfRows(statement, pool.node);
  const bound = name && namesOf(context).at(pool.unit, name);
  if (!statement || !name || !bound) return null;
  const { unit } = pool;
  const names = namesOf(context);
  const variable = names.variableOf(bound);
  const uses = names.of(variable).filter(({ role }) => role !== 'binds');
  if (names.bindings(variable).length !== 1) return null;
  const cuts = uses.map(({ node, parents: [parent, around], unit: at }) =>
    at === unit && node && parent?.kind === 'attribute' && (parent.name === 'length' || parent.name === 'slice')
      ? { node, parent, around }
      : null,
  );
  if (!cuts.every((cut) => cut !== null)) return null;
  const slices = cuts.flatMap(({ parent, around }) =>
    parent.name === 'slice' && around?.kind === 'call' && around.callee === parent ? [around] : [],
  );
  const train = slices.filter(({ arguments: given }) => given.length === 2 && constant(given[0]!.value) === 0);
  const test = slices.filter(({ arguments: given }) => given.length === 1);
  if (
    slices.length !== 2 ||
    train.length !== 1 ||
    test.length !== 1 ||
    cuts.some(({ parent, around }) => parent.name === 'slice' && !slices.includes(around as Call))
  )
    return null;
  const at = (node: Expression) => textOf(context, unit, node);
  if (at(train[0]!.arguments[1]!.value) !== at(test[0]!.arguments[0]!.value)) return null;
  const [real, synthetic] = [at(pool.real), at(pool.synthetic)];
  const isPlain = statement.value === pool.node;
  const rows = isPlain ? real : at(name);
  const edits: Edit[] = cuts.flatMap(({ node }) =>
    isPlain && !contains(train[0]!, node) ? [replace(context, unit, node, rows)] : [],
  );
  edits.push(replace(context, unit, train[0]!, `[...${rows}${at(train[0]!).slice(at(name).length)}, ...${synthetic}]`));
  const line = isPlain ? withoutLine(statement, unit, context) : null;
  edits.push(line ?? replace(context, unit, pool.node, real));
  return {
    title: 'Split the real rows, and train on the synthetic ones only',
    kind: 'repair',
    safety: 'suggested',
    edits,
  };
}

/** `const all = [...real, ...synthetic]`, `const all = shuffle([...real, ...synthetic])` */
function nameOfRows({ targets, value }: Assign, pool: Expression): Expression | null {
  const [target, ...more] = targets;
  const isPool =
    value === pool || (value.kind === 'call' && value.arguments.length === 1 && value.arguments[0]!.value === pool);
  return target?.kind === 'name' && more.length === 0 && isPool ? target : null;
}
