import assert from 'node:assert/strict';
import type { Statement } from '../../flow/program.ts';
import { expressionsIn, statementsIn } from '../../flow/walk.ts';
import { testAssets } from '../../test-assets.ts';
import { createPythonParser, type PythonParser } from './parser.ts';

/** The values that each way through a block gives to `y`, in order. */
function ways(block: readonly Statement[]): string[] {
  let before = [''];
  for (const statement of block) {
    if (statement.kind === 'if') {
      const here = [...ways(statement.then), ...ways(statement.otherwise)];
      before = before.flatMap((way) => here.map((next) => way + next));
    } else if (statement.kind === 'assign' && statement.value.kind === 'constant') {
      const { value } = statement.value;
      before = before.map((way) => `${way} ${value}`);
    }
  }
  return before;
}

function depth(block: readonly Statement[]): number {
  return Math.max(
    0,
    ...block.map((node) => (node.kind === 'if' ? 1 + Math.max(depth(node.then), depth(node.otherwise)) : 0)),
  );
}

describe('a chain of alternatives', () => {
  let parser: PythonParser;
  before(async () => {
    parser = await createPythonParser(testAssets);
  });

  const elifs = (count: number) =>
    Array.from({ length: count }, (_, i) => `${i === 0 ? 'if' : 'elif'} x == ${i}:\n    y = ${i}\n`).join('');
  const cases = (count: number) =>
    `match x:\n${Array.from({ length: count }, (_, i) => `    case ${i}:\n        y = ${i}\n`).join('')}`;

  for (const count of [1, 2, 50, 51, 100, 101, 777]) {
    const each = Array.from({ length: count }, (_, i) => ` ${i}`);
    for (const [form, source, last] of [
      ['if and elif', elifs(count), 'else:\n    y = "else"\n'],
      ['match', cases(count), '    case _:\n        y = "else"\n'],
    ] as const) {
      it(`runs one branch, and each can run: ${form}, ${count}`, () => {
        const all = parser.lower(source + last, null).body;
        assert.deepEqual(ways(all), [...each, ' else']);
        assert.deepEqual(ways(parser.lower(source, null).body), [...each, '']);
        const tests = [...expressionsIn(all)].filter((node) => node.kind === 'operation');
        assert.equal(tests.length, count, 'every test is there once');
        assert.ok(depth(all) <= 60);
        assert.ok([...statementsIn(all)].every(({ start, end }) => start >= 0 && end >= start));
      });
    }
  }
});
