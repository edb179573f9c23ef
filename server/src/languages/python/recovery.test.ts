import assert from 'node:assert/strict';
import type { FlowUnit, Statement } from '../../flow/program.ts';
import { testAssets } from '../../test-assets.ts';
import { HALF_TYPED } from './half-typed.ts';
import { createPythonParser, type PythonParser } from './parser.ts';
import { show } from './test-show.ts';

const MODERN = [
  'match cmd:\n    case {"a": 1, **rest}:\n        pass\n    case Point(x=0) | [1, *_] if x:\n        pass\n    case _:\n        pass',
  's = f"{", ".join(f"{x!r:>{w}}" for x in "abc")} {d["k"]}"',
  "s = f'''{\n  x  # c\n  + 1:>{10}}'''\nt = f\"{a['b']!s:{'>'}{10}}\"",
  'type Alias[T: (int, str)] = list[T]\ndef g[T, *Ts, **P](x: T) -> T:\n    return x\nclass C[T: int]:\n    pass',
  'try:\n    pass\nexcept* ValueError as e:\n    pass',
  'try:\n    pass\nexcept ValueError, TypeError:\n    pass',
  'q = t"hello {name!r:>{w}}"',
  'def g(a, /, b, *, c):\n    if (n := len(a)) > 1: return n\n    return a[*b]\nwith (open("a") as f, open("b") as h):\n    pass',
  'r = await foo()\nasync for k in r:\n    print(k)',
];

function between(code: string): string {
  return `import os\n\ndef before(a):\n    return a + 1\n\n${code}\n\ndef after(b):\n    z = b * 2\n    return z\n`;
}

function functions(statements: readonly Statement[]): string[] {
  return statements.flatMap((statement) => (statement.kind === 'define-function' ? [statement.function.name] : []));
}

describe('recovery from errors in Python', () => {
  let parser: PythonParser;
  before(async () => {
    parser = await createPythonParser(testAssets);
  });

  function lower(source: string): { unit: FlowUnit; shown: string; skipped: string[] } {
    const unit = parser.lower(source, null);
    return { unit, shown: show(unit.body), skipped: unit.skipped.map(({ start, end }) => source.slice(start, end)) };
  }

  for (const code of HALF_TYPED) {
    it(`keeps both functions around: ${code}`, () => {
      const source = between(code);
      const { unit } = lower(source);
      const names = functions(unit.body);
      assert.ok(names.includes('before') && names.includes('after'), names.join());
      const after = unit.body.at(-1)!;
      assert.equal(source.slice(after.start, after.end), 'def after(b):\n    z = b * 2\n    return z');
    });
  }

  for (const code of MODERN) {
    it(`reads: ${code}`, () => assert.deepEqual(lower(between(code)).skipped, []));
  }

  it('reads lines that end in a carriage return alone, as Python does', () => {
    const { shown, skipped, unit } = lower('if a:\r    b = 1  # unpool: real\rc = 2\r');
    assert.deepEqual([shown, skipped], ['if a { b = 1 } else {  }\nc = 2', []]);
    assert.deepEqual(
      unit.comments.map(({ text, trailing }) => [text, trailing]),
      [['unpool: real', true]],
    );
  });

  it('says what it left out', () => {
    const { shown, skipped } = lower('a = 1\nb = (2\nc = 3\n');
    assert.equal(shown, 'a = 1\nc = 3');
    assert.deepEqual(skipped, ['b = (2']);
  });

  it('leaves out no more of a function than the bad statement', () => {
    const { shown, skipped } = lower(
      'def f(a):\n    b = a\n    if a:\n        c = [\n        d = 1\n    # unpool: real\n    return b\n\nclass A:\n    def g(self):\n        self.\n\n    def h(self):\n        return 1\n',
    );
    assert.equal(
      shown,
      'def f(a) { b = a; if a { d = 1 } else {  }; return b }\nclass A() { def g(self) {  }; def h(self) { return 1 } }',
    );
    assert.deepEqual(skipped, ['c = [', 'self.']);
  });

  it('finds the block behind a signature of several lines, and the clauses of a statement', () => {
    const { shown, skipped } = lower(
      '@a(\n    b,\n)\ndef f(\n    c,\n    d,\n):\n    if c:\n        x = 1\n        y = (\n    else:\n        z = 2\n    return z\n',
    );
    assert.equal(shown, '@a(b) def f(c, d) { if c { x = 1 } else { z = 2 }; return z }');
    assert.deepEqual(skipped, ['y = (']);
  });

  it('keeps brackets and strings that reach back to the margin', () => {
    const { shown, skipped } = lower('p = """You\njudge this\nanswer = x\n"""\nq = [\na,\nb,\n]\nr = (\n');
    assert.equal(shown, 'p = "You\\njudge this\\nanswer = x\\n"\nq = list(a, b)');
    assert.deepEqual(skipped, ['r = (']);
  });

  it('keeps a function whose decorator is half typed', () => {
    const { shown, skipped } = lower('@a(\ndef f():\n    return 1\n');
    assert.equal(shown, 'def f() { return 1 }');
    assert.deepEqual(skipped, ['@a(']);
  });

  it('keeps clauses with their statement', () => {
    const { shown } = lower(
      'try:\n    a\nexcept B:\n    c\nelse:\n    d\nx = (\nif e:\n    f\n# comment\nelse:\n    g\n',
    );
    assert.equal(shown, 'try { a } { c } { d } {  }\nif e { f } else { g }');
  });

  it('keeps comments about unpool in order', () => {
    const source = '# unpool: real\na = 1\nb = (\n# unpool: synthetic\nc = 2\n';
    assert.deepEqual(
      lower(source).unit.comments.map(({ text }) => text),
      ['unpool: real', 'unpool: synthetic'],
    );
  });
});
