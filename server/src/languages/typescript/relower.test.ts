// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the sources under test hold templates
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { FlowUnit } from '../../flow/program.ts';
import { createRandom } from '../../test-random.ts';
import { lowerTypeScript } from './lower.ts';
import { renderUnit } from './rendering.ts';

const MANY = `import { a, b as c } from './m.js'; // unpool: real
import type { T } from 't';

/** What it says. */
export async function f(p: number, q = 3) {
  // unpool: synthetic
  if (p) return q;
  else return [...[p].map((i) => i)];
}

const x = (1 +
  2);
@decorated
class A<T> extends B {
  y: number = 3; z = "'''";
  run() { return this.y }
}
if (x) print(x)
else {
  print(f);
}
let text = \`
function no() { \${x} }
\`
for (const row of rows) total += row.n
do { x2++ }
while (x2 < 3)
const d = 1, e = { g, ...h };
export default async () => {
  await f(d);
};
enum Level { Low, High }
type Row = { id: number } & T
function last() {
  return /[/]*/.test(text);
}
await last()
/* unpool: judged */
const end = <T,>(v: T): T => v
`;

const INSERTED = [
  ...[' ', '\n', '(', ')', '{', '}', '[', '"', '`', '/*', '*/', '//', '/', '<', ';', '=', '.', ',', '@', '+', '\r\n'],
  ...['x', 'let', 'async', 'type', 'export ', 'if (x) ', 'else ', 'in ', '=> ', ''],
];

const own = readFileSync(new URL('./statements.ts', import.meta.url), 'utf8');
const isUnread = ({ skipped }: FlowUnit): boolean => skipped.length > 0;

describe('lowering an edited TypeScript text again', () => {
  for (const [name, text] of [
    ['many.ts', MANY],
    ['own.ts', own],
    ['windows.ts', MANY.replaceAll('\n', '\r\n')],
    ['many.js', MANY],
  ] as const)
    it(`gives the same as lowering it whole: ${name}`, function () {
      this.timeout(240_000);
      const random = createRandom(7);
      let same = 0;
      for (let round = 0; round < 120; round++) {
        let current = text;
        let unit = lowerTypeScript(current, name);
        for (let step = 0; step < 4; step++) {
          const at = random(current.length + 1);
          const removed = random(3) === 0 ? random(20) : 0;
          const edited = current.slice(0, at) + INSERTED[random(INSERTED.length)] + current.slice(at + removed);
          const again = lowerTypeScript(edited, name, unit);
          const whole = lowerTypeScript(edited, name);
          // where it cannot be read, each way may read more than the other
          if (!isUnread(whole)) {
            assert.deepEqual(again, whole, edited);
            same++;
          }
          [current, unit] = [edited, again];
        }
      }
      assert.ok(same > 30, `${same}`);
    });

  it('is as before once an edit is taken back', () => {
    const first = lowerTypeScript(MANY, 'a.ts');
    for (const typed of ['(', '`', '/*', '{', 'const y = ', '"']) {
      const at = MANY.indexOf('const x');
      const half = lowerTypeScript(MANY.slice(0, at) + typed + MANY.slice(at), 'a.ts', first);
      assert.deepEqual(lowerTypeScript(MANY, 'a.ts', half), first, typed);
    }
  });

  it('takes over what stands before and behind, and moves it', () => {
    const text = 'const a = 1;\nconst b = 2;\nconst c = 3;\nconst d = 4;\n';
    const first = lowerTypeScript(text, 'a.ts');
    const edited = text.replace('= 2', '= 22');
    const again = lowerTypeScript(edited, 'a.ts', first);
    assert.equal(again.body[0], first.body[0]);
    assert.deepEqual(again, lowerTypeScript(edited, 'a.ts'));
    assert.equal(edited.slice(again.body[3]!.start, again.body[3]!.end), 'const d = 4;');
  });

  it('loses no more than the half-typed statement', () => {
    const text = 'const a = f();\n\nconst b = g();\n\nconst c = h();\n\nconst d = i();\n\nconst e = j();\n';
    for (const typed of [
      'const x = foo(',
      'if (n > 3 {',
      'const s = "hello',
      'rows.',
      'const y = ',
      'function g(a) {',
    ]) {
      const edited = text.replace('const c', `${typed}\n\nconst c`);
      const rendered = renderUnit(lowerTypeScript(edited, 'a.ts', lowerTypeScript(text, 'a.ts')));
      for (const kept of ['a = f()', 'b = g()', 'c = h()', 'd = i()', 'e = j()'])
        assert.ok(rendered.includes(kept), `${typed}: ${kept} in ${rendered}`);
    }
  });
});
