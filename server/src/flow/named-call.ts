import type { Place } from '@unpool/shared/protocol/finding.ts';
import { asJudged } from '../provenance/evidence.ts';
import {
  ASSUMED_REAL,
  COMPARED,
  ESTIMATE,
  JUDGE_PROMPT,
  NO_DATA,
  OF_JUDGMENTS,
  PAIR_PROMPT,
  REPEATED,
  ROWS,
  SEVERAL,
  SIGNIFICANCE,
  VERDICT,
} from '../provenance/marks.ts';
import {
  namesGrade,
  namesJudge,
  namesJudgeModel,
  namesTextMetric,
  namesVerdictsGiven,
  rowEvidence,
  snakeCase,
  words,
} from '../provenance/names.ts';
import {
  at,
  atLeast,
  atMostLikely,
  confidenceOf,
  GENERATED,
  has,
  isOnly,
  JUDGED,
  lower,
  MEASURED,
  REAL,
  SYNTHETIC,
  UNIT_ORIGINS,
  VALUE_ORIGINS,
  without,
} from '../provenance/origins.ts';
import { namesJudgePrompt, PROMPTS } from '../provenance/prompts.ts';
import { dataMarks, dataOrigins, UNKNOWN, unitOrigins, Value } from '../provenance/value.ts';
import { JUDGE_WORDS } from '../provenance/vocabulary.ts';
import { callHanded } from './call.ts';
import type { CallSite } from './call-site.ts';
import { type FunctionValue, memberOf } from './callable.ts';
import { areOptions } from './command-options.ts';
import { changedBy } from './copies.ts';
import { estimate } from './estimate.ts';
import { causeAt, isTypeScript, placeOf } from './frame.ts';
import { asksForSeveral } from './makers.ts';
import { carriedModel, modelBehind, modelRequested } from './models.ts';
import { deepMarks, elementOf, lastName } from './parts.ts';
import { namesInterval, namesTest } from './repeats.ts';

/** What the name of a function says of a call's result, alone or beside what the code shows. */

/** Nothing is known of the function: what goes in may come out, one step less sure; its name may tell more. */
export function callUnknown(site: CallSite): Value {
  const { frame, node } = site;
  // `yargs(…).option(…).strict().parse()`
  if (isTypeScript(frame) && site.receiver && areOptions(site.receiver)) return site.receiver;
  const given = handedBack(site);
  const inputs = [...(site.receiver ? [site.receiver] : []), ...site.positional, ...site.named.values(), ...given];
  const short = lastName(site.name);
  if (!site.name.startsWith('?') || ASKS.test(short)) frame.engine.calledOut++;
  const all = inputs.reduce((sum, input) => sum | dataOrigins(input), 0);
  // no more is known of it than that a model is asked
  const several = site.named.has('num_return_sequences') && asksForSeveral(site) ? SEVERAL : 0;
  const repeated = inputs.find(({ marks }) => marks & REPEATED);
  if (repeated && !(dataMarks(repeated) & ESTIMATE) && namesInterval(short))
    return estimate(frame, node, namesTest(short) ? 'test' : 'interval', [repeated], [null], { confirmatory: true });
  const origins = holdsAgainst(inputs, short) ? all & ~UNIT_ORIGINS : all;
  const kept = PROMPTS | SIGNIFICANCE; // all(p > 0.05 for p in found)
  // majorityVerdict(verdicts) of a judge's verdicts gives one, as its name says
  const isSure = has(origins, JUDGED) && words(short).some((word) => JUDGE_WORDS.has(word));
  const passed = new Value({
    // a function that is handed over says for itself what it gives
    origins:
      (isSure ? origins : lower(origins)) | atMostLikely(given.reduce((sum, value) => sum | dataOrigins(value), 0)),
    target: { kind: 'external', name: site.name },
    marks: inputs.reduce(
      (all, input) => all | (deepMarks(input) & (origins ? PROMPTS : kept)),
      several | (repeated ? REPEATED : 0),
    ),
    fields: carriedModel(inputs, short),
    cause: origins ? causeAt(frame, node, 'step', `passed through ${short}()`, inputs) : (repeated?.cause ?? null),
  });
  // a request, or a client: of a setting alone nobody knows what it is for
  if (isTypeScript(frame) && !(passed.marks & JUDGE_PROMPT))
    noteAsked(
      inputs.filter(({ fields }) => fields),
      short,
      site,
    );
  const answer = spokenFor(askedToJudge(computedBy(passed, short), inputs, short, site), short, site);
  return changedBy(verdictsBy(judgedByName(promptBy(answer, short), short, site), short, site), inputs, short, site);
}

/** In TypeScript most of what happens is in functions that are handed over: they run, and what they give may come back. */
function handedBack(site: CallSite): readonly Value[] {
  if (!isTypeScript(site.frame)) return [];
  const rows = site.positional.find(({ marks, element, items }) => marks & ROWS || element || items);
  const handed = rows ? elementOf(rows) : heard(site);
  return site.positional
    .filter(({ target }) => target?.kind === 'function' || target?.kind === 'bound')
    .map((called) => callHanded(called, [handed], new Map(), site));
}

/** `child.stdout.on("data", (chunk) => …)`: who listens to what answers hears the answer. */
const heard = ({ receiver, name }: CallSite): Value =>
  receiver && has(receiver.origins, GENERATED) && LISTENS.test(lastName(name)) ? receiver : UNKNOWN;

const LISTENS = /^(?:on|once|addListener|addEventListener|subscribe|onText|onData|onChunk|onMessage)$/;

const ASKS =
  /^(?:run|batch|abatch|ask|query|call|send|predict|respond|reply|check_output)$|invoke|generat|complet|chat|infer|pipeline|llm|gpt|claude|gemini|openai|anthropic|(?:ask|query|call|prompt)_?(?:the_?)?(?:model|judge|api|ai)/i;
/** A class is no question, nor is `isCompleted`; a prompt that is put together and a client that is made are not asked yet. */
const ASKS_NOTHING =
  /^[A-Z]|^(?:is|has|was|did)(?=[A-Z_])|^(?:get|select|choose|pick|init)\w*[Mm]odel$|(?:prompt$|template|message|token|format|build|make|render|load|save|log|print|count|cache|hash|encode|pars|valid|record|track|resolve|[Cc]onfig|(?:[Cc]lient|[Pp]rovider)$)/;

/** Is a function of this name one that asks a model? */
const asks = (name: string): boolean => ASKS.test(name) && !ASKS_NOTHING.test(name);

/** What rules gave is nobody's word, whatever it is called. */
export function byRules(value: Value): Value {
  if (value.target || (dataOrigins(value) !== 0 && !has(dataOrigins(value), GENERATED))) return value;
  const fields = value.fields && new Map(Array.from(value.fields, ([name, field]) => [name, byRules(field)]));
  return new Value({ marks: value.marks | NO_DATA, fields, constant: value.constant });
}

/** `{ system: JUDGE_SYSTEM, user: answer }` is a request to a model, where a function hands it out of the code. */
const isRequest = ({ fields }: Value): boolean =>
  [...(fields ?? [])].some(([key, field]) => IN_REQUEST.test(key) && (deepMarks(field) & JUDGE_PROMPT) !== 0);

const IN_REQUEST = /^(?:system|prompt|messages|instructions|(?:system|user)_?[Pp]rompt|systemInstruction)$/;

/** A function that is not here, and gets a judge's instructions: by its name, it asks a model. */
function askedToJudge(value: Value, inputs: readonly Value[], name: string, site: CallSite): Value {
  if (!(value.marks & JUDGE_PROMPT) || has(value.origins, JUDGED) || !asks(name)) return value;
  return asksJudge(value, inputs, name, site);
}

function asksJudge(value: Value, inputs: readonly Value[], name: string, site: CallSite): Value {
  const { engine } = site.frame;
  engine.answered++;
  const model = isTypeScript(site.frame) ? modelRequested(inputs) : '';
  if (model) engine.noteJudge(placeOf(site.frame, site.node), model);
  const cause = causeAt(site.frame, site.node, 'source', `answered by a model that ${name}() asks`, inputs);
  const asked = value.with({
    origins: value.origins | at('likely', GENERATED),
    marks: value.marks & ~PROMPTS,
    cause: model ? { ...cause, model } : cause,
  });
  return asJudged(asked, 'a language model is asked to judge', placeOf(site.frame, site.node), {
    ofPair: (value.marks & PAIR_PROMPT) !== 0,
  });
}

/** A function that asks a model for what it gives, and gets a judge's instructions, which go a way that nobody sees. */
function answersJudge(value: Value, inputs: readonly Value[], name: string, site: CallSite): Value {
  if (!has(value.origins, GENERATED) || !asks(name)) return value;
  const marks = inputs.reduce((all, input) => all | deepMarks(input), 0);
  if (!(marks & JUDGE_PROMPT)) return value;
  const place = placeOf(site.frame, site.node);
  site.frame.engine.noteJudge(place, modelBehind(value));
  const asked = value.with({ marks: value.marks & ~PROMPTS });
  return asJudged(asked, 'a language model is asked to judge', place, { ofPair: (marks & PAIR_PROMPT) !== 0 });
}

/** The same of one that is here, but hands the question to something that is not: a program that it starts, a stream. */
export function askedElsewhere(value: Value, inputs: readonly Value[], name: string, site: CallSite): Value {
  if (!isTypeScript(site.frame) || value.target?.kind === 'function') return value;
  // what is only possible came by a name that was handed along: `callModel(prompt, judge.model)`
  if (atLeast(confidenceOf(dataOrigins(value), JUDGED) ?? 'possible', 'likely')) return value;
  if (has(dataOrigins(value), GENERATED)) return answersJudge(value, inputs, name, site);
  const marks = inputs.reduce((all, input) => all | deepMarks(input), 0) & (JUDGE_PROMPT | PAIR_PROMPT);
  if (!(marks & JUDGE_PROMPT)) {
    noteAsked(inputs, name, site);
    return value;
  }
  const question = new Value({ marks: value.marks | marks });
  const hands = inputs.some(isRequest) && !ASKS_NOTHING.test(name);
  const asked = hands ? asksJudge(question, inputs, name, site) : askedToJudge(question, inputs, name, site);
  return has(asked.origins, JUDGED) ? asked : value;
}

/** Which model a function asks that is told one, by what they are called. */
function noteAsked(inputs: readonly Value[], name: string, { frame, node }: CallSite): void {
  const model = asks(name) ? modelRequested(inputs) : '';
  if (model) frame.engine.noteModel(placeOf(frame, node), model);
}

/** A function that gets real rows and synthetic ones apart compares them, unless its name says that it joins them. */
function holdsAgainst(inputs: readonly Value[], name: string): boolean {
  const only = (fact: number) => inputs.some((input) => isOnly(unitOrigins(input), fact));
  return (
    only(REAL) &&
    only(SYNTHETIC) &&
    !/concat|merge|combin|pool|append|extend|mix|union|stack|join|augment|add|build|make|create|prepare|load|get/i.test(
      name,
    )
  );
}

/** `judge_answer(…)` of a module that is not here: its name is all there is. */
function judgedByName(value: Value, name: string, site: CallSite): Value {
  // `scorer(answer)` inside of judge_rows(): handed in, and named for what it does
  const within = site.frame.name !== null && namesJudge(site.frame.name) && /scor|grad|rat(e|er|ing)$|judg/i.test(name);
  const isHanded = isTypeScript(site.frame) && handsJudge(name, site);
  const isGraded = (namesJudge(name) || within) && !has(value.origins, JUDGED | MEASURED);
  if (!isHanded && !isGraded) return value;
  // `new LlmJudge(client)` has yet to be asked
  if (isTypeScript(site.frame) && (/^[A-Z]/.test(name) || namesJudgePrompt(name))) return value;
  site.frame.engine.answered++;
  const cause = causeAt(site.frame, site.node, 'judge', `graded by ${name}()`, []);
  return value.with({ origins: value.origins | at('likely', JUDGED), cause });
}

/** `metric.score(sample, judge)`: whoever judges there is handed over. */
const handsJudge = (name: string, { receiver, positionalNodes }: CallSite): boolean =>
  receiver !== null &&
  /^(?:score|grade|evaluate|rate|assess|measure)$/.test(name) &&
  positionalNodes.some((node) => node.kind === 'name' && /^(?:llm_?)?(?:judge|grader)$/i.test(node.name));

const ASSESSES = /^(?:__call__|a?(?:evaluate|judge|grade|score|assess|rate|compare|run|invoke)(?:_|$))/;
const HOLDS_MODEL = /model|llm|client|provider|api|temperature/i;

/** A method of an object that is named for judging and holds a model: `Judge(provider="gemini").evaluate(answer)`. */
export function judgedByClass(value: Value, { definition, class: type }: FunctionValue, site: CallSite): Value {
  const name = type?.definition.name ?? '';
  if (!type || !namesJudgeModel(name) || !(ASSESSES.test(definition.name) || ASSESSES.test(snakeCase(definition.name))))
    return value;
  if ((dataOrigins(value) & VALUE_ORIGINS) !== 0 || value.constant !== undefined || value.marks & NO_DATA) return value;
  const init = memberOf(type, '__init__')?.target;
  const parameters = init?.kind === 'function' ? init.definition.parameters : [];
  if (!parameters.some(({ target }) => target.kind === 'name' && HOLDS_MODEL.test(target.name))) return value;
  const cause = causeAt(site.frame, site.node, 'judge', `graded by ${name}.${definition.name}()`, []);
  return value.with({ origins: value.origins | at('likely', JUDGED), cause });
}

/** `build_judge_prompt(…)` gives a judge's instructions, with the answer to be judged in them. */
export const promptBy = (value: Value, name: string): Value =>
  !has(value.origins, JUDGED) && !value.fields && namesJudgePrompt(name)
    ? value.with({ marks: value.marks | JUDGE_PROMPT })
    : value;

/** `load_judge_scores(path)` gives a judge's verdicts, `parse_verdict(answer)` one of them. */
export function verdictsBy(value: Value, name: string, site: CallSite): Value {
  const gives = namesVerdictsGiven(name);
  if (!gives || (dataOrigins(value) & VALUE_ORIGINS) !== 0 || value.marks & (NO_DATA | OF_JUDGMENTS)) return value;
  if (gives === 'rows') return value.with({ marks: value.marks | OF_JUDGMENTS });
  const cause = {
    ...causeAt(site.frame, site.node, 'judge', `a judge's verdict, by the name "${name}()"`, []),
    byName: true,
  };
  return value.with({ origins: value.origins | at('likely', JUDGED), cause });
}

/** `load_synthetic_rows()`: the name of a function speaks for what it gives. */
export function spokenFor(value: Value, name: string, site: CallSite): Value {
  const said = rowEvidence(name);
  if (
    said === 0 ||
    /^[A-Z]|_results?$/.test(name) ||
    has(dataOrigins(value), SYNTHETIC) ||
    !/^(load|get|read|make|create|generate|build|sample|synthesi[sz]e|simulate|fetch|augment|produce|gen)/i.test(name)
  )
    return value;
  if (has(value.origins, REAL) && !(value.marks & ASSUMED_REAL) && at('certain', REAL) & value.origins) return value;
  const origins = has(said, SYNTHETIC) ? without(value.origins, REAL) | said : value.origins | said;
  return value.with({
    origins,
    marks: value.marks & ~(ASSUMED_REAL | NO_DATA),
    cause: causeAt(
      site.frame,
      site.node,
      'source',
      `${has(said, SYNTHETIC) ? 'synthetic' : 'real'} rows, by the name "${name}()"`,
      [],
    ),
  });
}

/** `run_eval_user_turn()`, `buildJudgeContent(answer)`: what a model says, or is told, is no grade, whatever it is said for. */
const givesText = (name: string): boolean =>
  /(turn|message|reply|question|prompt|query|text|conversation|dialog(ue)?|content|input|request|payload|body|instruction|context|block|section)s?$/i.test(
    name,
  );

/** `cosine_similarity(answer, reference)`: computed of texts, whoever wrote them. */
export const computedBy = (value: Value, name: string): Value =>
  namesTextMetric(name) && has(value.origins, GENERATED) && !has(value.origins, JUDGED)
    ? value.with({ origins: without(value.origins, GENERATED), marks: (value.marks & ~VERDICT) | COMPARED })
    : value;

/** A function named for grading turns a model's answer into a judge's label. */
export function gradedBy(value: Value, name: string, place: Place, soft = true): Value {
  if (name === '' || givesText(name) || !has(dataOrigins(value), GENERATED)) return value;
  if (value.items) return value.with({ items: value.items.map((item) => gradedBy(item, name, place, soft)) });
  if (value.fields && !has(value.origins, GENERATED)) return value;
  if (has(value.origins, JUDGED | MEASURED) || !has(value.origins, GENERATED)) return value;
  return namesGrade(name, soft && (value.marks & VERDICT) !== 0)
    ? asJudged(value, `graded by ${name}()`, place, { bySoftName: !namesGrade(name, false) })
    : value;
}
