import type { Confidence } from '@unpool/shared/protocol/finding.ts';
import type { ArgumentReference, Effect } from '../catalog/entry.ts';
import type { Cause } from '../provenance/cause.ts';
import { at, GENERATED, has, JUDGED } from '../provenance/origins.ts';
import { dataOrigins, joinAll, MODEL_FIELD, UNKNOWN, Value } from '../provenance/value.ts';
import { argument, argumentNode } from './argument.ts';
import { update } from './assign.ts';
import type { CallSite } from './call-site.ts';
import { conclude } from './conclusions.ts';
import { estimate } from './estimate.ts';
import { causeAt } from './frame.ts';
import { answerOf, type Graders, gradersIn, isScorer, judgedBy } from './graders.ts';
import { modelGiven, modelOfScorer } from './models.ts';
import { heldBy, lastName } from './parts.ts';

/** Frameworks that evaluate: their scorers, and running them. */

const NO_GRADERS: Graders = { found: [], all: false };

type Scores = Extract<Effect, { kind: 'scores' }>;
type Evaluates = Extract<Effect, { kind: 'evaluates' }>;

export function score(effect: Scores, site: CallSite): Value | null {
  const model = modelOfScorer(effect, site);
  if (effect.around === undefined) {
    const data = given(site);
    const scorer = judgedBy(`${lastName(site.name)}()`, site, model);
    const ofPair = effect.ofPairs === true;
    // a function may grade what it is given at once
    const grading = data.length > 0 ? { model, data } : undefined;
    return scorer.with({ cause: { ...scorer.cause!, ...saidOf(effect, site), ofPair, ...(grading && { grading }) } });
  }
  const inner = argument(site, effect.around);
  const { found, all } = inner ? gradersIn(inner, effect, site) : NO_GRADERS;
  if (found.length === 0) return null;
  if (inner && isOfPairs(inner, effect)) return judgedOfPair(found[0]!);
  return new Value({
    origins: at(all ? 'certain' : 'likely', JUDGED),
    target: { kind: 'external', name: site.name },
    cause: { ...causeAt(site.frame, site.node, 'step', null, found), grading: { model, data: given(site) } },
  });
}

/** What the code says of a scorer in words, and of how sure its model is. */
function saidOf({ says, assumed }: Scores, site: CallSite): Pick<Cause, 'message' | 'assumed'> | null {
  const [message, sure] = [says, assumed].map((given) =>
    given === undefined ? null : argument(site, given)?.constant,
  );
  if (typeof message !== 'string') return null;
  return { message, ...(typeof sure === 'string' && { assumed: sure as Confidence }) };
}

const isOfPairs = ({ constant: name, target }: Value, { ofPairs }: Scores): boolean => {
  const text = target?.kind === 'external' ? lastName(target.name).toLowerCase() : name;
  return Array.isArray(ofPairs) && ofPairs.includes(text);
};

const judgedOfPair = (scorer: Value): Value =>
  scorer.cause ? scorer.with({ cause: { ...scorer.cause, ofPair: true } }) : scorer;

export function runEvaluation(effect: Evaluates, site: CallSite): Value | null {
  const { found, all, place } = gradersOf(effect, site);
  // what is under test may keep its answers elsewhere, too
  const answers = answersOf(effect, site);
  if (found.length === 0) return null;
  const node = place === null ? null : argumentNode(site, place);
  const cause = {
    ...causeAt(site.frame, site.node, 'step', null, found),
    grading: { model: modelOfGraders(effect, site), data: [...given(site), ...answers] },
  };
  const scored = [joinAll(found).with({ cause })];
  const result = estimate(site.frame, site.node, 'score', scored, [node], { framework: true });
  const bar = effect.threshold === undefined ? null : argumentNode(site, effect.threshold);
  if (bar) conclude('gate', bar, [result], site.frame);
  // the scores of single rows, where not all of them are a judge's, are too unsure to report what is made of them
  return new Value({
    origins: at(all ? 'certain' : 'possible', JUDGED),
    target: { kind: 'external', name: site.name },
    cause: { ...cause, message: 'scores of an evaluation' },
  });
}

/** The graders that an evaluation is handed, and the argument that they are in; null where it has one of its own. */
function gradersOf(effect: Evaluates, site: CallSite): Graders & { readonly place: ArgumentReference | null } {
  const places = [effect.scorers, effect.also ?? null].filter((place) => place !== null);
  const handed = places.flatMap((place) => {
    const scorers = argument(site, place);
    return scorers ? [{ place, scorers }] : [];
  });
  const isUngiven = handed.every(({ scorers }) => scorers.constant === null);
  if (isUngiven && (effect.ungiven || effect.scorers === null))
    return { found: [judgedBy(`${lastName(site.name)}()`, site)], all: true, place: handed[0]?.place ?? null };
  const grading = handed.map(({ place, scorers }) => ({ ...gradersIn(scorers, effect, site), place }));
  return {
    found: grading.flatMap(({ found }) => found),
    all: grading.length > 0 && grading.every(({ all }) => all),
    place: grading.find(({ found }) => found.length > 0)?.place ?? null,
  };
}

/** `judge(answer)`, where the judge was made before: it grades with the model that it was made with. */
export function gradedByCalled(scorer: Value, site: CallSite): Value | null {
  const data = given(site);
  if (!has(scorer.origins, JUDGED)) return null;
  // a name alone, as that of what makes a judge, is none
  if (data.length === 0) return scorer.cause?.model === undefined ? null : scorer.with({ target: null });
  const cause = { ...causeAt(site.frame, site.node, 'step', null, [scorer]), grading: { model: '', data } };
  return scorer.with({ cause, target: null });
}

/** `judge.evaluate(answer)`, `metric.measure(case)`: a scorer grades what it is given, and may keep the grade. */
export function gradedByScorer(site: CallSite): Value | null {
  const { receiver: scorer, receiverNode, frame } = site;
  const data = given(site);
  if (data.length === 0 || !isScorer(scorer, site)) return null;
  const cause = { ...causeAt(frame, site.node, 'step', null, [scorer]), grading: { model: '', data } };
  const graded = scorer.with({ cause });
  if (receiverNode?.kind === 'name') update(receiverNode, frame, () => graded);
  return graded.with({ target: null });
}

/** Components that graders are among, run on what they grade. */
export function run(_effect: Extract<Effect, { kind: 'runs' }>, site: CallSite): Value {
  const component = heldBy(site.receiver ?? UNKNOWN).with({ fields: null });
  if (!has(dataOrigins(component), JUDGED)) return component;
  const cause = causeAt(site.frame, site.node, 'step', null, [component]);
  return component.with({ cause: { ...cause, grading: { model: '', data: given(site) } } });
}

/** What the graders ask that have no model of their own. */
function modelOfGraders({ model, otherwise }: Evaluates, site: CallSite): string {
  return (model === undefined ? null : modelGiven([model], site)) ?? otherwise ?? '';
}

/** What is graded may be in any argument; what asks a model is none of it. */
const given = (site: CallSite): Value[] =>
  [...site.positional, ...site.named.values()].filter(
    (value) => has(dataOrigins(value), GENERATED) && !value.fields?.has(MODEL_FIELD),
  );

/** What the function or the agent under test answers. */
function answersOf({ tests }: Evaluates, site: CallSite): Value[] {
  const tested = tests === undefined ? null : argument(site, tests);
  const model = tested?.fields?.get(MODEL_FIELD)?.constant;
  if (typeof model === 'string') return [answeredBy(model, site)];
  const target = tested?.target;
  const answer =
    target?.kind === 'function'
      ? answerOf(target, null, site)
      : target?.kind === 'bound'
        ? answerOf(target.function, target.receiver, site)
        : null;
  return answer ? [answer] : [];
}

function answeredBy(model: string, site: CallSite): Value {
  const cause = causeAt(site.frame, site.node, 'source', 'answered by a language model', []);
  return new Value({ origins: at('certain', GENERATED), cause: { ...cause, model } });
}
