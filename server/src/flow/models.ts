import type { ArgumentReference, Effect } from '../catalog/entry.ts';
import { asJudged } from '../provenance/evidence.ts';
import { HOLE } from '../provenance/hole.ts';
import { JUDGE_PROMPT } from '../provenance/marks.ts';
import { ANY_MODEL, isOfSetting, modelNamed, ofSetting, UNDER_TEST } from '../provenance/models.ts';
import { snakeCase } from '../provenance/names.ts';
import { at, GENERATED, JUDGED } from '../provenance/origins.ts';
import { PROMPTS, promptMarks } from '../provenance/prompts.ts';
import { causes } from '../provenance/trace.ts';
import {
  constant,
  dataOrigins,
  join,
  MODEL_FIELD,
  sameContent,
  UNKNOWN,
  Value,
  withField,
} from '../provenance/value.ts';
import { isSettings } from '../workspace/settings-files.ts';
import { modelInAddress } from './addresses.ts';
import { argument } from './argument.ts';
import type { CallSite } from './call-site.ts';
import { modelToldIn, programStarted } from './command-lines.ts';
import { causeAt, type Frame, isTypeScript, placeOf } from './frame.ts';
import { deepMarks, lastName } from './parts.ts';
import type { Expression, Name } from './program.ts';

/** Which language model is asked. */

/** The name of a model in a value: a text, or what asks that model; empty where it is not known. */
function modelIn(value: Value | null | undefined): string {
  const name = value?.fields?.get(MODEL_FIELD)?.constant ?? value?.constant;
  if (typeof name === 'string') return name === ANY_MODEL ? '' : name;
  if (value && isSetting(value)) return ofSetting(value.target.name.replace(/^\?\./, ''));
  if (value?.target?.kind === 'instance') return modelHeld(value);
  // `[prompt, model, parser]`
  const part = value?.items?.find(({ fields }) => fields?.has(MODEL_FIELD));
  return part ? modelIn(part) : '';
}

/** Is it set where the program is started? Whatever its name is, it is the same wherever it is read. */
const isSetting = (value: Value): value is Value & { readonly target: { readonly name: string } } =>
  value.target?.kind === 'external' && SETTING.test(value.target.name);

/** `ask(prompt, process.env.MODEL)`: where the variable is not set, a parameter has its default. */
export const mayBeUnset = (value: Value): boolean => isSetting(value) || isOwnModel(value);

const SETTING =
  /^(?:\?\.)?(?:process|import\.meta|Bun|Deno)\.env\.(?!\w*(?:URL|URI|HOST|KEY|TOKEN|SECRET|PORT|PATH|DIR)$)\w+$/;

/** The model of an object that the code wraps around a client, or that keeps the name of one: `self.model = …`. */
function modelHeld({ fields }: Value): string {
  const held = [...(fields ?? [])].filter(([name, field]) => field.fields?.has(MODEL_FIELD) || /^_?model/.test(name));
  return held.map(([, field]) => (field.fields?.get(MODEL_FIELD) ?? field).constant).find(isText) ?? '';
}

const isText = (constant: unknown): constant is string => typeof constant === 'string' && constant !== '';

/**
 * `config.judgeModel`, `args["judge-model"]`: which model it is cannot be known, but it is the same wherever this is read
 * in the code around. Null for what is called something else, or is known.
 */
export function ownModel(object: Expression, name: string, frame: Frame): Value | null {
  if (!isTypeScript(frame) || !NAMES_MODEL.test(snakeCase(name))) return null;
  const path = pathOf(object);
  if (!path) return null;
  const within = frame.scope.local(path[0]!) ? functionOnce(frame) : '';
  return within === null ? null : unknownModel([...path, name].join('.'), `${frame.document} ${within}`);
}

/** `const model = found ? args[at + 1] : undefined`: the same of a variable, where nothing is known of what it holds. */
export function modelCalled({ name, start }: Name, value: Value, frame: Frame): Value | null {
  if (!isTypeScript(frame) || !isOpen(value) || value.fields || !(value.target === null || isModelGiven(value)))
    return null;
  if (!NAMES_MODEL.test(snakeCase(name)) || functionOnce(frame) === null) return null;
  const model = unknownModel(name, `${frame.document} ${start}`);
  return value.target ? value.with({ fields: model.fields }) : model;
}

/** `resolveModel(provider, "small")` of a module that is not here. */
const isModelGiven = (value: Value): boolean =>
  value.target?.kind === 'external' && !isSetting(value) && NAMES_MODEL.test(snakeCase(lastName(value.target.name)));

/** The same of a parameter of a function that nobody calls; of what asks a model, too. */
export const modelGivenAs = ({ name, start }: Name, frame: Frame): Value | null =>
  isTypeScript(frame) && (NAMES_MODEL.test(snakeCase(name)) || GIVES_MODEL.test(snakeCase(name)))
    ? unknownModel(name, `${frame.document} ${start}`)
    : null;

/** The same of an option of the program, where it has no default. */
export const modelSetAs = (name: string, { document }: Frame): Value | null =>
  NAMES_MODEL.test(snakeCase(name)) ? unknownModel(name, `${document} options`) : null;

const unknownModel = (name: string, where: string): Value =>
  new Value({ fields: new Map([[MODEL_FIELD, constant(ofSetting(name, where))]]) });

/** `DEFAULT_MODEL`, `settings.model` */
export const namesModel = (node: Expression): boolean =>
  (node.kind === 'name' || node.kind === 'attribute') && NAMES_MODEL.test(snakeCase(node.name));

export const NAMES_MODEL = /(?:^|_)model(?:_?(?:id|name))?$/;

/** `const JUDGE_MODEL = process.env.JUDGE ?? "opus"`: what a model is there for, as the name says. */
export function noteNamedModel(name: string, value: Value, frame: Frame): void {
  const named = snakeCase(name);
  // a parameter `model` is whichever model is asked
  if (!isTypeScript(frame) || !NAMES_MODEL.test(named) || /^model(?:[A-Z_]|$)/.test(name)) return;
  const model = modelIn(value);
  if (modelNamed(model)?.family) frame.engine.noteNamedModel(named, model);
}

/** The names in `config.models`; null where something is called, or it is an object's own. */
function pathOf(node: Expression): string[] | null {
  if (node.kind === 'name') return /^(?:this|self)$/.test(node.name) ? null : [node.name];
  const before = node.kind === 'attribute' ? pathOf(node.object) : null;
  return before && node.kind === 'attribute' ? [...before, node.name] : null;
}

/** The function that runs, where it runs once: one that is called again and again has other objects each time. */
function functionOnce({ engine, depth, name }: Frame): string | null {
  return depth === 0 || name === 'main' || (depth === 1 && engine.isUncalled) ? (name ?? '') : null;
}

/** Is it the name of a model that is known? */
export const isModel = ({ constant: name }: Value): boolean =>
  typeof name === 'string' && (modelNamed(name)?.family ?? null) !== null;

/**
 * Of two ways one names a model, and the other none: it is that model if nobody names another one. Of two ways one says
 * yes or no, and nobody knows what the other does: nothing is known.
 */
export function joinBranches(a: Value, b: Value): Value {
  if (a === UNKNOWN && typeof b.constant === 'boolean') return b.with({ constant: undefined });
  if (b === UNKNOWN && typeof a.constant === 'boolean') return a.with({ constant: undefined });
  if (isUnset(a) && tellsModels(b)) return b;
  if (isUnset(b) && tellsModels(a)) return a;
  const begun = begunAlike(a.constant, b.constant);
  if (begun !== null) return join(asText(a, begun), asText(b, begun));
  return a === b ? a : withModels(join(a, b), a, b);
}

/** `if (…) flags.model = next()`: the same of a model that an object names. */
function withModels(joined: Value, a: Value, b: Value): Value {
  if (!a.fields || !b.fields || !joined.fields) return joined;
  let fields: Map<string, Value> | null = null;
  for (const [key, field] of a.fields) {
    const other = b.fields.get(key);
    if (!other || other === field || !/model/i.test(key)) continue;
    const known = isUnset(field) && namesModels(other) ? other : isUnset(other) && namesModels(field) ? field : null;
    if (known) fields = (fields ?? new Map(joined.fields)).set(key, known);
  }
  if (!fields) return joined;
  const named = joined.with({ fields });
  return sameContent(named, a) ? a : named;
}

/** A model, or a list of them or of settings that each name one. */
const namesModels = (value: Value): boolean =>
  isModel(value) || (value.items !== null && value.items.length > 0 && value.items.every(isModelOrSetting));

/** Models themselves, or the file that they are set in. */
const tellsModels = (value: Value): boolean =>
  namesModels(value) || (typeof value.constant === 'string' && isSettings(value.constant));

const isModelOrSetting = (value: Value): boolean =>
  isModel(value) || [...(value.fields ?? [])].some(([key, field]) => /model/i.test(key) && isModel(field));

/** `command += " --verbose"` under a condition: how the text begins is known in any case. */
function begunAlike(one: unknown, other: unknown): string | null {
  if (typeof one !== 'string' || typeof other !== 'string' || one.length === other.length) return null;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (!short.includes(' ') || !long.startsWith(short)) return null;
  if (short.endsWith(HOLE)) return short;
  // where a word ends, it is known
  return long[short.length] === ' ' ? `${short} ${HOLE}` : `${short}${HOLE}`;
}

const asText = (value: Value, text: string): Value =>
  value.constant === text ? value : value.with({ constant: text });

export const isUnset = (value: Value): boolean =>
  (value.constant ?? null) === null && !value.items && (!value.fields || isOwnModel(value)) && dataOrigins(value) === 0;

/** None is known: there may be one, or any of several. */
const isOpen = (value: Value): boolean => isUnset(value) || value.constant === ANY_MODEL;

const isOwnModel = ({ fields }: Value): boolean => isOfSetting(fields?.get(MODEL_FIELD)?.constant);

/**
 * `model or "gpt-4o"`, `process.env.JUDGE ?? MODEL`: the model that it is if nobody names another one;
 * `process.argv[2] ?? "eval.config.json"`: the file that tells it.
 */
export function modelOtherwise(operands: readonly Value[], isCalledModel = false): Value | null {
  const last = operands[operands.length - 1]!;
  const before = operands.slice(0, -1);
  if (!before.every(isUnset) || last.constant === ANY_MODEL) return null;
  // `process.env.JUDGE_MODEL ?? "mine-7b"`, `model ?? DEFAULT_MODEL`: a name says what the text is
  const isNamed =
    typeof last.constant === 'string' &&
    (isCalledModel || before.some((one) => isOwnModel(one) || (isSetting(one) && /model/i.test(one.target.name))));
  return tellsModels(last) || mayBeUnset(last) || isNamed ? last : null;
}

/** `options.fetch ?? fetch`, `deps.ask ?? ask`: what is called if nobody hands over another one. */
export function calledOtherwise(operands: readonly Value[], { engine, document }: Frame): Value | null {
  const last = operands[operands.length - 1]!;
  const { target } = last;
  const asks =
    target?.kind === 'external'
      ? engine.catalogFor(document).find(target.name)?.does.kind === 'generates'
      : target?.kind === 'function' || target?.kind === 'bound';
  return asks && operands.slice(0, -1).every(isNoFunction) ? last : null;
}

const isNoFunction = (value: Value): boolean =>
  isUnset(value) && (value.target === null || (value.target.kind === 'external' && value.target.name.startsWith('?')));

/** The first of several arguments that names a model; null where none of them is given. */
export function modelGiven(references: readonly ArgumentReference[], site: CallSite): string | null {
  const given = references.map((reference) => argument(site, reference)).filter((value) => value !== null);
  if (given.length === 0) return null;
  return given.map(modelIn).find((name) => name !== '') ?? '';
}

/** Whom a call asks: named in an argument, in a request written by hand, or by what it is called on. */
export function modelAsked(
  { model, otherwise, when, having }: Extract<Effect, { kind: 'generates' }>,
  prompt: Value | null,
  site: CallSite,
): string {
  const given = model === undefined ? null : argument(site, model);
  const named =
    typeof model === 'string'
      ? [prompt, argument(site, 'options')].map((request) => request?.fields?.get(model))
      : when
        ? [optionOf(prompt)]
        : [];
  // a service of the code's own may have another name for it: `{ messages, modelId }`
  if (having && prompt) named.push(...modelsIn(prompt));
  // a client whose model is not known is asked for the one that is named, be that known or not
  const asked = site.receiver?.fields?.get(MODEL_FIELD);
  const own = given && isOfSetting(asked?.constant) ? undefined : asked;
  const inValues = [given, ...named, own].map(modelIn).find((name) => name !== '');
  if (inValues) return inValues;
  return (
    (having ? modelInAddress(site.positional[0]) : (otherwise ?? (when && modelOfProgram(when, prompt, site)))) ?? ''
  );
}

/** `claude -p` asks a model of Claude, of which nobody knows the name where the program is told one. */
function modelOfProgram(when: When, prompt: Value | null, site: CallSite): string | undefined {
  const command = argument(site, when.argument)?.constant;
  if (typeof command !== 'string') return undefined;
  const program = when.asCommand ? programStarted(command, when.among) : command;
  const family = program && modelNamed(program)?.family;
  if (!family) return undefined;
  return optionOf(prompt) === undefined ? program : `${family.toLowerCase()}-${HOLE}`;
}

type When = NonNullable<Extract<Effect, { kind: 'generates' }>['when']>;

/** What a program of the command line is told: `["-p", prompt, "--model", "sonnet"]`, or all in one text. */
function optionOf(given: Value | null): Value | undefined {
  if (typeof given?.constant === 'string') return constant(modelToldIn(given.constant));
  const at = given?.items?.findIndex(({ constant: text }) => text === '--model' || text === '-m') ?? -1;
  return at < 0 ? undefined : given?.items?.[at + 1];
}

/** `registry.languageModel("house:fast")`: the model that the registry lists by this name; null where it lists none. */
function modelListed([by]: readonly ArgumentReference[], site: CallSite): string | null {
  const name = by === undefined || !site.receiver?.fields ? undefined : argument(site, by)?.constant;
  if (typeof name !== 'string') return null;
  let listed: Value | undefined = site.receiver!;
  for (const part of name.split(':')) listed = listed?.fields?.get(part);
  return modelIn(listed) || null;
}

export function bindModel(
  { name, otherwise, unless, answers, when }: Extract<Effect, { kind: 'binds-model' }>,
  site: CallSite,
): Value | null {
  if (when && !when.among.some((text) => argument(site, when.argument)?.constant === text)) return null;
  const model =
    modelListed(name, site) ??
    modelGiven(name, site) ??
    (unless?.some((keyword) => site.named.has(keyword)) ? '' : (otherwise ?? ''));
  const client = new Value({
    target: { kind: 'external', name: site.name },
    // the instructions may come with the model
    marks: promptMark([...(site.receiver ? [site.receiver] : []), ...site.positional, ...site.named.values()]),
    fields: new Map([[MODEL_FIELD, constant(model)]]),
  });
  if (!answers) return client;
  const answer = client.with({
    origins: at('certain', GENERATED),
    cause: { ...causeAt(site.frame, site.node, 'source', 'answered by a language model', []), model },
  });
  if (!(client.marks & JUDGE_PROMPT)) return answer;
  return asJudged(answer, 'a language model is asked to judge', placeOf(site.frame, site.node));
}

const WRAPS = /^(?:[A-Z]|with_|bind|from_|wrap)/;
const GIVES_MODEL = /(?:^|_)(?:model|llm|provider|client)$/;

/** What is made of what asks a model asks the same: a wrapper, a client with an output format. */
export function carriedModel(inputs: readonly Value[], name: string): ReadonlyMap<string, Value> | null {
  if (WRAPS.test(name) || GIVES_MODEL.test(snakeCase(name)))
    for (const { fields } of inputs) {
      const model = fields?.get(MODEL_FIELD);
      if (model) return new Map([[MODEL_FIELD, model]]);
    }
  const named = GIVES_MODEL.test(snakeCase(name)) && modelAmong(inputs);
  return named ? new Map([[MODEL_FIELD, constant(named)]]) : null;
}

/** `getModel("anthropic:claude-…")` asks the model that it was given the name of, whatever it does with the name. */
export function asModelGiven(result: Value, values: readonly Value[], name: string): Value {
  if (!GIVES_MODEL.test(snakeCase(name)) || dataOrigins(result) !== 0 || modelIn(result) !== '') return result;
  if (result.target?.kind === 'function' || result.target?.kind === 'class') return result;
  const named = modelAmong(values);
  return named ? withField(result, MODEL_FIELD, constant(named)) : result;
}

/** `getModel("chat")`, `resolve().model`: one of several, by what is set elsewhere, but whenever it is asked so, the same. */
export function oneOfModels(result: Value, name: string, { receiver, positional, named }: CallSite): Value {
  const open = [...(result.fields ?? [])].filter(
    ([key, field]) => (key === MODEL_FIELD || NAMES_MODEL.test(snakeCase(key))) && isOpen(field) && !field.target,
  );
  if (open.length === 0 || receiver || IN_TURN.test(snakeCase(name))) return result;
  const given = [...positional, ...named.values()].map(({ constant: text }) => text);
  if (given.includes(undefined)) return result;
  const call = `${name}(${given.map((one) => JSON.stringify(one)).join(',')})`;
  const models = open.map(([key]): [string, Value] =>
    key === MODEL_FIELD ? [key, constant(ofSetting(call))] : [key, unknownModel(`${call}.${key}`, '')],
  );
  return result.with({ fields: new Map([...result.fields!, ...models]) });
}

/** Asked again, it may give another one. */
const IN_TURN = /(?:^|_)(?:next|random|rotate|shift|draw|sample|alternate)/;

const modelAmong = (values: readonly Value[]): string | undefined =>
  values.filter((value) => isModel(value) || mayBeUnset(value)).map(modelIn)[0];

/** The model that a request of the code's own names: `ask({ model, messages })`, `ask(model, prompt)`; empty where it is not known. */
export function modelRequested(inputs: readonly Value[]): string {
  const named = modelAmong(inputs);
  if (named) return named;
  const inFields = inputs.flatMap((value) => (value.target ? [] : modelsIn(value)));
  return inFields.map(modelIn).find((name) => name !== '') ?? '';
}

/** What a request says under the name of a model. */
const modelsIn = ({ fields }: Value): readonly Value[] =>
  [...(fields ?? [])].filter(([key]) => NAMES_MODEL.test(snakeCase(key))).map(([, field]) => field);

/** `prompt | model | parser`: it is asked as the model is, with what the prompt says. */
export function chained(parts: readonly Value[]): Value | null {
  const model = parts.find(({ fields }) => fields?.has(MODEL_FIELD));
  return model ? model.with({ marks: model.marks | promptMark(parts) }) : null;
}

const promptMark = (values: readonly Value[]): number => values.reduce((all, value) => all | instructionsIn(value), 0);

/** What a value tells a model to do. A class does it by its docstring and what it says of its fields: the form of an answer. */
export function instructionsIn(value: Value): number {
  if (value.target?.kind !== 'class') return deepMarks(value) & PROMPTS;
  const { definition, members } = value.target;
  const [first] = definition.body;
  const documentation = first?.kind === 'evaluate' && first.value.kind === 'constant' ? first.value.value : null;
  const said = typeof documentation === 'string' ? promptMarks(documentation) : 0;
  const fields = [...members.values()].reduce((all, member) => all | deepMarks(member), 0);
  return (fields & PROMPTS) | said;
}

/** What a scorer of a framework grades with. */
export function modelOfScorer(
  { model, otherwise, underTest }: Extract<Effect, { kind: 'scores' }>,
  site: CallSite,
): string {
  const given = model === null ? null : modelGiven([model], site);
  if (given !== null && argument(site, model!)?.constant !== null) return given;
  return underTest?.every((keyword) => !site.named.has(keyword)) ? UNDER_TEST : (otherwise ?? '');
}

/** The model that answered what a function gives back; empty where that is not known. */
export function modelBehind(value: Value): string {
  if (dataOrigins(value) === 0) return '';
  for (const { model } of causes(value, GENERATED)) if (model !== undefined) return model;
  // a scorer of a framework that the function hands its arguments to
  for (const { model } of causes(value, JUDGED)) if (model) return model;
  return '';
}
