import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

/** https://ai-sdk.dev/providers: the object that is a provider, and what makes one. */
const PROVIDERS: Readonly<Record<string, readonly string[]>> = {
  '@ai-sdk/openai': ['openai', 'createOpenAI'],
  '@ai-sdk/anthropic': ['anthropic', 'createAnthropic'],
  '@ai-sdk/google': ['google', 'createGoogleGenerativeAI'],
  '@ai-sdk/google-vertex': ['vertex', 'createVertex'],
  '@ai-sdk/azure': ['azure', 'createAzure'],
  '@ai-sdk/amazon-bedrock': ['bedrock', 'createAmazonBedrock'],
  '@ai-sdk/mistral': ['mistral', 'createMistral'],
  '@ai-sdk/cohere': ['cohere', 'createCohere'],
  '@ai-sdk/groq': ['groq', 'createGroq'],
  '@ai-sdk/xai': ['xai', 'createXai'],
  '@ai-sdk/deepseek': ['deepseek', 'createDeepSeek'],
  '@ai-sdk/togetherai': ['togetherai', 'createTogetherAI'],
  '@ai-sdk/fireworks': ['fireworks', 'createFireworks'],
  '@ai-sdk/perplexity': ['perplexity', 'createPerplexity'],
  '@ai-sdk/cerebras': ['cerebras', 'createCerebras'],
  '@ai-sdk/deepinfra': ['deepinfra', 'createDeepInfra'],
  '@ai-sdk/gateway': ['gateway', 'createGateway'],
  '@ai-sdk/openai-compatible': ['createOpenAICompatible'],
  '@openrouter/ai-sdk-provider': ['openrouter', 'createOpenRouter'],
  'ollama-ai-provider': ['ollama', 'createOllama'],
  'ollama-ai-provider-v2': ['ollama', 'createOllama'],
  ai: ['gateway', 'createGateway'],
};
const providers = Object.entries(PROVIDERS).flatMap(([module, names]) => namesFrom([module], names));
/** `openai.chat('gpt-4o')`, `google.languageModel(…)` */
const WAYS = ['chat', 'chatModel', 'completion', 'responses', 'languageModel', 'messages'];

/** https://ai-sdk.dev/docs/ai-sdk-core/provider-management: models by names of one's own. */
const REGISTRIES = namesFrom(['ai'], ['createProviderRegistry', 'experimental_createProviderRegistry']);
const TABLES = namesFrom(['ai'], ['customProvider', 'experimental_customProvider']);

/** https://ai-sdk.dev/docs/reference. A model is named by a provider, or by a text such as "openai/gpt-4o". */
export const aiSdk: readonly CatalogEntry[] = [
  { call: [...providers, ...namesFrom(providers, WAYS)], does: { kind: 'binds-model', name: [0] } },
  { call: REGISTRIES, does: { kind: 'passes', from: 0, as: 'models' } },
  { call: TABLES, does: { kind: 'passes', from: 'languageModels', as: 'models' } },
  { call: namesFrom([...REGISTRIES, ...TABLES], ['languageModel']), does: { kind: 'binds-model', name: [0] } },
  {
    call: ['ai.wrapLanguageModel', 'ai.Experimental_Agent', 'ai.ToolLoopAgent'],
    does: { kind: 'binds-model', name: ['model'] },
  },
  {
    // a library that traces gives the same functions: `const { generateText } = wrapAISDK(ai)`
    call: namesFrom(['ai', '*.wrapAISDK'], ['generateText', 'generateObject', 'streamText', 'streamObject']),
    does: { kind: 'generates', prompt: 'prompt', model: 'model' },
  },
  {
    call: namesFrom(['ai.Experimental_Agent', 'ai.ToolLoopAgent'], ['generate', 'stream']),
    does: { kind: 'generates', prompt: 'prompt' },
  },
];
