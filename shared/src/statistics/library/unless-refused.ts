import type { Refused } from '../ppi.ts';

/** The estimate itself; where it was refused, a `RangeError` says why. For places that take a number or nothing. */
export function unlessRefused<Result extends object>(result: Result | Refused): Exclude<Result, Refused> {
  if ('refused' in result) throw new RangeError(result.refused as string);
  return result as Exclude<Result, Refused>;
}
