import type { Confidence } from '@unpool/shared/protocol/finding.ts';
import {
  ASSUMED_REAL,
  COPIED,
  NO_DATA,
  ONES,
  ORIGIN_FLAG,
  ROWS,
  SPLIT_TEST,
  TABLE,
  ZEROS,
} from '../provenance/marks.ts';
import {
  AUGMENTED,
  at,
  confidenceOf,
  GENERATED,
  has,
  IMPUTED,
  isOnly,
  JUDGED,
  MEASURED,
  POOLED_UNITS,
  POOLED_VALUES,
  REAL,
  SYNTHETIC,
  weakest,
  without,
} from '../provenance/origins.ts';
import { causes } from '../provenance/trace.ts';
import { constant, dataOrigins, join, joinAll, UNKNOWN, unitOrigins, Value } from '../provenance/value.ts';
import type { CallSite } from './call-site.ts';
import { causeAt, type Frame, isTypeScript } from './frame.ts';
import { filledByModel, filledByNumbers, labelledAmong } from './imputed.ts';
import { withMadeUp } from './made-up.ts';
import { deepMarks, elementOf, scalar } from './parts.ts';
import type { Expression, Span } from './program.ts';
import { mapOrigins } from './select.ts';
import { noteGate } from './significance.ts';

/** A row-wise union: the rows of all parts, and the facts, if so, that they differ in origin or in who labelled them. */
export const pool = (given: readonly Value[], node: Span, frame: Frame): Value =>
  noteGate(labelledAmong(given, union(given, node, frame), node, frame), given, node, frame);

function union(given: readonly Value[], node: Span, frame: Frame): Value {
  const parts = withMadeUp(withGenerated(given, isTypeScript(frame)));
  const joined = joinAll(parts.map(asRows));
  const confidence = mixture(parts);
  const marks = (joined.marks | ROWS | flagMark(parts)) & ~trainOnly(parts) & ~COPIED;
  if (holdsCopies(parts))
    return joined.with({
      origins: joined.origins | at('likely', REAL) | at('certain', SYNTHETIC | AUGMENTED),
      marks,
      constant: undefined,
      cause: causeAt(frame, node, 'pool', 'copies of rows, drawn with replacement, added here', parts),
    });
  if (!confidence) {
    const data = parts.filter((part) => dataOrigins(part) !== 0);
    const together = data.length > 1 ? { cause: causeAt(frame, node, 'step', 'rows put together', data) } : {};
    return joined.with({ marks, constant: undefined, ...together });
  }
  return joined.with({
    fields: withOriginColumns(joined, parts),
    origins: joined.origins | at(confidence, POOLED_UNITS),
    marks,
    constant: undefined,
    cause: causeAt(
      frame,
      node,
      'pool',
      'real and synthetic rows pooled here',
      parts.filter((part) => dataOrigins(part) !== 0),
    ),
  });
}

/**
 * Beside rows that are known to be real, rows that a language model filled are synthetic ones; people that it plays are
 * so whatever was read of them: in a table, or one by one.
 */
function withGenerated(parts: readonly Value[], areObjects: boolean): readonly Value[] {
  const known = parts.some(
    (part) =>
      has(unitOrigins(part), REAL) &&
      !isGenerated(part) &&
      (!(deepMarks(part) & ASSUMED_REAL) || (asked(part) && parts.some(isPlayed))),
  );
  if (!known) return parts;
  return parts.map((part) => {
    if (!isGenerated(part) || has(unitOrigins(part), SYNTHETIC)) return part;
    const isPeople = (areObjects || (part.marks & TABLE) !== 0) && isPlayed(part);
    if (has(unitOrigins(part), REAL) && !isPeople) return part;
    const made = isPeople ? mapOrigins(part, (origins) => without(origins, REAL)) : part;
    return made.with({ origins: made.origins | at('likely', SYNTHETIC) });
  });
}

/** Answers of people that a model plays. */
const isPlayed = (part: Value): boolean => causes(part, GENERATED).some(({ asPerson }) => asPerson === true);

/** `survey.csv`, `wave_3.csv`: whoever is in it was asked. What a model said before is called by the model. */
const asked = (part: Value): boolean =>
  causes(part, REAL).some(({ file }) => file !== undefined && ASKED.test(file) && !MADE.test(file));

const ASKED =
  /survey|respondent|participant|questionnaire|interview|panel|(?<![a-z])(?:wave|poll|anes|gss|wvs|ess|cces|census)(?![a-z])/i;
const MADE = /silicon|synth|simul|generat|persona|agent|model|llm|gpt|claude|gemini|llama|result|output|predict/i;

const isGenerated = (part: Value): boolean => has(dataOrigins(part), GENERATED) && !has(dataOrigins(part), JUDGED);

/**
 * A column filled with one literal in the real rows and another in the synthetic ones tells them apart; one that is
 * the same in all synthetic rows tells which rows are real ones.
 */
function withOriginColumns(joined: Value, parts: readonly Value[]): Value['fields'] {
  if (!joined.fields) return null;
  const fields = new Map(joined.fields);
  const made = parts.filter((part) => has(unitOrigins(part), SYNTHETIC));
  for (const [name, field] of joined.fields) {
    const entry = (fact: number) => parts.find((part) => isOnly(unitOrigins(part), fact))?.fields?.get(name);
    const [real, synthetic] = [entry(REAL), entry(SYNTHETIC)];
    const same = made[0]?.fields?.get(name);
    const isSame = made.every((part) => part.fields?.get(name)?.constant === same?.constant);
    if (same?.constant !== undefined && isSame && real?.constant === undefined) {
      const entries = new Map([...(field.fields ?? []), ['$synthetic', same] as const]);
      fields.set(name, field.with({ constant: undefined, fields: entries, marks: (field.marks | ROWS) & ~NO_DATA }));
    }
    if (real?.constant === undefined || synthetic?.constant === undefined || real.constant === synthetic.constant)
      continue;
    const entries = new Map([
      ['$column', constant(name)],
      ['$real', real],
      ['$synthetic', synthetic],
    ]);
    fields.set(name, field.with({ fields: entries, marks: (field.marks | ORIGIN_FLAG | ROWS) & ~NO_DATA }));
  }
  return fields;
}

/** Positions of a literal become elements: after a union nobody knows which is which. */
function asRows(part: Value): Value {
  if (!part.items) return part;
  const element = part.items.length > 0 ? joinAll(part.items) : UNKNOWN;
  return part.with({
    items: null,
    element: part.element ? join(part.element, element) : element === UNKNOWN ? null : element,
  });
}

/** How sure it is that the parts differ in unit origin; null if nothing says so. */
function mixture(parts: readonly Value[]): Confidence | null {
  let best: Confidence | null = null;
  parts.forEach((real, i) => {
    const realness = confidenceOf(unitOrigins(real), REAL);
    if (!realness || has(unitOrigins(real), SYNTHETIC)) return;
    parts.forEach((synthetic, j) => {
      const syntheticness = confidenceOf(unitOrigins(synthetic), SYNTHETIC);
      if (
        i === j ||
        !syntheticness ||
        (has(unitOrigins(synthetic), REAL) &&
          !has(unitOrigins(synthetic), POOLED_UNITS) &&
          !has(unitOrigins(synthetic), AUGMENTED))
      )
        return;
      if (!areAlike(real, synthetic)) return;
      const both = weakest(realness, syntheticness);
      best = best ? (weakest(best, both) === best ? both : best) : both;
    });
  });
  return best;
}

/** Of rows whose entries are known, one entry must be real here and synthetic there. */
function areAlike(real: Value, synthetic: Value): boolean {
  const [a, b] = [real, synthetic].map(entriesIn);
  if (!a || !b) return true;
  return [...a].some(([key, entry]) => {
    const other = b.get(key);
    return has(unitOrigins(entry), REAL) && other !== undefined && has(unitOrigins(other), SYNTHETIC);
  });
}

/** Entries of the rows of a list, if that is all that is known of them. */
function entriesIn(rows: Value): Value['fields'] {
  const { fields, marks, origins } = rows.marks & TABLE ? rows : elementOf(rows);
  if (marks & TABLE) return null;
  // `{ product, ...made }`: of what is spread into it nobody knows the entries
  if (has(origins, SYNTHETIC)) return null;
  return fields && [...fields.values()].some((entry) => unitOrigins(entry) !== 0) ? fields : null;
}

/** Rows drawn with replacement beside rows that were not: some are there twice. */
const holdsCopies = (parts: readonly Value[]): boolean =>
  parts.some(({ marks }) => marks & COPIED) &&
  parts.some((part) => !(part.marks & COPIED) && has(unitOrigins(part), REAL));

/** Zeros joined to ones, one for each origin: the target of a real-or-synthetic classifier. */
function flagMark(parts: readonly Value[]): number {
  const zeros = parts.some((part) => part.marks & ZEROS && !(part.marks & ONES));
  const ones = parts.some((part) => part.marks & ONES && !(part.marks & ZEROS));
  return zeros && ones ? ORIGIN_FLAG : 0;
}

/** Rows added to a training part stay training rows; a test part does not make the union one. */
function trainOnly(parts: readonly Value[]): number {
  return parts.every((part) => part.marks & SPLIT_TEST || dataOrigins(part) === 0) ? 0 : SPLIT_TEST;
}

export const wrapped = (value: Value): Value => new Value({ element: value, origins: unitOrigins(value), marks: ROWS });

/** A list of samples, not yet one sample. */
export function collect(values: readonly Value[]): Value {
  const [list, added] = [values[0]!, values[1]!];
  const items = list.items && list.items.length < 16 ? [...list.items, added] : null;
  return list.with({ items, element: items ? null : join(elementOf(list), added), constant: undefined });
}

export function pooled(parts: readonly Value[], site: CallSite): Value {
  const only = parts.length === 1 ? parts[0]! : null;
  if (only) {
    // a list of samples that a loop filled: one abstract element stands for all
    const units = unitOrigins(only);
    const [real, synthetic] = [confidenceOf(units, REAL), confidenceOf(units, SYNTHETIC)];
    if (real && synthetic && !has(units, POOLED_UNITS | AUGMENTED) && isOfBoth(elementOf(only)))
      return noteGate(
        only.with({
          origins: only.origins | at(weakest(real, synthetic), POOLED_UNITS),
          marks: only.marks | ROWS,
          cause: causeAt(site.frame, site.node, 'pool', 'real and synthetic rows pooled here', [only]),
        }),
        [only],
        site.node,
        site.frame,
      );
    return only.with({ marks: only.marks | ROWS });
  }
  return pool(parts, site.node, site.frame);
}

/** Is a row of a list now real, now synthetic? A row with something of both in it holds them against each other. */
function isOfBoth(row: Value): boolean {
  const fields = [...(row.fields?.values() ?? [])].map(unitOrigins);
  // what is known of a table is known of its rows
  const isOfRows = row.marks & TABLE ? fields.every((origins) => origins === 0) : fields.length === 0;
  return isOfRows || fields.some((origins) => has(origins, REAL) && has(origins, SYNTHETIC));
}

/** Where a gap is filled, and the expression of the column that has it. */
export type Coalescing = { readonly node: Expression; readonly frame: Frame; readonly receiverNode: Expression | null };

/** One column from two: measured where it was measured, a model's word elsewhere. */
export function coalesce(values: readonly Value[], { node, frame, receiverNode }: Coalescing): Value {
  const joined = joinAll(values.map(scalar));
  const measured = values.map((value) => confidenceOf(dataOrigins(value), MEASURED));
  const model = values.map((value) => confidenceOf(dataOrigins(value), JUDGED | IMPUTED | GENERATED));
  const i = measured.findIndex((confidence, k) => confidence && !model[k]);
  const j = model.findIndex((confidence, k) => confidence && k !== i);
  const rows = values.some((value) => value.marks & ROWS) ? ROWS : 0;
  const filled =
    i < 0 || j < 0
      ? (filledByModel(values, node, frame) ?? filledByNumbers(values, { node, frame, receiverNode }))
      : null;
  if (filled) return filled;
  if (i < 0 || j < 0)
    return values[0]!.constant === undefined && values.length > 1 && j < 0
      ? values[0]!
      : joined.with({ marks: joined.marks | rows });
  return joined.with({
    origins: joined.origins | at(weakest(measured[i]!, model[j]!), POOLED_VALUES),
    marks: joined.marks | rows,
    cause: causeAt(frame, node, 'pool', "gaps in human labels filled with a model's", values),
  });
}
