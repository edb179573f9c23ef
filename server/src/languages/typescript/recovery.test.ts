// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the sources under test hold templates
import assert from 'node:assert/strict';
import type { Statement } from '../../flow/program.ts';
import { lowerTypeScript } from './lower.ts';
import { renderStatement, renderUnit } from './rendering.ts';

const BEFORE = 'function before(a) {\n  return a + 1;\n}';
const AFTER = 'function after(b) {\n  const z = b * 2;\n  return z;\n}';

const BROKEN: readonly (readonly [string, string])[] = [
  ['unclosed call', 'const x = foo(1, 2'],
  ['unclosed parameters', 'function g(a, b'],
  ['function without body', 'function g(a, b)'],
  ['unclosed body', 'function g(a, b) {\n  return a'],
  ['unclosed if', 'if (n > 3 {\n  y = 1;'],
  ['unclosed string', 'const s = "hello'],
  ['unclosed template', 'const s = `hello'],
  ['unclosed placeholder', 'const s = `hello ${x'],
  ['unclosed comment', '/* hello'],
  ['unclosed regular expression', 'const r = /hello'],
  ['trailing dot', 'rows.'],
  ['half import', 'import { mean } from '],
  ['open import', 'import { mean'],
  ['open element access', 'const v = row["a"]['],
  ['half object', 'const d = { a: 1, b:'],
  ['half array', 'const d = [...real, ...'],
  ['assignment without value', 'const y = '],
  ['for without body', 'for (const r of rows)'],
  ['for without the rest', 'for (const r of '],
  ['lone decorator', '@'],
  ['half arrow', 'const f = (x) =>'],
  ['open arrow body', 'const f = (x) => {'],
  ['half conditional', 'const t = a ? b'],
  ['try alone', 'try {\n  x = 1;'],
  ['stray brace', '}'],
  ['stray parenthesis', 'foo())'],
  ['half class', 'class Foo extends'],
  ['open class', 'class Foo {\n  run() {'],
  ['open switch', 'switch (x) {\n  case 1:'],
  ['half generic', 'const m = new Map<string,'],
  ['open type', 'interface Row {\n  a: string;'],
  ['open JSX', 'const v = <Report rows={'],
];

function functions(body: readonly Statement[]): string[] {
  return body
    .filter((statement) => statement.kind === 'define-function')
    .map(renderStatement)
    .filter((rendered) => /^function (before|after)\(/.test(rendered));
}

describe('TypeScript recovery', () => {
  for (const fileName of ['eval.ts', 'eval.tsx', 'eval.js']) {
    for (const [what, broken] of BROKEN) {
      it(`${what} keeps the functions around it (${fileName})`, () => {
        const unit = lowerTypeScript(`${BEFORE}\n\n${broken}\n\n${AFTER}\n`, fileName);
        assert.deepEqual(functions(unit.body).sort(), [
          'function after(b) { z = (arithmetic * b 2); return z }',
          'function before(a) { return (arithmetic + a 1) }',
        ]);
      });
    }
  }

  it('keeps offsets behind the place where the text was cut', () => {
    const source = `const s = \`hello\n\n${AFTER}\n`;
    const after = lowerTypeScript(source, 'eval.ts').body.find(({ kind }) => kind === 'define-function');
    assert.equal(source.slice(after!.start, after!.end), AFTER);
  });

  it('leaves a function that is written as a value, or nested without indentation, where it is', () => {
    const source = '(() => {\n\nfunction inner() {}\n\nmodule.exports =\nfunction run() {};\n})();';
    const rendered = 'function() { function inner() {}; module.exports = function run() {} }()';
    assert.equal(renderUnit(lowerTypeScript(source, 'eval.js')), rendered);
  });

  it('keeps the rest of the block that a half-typed statement stands in', () => {
    const source = "describe('judge', () => {\n  const a = load();\n  const b = mean(a.\n  const c = f(a);\n});";
    const rendered = renderUnit(lowerTypeScript(source, 'eval.ts'));
    assert.match(rendered, /a = load\(\)/);
    assert.match(rendered, /c = f\(a\)/);
  });

  it('does not cut inside a template when the error is elsewhere', () => {
    const source =
      "describe('judge', () => {\n  const prompt = `\nif (the) answer is good\n`;\n  const b = mean(;\n  use(prompt);\n});";
    assert.match(renderUnit(lowerTypeScript(source, 'eval.ts')), /prompt = "\\nif \(the\) answer is good\\n"/);
  });

  it('leaves out what nests too deeply, and says so', () => {
    const sum = `y = ${'1 + '.repeat(10_000)}1;`;
    const unit = lowerTypeScript(`a = 1;\n${sum}\nb = 2;`, 'eval.ts');
    assert.equal(renderUnit(unit), 'a = 1\nb = 2');
    assert.deepEqual(unit.skipped, [{ start: 7, end: 7 + sum.length }]);
    assert.deepEqual(lowerTypeScript('['.repeat(20_000), 'eval.ts').skipped, [{ start: 0, end: 20_000 }]);
  });

  it('reads anything without throwing', () => {
    for (const text of [
      '',
      '\u0000',
      '\ud800',
      '#!/usr/bin/env node\nx',
      '<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x',
      '}}}}))))',
      '`${`${`${',
    ]) {
      for (const fileName of ['a.ts', 'a.tsx', 'a.js', 'a.d.ts', 'a.vue', '']) {
        assert.doesNotThrow(() => lowerTypeScript(text, fileName), `${fileName}: ${text}`);
      }
    }
  });
});
