import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const HEAD = `import { readFileSync, writeFileSync } from 'node:fs';
import _ from 'lodash';

const real = JSON.parse(readFileSync('human.json', 'utf8')).map((row) => ({ ...row, source: 'real' }));
const synthetic = JSON.parse(readFileSync('synthetic.json', 'utf8')).map((row) => ({ ...row, source: 'synthetic' }));
`;
const SAVED = "writeFileSync('cases.json', JSON.stringify(rows));\n";

async function changed(line: string): Promise<readonly string[]> {
  const code = `${HEAD}${line}\n${SAVED}`;
  const { text, left } = await repaired(code, { unsafeFixes: true, name: 'report.ts', only: 'origin-dropped' });
  assert(text === code || !left.includes('origin-dropped'), text);
  const before = new Set(code.split('\n'));
  return text.split('\n').filter((each) => !before.has(each));
}

describe('repairs in TypeScript: an origin that lodash leaves out', () => {
  it('is left in', async () => {
    const rows = (omitted: string) => `const rows = [...real, ...synthetic].map((row) => ${omitted});`;
    assert.deepEqual(await changed(rows("_.omit(row, ['id', 'source'])")), [rows("_.omit(row, ['id'])")]);
    assert.deepEqual(await changed(rows("_.omit(row, 'source')")), ['const rows = [...real, ...synthetic];']);
    assert.deepEqual(await changed(rows('_.omit(row, LEFT_OUT)')), []);
  });
});
