import type { CatalogEntry } from '../entry.ts';

/** https://github.com/lm-sys/FastChat/tree/main/fastchat/llm_judge (MT-Bench). Its files are known by `model_judgment` in their path. */
export const fastchat: readonly CatalogEntry[] = [
  { call: ['*.run_judge_single', '*.play_a_match_single'], does: { kind: 'scores', model: null } },
  { call: ['*.run_judge_pair', '*.play_a_match_pair'], does: { kind: 'scores', model: null, ofPairs: true } },
  {
    call: ['*.chat_completion_openai', '*.chat_completion_openai_azure', '*.chat_completion_anthropic'],
    does: { kind: 'generates', prompt: [1, 'conv'], model: [0, 'model'] },
  },
];
