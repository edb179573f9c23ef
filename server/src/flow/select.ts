import type { Cause } from '../provenance/cause.ts';
import { at, AUGMENTED, has, type Origins, POOLED_UNITS, REAL, SIMULATED, SYNTHETIC, without } from '../provenance/origins.ts';
import { Value } from '../provenance/value.ts';

/** The rows of one origin: `df[df["source"] == "real"]`. */
export function selectOrigin(value: Value, origin: 'real' | 'synthetic', cause: Cause): Value {
  return mapOrigins(value, (origins) => select(origins, origin), cause);
}

function select(origins: Origins, origin: 'real' | 'synthetic'): Origins {
  const others = origin === 'real' ? SYNTHETIC | AUGMENTED | SIMULATED | POOLED_UNITS : REAL | POOLED_UNITS;
  const kept = without(origins, others);
  if (kept === origins) return origins;
  const fact = origin === 'real' ? REAL : SYNTHETIC;
  return has(kept, fact) ? kept : kept | at('likely', fact);
}

/** Applies a change to the origins of a value and of all that it holds. */
export function mapOrigins(value: Value, change: (origins: Origins) => Origins, cause: Cause | null = value.cause): Value {
  const map = (inner: Value): Value => mapOrigins(inner, change);
  return value.with({
    origins: change(value.origins),
    element: value.element && map(value.element),
    items: value.items?.map(map) ?? null,
    fields: value.fields && new Map([...value.fields].map(([key, field]) => [key, map(field)])),
    cause,
  });
}
