import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { FlowUnit, Statement } from '../../flow/program.ts';
import { contains, type FixContext, replace, textOf } from '../fix-context.ts';
import { namesOf, sameVariable, type Variable } from '../occurrences.ts';
import { type Best, bestOf, type Told } from './best-of-tries.ts';
import { freeName, imported, isTyped, STATISTICS } from './imports.ts';
import { blockAround, lineAbove, lineBefore } from './line-before.ts';
import { type Measure, measureOf } from './measure-of-part.ts';
import { replaced } from './naming.ts';
import { type Tries, triesIn } from './tries.ts';

/**
 * Splits the labelled rows where the best of several settings is told with the number that it was chosen by: chooses on one
 * half, and tells the number of the other.
 */
export function splitLabels(context: FixContext): Fix | null {
  const { finding, report } = context;
  if (finding.rule !== 'circular-calibration') return null;
  const { unit, node } = report.site;
  const [dev, test] = ['dev', 'test'].map((name) => freeName(context, name)) as [string, string];
  const found = triesIn(unit, context).flatMap((tries) => {
    const best = bestOf(tries, context);
    const measure = best && measureOf({ tries, best, dev }, node, context);
    return best && measure ? [{ tries, best, measure }] : [];
  });
  const [first] = found.toSorted((a, b) => a.tries.statement.start - b.tries.statement.start);
  const told = found.flatMap(({ best }) => best.told);
  const definitions = found.flatMap(({ measure }) => measure.definition || []);
  if (!first || told.length === 0 || definitions.length > (found.length > 1 ? 0 : 1)) return null;
  const { rows } = first.measure;
  const areOfRows = found.every(({ measure }) => sameVariable(measure.rows, rows));
  const { statement } = first.tries;
  if (!areOfRows || !areToldBehind(found, statement, unit) || isFilledLater(rows, first.tries, context)) return null;
  const imports = imported(context, [{ module: STATISTICS, names: ['randomHalves'] }]);
  const halves = `const [${dev}, ${test}] = ${imports.name('randomHalves')}(${rows.name})`;
  const above = lineAbove(statement, unit, [...definitions, halves], context);
  const edits = found.map((each) => editsOf({ ...each, dev, test }, context));
  if (!above || !edits.every((each) => each !== null)) return null;
  return {
    title: 'Choose on one half of the labelled rows, and report the other',
    kind: 'repair',
    safety: 'suggested',
    edits: [...imports.edits, above, ...onlyOnce(edits.flat())],
  };
}

interface Found {
  readonly tries: Tries;
  readonly best: Best;
  readonly measure: Measure;
}

interface Parts extends Found {
  readonly dev: string;
  readonly test: string;
}

/** In the statements behind the tries, in their block. */
function areToldBehind(found: readonly Found[], first: Statement, unit: FlowUnit): boolean {
  const behind = blockAround(unit.body, first).filter(({ start }) => start >= first.start);
  return found.every(({ best, tries }) =>
    best.told.every(({ node, chosen }) =>
      behind.some((each) => contains(each, node) && (each !== tries.statement || chosen === null)),
    ),
  );
}

/** Rows that come later would be in neither half. */
function isFilledLater(rows: Variable, { unit, statement }: Tries, context: FixContext): boolean {
  const names = namesOf(context);
  return names
    .of(rows)
    .some(
      (each) =>
        each.role !== 'binds' &&
        !names.isBefore(each, unit, statement.start) &&
        each.parents[0]?.kind === 'attribute' &&
        /^(?:push|unshift|splice|pop|shift)$/.test(each.parents[0].name),
    );
}

const onlyOnce = (edits: readonly Edit[]): readonly Edit[] =>
  edits.filter(
    ({ place, newText }, i) =>
      edits.findIndex((other) => other.place.start === place.start && other.newText === newText) === i,
  );

function editsOf(parts: Parts, context: FixContext): readonly Edit[] | null {
  const { best, measure } = parts;
  const told = best.told.map((each) => toldEdits(each, parts, context));
  if (!told.every((each) => each !== null)) return null;
  // what is told in the place of the tries themselves
  const isGone = ({ place }: Edit) => best.told.some(({ node }) => contains(node, place));
  return [...measure.edits.filter((edit) => !isGone(edit)), ...told.flat()];
}

function toldEdits(told: Told, { tries, measure, test, dev }: Parts, context: FixContext): readonly Edit[] | null {
  const { unit, grid, statement } = tries;
  if (told.chosen === null) {
    const best = freeName(context, 'best');
    const [a, b] = ['a', 'b'].map((name) => measure.call(dev, name));
    if (a!.startsWith('await')) return null;
    const choice = `const ${best} = ${textOf(context, unit, grid)}.reduce((a, b) => (${b} > ${a} ? b : a))`;
    const line = lineAbove(statement, unit, [choice], context);
    return line && [line, replace(context, unit, told.node, measure.call(test, best))];
  }
  if (told.isUnnamed) return namedEdits(told, { tries, measure, test }, context);
  const call = measure.call(test, told.chosen);
  if (told.object !== null) return [replace(context, unit, told.node, `{ ...${told.object}, ${told.key}: ${call} }`)];
  const isPart = /^\s*[-+*/.[]/.test(textOf(context, unit, { start: told.node.end, end: told.node.end + 20 }));
  const text = call.startsWith('await') && isPart ? `(${call})` : call;
  return [
    told.node.kind === 'name' ? replaced(told.node, unit, text, context) : replace(context, unit, told.node, text),
    ...(told.drop ? [replace(context, unit, told.drop, '')] : []),
  ];
}

/** `return results.sort(…)[0]`: what is told gets a name first; there may be none. */
function namedEdits(
  { node, chosen, key }: Told,
  { tries, measure, test }: Pick<Parts, 'tries' | 'measure' | 'test'>,
  context: FixContext,
): readonly Edit[] | null {
  const { unit } = tries;
  const best = freeName(context, 'best');
  const line = lineBefore(node, unit, [`const ${best} = ${textOf(context, unit, node)}`], context);
  const told = `{ ...${best}, ${key}: ${measure.call(test, `${best}.${chosen}`)} }`;
  return line && [line, replace(context, unit, node, isTyped(context) ? `${best} && ${told}` : told)];
}
