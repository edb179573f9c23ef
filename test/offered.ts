import assert from 'node:assert/strict';

/** The numbers of an estimate that must not have been refused. */
export function offered<T extends object>(estimate: T | undefined): Exclude<T, { readonly refused: string }> {
  assert.ok(estimate !== undefined && !('refused' in estimate), JSON.stringify(estimate));
  return estimate as Exclude<T, { readonly refused: string }>;
}
