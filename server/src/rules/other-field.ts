import type { Estimate, Site } from '../flow/observation.ts';
import type { Expression, FlowUnit } from '../flow/program.ts';
import { descendants, expressionsIn, nameOf, statementsIn } from '../flow/walk.ts';

/**
 * Does a correction take one field of the rows, and an estimate another: `rows.map((row) => row.passed)` and
 * `rows.reduce((sum, row) => sum + row.score, 0)`? The labels of people on the one say nothing of the other.
 */
export function isOfOtherField({ site }: Estimate, correction: Site): boolean {
  const corrected = correctedLabels(correction).map((labels) => fieldsTaken(labels, correction.unit));
  const told = fieldsTaken(site.node, site.unit);
  if (told.length === 0 || corrected.length === 0 || corrected.some((fields) => fields.length === 0)) return false;
  return !told.some((field) => corrected.flat().includes(field));
}

/** The judge's in `judgedRows(human, judge)`; of a function that corrects what it is handed, the numbers of all its calls. */
function correctedLabels({ node, unit, within }: Site): readonly Expression[] {
  const rows = descendants(node).find((each) => each.kind === 'call' && nameOf(each.callee) === 'judgedRows');
  if (rows?.kind === 'call') return rows.arguments.slice(1, 2).map(({ value }) => value);
  if (node.kind !== 'call' || !/^corrected(?:Rate|Mean)$/.test(nameOf(node.callee)) || within === null) return [];
  return expressionsIn(unit.body).flatMap((call) =>
    call.kind === 'call' && nameOf(call.callee) === within && call.arguments[0] ? [call.arguments[0].value] : [],
  );
}

/** The fields of the entries that callbacks take, also of what has a name: `scores` of `const scores = rows.map(…)`. */
function fieldsTaken(node: Expression, unit: FlowUnit, depth = 0): readonly string[] {
  const parts = descendants(node);
  const own = parts.flatMap((part) =>
    part.kind === 'call' && part.callee.kind === 'attribute'
      ? part.arguments.flatMap(({ value }) => (value.kind === 'function' ? fieldsOfEntry(value, part.callee) : []))
      : [],
  );
  if (own.length > 0 || depth > 3) return own;
  return parts.flatMap((part) => {
    const value = part.kind === 'name' ? valueGiven(part.name, unit) : null;
    return value && !descendants(value).includes(part) ? fieldsTaken(value, unit, depth + 1) : [];
  });
}

function fieldsOfEntry(callback: Expression & { kind: 'function' }, callee: Expression): readonly string[] {
  const { parameters, body } = callback.function;
  const entry = parameters[/^reduce/.test(nameOf(callee)) ? 1 : 0]?.target;
  if (!entry) return [];
  if (entry.kind === 'mapping')
    return entry.entries.flatMap(({ key }) => (key?.kind === 'constant' ? [String(key.value)] : []));
  return statementsIn(body)
    .flatMap((statement) => (statement.kind === 'return' && statement.value ? descendants(statement.value) : []))
    .flatMap((part) =>
      part.kind === 'attribute' && part.object.kind === 'name' && part.object.name === nameOf(entry) ? [part.name] : [],
    );
}

/** What a name is given, where one statement does that. */
function valueGiven(name: string, { body }: FlowUnit): Expression | null {
  const given = statementsIn(body).flatMap((each) =>
    each.kind === 'assign' && each.targets.some((target) => nameOf(target) === name) ? [each.value] : [],
  );
  return given.length === 1 ? given[0]! : null;
}
