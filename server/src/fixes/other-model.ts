import { kinship, modelNamed } from '../provenance/models.ts';

/** A model to judge instead, as whatever is asked now wants it written. */
export interface OtherModel {
  readonly id: string;
  /** Whose client asks it, where the one that is there can't. */
  readonly needsClient: string | null;
}

/** Models of several makers by what one client calls them: https://docs.litellm.ai/docs/providers and those of each. */
const ROUTED = ['anthropic/claude-sonnet-4-6', 'openai/gpt-5.5', 'mistral/mistral-large-latest'];
const BY_COLON = ['anthropic:claude-sonnet-4-6', 'openai:gpt-5.5', 'google_genai:gemini-2.5-pro'];
const BEDROCK = ['amazon.nova-pro-v1:0', 'mistral.mistral-large-2402-v1:0', 'meta.llama3-70b-instruct-v1:0'];
const OLLAMA = ['qwen3', 'mistral', 'llama3.1', 'gemma3'];
const OLLAMA_BY_COLON = ['ollama:qwen3', 'ollama:mistral', 'ollama:llama3.1', 'ollama:gemma3'];
const GROQ = ['llama-3.3-70b-versatile', 'qwen/qwen3-32b', 'openai/gpt-oss-120b'];
const TOGETHER = ['meta-llama/Llama-3.3-70B-Instruct-Turbo', 'Qwen/Qwen2.5-72B-Instruct-Turbo'];
const HUGGING_FACE = ['Qwen/Qwen2.5-7B-Instruct', 'mistralai/Mistral-7B-Instruct-v0.3'];

/** By the library that is called, and by how the model is written until now; the first that fits counts. */
const CLIENTS: readonly (readonly [called: RegExp, written: RegExp, models: readonly string[]])[] = [
  [/^(?:litellm|inspect_ai)\b/, /^/, ROUTED],
  [/^ollama\b|\.(?:Chat)?Ollama(?:LLM)?$/, /^/, OLLAMA],
  [/^groq\b|\.ChatGroq$/, /^/, GROQ],
  [/^together\b|\.ChatTogether$/, /^/, TOGETHER],
  [/^boto3\b|bedrock/i, /^/, BEDROCK],
  [/^/, /(?:^|[.\uFFFC])(?:anthropic|amazon|meta|mistral|cohere)\./, BEDROCK],
  [/^(?:vllm|transformers)\b/, /^/, HUGGING_FACE],
  [/\b(?:init_chat_model|create_(?:async_)?llm_as_judge)$/, /:/, BY_COLON],
  [/^/, /^(?:openai|anthropic|google|gemini|mistral)\/[\w.-]+$/, ROUTED],
  [/^/, /^ollama:/, OLLAMA_BY_COLON],
  // as Ollama calls them: `llama3.2`, `mistral:7b`
  [/^/, /^(?:llama|qwen|gemma|mistral|mixtral|phi|deepseek-r)[\d.]*(?::[\w.-]+)?$/, OLLAMA],
  [/^/, /^(?:openai|anthropic|google_genai|google_vertexai|mistralai):[\w.-]+$/, BY_COLON],
];

/** Where one maker's client is asked, no other maker's model can be. */
const MAKERS: readonly OtherModel[] = [
  { id: 'claude-sonnet-4-6', needsClient: 'Anthropic' },
  { id: 'gpt-5.5', needsClient: 'OpenAI' },
  { id: 'gemini-2.5-pro', needsClient: 'Google' },
];

/**
 * A model of another family than those in `taken`.
 *
 * @param called what is called with the model's name, in full as far as it is known
 * @param written the model's name until now
 */
export function otherModel(called: string, written: string, taken: readonly string[]): OtherModel | null {
  const isFree = (id: string): boolean => taken.every((model) => kinship(model, id) === null);
  const models = CLIENTS.find(([calls, names]) => calls.test(called) && names.test(written))?.[2];
  if (!models) return MAKERS.find(({ id }) => isFree(id)) ?? null;
  const id = models.find((model) => modelNamed(model) && isFree(model));
  return id === undefined ? null : { id, needsClient: null };
}
