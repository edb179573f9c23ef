import type { CatalogEntry } from '../entry.ts';

/** https://docs.vllm.ai/en/latest/api/vllm/entrypoints/llm.html */
export const vllm: readonly CatalogEntry[] = [
  { call: ['vllm.LLM', 'vllm.entrypoints.llm.LLM'], does: { kind: 'binds-model', name: [[0, 'model']] } },
  {
    call: ['vllm.LLM.generate', 'vllm.entrypoints.llm.LLM.generate'],
    does: { kind: 'generates', prompt: [0, 'prompts'] },
  },
  { call: ['vllm.LLM.chat', 'vllm.entrypoints.llm.LLM.chat'], does: { kind: 'generates', prompt: [0, 'messages'] } },
];
