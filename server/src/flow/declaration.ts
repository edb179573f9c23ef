import type { Place } from '@unpool/shared/protocol/finding.ts';
import {
  AUGMENTED,
  at,
  GENERATED,
  has,
  IMPUTED,
  JUDGED,
  MEASURED,
  type Origins,
  REAL,
  SIMULATED,
  SYNTHETIC,
  UNIT_ORIGINS,
  VALUE_ORIGINS,
} from '../provenance/origins.ts';
import { sourceOf } from '../provenance/trace.ts';
import { ASSUMED_REAL, type Value } from '../provenance/value.ts';
import type { FlowUnit, Statement } from './program.ts';
import { statementsIn } from './walk.ts';

/** What a provenance comment can say: `# unpool: synthetic`. */
export const DECLARED: Readonly<Record<string, Origins>> = {
  real: at('certain', REAL),
  synthetic: at('certain', SYNTHETIC),
  simulated: at('certain', SYNTHETIC | SIMULATED),
  augmented: at('certain', SYNTHETIC | AUGMENTED),
  measured: at('certain', MEASURED),
  generated: at('certain', GENERATED),
  judged: at('certain', JUDGED),
  imputed: at('certain', IMPUTED),
};

/** Statements with the provenance comment that speaks of them: on their line, or on the line above. */
export function* declarations(unit: FlowUnit): Generator<[Statement, string]> {
  const spoken = unit.comments.filter((comment) => /^unpool:\s*(?!ignore)\w/.test(comment.text));
  if (spoken.length === 0) return;
  const statements = [...statementsIn(unit.body)];
  for (const comment of spoken) {
    const text = comment.text.replace(/^unpool:\s*/, '');
    const statement = comment.trailing
      ? statements
          .filter((s) => s.end <= comment.start)
          .reduce<Statement | null>((best, s) => (!best || s.end > best.end ? s : best), null)
      : statements
          .filter((s) => s.start >= comment.end)
          .reduce<Statement | null>((best, s) => (!best || s.start < best.start ? s : best), null);
    if (statement) yield [statement, text];
  }
}

/** A declaration beats what the code says. */
export function declare(value: Value, text: string, place: Place): Value {
  const word = text.split(/\s+/)[0] ?? '';
  const origins = DECLARED[word];
  if (origins === undefined) return value;
  const kept = value.origins & ~(origins & UNIT_ORIGINS ? UNIT_ORIGINS : VALUE_ORIGINS);
  return value.with({
    origins: kept | origins,
    cause: { kind: 'source', place, message: `declared ${word} by a comment${against(value, origins)}`, inputs: [] },
    ...(text.includes('calibrated-by=') ? { origins: kept | at('certain', MEASURED) } : {}),
  });
}

/** What the code shows for certain, where a declaration says otherwise: it wins, but a person should know. */
export function against(value: Value, declared: Origins): string {
  const facts = declared & UNIT_ORIGINS ? [REAL, SYNTHETIC] : [MEASURED, GENERATED, JUDGED, IMPUTED];
  if (declared & GENERATED && has(value.origins, JUDGED)) return '';
  const shown = facts.find((fact) => value.origins & fact && !has(declared, fact) && !isAssumed(value, fact));
  const source = shown && sourceOf(value, shown)?.message;
  return source ? `, against the code (${source})` : '';
}

const isAssumed = ({ marks }: Value, fact: number): boolean => fact === REAL && (marks & ASSUMED_REAL) !== 0;
