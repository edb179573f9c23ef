import assert from 'node:assert/strict';
import { createPythonParser, type PythonParser } from '../languages/python/parser.ts';
import { testAssets } from '../test-assets.ts';
import type { Expression } from './program.ts';
import { expressionsIn, statementsIn, strings } from './walk.ts';

describe('walking a flow program', () => {
  let parser: PythonParser;
  before(async () => {
    parser = await createPythonParser(testAssets);
  });

  const bodyOf = (source: string) => parser.lower(source, null).body;
  const names = (source: string) =>
    [...expressionsIn(bodyOf(source))].flatMap((node) => (node.kind === 'name' ? [node.name] : []));

  it('meets each expression once, in the order of the source', () => {
    assert.deepEqual(names('a = f(b, c)[d]\nif e:\n    g\nelse:\n    h'), ['a', 'f', 'b', 'c', 'd', 'e', 'g', 'h']);
    assert.deepEqual(names('x = lambda v=d: lambda: f(v, a)'), ['x', 'd', 'f', 'v', 'a']);
  });

  it('meets what lambdas hold once, however deep they are nested', () => {
    const source = `f = ${'lambda: '.repeat(60)}x`;
    assert.deepEqual(names(source), ['f', 'x']);
    const nested = `f = ${'g(lambda: '.repeat(60)}x${')'.repeat(60)}`;
    assert.equal(names(nested).length, 62);
  });

  it('is not stopped by depth', () => {
    const x: Expression = { kind: 'name', name: 'x', start: 0, end: 1 };
    let deep: Expression = x;
    for (let i = 0; i < 50_000; i++) deep = { ...x, kind: 'attribute', object: deep };
    assert.equal([...expressionsIn([{ kind: 'evaluate', value: deep, start: 0, end: 1 }])].length, 50_001);
    let block = bodyOf('if a:\n    "text"');
    for (let i = 0; i < 50_000; i++) block = [{ ...x, kind: 'if', test: x, then: [], otherwise: block }];
    assert.equal([...statementsIn(block)].length, 50_002);
    assert.deepEqual([...strings(block)], ['text']);
  });
});
