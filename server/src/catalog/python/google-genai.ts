import type { CatalogEntry } from '../entry.ts';

/** https://googleapis.github.io/python-genai, the SDK of Vertex AI, and google-generativeai before them */
export const googleGenai: readonly CatalogEntry[] = [
  { call: ['*.GenerativeModel'], does: { kind: 'binds-model', name: [[0, 'model_name']] } },
  { call: ['*.GenerativeModel.start_chat'], does: { kind: 'passes', from: 'self', as: 'same' } },
  { call: ['*.Client.chats.create', '*.aio.chats.create'], does: { kind: 'binds-model', name: ['model'] } },
  {
    call: [
      '*.GenerativeModel.send_message',
      '*.GenerativeModel.send_message_async',
      '*.chats.create.send_message',
      '*.chats.create.send_message_stream',
    ],
    does: { kind: 'generates', prompt: 0 },
  },
  {
    call: ['*.models.generate_content', '*.models.generate_content_stream'],
    does: { kind: 'generates', prompt: 'contents', model: 'model' },
  },
  {
    call: ['*.GenerativeModel.generate_content', '*.GenerativeModel.generate_content_async'],
    does: { kind: 'generates', prompt: [0, 'contents'] },
  },
];
