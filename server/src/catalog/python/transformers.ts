import type { CatalogEntry } from '../entry.ts';

const CAUSAL = ['*.AutoModelForCausalLM', '*.AutoModelForSeq2SeqLM', '*.AutoModelForImageTextToText'];
const MODELS = CAUSAL.map((name) => `${name}.from_pretrained`);

/** https://huggingface.co/docs/transformers/main_classes/pipelines and text_generation. Pipelines that classify are no language models. */
export const transformers: readonly CatalogEntry[] = [
  {
    call: ['transformers.pipeline', 'transformers.pipelines.pipeline'],
    does: {
      kind: 'binds-model',
      name: [[1, 'model']],
      when: {
        argument: [0, 'task'],
        among: [
          ...['text-generation', 'text2text-generation', 'conversational', 'summarization', 'translation'],
          ...['image-text-to-text', 'image-to-text', 'any-to-any'],
        ],
      },
    },
  },
  {
    call: ['transformers.pipeline.__call__', 'transformers.pipelines.pipeline.__call__'],
    does: { kind: 'generates', prompt: [0, 'text_inputs'] },
  },
  { call: MODELS, does: { kind: 'binds-model', name: [[0, 'pretrained_model_name_or_path']] } },
  // it stays the same model
  {
    call: MODELS.flatMap((name) => [`${name}.to`, `${name}.cuda`, `${name}.eval`, `${name}.half`]),
    does: { kind: 'passes', from: 'self', as: 'same' },
  },
  { call: MODELS.map((name) => `${name}.generate`), does: { kind: 'generates', prompt: [0, 'inputs'] } },
];
