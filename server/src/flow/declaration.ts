import type { Place } from '@unpool/shared/protocol/finding.ts';
import type { Cause } from '../provenance/cause.ts';
import { ASSUMED_REAL } from '../provenance/marks.ts';
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
import { fileBehind, sourceOf } from '../provenance/trace.ts';
import type { Value } from '../provenance/value.ts';
import type { Assign, Comment, FlowUnit, Statement } from './program.ts';
import { writtenStatementsIn } from './walk.ts';

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

/** A provenance comment, and the assignment on its line, or below it, that it holds for; null where there is none. */
export interface Declaration {
  readonly comment: Comment;
  readonly assignment: Assign | null;
}

export function* declarations(unit: FlowUnit): Generator<Declaration> {
  const spoken = unit.comments.filter((comment) => /^unpool:\s*(?!ignore)\w/.test(comment.text));
  if (spoken.length === 0) return;
  const statements = writtenStatementsIn(unit.body);
  for (const comment of spoken) {
    // that begins last before a comment behind code, or first after one on a line of its own
    const statement = comment.trailing
      ? statements
          .filter((s) => s.start < comment.start)
          .reduce<Statement | null>((best, s) => (!best || s.start >= best.start ? s : best), null)
      : statements
          .filter((s) => s.start >= comment.end)
          .reduce<Statement | null>((best, s) => (!best || s.start < best.start ? s : best), null);
    yield { comment, assignment: statement?.kind === 'assign' ? statement : null };
  }
}

/** A declaration beats what the code says. */
export function declare(value: Value, comment: string, place: Place): Value {
  const text = comment.replace(/^unpool:\s*/, '');
  const word = text.split(/\s+/)[0] ?? '';
  const origins = DECLARED[word];
  if (origins === undefined) return value;
  const kept = value.origins & ~(origins & UNIT_ORIGINS ? UNIT_ORIGINS : VALUE_ORIGINS);
  return value.with({
    origins: kept | origins,
    cause: {
      kind: 'source',
      place,
      message: `declared ${word} by a comment${against(value, origins)}`,
      inputs: [],
      ...readFrom(value),
    },
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

/** Whatever it is said to be, it is what a file has. */
function readFrom(value: Value): Pick<Cause, 'file'> {
  const file = fileBehind([value]);
  return file === null ? {} : { file };
}
