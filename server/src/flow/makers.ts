import type { Effect } from '../catalog/entry.ts';
import { asJudged } from '../provenance/evidence.ts';
import { HOLE } from '../provenance/hole.ts';
import {
  COPIED,
  JUDGE_PROMPT,
  NO_DATA,
  PAIR_PROMPT,
  ROWS,
  SAW_ALL_ROWS,
  SEVERAL,
  SPLIT_TEST,
  SPLIT_TRAIN,
  TABLE,
} from '../provenance/marks.ts';
import { AUGMENTED, at, GENERATED, has, isOnly, REAL, SIMULATED, SYNTHETIC } from '../provenance/origins.ts';
import { asksForRows, asksRespondent, closesReply, playsPerson } from '../provenance/prompts.ts';
import { constant, dataMarks, external, UNKNOWN, unitOrigins, Value } from '../provenance/value.ts';
import { modelInAddress } from './addresses.ts';
import { argument } from './argument.ts';
import type { CallSite } from './call-site.ts';
import { starts } from './command-lines.ts';
import { causeAt, isTypeScript, placeOf } from './frame.ts';
import { instructionsIn, isModel, mayBeUnset, modelAsked } from './models.ts';
import { lastName, partsWithin } from './parts.ts';

/** Rows and answers that something makes: a model, a synthesizer, a resampler. */

type Generates = Extract<Effect, { kind: 'generates' }>;

export function generate(effect: Generates, site: CallSite): Value | null {
  const { engine, document } = site.frame;
  const prompt = argument(site, effect.prompt);
  const inputs = [prompt, ...site.positional, ...site.named.values()].filter((value): value is Value => !!value);
  if (effect.when && !isAmong(effect.when, prompt, site)) return null;
  const isByHand = effect.having?.some((key) => inputs.some(({ fields }) => fields?.has(key))) ?? true;
  if (!isByHand && !toService(inputs, site.positional[0]) && !toModel(prompt, site.positional[0])) return null;
  engine.noteAsking();
  engine.answered++;
  const units = inputs.reduce((all, input) => all | unitOrigins(input), 0);
  // the instructions may be the model's own
  const said = site.receiver ? [...inputs, site.receiver] : inputs;
  const makesRows = said.some(holds(asksForRows)) ? at('likely', SYNTHETIC | (has(units, REAL) ? AUGMENTED : 0)) : 0;
  const answer = new Value({
    origins: at('certain', GENERATED) | units | makesRows,
    marks: asksForSeveral(site) || asksBatchOfSame(site) ? SEVERAL : 0,
    cause: {
      ...causeAt(site.frame, site.node, 'source', 'answered by a language model', inputs),
      model: modelAsked(effect, prompt, site),
      ...(said.some(holds(asksRespondent)) && { asPerson: true }),
    },
  });
  const isJudge = effect.later
    ? engine.judgePrompts.get(document)
    : said.some((text) => instructionsIn(text) & JUDGE_PROMPT) ||
      (effect.having && endsIn(JUDGES, site.positional[0])) ||
      (isTypeScript(site.frame) && asksOfAnswer(said));
  // a model that plays a person judges nothing, whatever else the prompt asks
  const judges = isJudge && !said.some(holds(playsPerson));
  if (judges) engine.noteJudge(answer.cause?.place ?? null, answer.cause?.model ?? '');
  else if (answer.cause?.place) engine.noteModel(answer.cause.place, answer.cause.model ?? '');
  if (!judges) return answer;
  const ofPair = said.some((text) => instructionsIn(text) & PAIR_PROMPT);
  return asJudged(answer, 'a language model is asked to judge', placeOf(site.frame, site.node), { ofPair });
}

/** `chain.batch(Array.from({ length: 5 }, () => input))` */
const asksBatchOfSame = ({ name, positional: [batch] }: CallSite): boolean =>
  lastName(name) === 'batch' && ((batch?.marks ?? 0) & SEVERAL) !== 0;

/** `{ model, question, answer }`: a service of one's own is told which language model to ask, and has the prompt itself. */
function toService(inputs: readonly Value[], address: Value | undefined): boolean {
  const model = inputs.find(({ fields }) => fields?.has('model'))?.fields?.get('model');
  if (!model) return false;
  return isModel(model) || mayBeUnset(model) || (typeof model.constant === 'string' && endsIn(SERVICES, address));
}

/** What is sent to the address of a model is for it; a page about it is only fetched. */
const toModel = (sent: Value | null, address: Value | undefined): boolean =>
  sent !== null && sent.target?.kind !== 'function' && isModel(constant(modelInAddress(address)));

/** Its address says what it does: `/api/judge` */
const JUDGES = /\/(?:judge|grade|llm-judge)\/?$/;
const SERVICES = /\/(?:judge|grade|generate|chat|complete|completion|ask|answer|llm)\/?$/;

const endsIn = (path: RegExp, address: Value | undefined): boolean =>
  typeof address?.constant === 'string' && path.test(address.constant);

function isAmong(when: NonNullable<Generates['when']>, prompt: Value | null, site: CallSite): boolean {
  if (when.told && prompt?.items?.some((item) => when.told?.includes(String(item.constant)))) return true;
  const text = argument(site, when.argument)?.constant;
  if (typeof text !== 'string') return false;
  return when.asCommand ? starts(text, when.among) : when.among.includes(text);
}

export function synthesize(effect: Extract<Effect, { kind: 'synthesizes' }>, site: CallSite): Value {
  const origin = effect.origin === 'augmented' ? AUGMENTED : effect.origin === 'simulated' ? SIMULATED : 0;
  const learned = site.receiver?.fields?.get('$fitted');
  const sawAll = learned && !(dataMarks(learned) & SPLIT_TRAIN) ? SAW_ALL_ROWS : 0;
  const rows = new Value({
    origins: at('certain', SYNTHETIC | origin),
    marks: (effect.gives === 'value' ? 0 : ROWS) | (effect.gives === 'table' ? TABLE : 0) | sawAll,
    ...(learned ? { fields: new Map([['$fitted', learned]]) } : {}),
    cause: {
      ...causeAt(site.frame, site.node, 'source', `${effect.origin} rows made by ${lastName(site.name)}()`, []),
      byLibrary: true,
    },
  });
  return effect.gives === 'pair' ? new Value({ items: [rows, rows] }) : rows;
}

export function resample(effect: Extract<Effect, { kind: 'resamples' }>, site: CallSite): Value {
  const name = lastName(site.receiver?.target?.kind === 'external' ? site.receiver.target.name : site.name);
  const items = effect.data.map((reference) => {
    const data = argument(site, reference) ?? UNKNOWN;
    const confidence = /sampler|smote|adasyn|augment/i.test(name) ? 'certain' : 'likely';
    const cause = causeAt(site.frame, site.node, 'pool', `made-up rows added by ${name}`, [data]);
    const units = unitOrigins(data);
    // of rows that another generator made, none is real; simulated ones stand for such in an exercise
    const real = isOnly(units, SYNTHETIC) && !has(units, SIMULATED) ? 0 : at('likely', REAL);
    const sawAll = data.marks & (SPLIT_TRAIN | SPLIT_TEST) ? 0 : SAW_ALL_ROWS;
    return data.with({
      origins: data.origins | real | at(confidence, SYNTHETIC | AUGMENTED),
      marks: ((data.marks | ROWS) & ~NO_DATA) | sawAll,
      items: null,
      constant: undefined,
      cause,
    });
  });
  return new Value({ items });
}

/** Rows drawn anew; several arrays come back together. */
export function redraw(effect: Extract<Effect, { kind: 'redraws' }>, site: CallSite): Value {
  const draw = (rows: Value): Value => (copies ? rows.with({ marks: rows.marks | COPIED, constant: undefined }) : rows);
  const rows = argument(site, effect.rows) ?? UNKNOWN;
  const given = argument(site, effect.replace)?.constant;
  const copies = typeof given === 'boolean' ? given : effect.replaces;
  return effect.rows !== 'self' && site.positional.length > 1
    ? new Value({ items: site.positional.map(draw) })
    : draw(rows);
}

/** `model, alphabet = pretrained.some_model()` */
export function makeObjects({ of }: Extract<Effect, { kind: 'makes-object' }>): Value {
  const made = of.map(external);
  return made.length === 1 ? made[0]! : new Value({ items: made });
}

/** One message says in which words to reply (`Answer only "met" or "missed"`), another has a model's answer in its text. */
function asksOfAnswer(said: readonly Value[]): boolean {
  const parts = said.flatMap(partsWithin);
  return (
    said.some(holds(closesReply)) &&
    parts.some(
      ({ constant, origins }) => typeof constant === 'string' && constant.includes(HOLE) && has(origins, GENERATED),
    )
  );
}

const NUMBERS = /^(?:n|num_return_sequences|num_generations|num_completions|candidate_count)$/;

/** `create(…, n=5)`, `create({ …, n: 5 })`, `generate(**inputs, num_return_sequences=k)` */
export const asksForSeveral = ({ named, positional: [options] }: CallSite): boolean =>
  [...named, ...(options?.fields ?? [])].some(
    ([name, { constant }]) => NUMBERS.test(name) && constant !== 1 && constant !== null,
  );

const holds =
  (asks: (text: string) => boolean) =>
  (input: Value): boolean =>
    partsWithin(input).some(({ constant }) => typeof constant === 'string' && asks(constant));
