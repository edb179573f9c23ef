import type { Cause } from '../provenance/cause.ts';
import { namesOrigin, originOfEntry } from '../provenance/names.ts';
import {
  AUGMENTED,
  at,
  has,
  lower,
  type Origins,
  POOLED_UNITS,
  REAL,
  SIMULATED,
  SYNTHETIC,
  UNIT_ORIGINS,
  VALUE_ORIGINS,
  without,
} from '../provenance/origins.ts';
import type { Value } from '../provenance/value.ts';

/** Which rows a mask on an origin column lets through; `one`: of one origin, but nobody knows which. */
export type Selection = 'real' | 'synthetic' | 'one';

export const isSelection = (text: unknown): text is Selection =>
  text === 'real' || text === 'synthetic' || text === 'one';

/** The rows of one origin: `df[df["source"] == "real"]`. */
export function selectOrigin(value: Value, origin: Selection, cause: Cause): Value {
  return mapOrigins(value, (origins) => select(origins, origin), cause);
}

/** The rows that a query on an origin column lets through: `source == "real"`. */
export function selectionOfQuery(query: string): Selection | null {
  const match = /^\s*`?(\w+)`?\s*(==|!=)\s*(?:(['"])(.*?)\3|(\d+|True|False|@\w+))\s*$/.exec(query);
  if (!match || !namesOrigin(match[1]!)) return null;
  const entry = match[4] ?? { True: true, False: false }[match[5]!] ?? Number(match[5]);
  const chosen = originOfEntry(match[1]!, entry) ?? 'one';
  return match[2] === '!=' ? opposite(chosen) : chosen;
}

export const opposite = (origin: Selection): Selection =>
  origin === 'one' ? 'one' : origin === 'real' ? 'synthetic' : 'real';

function select(origins: Origins, origin: Selection): Origins {
  if (origin === 'one') return lower(without(origins, POOLED_UNITS) & UNIT_ORIGINS) | (origins & VALUE_ORIGINS);
  const others = origin === 'real' ? SYNTHETIC | AUGMENTED | SIMULATED | POOLED_UNITS : REAL | POOLED_UNITS;
  const kept = without(origins, others);
  if (kept === origins) return origins;
  const fact = origin === 'real' ? REAL : SYNTHETIC;
  return has(kept, fact) ? kept : kept | at('likely', fact);
}

/** Applies a change to the origins of a value and of all that it holds. */
export function mapOrigins(
  value: Value,
  change: (origins: Origins) => Origins,
  cause: Cause | null = value.cause,
): Value {
  const map = (inner: Value): Value => mapOrigins(inner, change);
  return value.with({
    origins: change(value.origins),
    element: value.element && map(value.element),
    items: value.items?.map(map) ?? null,
    fields: value.fields && new Map([...value.fields].map(([key, field]) => [key, map(field)])),
    cause,
  });
}
