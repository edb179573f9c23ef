import { nameEvidence } from '../provenance/evidence.ts';
import { ROWS, TABLE } from '../provenance/marks.ts';
import { UNKNOWN, Value } from '../provenance/value.ts';
import type { ClassValue } from './callable.ts';
import { instantiate } from './classes.ts';
import { evaluate } from './evaluate.ts';
import { type Frame, placeOf } from './frame.ts';
import { modelGivenAs } from './models.ts';
import type { Parameter } from './program.ts';
import { typed } from './types.ts';

/** What is handed over where no call says it. */

const MAX_DEPTH = 4;

/**
 * `constructor(private readonly judge: JudgeClient)`: where nobody says what is handed over, an object of the class that
 * is asked for; null where that is no class that is known, or one that only holds data.
 */
export function injected(annotation: string | null, frame: Frame): Value | null {
  const [, name] = /^["']?([A-Z]\w*)["']?(?:\s*\|\s*(?:null|None|undefined))*$/.exec(annotation ?? '') ?? [];
  const type = name && frame.depth < MAX_DEPTH ? frame.scope.get(name)?.target : null;
  if (type?.kind !== 'class' || !doesSomething(type)) return null;
  const { engine } = frame;
  const known = engine.instanceOf(type);
  if (known) return known;
  const inner = { ...frame, depth: frame.depth + 1, document: type.document, unit: type.unit };
  return instantiate(type, [], new Map(), inner, placeOf(inner, type.definition));
}

const doesSomething = ({ members }: ClassValue): boolean =>
  [...members].some(([name, { target }]) => target?.kind === 'function' && !/^(?:__\w+__|constructor)$/.test(name));

/** What may be handed to a function that nobody calls: its default, else what name and annotation say. */
export function unknownArgument({ target, default: given, annotation }: Parameter, frame: Frame): Value {
  if (target.kind !== 'name') return typed(UNKNOWN, annotation, frame);
  const handed = given ? null : (injected(annotation, frame) ?? modelGivenAs(target, frame));
  if (handed) return handed;
  const byDefault = given ? evaluate(given, frame) : UNKNOWN;
  // a list of column names, the name of a column, a path
  const isTelling = given?.kind === 'sequence' || typeof byDefault.constant === 'string';
  const isTable = /\bDataFrame\b/.test(annotation ?? '') || /(^|_)df$/i.test(target.name);
  const value = isTelling
    ? byDefault
    : isTable
      ? new Value({ marks: ROWS | TABLE })
      : typed(UNKNOWN, annotation, frame);
  return nameEvidence(value, target.name, placeOf(frame, target));
}
