import assert from 'node:assert/strict';
import { asksForRows, asksRespondent } from './prompts.ts';

describe('What a prompt asks for', () => {
  for (const text of [
    'Write a ticket similar to: \uFFFC',
    'Generate 20 realistic customer questions about billing.',
    'Create {n} test cases for a support bot',
    'Paraphrase the following sentence: \uFFFC',
    'Write a question answerable from the following passage',
  ])
    it(`is rows: ${text}`, () => assert.ok(asksForRows(text)));

  for (const text of [
    'You are a helpful assistant. Write a reply to this ticket.',
    'Generate a concise title for this article',
    'Write a summary of the conversation',
    'Answer the question in 2 sentences',
    'Rate how realistic the generated question is, from 1 to 5. Only the score.',
  ])
    it(`is no rows: ${text}`, () => assert.ok(!asksForRows(text)));

  for (const text of ['You are \uFFFC.', 'You are {persona}.\nHow old are you?', 'Answer as this person would.'])
    it(`is a person's answer: ${text}`, () => assert.ok(asksRespondent(text)));

  for (const text of ['You are \uFFFC, an impartial judge.', 'You are {role_name}.', 'You are an expert.'])
    it(`is no person's answer: ${text}`, () => assert.ok(!asksRespondent(text)));
});
