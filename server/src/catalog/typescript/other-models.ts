import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

/** Programs that ask a model, and what others are told that do, under whatever name they are started. */
const PROGRAMS = [
  'claude',
  'codex',
  'gemini',
  'opencode',
  'ollama',
  'llm',
  'pi',
  'cursor-agent',
  'amp',
  'qwen',
  'goose',
];
const TOLD = ['--system-prompt', '--append-system-prompt'];

const PI = ['@mariozechner/pi-coding-agent', '@earendil-works/pi-coding-agent'];

/**
 * Clients of a form of their own: Mistral (https://github.com/mistralai/client-ts), Cohere
 * (https://github.com/cohere-ai/cohere-typescript), Ollama (https://github.com/ollama/ollama-js), Hugging Face
 * (https://github.com/huggingface/huggingface.js, https://github.com/huggingface/transformers.js), Replicate
 * (https://github.com/replicate/replicate-javascript), node-llama-cpp (https://node-llama-cpp.withcat.ai), Pi (https://github.com/badlogic/pi-mono); and programs of
 * the command line, as `claude -p`.
 */
export const otherModels: readonly CatalogEntry[] = [
  {
    call: ['*.chat.complete', '*.chat.stream', '*.chat.parse', '*.agents.complete', '*.fim.complete'],
    does: { kind: 'generates', prompt: 'messages', model: 'model' },
  },
  {
    call: [
      ...namesFrom(
        ['cohere-ai.CohereClient', 'cohere-ai.CohereClientV2', 'cohere-ai.CohereClient.v2'],
        ['chat', 'chatStream', 'generate', 'generateStream'],
      ),
      '*.v2.chat',
    ],
    does: { kind: 'generates', prompt: 'message', model: 'model' },
  },
  {
    call: namesFrom(['ollama', 'ollama.Ollama', 'ollama/browser', 'ollama/browser.Ollama'], ['chat', 'generate']),
    does: { kind: 'generates', prompt: 'messages', model: 'model' },
  },
  {
    call: [
      '*.chatCompletion',
      '*.chatCompletionStream',
      '*.textGeneration',
      '*.textGenerationStream',
      '*.summarization',
      '*.questionAnswering',
    ],
    does: { kind: 'generates', prompt: 'messages', model: 'model' },
  },
  {
    call: namesFrom(['@huggingface/transformers', '@xenova/transformers'], ['pipeline']),
    does: {
      kind: 'binds-model',
      name: [1],
      when: {
        argument: 0,
        among: ['text-generation', 'text2text-generation', 'summarization', 'translation', 'question-answering'],
      },
    },
  },
  {
    call: namesFrom(['@huggingface/transformers', '@xenova/transformers'], ['pipeline.__call__']),
    does: { kind: 'generates', prompt: 0 },
  },
  {
    call: [
      ...namesFrom(['child_process'], ['execFile', 'execFileSync', 'spawn', 'spawnSync']),
      'execa.execa',
      'execa.execaSync',
    ],
    does: {
      kind: 'generates',
      prompt: 1,
      when: { argument: 0, among: PROGRAMS, told: TOLD },
    },
  },
  {
    call: [...namesFrom(['child_process'], ['exec', 'execSync']), 'execa.execaCommand', 'execa.execaCommandSync'],
    does: { kind: 'generates', prompt: 0, when: { argument: 0, among: PROGRAMS, asCommand: true } },
  },
  { call: ['replicate.run', 'replicate.Replicate.run'], does: { kind: 'generates', prompt: 'input', model: 0 } },
  {
    call: namesFrom(PI, ['createAgentSession']),
    does: { kind: 'binds-model', name: ['model'], answers: true },
  },
  // an agent's instructions are loaded by what it is handed
  {
    call: namesFrom(PI, ['DefaultResourceLoader']),
    does: { kind: 'calls', function: 'systemPromptOverride', on: 'rest', gives: 'value' },
  },
  { call: ['*.LlamaChatSession'], does: { kind: 'binds-model', name: ['modelPath'] } },
  {
    call: ['*.LlamaChatSession.prompt', '*.LlamaChatSession.promptWithMeta'],
    does: { kind: 'generates', prompt: 0 },
  },
];
