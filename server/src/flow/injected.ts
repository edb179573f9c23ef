import type { Value } from '../provenance/value.ts';
import type { ClassValue } from './callable.ts';
import { instantiate } from './classes.ts';
import { type Frame, placeOf } from './frame.ts';

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
