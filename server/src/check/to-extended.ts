import type { Extended } from '@unpool/shared/protocol/check.ts';

/** A number for JSON, which has no infinity. */
export function extended(value: number): Extended {
  return Number.isFinite(value) ? value : value > 0 ? 'Infinity' : '-Infinity';
}
