import type { CatalogEntry } from '../entry.ts';

const CLIENTS = ['*.InferenceClient', '*.AsyncInferenceClient'];

/** https://huggingface.co/docs/huggingface_hub/package_reference/inference_client. Its `chat.completions.create` is OpenAI's by name. */
export const huggingfaceHub: readonly CatalogEntry[] = [
  { call: CLIENTS, does: { kind: 'binds-model', name: [[0, 'model']] } },
  {
    call: CLIENTS.flatMap((name) => [`${name}.chat_completion`, `${name}.text_generation`]),
    does: { kind: 'generates', prompt: 0, model: 'model' },
  },
];
