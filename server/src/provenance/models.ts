import { remembering } from '../recent.ts';
import { HOLE } from './hole.ts';

/** Which language model a text names, as providers and frameworks write it. */
export interface Model {
  /** Without provider, region and date, so that two ways to write it are the same; null where a part is not known. */
  readonly name: string | null;
  /** Models of one maker and line, which share data and taste. */
  readonly family: string | null;
}

/** In place of a name: a framework grades with whatever model it tests. */
export const UNDER_TEST = '#under test';

const SETTING = '#set by ';

/**
 * In place of a name that is set elsewhere: where the program is started, as by a variable of the environment, or in an
 * object that only a part of the code has.
 */
export const ofSetting = (name: string, where = ''): string => `${SETTING}${name}${where && ` in ${where}`}`;

export const isOfSetting = (text: unknown): boolean => typeof text === 'string' && text.startsWith(SETTING);

/** A model as a message names it. */
export const shownModel = (text: string): string => text.replace(/^#set by (\S+).*/s, '$1').replaceAll(HOLE, '…');

const FAMILIES: readonly (readonly [family: string, names: RegExp])[] = [
  ['GPT', /^(?:chat)?gpt|^o[134](?:-|$)|^codex(?:-|$)|^(?:text-)?davinci/],
  // the command line of Claude knows its models by these names
  ['Claude', /^claude|^(?:opus|sonnet|haiku)(?:$|-\d|\[)/],
  ['Gemini', /^gemini/],
  ['Gemma', /^gemma/],
  ['Llama', /^(?:meta-)?llama/],
  ['Mistral', /^(?:open-)?(?:mistral|mixtral|ministral|magistral|codestral)/],
  ['Qwen', /^(?:qwen|qwq)/],
  ['DeepSeek', /^deepseek/],
  ['Command', /^command/],
  ['Grok', /^grok/],
  ['Phi', /^phi-?\d/],
  ['Nova', /^nova/],
  ['GLM', /^(?:chat)?glm/],
  ['Kimi', /^kimi/],
  ['MiniMax', /^minimax/],
  ['Sonar', /^sonar/],
  ['Doubao', /^doubao/],
  ['Granite', /^granite/],
  ['OLMo', /^olmo/],
];

const PROVIDER =
  /^(?:openai|azure|anthropic|google|google_genai|google_vertexai|vertexai|vertex_ai|gemini|bedrock|bedrock_converse|mistralai|cohere|groq|ollama|together|fireworks|endpoints):\/?(?=\w)/;
/** `us.anthropic.claude-…`, as Bedrock has it; the region may not be known. */
const BEDROCK = new RegExp(`^(?:[\\w${HOLE}-]*\\.)?(?:anthropic|amazon|meta|mistral|cohere|deepseek|qwen|openai)\\.`);
/** A date, a revision, or that it is the newest. */
const VERSION = /(?:[-@](?:20\d{6}|20\d\d-\d\d-\d\d|latest)|-v\d+:\d+|:free|-0\d{3})+$/;
/** What stands in for a model in a test. */
const DOUBLE = /mock|fake|dummy|stub|echo|^test/;

export const modelNamed: (text: string) => Model | null = remembering(parse, 2000);

function parse(text: string): Model | null {
  if (isOfSetting(text)) return { name: text, family: null };
  if (text.length > 200 || /\s/.test(text)) return null;
  const bare = text.toLowerCase().replace(/^.*\//, '').replace(PROVIDER, '').replace(BEDROCK, '').replace(VERSION, '');
  if (!/[a-z]/.test(bare) || DOUBLE.test(bare)) return null;
  const family = FAMILIES.find(([, names]) => names.test(bare))?.[0] ?? null;
  const name = bare.includes(HOLE) ? null : bare;
  return name || family ? { name, family } : null;
}

export type Kinship = 'same' | 'family';

/** Are two texts names of one model, or of models of one family? */
export function kinship(one: string, other: string): Kinship | null {
  const [a, b] = [modelNamed(one), modelNamed(other)];
  if (!a || !b) return null;
  if (a.name !== null && a.name === b.name) return 'same';
  return a.family !== null && a.family === b.family ? 'family' : null;
}

/** One of several models of different families. */
export const ANY_MODEL = HOLE;

/** Of models of one family nobody knows which is asked: `claude-…`. Undefined where one is no model. */
export function eitherModel(one: unknown, other: unknown): string | undefined {
  if (typeof one !== 'string' || typeof other !== 'string') return undefined;
  const [first, second] = [one, other].map((name) => (name === ANY_MODEL ? name : modelNamed(name)?.family));
  if (!first || !second) return undefined;
  return first === second && first !== ANY_MODEL ? `${first.toLowerCase()}-${HOLE}` : ANY_MODEL;
}
