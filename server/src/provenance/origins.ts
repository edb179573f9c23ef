import type { Confidence } from '@unpool/shared/protocol/finding.ts';

/**
 * Origins: a bit set over ten facts, each at one of three confidences (three planes of ten bits).
 * The join of two sets is their bitwise OR; reading a fact takes its strongest plane.
 */
export type Origins = number;

// Unit origins: where rows come from.
export const REAL = 1 << 0;
export const SYNTHETIC = 1 << 1;
/** Changed copies of real rows (SMOTE, back-translation); always together with SYNTHETIC. */
export const AUGMENTED = 1 << 2;
/** Drawn from a random generator; always together with SYNTHETIC. */
export const SIMULATED = 1 << 3;
/** Rows of different unit origin in one sample. */
export const POOLED_UNITS = 1 << 4;

// Value origins: how a column was obtained.
export const MEASURED = 1 << 5;
export const GENERATED = 1 << 6;
export const JUDGED = 1 << 7;
export const IMPUTED = 1 << 8;
/** Values of different value origin in one column. */
export const POOLED_VALUES = 1 << 9;

const PLANE = 10;
const ALL = (1 << (3 * PLANE)) - 1;

/** The bits of a fact at every confidence. */
export const anyConfidence = (facts: number): Origins => facts | (facts << PLANE) | (facts << (2 * PLANE));

export const UNIT_ORIGINS = anyConfidence(REAL | SYNTHETIC | AUGMENTED | SIMULATED | POOLED_UNITS);
export const VALUE_ORIGINS = anyConfidence(MEASURED | GENERATED | JUDGED | IMPUTED | POOLED_VALUES);

const SHIFT: Record<Confidence, number> = { certain: 0, likely: PLANE, possible: 2 * PLANE };

export const at = (confidence: Confidence, facts: number): Origins => facts << SHIFT[confidence];

export const has = (origins: Origins, facts: number): boolean => (origins & anyConfidence(facts)) !== 0;

/** The strongest confidence at which any of the facts holds. */
export function confidenceOf(origins: Origins, facts: number): Confidence | null {
  if (origins & facts) return 'certain';
  if (origins & (facts << PLANE)) return 'likely';
  if (origins & (facts << (2 * PLANE))) return 'possible';
  return null;
}

/** Rows of one unit origin, REAL or SYNTHETIC, and none of the other. */
export const isOnly = (origins: Origins, fact: number): boolean =>
  has(origins, fact) && !has(origins, (REAL | SYNTHETIC) ^ fact);

/** One step less sure; what was only possible is dropped. */
export const lower = (origins: Origins): Origins => (origins << PLANE) & ALL;

/** What comes by a name or a path is `likely`, however sure it was before. */
export const atMostLikely = (origins: Origins): Origins => {
  const certain = origins & ((1 << PLANE) - 1);
  return (origins & ~certain) | (certain << PLANE);
};

export const without = (origins: Origins, facts: number): Origins => origins & ~anyConfidence(facts);

const RANK: Record<Confidence, number> = { certain: 0, likely: 1, possible: 2 };

export const weakest = (a: Confidence, b: Confidence): Confidence => (RANK[a] >= RANK[b] ? a : b);
export const strongest = (a: Confidence, b: Confidence): Confidence => (RANK[a] <= RANK[b] ? a : b);
export const atLeast = (confidence: Confidence, least: Confidence): boolean => RANK[confidence] <= RANK[least];
