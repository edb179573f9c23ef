import { describe } from '../describe.ts';

/** What a caller hands in, checked: a TypeError or RangeError says what was found, and what to do. */

/** As an array of finite numbers, of which there must be `least`. */
export function numbers(values: ArrayLike<number>, name: string, least = 1): Float64Array {
  if (!isList(values)) {
    throw new TypeError(`${name} is ${shown(values)}; expected an array of numbers`);
  }
  if (values.length < least) {
    const found = values.length === 0 ? 'is empty' : `has length ${values.length}`;
    throw new RangeError(`${name} ${found}; expected at least ${least} ${least === 1 ? 'number' : 'numbers'}`);
  }
  const checked = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value: unknown = values[i];
    if (typeof value !== 'number') {
      const hint = typeof value === 'boolean' ? '; write 1 for true and 0 for false' : '';
      throw new TypeError(`${name}[${i}] is ${shown(value)}; expected a number${hint}`);
    }
    if (!Number.isFinite(value)) {
      throw new RangeError(`${name}[${i}] is ${value}; expected a finite number: leave out the rows that have none`);
    }
    checked[i] = value;
  }
  return checked;
}

/** None or more. */
export function pValues(p: ArrayLike<number>): number[] {
  const checked = numbers(p, 'p', 0);
  const place = checked.findIndex((value) => value < 0 || value > 1);
  if (place >= 0) {
    throw new RangeError(`p[${place}] is ${checked[place]}; expected p-values, from 0 to 1`);
  }
  return Array.from(checked);
}

/** As many numbers as `other` has. */
export function numbersLike(values: ArrayLike<number>, name: string, length: number, other: string): Float64Array {
  const checked = numbers(values, name, 0);
  sameLength(checked.length, name, length, `like ${other}`);
  return checked;
}

/** `why` so many. */
export function sameLength(length: number, name: string, expected: number, why: string): void {
  if (length !== expected) {
    throw new RangeError(`${name} has length ${length}; expected ${expected}, ${why}`);
  }
}

/** Where all must be 0 or 1; `instead` says what to do where they are not. */
export function passOrFail(values: Float64Array, name: string, instead: string): void {
  const place = values.findIndex((value) => value !== 0 && value !== 1);
  if (place >= 0) {
    throw new RangeError(`${name}[${place}] is ${values[place]}; expected 0 or 1: ${instead}`);
  }
}

/** Values whose spread does not vanish when it is squared. */
export function measurable(values: Float64Array, name: string): Float64Array {
  const { min, max, sd } = describe(values);
  if (min < max && sd < 1e-140) {
    const problem = `${name} differ by less than 1e-140, too little to compute with`;
    throw new RangeError(`${problem}; multiply them by a power of ten`);
  }
  return values;
}

/** The level of an interval: 1 - alpha. */
export function levelOf(alpha: number): number {
  if (typeof alpha !== 'number' || !(alpha > 0 && alpha < 1)) {
    throw new RangeError(
      `alpha is ${shown(alpha)}; expected a number between 0 and 1, such as 0.05 for 95 % intervals`,
    );
  }
  return 1 - alpha;
}

export function positive(value: number, name: string, what: string): number {
  if (typeof value !== 'number' || !(value > 0 && Number.isFinite(value))) {
    throw new RangeError(`${name} is ${shown(value)}; expected a number above 0: ${what}`);
  }
  return value;
}

export function wholeNumber(value: number, name: string, least: number): number {
  if (!Number.isSafeInteger(value) || value < least) {
    const range = least === Number.MIN_SAFE_INTEGER ? '' : `, at least ${least}`;
    throw new RangeError(`${name} is ${shown(value)}; expected a whole number${range}`);
  }
  return value;
}

export function seedOf(seed: number): number {
  return wholeNumber(seed, 'seed', Number.MIN_SAFE_INTEGER);
}

export function isList(values: unknown): values is ArrayLike<unknown> {
  return typeof values === 'object' && values !== null && 'length' in values && Number.isInteger(values.length);
}

export function shown(value: unknown): string {
  if (typeof value === 'string') {
    return JSON.stringify(value);
  }
  return typeof value === 'object' && value !== null ? (isList(value) ? 'an array' : 'an object') : String(value);
}
