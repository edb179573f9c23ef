import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

const MODELS = [
  'ChatOpenAI',
  'AzureChatOpenAI',
  'ChatAnthropic',
  'ChatGoogleGenerativeAI',
  'ChatGoogle',
  'ChatVertexAI',
  'ChatMistralAI',
  'ChatCohere',
  'ChatGroq',
  'ChatOllama',
  'ChatXAI',
  'ChatDeepSeek',
  'ChatOpenRouter',
  'ChatBedrockConverse',
  'BedrockChat',
  'ChatTogetherAI',
  'ChatFireworks',
  'ChatPerplexity',
  'OpenAI',
  'Ollama',
  'HuggingFaceInference',
];
/** Models by their class, what is made of one, and one that is made by its name. */
const CLASSES = MODELS.map((name) => `*.${name}`);
const BY_NAME = '*.initChatModel';
const SOURCES = [...CLASSES, BY_NAME];
const CHANGED = ['withStructuredOutput', 'bindTools', 'bind', 'withConfig', 'withRetry', 'withFallbacks', 'pipe'];
/** A prompt that is piped into a model: the chain asks it. */
const PROMPTS = [
  '*.fromTemplate',
  '*.fromMessages',
  '*.PromptTemplate',
  '*.ChatPromptTemplate',
  '*.hub.pull',
  'langchain/hub.pull',
];
const CHAINS = ['*.RunnableSequence.from', '*.LLMChain', '*.createAgent', '*.createReactAgent'];
const ASKED = ['invoke', 'stream', 'batch', 'call', 'predict'];
const ASKING = [...SOURCES, ...namesFrom(SOURCES, CHANGED), ...namesFrom(PROMPTS, ['pipe']), '*.pipe.pipe', ...CHAINS];

/** https://docs.langchain.com/oss/javascript/integrations/chat, and chains of `pipe`. */
export const langchain: readonly CatalogEntry[] = [
  {
    call: CLASSES,
    does: { kind: 'binds-model', name: ['model', 'modelName', 'modelId', 'azureOpenAIApiDeploymentName'] },
  },
  { call: [BY_NAME], does: { kind: 'binds-model', name: [0] } },
  { call: [...namesFrom(SOURCES, CHANGED), '*.pipe.pipe'], does: { kind: 'binds-model', name: ['self'] } },
  { call: namesFrom(PROMPTS, ['pipe']), does: { kind: 'binds-model', name: [0] } },
  { call: ['*.RunnableSequence.from'], does: { kind: 'binds-model', name: [0] } },
  {
    call: ['*.LLMChain', '*.createAgent', '*.createReactAgent'],
    does: { kind: 'binds-model', name: ['llm', 'model'] },
  },
  { call: namesFrom(ASKING, ASKED), does: { kind: 'generates', prompt: 0 } },
];
