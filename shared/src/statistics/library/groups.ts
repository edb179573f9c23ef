import { isList, sameLength, shown } from './checked.ts';

/** What a row belongs to: the id of its prompt or conversation, or the name of its stratum. */
export type GroupId = string | number;

/** Rows as whole numbers by what they belong to; `names[number]` is the id, as text. */
export interface Grouped {
  readonly names: readonly string[];
  readonly codes: readonly (readonly number[])[];
}

/** One side's ids, one for each of its `rows`. */
export interface Side {
  readonly ids: ArrayLike<GroupId>;
  readonly name: string;
  readonly rows: number;
}

/** Equal ids get the same number, also across sides; 7 and "7" are equal. */
export function grouped(...sides: readonly Side[]): Grouped {
  const known = new Map<string, number>();
  const codes = sides.map(({ ids, name, rows }) => {
    if (!isList(ids)) {
      throw new TypeError(`${name} is ${shown(ids)}; expected an array with the id of each row`);
    }
    sameLength(ids.length, name, rows, 'one id for each row');
    return Array.from(ids, (id, i) => {
      if (typeof id !== 'string' && typeof id !== 'number') {
        throw new TypeError(`${name}[${i}] is ${shown(id)}; expected an id, text or number`);
      }
      const text = String(id);
      const code = known.get(text) ?? known.size;
      known.set(text, code);
      return code;
    });
  });
  return { names: [...known.keys()], codes };
}
