import type { Confidence, Severity, TraceStep } from '@unpool/shared/protocol/finding.ts';
import type { Estimate, Site } from '../flow/observation.ts';
import type { Expression, Statement } from '../flow/program.ts';
import { nameOf } from '../flow/walk.ts';
import { type Answer, type Judging, judgingsBehind, placeOfJudge } from '../provenance/judgings.ts';
import { isOfSetting, type Kinship, kinship, modelNamed, shownModel, UNDER_TEST } from '../provenance/models.ts';
import { namesJudge, snakeCase, words } from '../provenance/names.ts';
import { confidenceOf, JUDGED, weakest } from '../provenance/origins.ts';
import { placeKey } from '../provenance/trace.ts';
import { dataOrigins, type Value } from '../provenance/value.ts';
import { rememberingOf } from '../recent.ts';
import { judgedEstimates } from './judged-estimates.ts';
import { kinByName } from './models-by-name.ts';
import type { Observations, Report, Rule } from './rule.ts';

export const selfJudging: Rule = {
  id: 'self-judging',
  *check(observed) {
    for (const { estimate, value } of judgedEstimates(observed))
      for (const judging of seen(judgingsBehind(value), estimate, observed)) {
        const relation = relationIn(judging, estimate, observed);
        if (relation) yield report(relation, judging, estimate, value, observed);
      }
  },
};

/** A judge of whom only the name is seen judges somebody, too: in TypeScript, whose wrappers often hide the call. */
const seen = (judgings: readonly Judging[], { framework }: Estimate, { language }: Observations): readonly Judging[] =>
  judgings.length > 0 || framework || language !== 'typescript'
    ? judgings
    : [{ judges: [], judged: [], ofPair: false }];

/** How near the judge is to what it judges. */
interface Relation {
  readonly judge: Answer;
  readonly kinship: Kinship;
  /** The model that is judged; null where it is whichever one is under test. */
  readonly model: string | null;
  readonly answer: Answer | null;
  /** Other models are judged, too: one of several that are compared. */
  readonly isOneOfSeveral: boolean;
}

/** Nobody sees whom the code asks, say in a container: `JUDGE_MODEL` and `AGENT_MODEL` say it. What is known fits. */
function relationByNames(known: readonly Answer[], observed: Observations): Relation | null {
  const found = observed.language === 'typescript' ? kinByName(observed.namedModels) : null;
  if (!found || known.some(({ model }) => model !== '' && kinship(model, found.judge) === null)) return null;
  return { ...found, judge: { model: found.judge, calls: [] }, answer: null, isOneOfSeveral: false };
}

/** One module may ask several judges, and nobody knows which of them it is here: what is sure is the family. */
function relationIn(judging: Judging, estimate: Estimate, observed: Observations): Relation | null {
  const relation = nearestIn(judging, estimate, observed);
  if (relation?.kinship !== 'same' || !relation.model) return relation;
  const { judge, model } = relation;
  const document = judge.calls[0]?.place?.document;
  const others = [...observed.judgesAsked].filter(
    ([name, places]) => name !== judge.model && places.some((place) => place.document === document),
  );
  const sister = others.find(([name]) => kinship(name, model) === 'family')?.[0];
  return sister ? { ...relation, kinship: 'family', judge: { ...judge, model: sister } } : relation;
}

function nearestIn(
  { judges, judged }: Judging,
  { framework, site }: Estimate,
  observed: Observations,
): Relation | null {
  const asked = judges.length > 0 ? judges : judgesAlone(observed);
  const [judge, ...others] = asked;
  if (!judge?.model && others.every(({ model }) => !model)) return relationByNames(judged, observed);
  if (!judge) return null;
  if (others.some(({ model }) => model !== judge.model)) return relationOfSeveral(asked, judged, observed);
  if (judge.model === UNDER_TEST) return { judge, kinship: 'same', model: null, answer: null, isOneOfSeveral: false };
  if (judged.length === 0)
    return framework || observed.language !== 'typescript'
      ? null
      : (relationToAll(judge, site.place.document, observed) ?? relationByNames([judge], observed));
  const own = judged.filter((answer) => !asksForTask(answer, observed));
  const models =
    own.length > 0
      ? own.flatMap((answer) => modelsOf(answer, observed).map((model) => ({ answer, model })))
      : judged.flatMap((one) => answersTold(one, observed)).map((answer) => ({ answer, model: answer.model }));
  const kin = models
    .map(({ answer, model }) => ({ answer, model, kinship: kinship(judge.model, model) }))
    .sort((a, b) => Number(b.kinship === 'same') - Number(a.kinship === 'same'))
    .find((one) => one.kinship !== null);
  if (!kin?.kinship) return null;
  const isOneOfSeveral = new Set(models.map(({ model }) => modelNamed(model)?.name ?? model)).size > 1;
  return { judge, kinship: kin.kinship, model: kin.model, answer: kin.answer, isOneOfSeveral };
}

const isKnown = (model: string): boolean => model !== '';

/** Who judged is not seen: it is one of those that are asked for judgements. */
const judgesAlone = ({ judgesAsked, language }: Observations): readonly Answer[] =>
  language === 'typescript' ? [...judgesAsked.keys()].filter(isKnown).map((model) => ({ model, calls: [] })) : [];

/** Of several judges no single one decides, but all may be of the family of all that are judged: tried in turn, or drawn. */
function relationOfSeveral(
  judges: readonly Answer[],
  judged: readonly Answer[],
  observed: Observations,
): Relation | null {
  const [judge] = judges;
  if (!judge || observed.language !== 'typescript') return null;
  const models =
    judged.length > 0
      ? judged.flatMap((answer) => modelsOf(answer, observed))
      : askedForAnswers(observed).flatMap(([, names]) => [...names]);
  const areKin = judges.every(({ model }) => models.every((other) => kinship(model, other) !== null));
  if (models.length === 0 || !(areKin || areAskedAlike(observed))) return null;
  return { judge, kinship: areKin ? 'family' : 'same', model: models[0]!, answer: null, isOneOfSeveral: false };
}

/** Answers and judgements are asked for at the same places, of the same models: whichever is asked there, it does both. */
function areAskedAlike(observed: Observations): boolean {
  const judges = [...observed.judgesAsked].flatMap(([model, places]) =>
    places.map((place) => `${placeKey(place)} ${model}`),
  );
  const answers = askedForAnswers(observed).flatMap(([place, names]) => [...names].map((model) => `${place} ${model}`));
  return answers.length > 0 && answers.length === judges.length && answers.every((one) => judges.includes(one));
}

/**
 * Whose answers are judged is not seen: where all others that are asked are the judge's own model, or of its family, they
 * are so, too; of several modules that ask, the one with the estimate knows whose answers it has judged.
 */
function relationToAll(judge: Answer, document: string, observed: Observations): Relation | null {
  const known = relationsToAll(observed);
  const key = [judge.model, document, ...callsOf(judge)].join('\n');
  let found = known.get(key);
  if (found === undefined) {
    found = lookAtAll(judge, document, observed);
    known.set(key, found);
  }
  return found;
}

/** Many numbers of a document are of the same judge. */
const relationsToAll = rememberingOf((_: Observations) => new Map<string, Relation | null>());

const callsOf = ({ calls }: Answer): readonly string[] =>
  calls.flatMap(({ place }) => (place ? [placeKey(place)] : []));

function lookAtAll(judge: Answer, document: string, observed: Observations): Relation | null {
  const all = askedForAnswers(observed);
  const here = all.filter(([place]) => place.startsWith(`${document}#`));
  const asked = here.length > 0 ? here : all;
  if (asked.some(([place]) => isForMaker(observed.answers.get(place)))) return null;
  if (areOfHelpers(asked, judge, document, observed) || areOfJudge(asked, judge, observed)) return null;
  // a method that nobody calls has asked whichever model its object has
  const models = asked.flatMap(([, names]) => (names.size > 1 ? [...names].filter(isKnown) : [...names]));
  const kinships = models.map((model) => kinship(judge.model, model));
  if (kinships.length > 1 && kinships.includes('same') && areAskedAlike(observed))
    return { judge, kinship: 'same', model: judge.model, answer: null, isOneOfSeveral: false };
  if (kinships.length === 0 || kinships.includes(null)) return null;
  const other = kinships.indexOf('family');
  return {
    judge,
    kinship: kinships[Math.max(other, 0)]!,
    model: models[Math.max(other, 0)]!,
    answer: null,
    isOneOfSeveral: false,
  };
}

/**
 * A module of its own asks for all that a program wants of a model, judgements too, and whoever calls it wants no answer:
 * policies to judge by, diagnoses of what was judged.
 */
function areOfHelpers(
  asked: readonly (readonly [string, ReadonlySet<string>])[],
  judge: Answer,
  document: string,
  { judgesAsked, answers }: Observations,
): boolean {
  const places = judgesAsked.get(judge.model) ?? [];
  const own = new Set(places.map(placeKey));
  const modules = new Set(places.map((place) => place.document));
  if (modules.has(document) || !asked.every(([place]) => own.has(place))) return false;
  const sites = [...answers.values()];
  const ways = new Set(sites.filter(({ place }) => modules.has(place.document)).map(({ within }) => within));
  const callers = sites.filter((site) => !modules.has(site.place.document) && ways.has(calledIn(site)));
  return callers.some(({ within }) => within !== null) && callers.every(isOfHelper);
}

/** Nobody but the judge asks, in a function that nobody else calls: the code does not say whose answers it judges. */
function areOfJudge(
  asked: readonly (readonly [string, ReadonlySet<string>])[],
  judge: Answer,
  { answers }: Observations,
): boolean {
  const own = new Set(callsOf(judge));
  if (own.size === 0 || !asked.every(([place]) => own.has(place))) return false;
  const within = new Set(asked.map(([place]) => answers.get(place)?.within ?? null));
  return !within.has(null) && [...answers].every(([place, site]) => own.has(place) || !within.has(calledIn(site)));
}

const calledIn = ({ node }: Site): string => (node.kind === 'call' ? nameOf(node.callee) : '');

/** In `extractPolicies()`, `diagnose()`, a judge's `checkPolicy()`, or in a function without a name. */
const isOfHelper = ({ within, unit, node }: Site): boolean =>
  within === null
    ? unit.body.some((part) => definesFunction(part) && part.start <= node.start && node.end <= part.end)
    : HELPS.test(snakeCase(within));

const HELPS =
  /(?:^|_)(?:check|extract|infer|diagnos\w*|recommend\w*|suggest\w*|fix|fixes|classify|detect|improve|optimi[sz]e|cluster|evaluate|judge|grade|score)(?:_|$)/;

const definesFunction = (statement: Statement): boolean =>
  statement.kind.startsWith('define-') || (statement.kind === 'assign' && statement.value.kind === 'function');

/** `class AnthropicProvider` is one of several, of which nobody knows which one is asked; an `AnthropicClient` wraps one. */
const isForMaker = (site: Site | undefined): boolean =>
  MAKER.test(site?.owner ?? '') && !/Client\b/.test(site?.owner ?? '');

const MAKER =
  /anthropic|openai|azure|bedrock|gemini|google|vertex|claude|gpt|mistral|groq|grok|ollama|deepseek|cohere/i;

/** Models by the place where they are asked, without those that are asked for something else than an answer. */
const askedForAnswers = rememberingOf(({ modelsAsked, answers }: Observations) =>
  [...modelsAsked]
    .filter(([place]) => !isForTask(answers.get(place)) && !isForVerdict(answers.get(place)))
    .map(([place, names]) => [place, new Set([...names].filter((name) => !isSetForJudge(name)))] as const)
    .filter(([, names]) => names.size > 0),
);

/** `process.env.JUDGE_MODEL`: whatever it is asked, it answers nothing that is judged. */
const isSetForJudge = (model: string): boolean =>
  isOfSetting(model) && /judge|grader|evaluator/i.test(shownModel(model));

/** The model that gave an answer, and those that are asked at the same place in other rounds. */
function modelsOf({ model, calls: [call] }: Answer, { modelsAsked }: Observations): string[] {
  return [...new Set([model, ...(call?.place ? (modelsAsked.get(placeKey(call.place)) ?? []) : [])])];
}

const TASK =
  /^(?:questions?|quer(?:y|ies)|prompts?|instructions?|tasks?|topics?|rubrics?|criteri(?:a|on)|polic(?:y|ies)|guidelines?|requirements?|expectations?|personas?|scenarios?|testset|cases?|users?|attacks?|seeds?|plans?|keywords?|claims?|statements?|decomposed?)$/;
const ANSWER =
  /^(?:answers?|respon(?:ses?|d|der)|repl(?:y|ies)|outputs?|completions?|solutions?|summar(?:y|ies|ize)|translations?)$/;

/** A model also writes questions, rubrics and what a user says, and takes an answer apart: that is no answer to judge. */
const asksForTask = (answer: Answer, observed: Observations): boolean => isAskedFor(TASK, answer, observed);

const APART = /^(?:claims?|statements?|facts|decomposed?)$/;
const PLAN = /^plans?$/;

/** Where nothing else is judged: the answer whose claims are, or a plan, which is what was wanted then. */
function answersTold(answer: Answer, observed: Observations): readonly Answer[] {
  if (isAskedFor(PLAN, answer, observed)) return [answer];
  if (!isAskedFor(APART, answer, observed)) return [];
  return (answer.about?.() ?? []).filter((one) => !asksForTask(one, observed));
}

function isAskedFor(what: RegExp, { calls }: Answer, { answers }: Observations): boolean {
  for (const [index, { place }] of calls.entries()) {
    const site = (place && answers.get(placeKey(place))) ?? undefined;
    if (site && PUTS_TOGETHER.test(calledIn(site))) continue;
    if (says(index === 0 ? ANSWERED : ANSWER, site)) return false;
    if (says(what, site)) return true;
  }
  return false;
}

/** `const userMessage = renderUserMessage(answer)`: what the judge is asked is put together. */
const PUTS_TOGETHER = /^(?:build|render|format|compose|fill|join|concat)/;

/** Where a model itself is asked, `response` and `output` are whatever it says. */
const ANSWERED = /^(?:answers?|solutions?|summar(?:y|ies|ize)|translations?)$/;

/** Asked in `judge2(answer)`. */
const isForVerdict = (site: Site | undefined): boolean => namesJudge(site?.within?.replace(/\d+$/, '') ?? '');

const isForTask = (site: Site | undefined): boolean => says(TASK, site) && !says(ANSWER, site);

const says = (pattern: RegExp, site: Site | undefined): boolean =>
  site !== undefined && words(namesAround(site).join(' ')).some((word) => pattern.test(word));

/** What the result of a call is called: its variable, else the function that it is made in. */
function namesAround({ statement, within, node }: Site): string[] {
  const isResult = statement?.kind === 'assign' && (statement.value.start === node.start || isAwaited(statement.value));
  const target = isResult ? statement.targets[0] : undefined;
  const name = target?.kind === 'name' || target?.kind === 'attribute' ? target.name : '';
  return [name, within && !RUNS.test(within) ? within.replace(/(?:From|By|With|For)[A-Z]\w*$/, '') : ''];
}

/** `runScenario()`, `solve_task()`, `judgeQuestion()`, a framework's `task()`: what is asked there is answered, not made up. */
const RUNS =
  /^_*(?:run|exec\w*|solve|ask|eval\w*|judge|grade|score|process|perform|attempt|invoke|call|test)(?:_|[A-Z])|^task$/;

const isAwaited = (node: Expression): boolean => node.kind === 'suspend';

function report(
  relation: Relation,
  { judged }: Judging,
  estimate: Estimate,
  value: Value,
  observed: Observations,
): Report {
  const { judge, answer } = relation;
  const { document } = (estimate.calledFrom ?? estimate.site).place;
  const call = placeOfJudge(judge, judged, (place) => place.document === document);
  const site = (call?.place && observed.answers.get(placeKey(call.place))) || estimate.site;
  const steps: TraceStep[] = [];
  for (const [calls, message] of [
    [answer?.calls ?? [], `answered by ${shownModel(relation.model ?? '')}`],
    [
      judge.calls,
      judge.model === UNDER_TEST ? 'judged by the model under test' : `judged by ${shownModel(judge.model)}`,
    ],
  ] as const)
    for (const call of calls.slice(0, 1)) if (call.place) steps.push({ place: call.place, message });
  return {
    rule: 'self-judging',
    severity: severityOf(relation, estimate),
    confidence: weakest(confidenceOf(dataOrigins(value), JUDGED)!, assumedOf(judge)),
    message: messageOf(relation, estimate),
    site,
    trace: [...steps, { place: estimate.site.place, message: `${estimate.what} of these judgements` }],
    subject: null,
    estimate,
    value,
  };
}

/** How sure it is that this is the judge. */
const assumedOf = ({ calls: [call] }: Answer): Confidence => call?.assumed ?? 'certain';

function severityOf({ kinship: near, isOneOfSeveral }: Relation, estimate: Estimate): Severity {
  if (estimate.framework || near === 'family' || isOneOfSeveral) return 'information';
  return estimate.confirmatory ? 'error' : 'warning';
}

function messageOf({ judge, kinship: near, model, isOneOfSeveral }: Relation, { what }: Estimate): string {
  const who = `${shownModel(judge.model)}${judge.calls[0]?.assumed ? ', as nobody names another one' : ''}`;
  const advice =
    'Let a model of another family judge, or label a random subset by hand and correct the number with it.';
  if (model === null)
    return `No judge is named here, so the model under test grades its own answers. Models prefer their own: the ${what} comes out too good, and by how much differs from model to model. ${advice}`;
  if (isOneOfSeveral)
    return `The judge (${who}) is ${near === 'same' ? 'one' : `of the same family as one`} of the models that are compared here (${shownModel(model)}). Models prefer their own answers, so the ${what} puts that one ahead of where it belongs. ${advice}`;
  return near === 'same'
    ? `The judge is the model that it judges (${shownModel(model)}). Models prefer their own answers and overlook their own mistakes, so the ${what} comes out too good. ${advice}`
    : `The judge (${who}) is of the same family as the model that it judges (${shownModel(model)}). Such models share their taste and their blind spots, so the ${what} may come out too good. ${advice}`;
}
