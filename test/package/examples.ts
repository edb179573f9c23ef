/** The examples of docs/statistics.md, and what they say is printed. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Example {
  /** The function that it is of: its heading. */
  readonly name: string;
  readonly code: string;
  /** The lines after `// →`. */
  readonly printed: string;
}

const page = fs.readFileSync(fileURLToPath(new URL('../../docs/statistics.md', import.meta.url)), 'utf8');

export const examples: readonly Example[] = page
  .split(/^### /m)
  .slice(1)
  .map((section) => {
    const name = /^`(\w+)`$/m.exec(section)?.[1];
    const code = /^```ts\n(.*?)^```/ms.exec(section)?.[1];
    assert.ok(name && code, `the page has no example in "${section.slice(0, 40)}"`);
    const printed = [...code.matchAll(/^\/\/ → (.*)$/gm)].map(([, line]) => line).join(' ');
    return { name, code, printed };
  });

const NUMBER = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g;

/** Compares what was printed, numbers to as many decimals as the page shows. */
export function assertPrinted({ name, printed: expected }: Example, printed: string): void {
  const words = (text: string) => text.replace(NUMBER, '#').replace(/\s+/g, ' ').trim();
  assert.equal(words(printed), words(expected), name);
  const found = printed.match(NUMBER) ?? [];
  for (const [i, number] of (expected.match(NUMBER) ?? []).entries()) {
    const decimals = /\.(\d+)/.exec(number)?.[1]?.length ?? 0;
    assert.equal(Number(found[i]).toFixed(decimals), Number(number).toFixed(decimals), `${name}: ${printed}`);
  }
}
