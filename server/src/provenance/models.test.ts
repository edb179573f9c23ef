import assert from 'node:assert/strict';
import { kinship } from './models.ts';

describe('two models', () => {
  const CASES: readonly (readonly [one: string, other: string, near: 'same' | 'family' | null])[] = [
    ['openai/gpt-4o-2024-08-06', 'gpt-4o', 'same'],
    ['us.anthropic.claude-sonnet-4-20250514-v1:0', 'claude-sonnet-4', 'same'],
    ['gpt-5-mini', 'o3', 'family'],
    ['codex', 'gpt-5', 'family'],
    ['sonnet', 'opus', 'family'],
    ['opus-4-5', 'claude-haiku-4-5', 'family'],
    ['mine-7b', 'mine-7b', 'same'],
    ['mine-7b', 'mine-14b', null],
    ['gemini-2.5-pro', 'gemma-3', null],
    ['sonnets', 'claude-haiku-4-5', null],
  ];
  for (const [one, other, near] of CASES)
    it(`${one} and ${other}: ${near ?? 'no kin'}`, () => assert.equal(kinship(one, other), near));
});
