import assert from 'node:assert/strict';
import type { Expression } from '../../flow/program.ts';
import { testAssets } from '../../test-assets.ts';
import { createPythonParser, type PythonParser } from './parser.ts';
import { show } from './test-show.ts';

/** Source and what it becomes. */
const EXPRESSIONS: readonly (readonly [string, string])[] = [
  ['a.b.c', 'a.b.c'],
  ['True, False, None', 'tuple(true, false, null)'],
  ['...', 'unknown()'],
  ['1_000, 0xff, 0b11, 0o17, 1.5e3, .5', 'tuple(1000, 255, 3, 15, 1500, 0.5)'],
  ['2j', 'unknown()'],
  ['-1', '-1'],
  ['-x', '(negative - x)'],
  ['~mask', '(not ~ mask)'],
  ['not a', '(not not a)'],
  ['a + b + c', '(arithmetic + a, b, c)'],
  ['a + b - c', '(arithmetic - (arithmetic + a, b), c)'],
  ['a - b * c', '(arithmetic - a, (arithmetic * b, c))'],
  ['a ** b ** c', '(arithmetic ** a, (arithmetic ** b, c))'],
  ['a & b | c', '(arithmetic | (arithmetic & a, b), c)'],
  ['(a + b) + c', '(arithmetic + (arithmetic + a, b), c)'],
  ['a and b or c', '(logical or (logical and a, b), c)'],
  ['a == b', '(comparison == a, b)'],
  ['0 < a <= b', '(comparison < <= 0, a, b)'],
  ['a in b', '(membership in a, b)'],
  ['a not in b', '(membership not in a, b)'],
  ['a is not None', '(comparison is not a, null)'],
  ['x if t else y', '(t ? x : y)'],
  ['f(a, *b, c=d, **e)', 'f(a, *b, c=d, **e)'],
  ['f(x for x in y)', 'f(generator(x for x in y))'],
  ['a[i]', 'a[i]'],
  ['a[i, j]', 'a[tuple(i, j)]'],
  ['a[i,]', 'a[tuple(i)]'],
  ['a[:n]', 'a[slice(null, n)]'],
  ['a[n:]', 'a[slice(n, null)]'],
  ['a[:, ::2]', 'a[tuple(slice(null, null), slice(null, null, 2))]'],
  ['a[1:f(x):3]', 'a[slice(1, f(x), 3)]'],
  ['a["s"]["t"]', 'a["s"]["t"]'],
  ['[a, *b]', 'list(a, *b)'],
  ['{a, b}', 'set(a, b)'],
  ['()', 'tuple()'],
  ['a,', 'tuple(a)'],
  ['a, b', 'tuple(a, b)'],
  ['{"a": b, **c}', '{"a": b, **c}'],
  ['[x for a in b if a > 1 if a for x in a]', 'list(x for a in b if (comparison > a, 1) if a for x in a)'],
  ['{k: v for k, v in d}', 'mapping(k: v for tuple(k, v) in d)'],
  ['{x async for x in y}', 'set(x for x in y)'],
  ['lambda a, *b, c=1: a', 'lambda(a, *b, only c=1) { return a }'],
  ['lambda: (yield)', 'generator lambda() { return yield() }'],
  ['(n := len(a))', '(n := len(a))'],
  ['await f()', 'await(f())'],
];

const STRINGS: readonly (readonly [string, string])[] = [
  ['"a" \'b\'', '"ab"'],
  ['"a" f"b{c}" "d"', 'template("ab", c, "d")'],
  ['f"a{{b}}"', '"a{b}"'],
  ['f"{a!r:>{w}} {b=} {c:.2f}"', 'template(a, " ", b, " ", c)'],
  ['rf"\\d{a}"', 'template("\\\\d", a)'],
  ['r"\\n"', '"\\\\n"'],
  ['"\\n\\t\\x41\\u00e9\\101\\\\"', '"\\n\\tAéA\\\\"'],
  ['"a\\\nb"', '"ab"'],
  ['"""a\n"b" """', '"a\\n\\"b\\" "'],
  ['b"a"', '"a"'],
  ['u"😀"', '"😀"'],
  ['t"a{b}"', 'template("a", b)'],
  ['f"{", ".join(f"{x}" for x in y)}"', 'template(", ".join(generator(template(x) for x in y)))'],
  ['"\\N{DASH}"', '"\\\\N{DASH}"'],
];

const STATEMENTS: readonly (readonly [string, string])[] = [
  ['a = b', 'a = b'],
  ['a = b = c', 'a = b = c'],
  ['a, (b, *c) = d', 'tuple(a, tuple(b, *c)) = d'],
  ['[a, b] = c', 'tuple(a, b) = c'],
  ['a.b = c[d] = e', 'a.b = c[d] = e'],
  ['a: List[int] = b', 'a: List[int] = b'],
  ['a: int', 'a: int = unknown()'],
  ['a += b', 'a += b'],
  ['a //= b', 'a //= b'],
  ['a = yield b', 'a = yield(b)'],
  ['yield from a', 'yield-from(a)'],
  ['a; b', 'a\nb'],
  ['assert a, b', 'a\nb'],
  ['print "a", b', 'print("a", b)'],
  ['del a, b[0]', 'delete a, b[0]'],
  ['del (a, b)', 'delete a, b'],
  ['pass', ''],
  ['global a, b', 'global a, b'],
  ['nonlocal a', 'nonlocal a'],
  ['type A = int', ''],
  ['break', 'break'],
  ['continue', 'continue'],
  ['return', 'return'],
  ['return a, *b', 'return tuple(a, *b)'],
  ['raise', 'raise'],
  ['raise A(b) from c', 'raise A(b)'],
  ['import a.b, c as d', 'import a.b as null\nimport c as d'],
  ['from a.b import c, d as e', 'from a.b import c as c, d as e'],
  ['from . import (a,)', 'from . import a as a'],
  ['from ..a.b import *', 'from ..a.b import * as *'],
  ['from __future__ import annotations', 'from __future__ import annotations as annotations'],
  ['if a: b\nelif c: d\nelse: e', 'if a { b } else { if c { d } else { e } }'],
  ['for a, b in c:\n  d\nelse:\n  e', 'for tuple(a, b) in c { d } else { e }'],
  ['for a in b, c: d', 'for a in tuple(b, c) { d } else {  }'],
  ['while a: b', 'while a { b } else {  }'],
  ['with a as b, c: d', 'with b = a, c { d }'],
  ['with (open(a) as b, c as (d, e)):\n  f', 'with b = open(a), tuple(d, e) = c { f }'],
  ['async with a: b', 'with a { b }'],
  [
    'try:\n  a\nexcept (B, C) as d:\n  e\nexcept* F:\n  g\nelse:\n  h\nfinally:\n  i',
    'try { a } { d = unknown(); e } { g } { h } { i }',
  ],
  ['try: a\nexcept A, B: c', 'try { a } { c } {  } {  }'],
  [
    '@a\n@b(1)\nasync def f(x, /, y: int = 2, *z, w=3, **v) -> int:\n  "doc"\n  return x',
    '@a @b(1) async def f(x, y: int=2, *z, only w=3, **v) "doc" { return x }',
  ],
  ['def f(*, a: int): yield a', 'generator def f(only a: int) { yield(a) }'],
  ['def f():\n  def g(): yield\n  return g', 'def f() { generator def g() { yield() }; return g }'],
  ['def f[T](a: T): ...', 'def f(a: T) { unknown() }'],
  ['class A[T](B, metaclass=C):\n  a: int\n  b = 1', 'class A(B) { a: int = unknown(); b = 1 }'],
  ['@a\nclass B: pass', '@a class B() {  }'],
];

const MATCHES: readonly (readonly [string, string])[] = [
  [
    'match a:\n  case "x": b\n  case -1 | None: c\n  case _: d',
    'if (comparison == a, "x") { b } else { if (logical or (comparison == a, -1), (comparison == a, null)) { c } else { d } }',
  ],
  ['match a:\n  case (1): b', 'if (comparison == a, 1) { b } else {  }'],
  ['match a:\n  case (x,): b', 'if unknown(a) { x = unknown(a); b } else {  }'],
  ['match f(a):\n  case x: b', 'match subject = f(a)\nx = match subject\nb'],
  ['match a:\n  case [x, *y] as z: b', 'if unknown(a) { x = unknown(a); y = unknown(a); z = a; b } else {  }'],
  [
    'match a:\n  case {"k": v, **r} if v: b',
    'if unknown(a) { v = unknown(a); r = unknown(a); if v { b } else {  } } else {  }',
  ],
  ['match a:\n  case P(x, y=z) | Q.R(): b', 'if unknown(a) { x = unknown(a); z = unknown(a); b } else {  }'],
  [
    'match a, b:\n  case 1, x: c',
    'match subject = tuple(a, b)\nif unknown(match subject) { x = unknown(match subject); c } else {  }',
  ],
];

describe('lowering Python', () => {
  let parser: PythonParser;
  before(async () => {
    parser = await createPythonParser(testAssets);
  });

  function lowered(source: string): string {
    const unit = parser.lower(source, null);
    assert.deepEqual(unit.skipped, [], 'nothing is skipped');
    return show(unit.body);
  }

  function onlyValue(source: string): Expression {
    const [statement] = parser.lower(source, null).body;
    assert.ok(statement?.kind === 'evaluate' || statement?.kind === 'assign');
    return statement.value;
  }

  for (const [source, expected] of [...EXPRESSIONS, ...STRINGS, ...STATEMENTS, ...MATCHES]) {
    it(source, () => assert.equal(lowered(`${source}\n`), expected));
  }

  it('has places in UTF-16 units', () => {
    const source = 's = "😀"; total = np.mean(df["😀"])  # 😀\n';
    const unit = parser.lower(source, null);
    const [, assign] = unit.body;
    assert.ok(assign?.kind === 'assign' && assign.value.kind === 'call');
    const texts = [assign, assign.targets[0]!, assign.value, assign.value.callee, assign.value.arguments[0]!.value];
    assert.deepEqual(
      texts.map(({ start, end }) => source.slice(start, end)),
      ['total = np.mean(df["😀"])', 'total', 'np.mean(df["😀"])', 'np.mean', 'df["😀"]'],
    );
  });

  it('has the places of names in definitions and imports', () => {
    const source = '@d\ndef f(a=1): pass\nfrom m import x as y, z\n';
    const [define, imported] = parser.lower(source, null).body;
    assert.ok(define?.kind === 'define-function' && imported?.kind === 'import');
    const at = ({ start, end }: { start: number; end: number }) => source.slice(start, end);
    assert.equal(at(define), '@d\ndef f(a=1): pass');
    assert.equal(at(define.function), 'def f(a=1): pass');
    assert.equal(at(define.function.nameSpan!), 'f');
    assert.equal(at(define.function.parameters[0]!), 'a=1');
    assert.deepEqual(imported.names?.map(at), ['x as y', 'z']);
  });

  it('collects the comments that mention unpool', () => {
    const source =
      'a = 1  # unpool: real\n## unpool: synthetic \n# other\nb = "# unpool: no"\ndef f():\n  pass\n  # unpool: x';
    const { comments } = parser.lower(source, null);
    assert.deepEqual(
      comments.map(({ text, trailing, start, end }) => [text, trailing, source.slice(start, end)]),
      [
        ['unpool: real', true, '# unpool: real'],
        ['unpool: synthetic', false, '## unpool: synthetic '],
        ['unpool: x', false, '# unpool: x'],
      ],
    );
  });

  it('keeps long chains flat', () => {
    const value = onlyValue(Array.from({ length: 5000 }, (_, index) => `x${index}`).join(' + '));
    assert.ok(value.kind === 'operation');
    assert.equal(value.operands.length, 5000);
  });

  it('gives up on long chains of mixed operators, but keeps their operands', () => {
    const value = onlyValue(`a${' + b - c'.repeat(2500)}`);
    assert.ok(value.kind === 'unknown');
    assert.equal(value.operands.length, 5001);
  });

  it('keeps what is nested 150 deep', () => {
    const source = `${'f('.repeat(150)}x${')'.repeat(150)}`;
    assert.equal(lowered(source), source);
  });

  it('keeps the names of what is nested too deeply', () => {
    let value = onlyValue(`frame${'.drop(a)'.repeat(5000)}`);
    while (value.kind === 'call' || value.kind === 'attribute')
      value = value.kind === 'call' ? value.callee : value.object;
    assert.ok(value.kind === 'unknown');
    assert.deepEqual(value.operands.map((operand) => operand.kind === 'name' && operand.name).slice(0, 2), [
      'frame',
      'drop',
    ]);
  });

  it('lowers any text', () => {
    for (const source of ['', '\n', '\0', '((((', '"""', 'def', '\uFEFFa = 1', 'a = 1\r\nb = 2\r\n', '}{', '\ud800']) {
      assert.ok(Array.isArray(parser.lower(source, null).body), JSON.stringify(source));
    }
  });
});
