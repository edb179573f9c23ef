import type { Fix } from '@unpool/shared/protocol/finding.ts';
import type { Expression, FlowUnit, Span, Statement } from '../../flow/program.ts';
import { expressionsIn, nameOf, statementsIn } from '../../flow/walk.ts';
import { contains, type FixContext, replace } from '../fix-context.ts';
import { namesOf, type Occurrence } from '../occurrences.ts';
import { computedIn, type GapFill, gapFills, speaksOf } from './gap-fill.ts';
import { freeName } from './imports.ts';
import { lineAbove } from './line-before.ts';

/**
 * Estimates from the rows whose value was observed: `const observed = rows.filter((row) => row.score != null)` is set
 * apart before gaps are filled, and takes the place of the filled rows in all that is reckoned of the field.
 */
export function observedRows(context: FixContext): Fix | null {
  if (context.finding.rule !== 'imputed-as-observed') return null;
  const [found] = gapFills(context).flatMap((fill) => {
    if (namesOf(context).bindings(fill.rows).length !== 1) return [];
    const places = reckonedWith(fill, context);
    return places.length > 0 && isCovered(places, context) ? [{ fill, places }] : [];
  });
  if (!found) return null;
  const { fill, places } = found;
  const name = freeName(context, 'observed');
  const line = lineAbove(fill.statement, fill.unit, [`const ${name} = ${fill.observed}`], context);
  return (
    line && {
      title: fill.field
        ? `Estimate from the rows whose "${fill.field}" was observed`
        : 'Estimate from the observed values',
      kind: 'repair',
      safety: 'suggested',
      edits: [line, ...places.map(({ node, unit }) => replace(context, unit, node!, name))],
    }
  );
}

/** Where numbers are worked out of the filled rows later, as opposed to where these are handed on as they are. */
function reckonedWith({ rows, field, statement: fill, unit }: GapFill, context: FixContext): readonly Occurrence[] {
  const names = namesOf(context);
  const later = names.of(rows).filter((other) => other.role === 'reads' && !names.isBefore(other, unit, fill.end));
  const isAbout = (read: Occurrence) => field === null || speaksOf(field, computedIn(read.statement));
  const isReckoned = (read: Occurrence) => !isHandedOn(read) && !isCount(read) && isAbout(read);
  return later.filter((read) => {
    if (!isCount(read)) return isReckoned(read);
    // `rows.length` is a count by itself, or what something is divided by, or told beside a number of the rows
    return (
      read.statement.kind === 'assign' ||
      read.parents.some(({ kind }) => kind === 'operation') ||
      later.some((other) => other.statement === read.statement && isReckoned(other))
    );
  });
}

const isCount = ({ parents: [parent] }: Occurrence): boolean =>
  parent?.kind === 'attribute' && parent.name === 'length';

/** `console.table(filled)`, `JSON.stringify(filled)`, `return filled`, `{ filled }` */
function isHandedOn({ node, parents: [parent], statement }: Occurrence): boolean {
  if (!parent) return statement.kind !== 'loop';
  if (parent.kind === 'mapping' || parent.kind === 'sequence' || parent.kind === 'spread') return true;
  if (parent.kind !== 'call' || parent.callee === node) return false;
  return /^(log|info|table|dir|stringify|push|write\w*|save\w*)$/.test(nameOf(parent.callee));
}

/** Is the number of the finding among what is changed: where it stands, or by a function that is handed the rows? */
function isCovered(places: readonly Occurrence[], context: FixContext): boolean {
  const { site } = context.report.estimate;
  const reached = behind(site.node, site.unit, context);
  if (places.some(({ node }) => reached.some((part) => contains(part, node!)))) return true;
  const around = functionsAround(site.node, site.unit);
  return places.some(
    ({ node, parents }) =>
      around.some((outer) => !contains(outer, node!)) &&
      parents.some((parent) => parent.kind === 'call' && parent.callee.kind === 'name'),
  );
}

/** The functions that an expression stands in. */
const functionsAround = (node: Expression, { body }: FlowUnit): readonly Span[] => [
  ...expressionsIn(body).filter((each) => each.kind === 'function' && contains(each, node)),
  ...statementsIn(body).filter((each) => each.kind === 'define-function' && contains(each, node)),
];

/** An expression, with what its names were given before, and what the names in that were. */
function behind(node: Expression, unit: FlowUnit, context: FixContext): readonly Expression[] {
  const names = namesOf(context);
  const reached = new Set([node]);
  for (const part of reached)
    for (const read of names.within(unit, part)) {
      if (read.role !== 'reads') continue;
      for (const { role, statement, enclosing } of names.of(names.variableOf(read)))
        if (role !== 'reads' && !contains(part, statement))
          for (const given of [statement, ...enclosing].flatMap(givenIn)) reached.add(given);
    }
  return [...reached];
}

const givenIn = (statement: Statement): Expression[] => {
  if (statement.kind === 'assign') return [statement.value];
  return statement.kind === 'loop' && statement.iterable ? [statement.iterable] : [];
};
