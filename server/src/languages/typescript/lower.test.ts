// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the sources under test hold templates
import assert from 'node:assert/strict';
import { lowerTypeScript } from './lower.ts';
import { renderUnit } from './rendering.ts';

/** The construct, its TypeScript, and the flow program it lowers to: one statement a line. */
const CONSTRUCTS: readonly (readonly [string, string, string])[] = [
  ['const and let', 'const a = 1, b: number = -2; let c; var d;', 'a = 1\nb: number = -2\nc = null'],
  [
    'object destructuring with defaults and rest',
    'const { a, b: { c = 1 }, [k]: d, ...rest } = load();',
    '{"a": a, "b": {"c": (c := 1)}, k: d, ...rest} = load()',
  ],
  [
    'array destructuring with a hole, a default and rest',
    'const [x, , y = 2, ...z] = pair;',
    'tuple[x, (unknown), (y := 2), ...z] = pair',
  ],
  [
    'destructuring assignment',
    '[a, b] = [b, a]; ({ a, b: c.d, e = 1, ...f } = row);',
    'tuple[a, b] = list[b, a]\n{"a": a, "b": c.d, "e": (e := 1), ...f} = row',
  ],
  ['powers', 'f(10 ** a, Math.pow(10, a), Math.pow(a));', 'f((arithmetic ** 10 a), (arithmetic ** 10 a), Math.pow(a))'],
  ['arrow function', 'const f = async (a) => a.b;', 'f = async function(a) { return a.b }'],
  ['function expression', 'const f = function inner(a) { return a };', 'f = function inner(a) { return a }'],
  [
    'default, rest and destructured parameters',
    'function f(this: X, { a }: Row, b = 1, ...rest: T[]) {}',
    'function f({"a": a}: Row, b = 1, ...rest: T[]) {}',
  ],
  ['hoisted functions', 'run(); function run() {}', 'function run() {}\nrun()'],
  [
    'class with base, fields and constructor',
    'class Judge extends Base<T> implements I { static n = 0; rows: Row[] = []; model; constructor(m) { super(m); this.model = m; } }',
    'class Judge(Base) { n = 0; rows: Row[] = list[]; function constructor(this, m) { super(m); this.model = m } }',
  ],
  [
    'parameter property',
    'class A { constructor(private readonly model: string, n: number) {} }',
    'class A { function constructor(this, model: string, n: number) { this.model = model } }',
  ],
  [
    'methods, static methods, private fields, getters',
    'class A { #k = 1; run() { return this.#k } static make() { return new A() } get size() { return 1 } }',
    'class A { #k = 1; function run(this) { return this.#k }; @staticmethod function make() { return A() }; @property function size(this) { return 1 } }',
  ],
  [
    'field that holds a function',
    'class A { score = async (r) => this.run(r) }',
    'class A { async function score(this, r) { return this.run(r) } }',
  ],
  ['decorators', '@sealed() class A { @log run() {} }', '@sealed() class A { @log function run(this) {} }'],
  [
    'class expression',
    'const K = class extends B { m() {} }; use(class extends B { x = 1; m() {} });',
    'class K(B) { function m(this) {} }\nuse((unknown B 1 function m(this) {}))',
  ],
  ['async and await', 'async function f() { return await g() }', 'async function f() { return (await g()) }'],
  [
    'generators',
    'function* f() { yield 1; yield* xs; const got = yield }',
    'function* f() { (yield 1); (yield-from xs); got = (yield) }',
  ],
  ['for-of', 'for (const [k, v] of pairs) use(k, v);', 'for tuple[k, v] in pairs { use(k, v) }'],
  ['for await', 'for await (const x of s()) { x }', 'for x in s() { x }'],
  ['for-in', 'for (const k in row) use(row[k]);', 'for k in Object.keys(row) { use(row[k]) }'],
  [
    'for',
    'for (let i = 0, n = 3; i < n; i++) { s += x[i] }',
    'i = 0\nn = 3\nwhile (comparison < i n) { s += x[i]; i += 1 }',
  ],
  ['for in steps', 'for (let i = 0; i < n; i += size) use(i);', 'for i in range(0, n, size) { use(i) }'],
  ['for without end', 'for (;;) { break }', 'while true { break }'],
  ['while', 'while (queue.length) queue.pop();', 'while queue.length { queue.pop() }'],
  ['do', 'do { n++ } while (n < 3);', 'while true { n += 1; if (not ! (comparison < n 3)) { break } }'],
  ['if and else', 'if (a) b(); else if (c) { d() } else e();', 'if a { b() } else { if c { d() } else { e() } }'],
  [
    'switch',
    "switch (k) { case 'a': case 'b': f(); break; default: z(); break; case 'c': { if (x) { y(); break } return } }",
    'if (logical || (comparison === k "a") (comparison === k "b")) { f() } else { if (comparison === k "c") { if x { y() }; return } else { z() } }',
  ],
  [
    'switch that falls through',
    'switch (k) { case 1: f(); case 2: g(); break; case 3: while (x) { break } }',
    'if (logical || (comparison === k 1) (comparison === k 2)) { if (comparison === k 1) { f() }; g() } else { if (comparison === k 3) { while x { break } } }',
  ],
  ['switch with default alone', 'switch (f()) { default: g() }', 'f()\ng()'],
  [
    'try, catch and finally',
    'try { a() } catch ({ message }) { b() } finally { c() } try { a() } catch { b() }',
    'try { a() } catch { {"message": message} = (unknown); b() } finally { c() }\ntry { a() } catch { b() }',
  ],
  ['throw', "throw new Error('x');", 'raise Error("x")'],
  ['template literal', 'a = `x ${b} y`; c = `plain`;', 'a = (template "x " b " y")\nc = "plain"'],
  ['tagged template', 'sql`select ${x}`;', 'sql((template "select " x))'],
  [
    'spread in arrays, calls and objects',
    'const p = [...real, ...synth]; f(...p, 1); const o = { ...p, a: 1 };',
    'p = list[...real, ...synth]\nf(...p, 1)\no = {...p, "a": 1}',
  ],
  [
    'object literal',
    "o = { a, 'b': 1, [c]: 2, 3: d, e() { return 1 }, get f() { return 2 } };",
    'o = {"a": a, "b": 1, c: 2, "3": d, "e": function e() { return 1 }, "f": @property function f() { return 2 }}',
  ],
  ['array literal', 'a = [1, , true, null, undefined];', 'a = list[1, (unknown), true, null, null]'],
  ['element access', "rows[0]['judge'];", 'rows[0]["judge"]'],
  ['optional chaining', 'a?.b?.[0]?.(c);', 'a.b[0](c)'],
  ['nullish and logical', 'a ?? (b || c && d);', '(logical ?? a (logical || b (logical && c d)))'],
  ['conditional', 'x = a ? b : c;', 'x = (if a b c)'],
  ['assignments', 'a = b = c; a += 1; a **= 2; a ||= b; a ??= b;', 'a = b = c\na += 1\na **= 2\na ||= b\na ??= b'],
  [
    'assignments as values',
    'f(a = 1, b += 2, c++);',
    'f((a := 1), (b := (arithmetic + b 2)), (c := (arithmetic + c 1)))',
  ],
  ['increment', 'i++; --j;', 'i += 1\nj -= 1'],
  [
    'unary and binary operators',
    '!a; -a; -1; +a; a in b; a instanceof B; a === b; a % b;',
    '(not ! a)\n(negative - a)\n-1\n(arithmetic + a)\n(membership in a b)\n(comparison instanceof a B)\n(comparison === a b)\n(arithmetic % a b)',
  ],
  ['comma', 'a(), b(); x = (c, d);', 'a()\nb()\nx = (unknown c d)'],
  ['delete, typeof, void', 'delete row.a; typeof x; void f();', 'delete row.a\n(unknown x)\n(unknown f())'],
  ['new', 'new Map; new OpenAI({ apiKey });', 'Map()\nOpenAI({"apiKey": apiKey})'],
  [
    'imports',
    "import d, { a as b, type T } from 'm'; import e, * as ns from 'n'; import 'side';",
    'from "m" import {default as d, a as b}\nfrom "n" import {default as e}\nimport "n" as ns\nfrom "side" import {}',
  ],
  [
    'require and dynamic import',
    "const fs = require('fs'); const { a, b: c } = require('m'); const r = require('m').x; const q = await import('./q'); import o = require('o'); const p = require(path);",
    'import "fs" as fs\nfrom "m" import {a as a, b as c}\nfrom "m" import {x as r}\nimport "./q" as q\nimport "o" as o\np = require(path)',
  ],
  [
    'exports',
    "export const z = 1; export { a, b as c }; export * from './m'; export * as ns from './n'; export { x as y } from './o'; module.exports = { z };",
    'z = 1\na\nc = b\nfrom "./m" import {* as *}\nimport "./n" as ns\nfrom "./o" import {x as y}\nmodule.exports = {"z": z}',
  ],
  ['default export of a value', 'export default { a: 1 };', 'default = {"a": 1}'],
  [
    'default export of a function or class',
    'export default class A {} export default function f() {}',
    'function f() {}\ndefault = f\nclass A {}\ndefault = A',
  ],
  ['default export without a name', 'export default () => 1;', 'default = function() { return 1 }'],
  [
    'types',
    "type A = 1; interface B {} declare const c: number; declare module 'x' {} import type { X } from 'x'; import { type Y } from 'y'; export type { Z }; function g(a: string): void; function g(a) {} abstract class D { abstract e(): void; [k: string]: unknown; f?: number }",
    'function g(a) {}\nclass D {}',
  ],
  [
    'as, satisfies, non-null and type arguments',
    'const a = x as unknown as T; const b = (y satisfies U)!; z!.w = f<string>; (<any>q).r = 2;',
    'a: T = x\nb = y\nz.w = f\nq.r = 2',
  ],
  ['regular expression', 'const re = /a[/]"/g;', 're = (unknown)'],
  [
    'labelled loops',
    'outer: for (const a of b) { if (a) continue outer; break outer }',
    'for a in b { if a { continue }; break }',
  ],
  ['blocks', '{ const a = 1; }', 'scope { a = 1 }'],
  [
    'enums and namespaces',
    "enum E { A, B = 5, C, D = 'd' } namespace N { export const x = 1 }",
    'E = {"A": 0, "B": 5, "C": 6, "D": "d"}\nclass N { x = 1 }',
  ],
];

describe('TypeScript lowering', () => {
  for (const [construct, source, expected] of CONSTRUCTS) {
    it(construct, () => {
      const unit = lowerTypeScript(source, 'eval.ts');
      assert.equal(renderUnit(unit), expected);
      assert.deepEqual(unit.skipped, []);
    });
  }

  it('JSX is unknown and keeps the values handed to it', () => {
    const source = 'v = <Report title="x" rows={pooled} {...rest}>text {rows.map((r) => <li>{r}</li>)} <></></Report>;';
    const rendered = 'v = (unknown "x" pooled rest rows.map(function(r) { return (unknown r) }) (unknown))';
    assert.equal(renderUnit(lowerTypeScript(source, 'eval.tsx')), rendered);
  });

  it('type assertions in angle brackets are read as JSX only where the extension says so', () => {
    assert.equal(renderUnit(lowerTypeScript('a = <T>b;', 'eval.mts')), 'a = b');
  });

  it('offsets are UTF-16 code units', () => {
    const source = "const label = '😀'; const pooled = [...real, ...synth];";
    const [, pooled] = lowerTypeScript(source, 'eval.ts').body;
    assert.ok(pooled?.kind === 'assign');
    assert.equal(source.slice(pooled.start, pooled.end), 'const pooled = [...real, ...synth];');
    assert.equal(source.slice(pooled.value.start, pooled.value.end), '[...real, ...synth]');
  });

  it('functions and methods keep their documentation and the span of their name', () => {
    const source =
      '/** Scores rows.\n * Twice. */\nexport function score() {}\nclass A {\n  /** Runs. */\n  run() {}\n}';
    const [score, judge] = lowerTypeScript(source, 'eval.ts').body;
    assert.ok(score?.kind === 'define-function' && judge?.kind === 'define-class');
    assert.equal(score.function.documentation, 'Scores rows.\nTwice.');
    const { start, end } = score.function.nameSpan!;
    assert.equal(source.slice(start, end), 'score');
    const [run] = judge.body;
    assert.equal(run?.kind === 'define-function' && run.function.documentation, 'Runs.');
  });
});
