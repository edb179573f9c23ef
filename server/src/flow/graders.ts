import type { Effect } from '../catalog/entry.ts';
import { at, GENERATED, has, JUDGED } from '../provenance/origins.ts';
import { dataOrigins, UNKNOWN, Value } from '../provenance/value.ts';
import type { CallSite } from './call-site.ts';
import type { ClassValue, FunctionValue } from './callable.ts';
import { causeAt, placeOf } from './frame.ts';
import { modelBehind } from './models.ts';
import { lastName } from './parts.ts';
import { callFunction } from './run-function.ts';

/** Texts by which a framework knows its scorers: those that grade with a model, or the only ones that do not. */
export interface ScorerNames {
  readonly named?: readonly string[] | undefined;
  readonly unless?: readonly string[] | undefined;
}

export interface Graders {
  /** The scorers that grade with a model, as judged values. */
  readonly found: readonly Value[];
  /** Do all scorers, as far as they can be told apart? */
  readonly all: boolean;
}

/**
 * Which of the scorers given to a framework grade with a model: objects of its own, its classes where they are not
 * called, texts and keys that stand for one, and functions and classes of the code that ask a model.
 */
export function gradersIn(value: Value, names: ScorerNames, site: CallSite): Graders {
  const parts = [...(value.items ?? []), ...(value.element ? [value.element] : []), ...(value.fields?.values() ?? [])];
  const own = grader(value, names, site);
  if (own) return { found: [own], all: true };
  const key = [...(value.fields?.keys() ?? [])].find((name) => names.named?.includes(name));
  if (key) return { found: [judgedBy(key, site)], all: false };
  const inParts = parts.map((part) => gradersIn(part, names, site));
  return {
    found: inParts.flatMap(({ found }) => found),
    all: inParts.length > 0 && inParts.every(({ all }) => all),
  };
}

/** The value as a judge's, if it is a scorer that grades with a model. */
function grader(value: Value, names: ScorerNames, site: CallSite): Value | null {
  if (has(value.origins, JUDGED)) return value;
  const { target } = value;
  switch (target?.kind) {
    case 'external': {
      const grades = graderOf(target.name, site);
      return grades || isNamed(enumEntry(target.name), names)
        ? judgedBy(lastName(target.name), site, grades?.otherwise)
        : null;
    }
    case 'function':
      return judgedByFunction(target, null, site);
    case 'bound':
      return judgedByFunction(target.function, target.receiver, site);
    case 'class':
    case 'instance':
      return gradesWith(target.kind === 'class' ? target : target.class, value, site);
    default:
      return typeof value.constant === 'string' && isNamed(value.constant, names)
        ? judgedBy(value.constant, site)
        : null;
  }
}

/** `EvaluatorType.LABELED_CRITERIA` is the text "labeled_criteria". */
const enumEntry = (name: string): string | null =>
  /^[A-Z][A-Z0-9_]*$/.test(lastName(name)) ? lastName(name).toLowerCase() : null;

const isNamed = (text: string | null, { named, unless }: ScorerNames): boolean =>
  text !== null && (named?.includes(text) || (unless !== undefined && !unless.includes(text)));

/** `faithfulness`, `Factuality`, `Factuality.partial`: a scorer that grades, or something made of one. */
function graderOf(name: string, site: CallSite): Extract<Effect, { kind: 'scores' }> | null {
  for (let part = name; part.includes('.'); part = part.slice(0, part.lastIndexOf('.'))) {
    const does = site.frame.engine.catalogFor(site.frame.document).find(part)?.does;
    if (does?.kind === 'scores' && does.around === undefined) return does;
  }
  return null;
}

/** Is the value a scorer that grades, as opposed to what one said? */
export function isScorer(value: Value | null, site: CallSite): value is Value {
  if (!value || !has(value.origins, JUDGED) || value.target?.kind !== 'external') return false;
  const { name } = value.target;
  if (!/^[A-Z]|^(?:create|make|load|from)_/.test(lastName(name))) return false;
  return site.frame.engine.catalogFor(site.frame.document).find(name)?.does.kind === 'scores';
}

/** @param model what it grades with; empty where that is not known */
export const judgedBy = (name: string, site: CallSite, model = ''): Value =>
  new Value({
    origins: at('certain', JUDGED),
    target: { kind: 'external', name: site.name },
    cause: { ...causeAt(site.frame, site.node, 'judge', `${name} grades with a language model`, []), model },
  });

/** What the function gives back, if a model answered that. */
export function answerOf(target: FunctionValue, receiver: Value | null, site: CallSite): Value | null {
  const values = target.definition.parameters.map((_, index) => (index === 0 && receiver ? receiver : UNKNOWN));
  const { result } = callFunction(target, values, site.frame, placeOf(site.frame, site.node));
  return has(dataOrigins(result), GENERATED | JUDGED) ? result : null;
}

/** What a model answers in a scorer's place is a grade. */
function judgedByFunction(target: FunctionValue, receiver: Value | null, site: CallSite): Value | null {
  const answer = answerOf(target, receiver, site);
  return answer && judgedBy(target.definition.name || 'a scorer', site, modelBehind(answer));
}

const GRADING_METHODS = ['__call__', 'forward', 'evaluate', 'score', 'measure', 'judge', 'grade'];

function gradesWith(type: ClassValue, value: Value, site: CallSite): Value | null {
  const { name } = type.definition;
  const isSubclass = type.bases.some(
    ({ target }) => target?.kind === 'external' && graderOf(target.name, site) !== null,
  );
  for (const method of GRADING_METHODS) {
    const target = site.frame.engine.method(type, method)?.target;
    const answer = target?.kind === 'function' ? answerOf(target, value, site) : null;
    if (answer) return judgedBy(name, site, modelBehind(answer));
  }
  return isSubclass ? judgedBy(name, site) : null;
}
