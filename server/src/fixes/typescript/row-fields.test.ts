import assert from 'node:assert/strict';
import type { FixContext } from '../fix-context.ts';
import { declaredType } from './row-fields.ts';

describe('the type of a field', () => {
  const context = { document: { units: [{ text: 'interface Row { score$: number; verdict: boolean }' }] } };
  for (const [field, type] of [
    ['verdict', 'boolean'],
    ['score$', 'number'],
    ['abs(h - judged[i])', null],
  ] as const)
    it(`${field} is ${type}`, () => {
      assert.equal(declaredType(field, context as unknown as FixContext), type);
    });
});
