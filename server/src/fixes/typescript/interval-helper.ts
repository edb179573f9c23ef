import type { Fix } from '@unpool/shared/protocol/finding.ts';
import type { Estimate } from '../../flow/observation.ts';
import type { Expression, FlowUnit, FunctionDefinition } from '../../flow/program.ts';
import { nameOf, statementsIn } from '../../flow/walk.ts';
import { snakeCase } from '../../provenance/names.ts';
import { contains, type FixContext, replace, textOf } from '../fix-context.ts';
import { namesOf, type Occurrence } from '../occurrences.ts';
import { named, type Values, valuesOfScores } from './cluster-spread.ts';
import { freeName, imported, STATISTICS } from './imports.ts';
import { lineBefore } from './line-before.ts';
import { definitionsIn } from './number-helper.ts';
import { clustersOf, expanded } from './prompt-clusters.ts';
import { divided } from './scores.ts';
import { constant } from './values.ts';

/**
 * Where a function of the file makes an interval or a standard error of the array that it is given, its calls for several
 * answers to each prompt become `meanInterval(scores, { clusters })`, as far as they ask for no more than that tells.
 */
export function clusterCalls({ site }: Estimate, context: FixContext): Fix | null {
  const helper = helperAround(site.node, context);
  const parts = helper && partsOf(helper.definition, site.node, site.unit, context);
  if (!helper || !parts) return null;
  for (const { unit, node } of namesOf(context).all.flatMap((each) => callOf(each, helper.name))) {
    const values = valuesGiven(node, unit, context);
    const clusters = values && clustersOf(values.entries, unit, context);
    if (!clusters) continue;
    const names = named({ node, unit, values }, clusters, context);
    if (!names) return null;
    const imports = imported(context, [{ module: STATISTICS, names: ['meanInterval'] }]);
    const interval = `${imports.name('meanInterval')}(${names.values}, { ${names.option} })`;
    const written = parts(interval);
    const line = written.line ? lineBefore(node, unit, [written.line], context) : null;
    if (written.line && !line) return null;
    return {
      title: 'Cluster the interval by prompt',
      kind: 'repair',
      safety: 'suggested',
      edits: [
        ...imports.edits,
        ...clusters.edits,
        ...names.edits,
        ...(line ? [line] : []),
        replace(context, unit, node, written.value),
      ],
    };
  }
  return null;
}

const callOf = ({ name, role, node, unit, parents: [call] }: Occurrence, wanted: string) =>
  name === wanted && role === 'reads' && call?.kind === 'call' && call.callee === node ? [{ node: call, unit }] : [];

/** Of `interval(scores)`, or of a count and a number. */
function valuesGiven(
  { arguments: given }: Expression & { kind: 'call' },
  unit: FlowUnit,
  context: FixContext,
): Values | null {
  const [first, second, ...more] = given.map(({ value }) => value);
  if (!first || first.kind === 'spread' || more.length > 0) return null;
  if (!second) return { text: textOf(context, unit, first), entries: first };
  const scores = divided({ node: first, total: first, count: second }, unit, context);
  return scores && valuesOfScores(scores, first, context);
}

interface Helper {
  readonly name: string;
  readonly definition: FunctionDefinition;
}

/** The function that an estimate is made in, of an array or of a count and a number. */
function helperAround(node: Expression, context: FixContext): Helper | null {
  const found = definitionsIn(context).find(({ function: each }) => contains(each, node));
  const [parameter, second, ...more] = found?.function.parameters ?? [];
  const isPlain = parameter?.target.kind === 'name' && more.length === 0 && (!second || second.target.kind === 'name');
  return found && isPlain ? { name: found.name, definition: found.function } : null;
}

type Written = { readonly value: string; readonly line: string | null };

/** How what the function returns is told of an interval; null where it returns anything else. */
function partsOf(
  { body }: FunctionDefinition,
  spread: Expression,
  unit: FlowUnit,
  context: FixContext,
): ((interval: string) => Written) | null {
  const returns = statementsIn(body).flatMap((each) => (each.kind === 'return' && each.value ? [each.value] : []));
  const value = returns.at(-1);
  if (!value || !returns.every((each) => each === value || isOfFew(each))) return null;
  const isSpread = (node: Expression): boolean => {
    const all = expanded(node, unit, context);
    const inner = node.kind === 'call' && nameOf(node.callee) === 'sqrt' ? node.arguments[0]?.value : node;
    return (
      inner === spread ||
      (node.kind === 'name' && all.slice(1).some((part) => part === spread) && /se|err/i.test(node.name))
    );
  };
  if (value.kind === 'sequence')
    return value.items.length === 2 ? (interval) => ({ value: `${interval}.ci`, line: null }) : null;
  if (value.kind !== 'mapping')
    return isSpread(value) ? (interval) => ({ value: `${interval}.standardError`, line: null }) : null;
  const name = freeName(context, 'interval');
  const fields = value.entries.map(({ key }) => {
    const name = key ? String(constant(key) ?? '') : '';
    const part = FIELDS.find(([wanted]) => wanted.test(snakeCase(name)))?.[1];
    return part ? `${name}: ${part}` : null;
  });
  return fields.every((field) => field !== null)
    ? (interval) => ({
        value: `{ ${fields.join(', ').replaceAll('@', name)} }`,
        line: `const ${name} = ${interval}`,
      })
    : null;
}

/** What is returned of one value or none: `if (xs.length < 2) return [0, 0]`. */
const isOfFew = (node: Expression): boolean =>
  node.kind === 'constant' ||
  (node.kind === 'sequence' && node.items.every(({ kind }) => /constant|name|attribute/.test(kind))) ||
  (node.kind === 'mapping' && node.entries.every(({ value }) => /constant|name|attribute/.test(value.kind)));

const FIELDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:mean|average|avg|estimate|rate|p|accuracy|point)$/, '@.estimate'],
  [/^(?:ci_?)?(?:lo|low|lower|lower_bound|ci_low|ci_lower|min)$/, '@.ci[0]'],
  [/^(?:ci_?)?(?:hi|high|upper|upper_bound|ci_high|ci_upper|max)$/, '@.ci[1]'],
  [/^(?:se|sem|stderr|std_err|standard_error)$/, '@.standardError'],
  [/^(?:ci|ci95|interval)$/, '@.ci'],
];
