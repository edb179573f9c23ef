import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

/**
 * https://github.com/googleapis/js-genai (`ai.models`, `ai.chats`) and, where a model is got first, the former
 * https://github.com/google-gemini/deprecated-generative-ai-js and Vertex AI.
 */
export const google: readonly CatalogEntry[] = [
  {
    call: ['*.models.generateContent', '*.models.generateContentStream'],
    does: { kind: 'generates', prompt: 'contents', model: 'model' },
  },
  { call: ['*.chats.create'], does: { kind: 'binds-model', name: ['model'] } },
  {
    call: ['*.getGenerativeModel', '*.getGenerativeModelFromCachedContent'],
    does: { kind: 'binds-model', name: ['model'] },
  },
  { call: ['*.startChat'], does: { kind: 'binds-model', name: ['self'] } },
  {
    call: [
      '*.generateContent',
      '*.generateContentStream',
      ...namesFrom(['*.chats.create', '*.startChat'], ['sendMessage', 'sendMessageStream']),
    ],
    does: { kind: 'generates', prompt: 0 },
  },
];
