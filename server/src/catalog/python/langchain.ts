import type { CatalogEntry } from '../entry.ts';

const CHAT = [
  ...['ChatAnthropic', 'ChatBedrock', 'ChatBedrockConverse', 'ChatCohere', 'ChatDeepSeek', 'ChatFireworks'],
  ...['ChatGoogleGenerativeAI', 'ChatGroq', 'ChatMistralAI', 'ChatNVIDIA', 'ChatOllama', 'ChatPerplexity'],
  ...['ChatTogether', 'ChatVertexAI', 'ChatXAI', 'OllamaLLM', 'VertexAI', 'BedrockLLM', 'AnthropicLLM'],
].map((name) => `*.${name}`);
const COMPLETION = ['langchain_openai.OpenAI', 'langchain.llms.OpenAI', 'langchain_community.llms.OpenAI'];
const ALL = ['*.ChatOpenAI', '*.AzureChatOpenAI', '*.init_chat_model', ...CHAT, ...COMPLETION];
const RETRIEVING = ['RetrievalQA', 'RetrievalQAWithSourcesChain', 'ConversationalRetrievalChain'].flatMap((chain) => [
  `*.${chain}.from_chain_type`,
  `*.${chain}.from_llm`,
]);
const CHAINS = ['*.LLMChain', '*.create_stuff_documents_chain', '*.create_retrieval_chain', ...RETRIEVING];
const ASKED = ['invoke', 'ainvoke', 'batch', 'abatch', 'stream', 'predict', 'apredict'];

/** https://python.langchain.com/api_reference: models that are asked directly, or at the end of a chain */
export const langchain: readonly CatalogEntry[] = [
  {
    call: ['*.ChatOpenAI'],
    does: {
      kind: 'binds-model',
      name: ['model', 'model_name'],
      otherwise: 'gpt-3.5-turbo',
      unless: ['base_url', 'openai_api_base'],
    },
  },
  { call: ['*.AzureChatOpenAI'], does: { kind: 'binds-model', name: ['model', 'model_name', 'azure_deployment'] } },
  { call: [...CHAT, ...COMPLETION], does: { kind: 'binds-model', name: ['model', 'model_name', 'model_id'] } },
  { call: ['*.init_chat_model'], does: { kind: 'binds-model', name: [[0, 'model']] } },
  {
    call: ALL.flatMap((name) => [`${name}.with_structured_output`, `${name}.bind_tools`]),
    does: { kind: 'binds-model', name: ['self'] },
  },
  {
    call: ALL.flatMap((name) => ASKED.flatMap((way) => [`${name}.${way}`, `${name}.with_structured_output.${way}`])),
    does: { kind: 'generates', prompt: [0, 'input'] },
  },
  { call: ['*.LLMChain'], does: { kind: 'binds-model', name: ['llm'] } },
  // what finds documents, and then answers from them
  { call: ['*.create_stuff_documents_chain'], does: { kind: 'binds-model', name: [[0, 'llm']] } },
  { call: ['*.create_retrieval_chain'], does: { kind: 'binds-model', name: [[1, 'combine_docs_chain']] } },
  { call: RETRIEVING, does: { kind: 'binds-model', name: [[0, 'llm']] } },
  {
    call: CHAINS.flatMap((chain) => ['__call__', 'run', 'arun', 'acall', ...ASKED].map((way) => `${chain}.${way}`)),
    does: { kind: 'generates', prompt: 0 },
  },
];
