import { originColumnOf } from '../flow/origin-column.ts';
import { HOLE } from '../provenance/hole.ts';
import { TABLE } from '../provenance/marks.ts';
import { snakeCase, words } from '../provenance/names.ts';
import { SYNTHETIC } from '../provenance/origins.ts';
import { causeOfKind, stepOf } from '../provenance/trace.ts';
import { dataOrigins, UNKNOWN, type Value } from '../provenance/value.ts';
import type { Observations } from './rule.ts';

/** What tells the rows of a pool apart, by whatever name: for a file that is read by others, a hint is enough. */

/** `generation`, `aug_method`, `parent_id`: what only made-up rows have, or what says how a row was made. */
const ABOUT_ORIGIN = new Set(
  (
    'source src origin original provenance real synthetic synth fake generated generation generator augmented augmentation ' +
    'aug augmenter simulated imputed parent copy technique method variant version split'
  ).split(' '),
);
const KEY = /(^|_)(ids?|uid|uuid|guid|key|filename|file|path|image|img|url|index|idx)$/i;

const speaksOfOrigin = (name: string): boolean => words(name).some((word) => ABOUT_ORIGIN.has(word));

/** Does any column tell which rows were made up: by its name, or by what the code fills it with in one of the parts? */
export const areToldApart = (pool: Value, { language }: Observations): boolean =>
  originColumnOf(pool) !== null ||
  fieldsOf(pool).some(([name]) => speaksOfOrigin(name)) ||
  (language === 'typescript' && !(pool.marks & TABLE)
    ? areObjectsToldApart(stepOf(pool, 'pool')?.inputs ?? [pool])
    : partsOfPool(pool).some((part) =>
        fieldsOf(part).some(
          ([name, field]) => field.constant !== undefined || speaksOfOrigin(name) || isNewKey(name, field),
        ),
      ));

/** Objects that are written out: with the same in all rows of one part, or with a key that the others have not. */
function areObjectsToldApart(parts: readonly Value[]): boolean {
  const fields = parts.map((part) => fieldsOf(part)).filter((own) => own.length > 0);
  const isEverywhere = (name: string) => fields.every((own) => own.some(([other]) => other === name));
  return fields.some((own) =>
    own.some(
      ([name, field]) => isSameInAll(field) || speaksOfOrigin(name) || !isEverywhere(name) || isSaidByCode(name, field),
    ),
  );
}

/** `{ ...made, kind }`, which neither the rows nor the model gave. */
const isSaidByCode = (name: string, field: Value): boolean =>
  dataOrigins(field) === 0 && !KEY.test(snakeCase(name)) && field.constant === undefined;

/** `'llm'`, `gen-${i}`, as opposed to `${id}-${i}`, and to any id. */
const isSameInAll = ({ constant }: Value): boolean =>
  typeof constant === 'string' ? /[a-z]/i.test(constant.replaceAll(HOLE, '')) : constant !== undefined;

/** `row["id"] = next_id()`: copies have numbers of their own. */
const isNewKey = (name: string, field: Value): boolean => KEY.test(snakeCase(name)) && field !== UNKNOWN;

/** A column with one entry in all rows of one part, which says something else than where they come from: a class. */
export const isClassByPart = (pool: Value): boolean =>
  partsOfPool(pool).some((part) =>
    fieldsOf(part).some(([name, field]) => field.constant !== undefined && !speaksOfOrigin(name)),
  );

const partsOfPool = (pool: Value): readonly Value[] => causeOfKind(pool, SYNTHETIC, 'pool')?.inputs ?? [];

/** Columns of a table, or of the rows of a list. */
function fieldsOf(rows: Value, depth = 0): (readonly [string, Value])[] {
  const own = [...(rows.fields ?? [])].filter(([name]) => !name.startsWith('$'));
  if (depth > 2) return own;
  const held = [...(rows.items ?? []), ...(rows.element ? [rows.element] : [])];
  return [...own, ...held.flatMap((row) => fieldsOf(row, depth + 1))];
}
