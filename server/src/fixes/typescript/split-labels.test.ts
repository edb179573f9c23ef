import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const HEAD = `import { readFileSync } from 'node:fs';

const rows = JSON.parse(readFileSync('labelled.json', 'utf8'));
`;
const HELPER = `const agreement = (threshold) =>
  rows.filter((row) => row.judgeScore >= threshold === row.humanLabel).length / rows.length;
`;
const all = (code: string, name = 'report.mjs') => repaired(HEAD + code, { name, unsafeFixes: true });

const same = (rows: string, threshold: string) =>
  `${rows}.filter((row) => row.judgeScore >= ${threshold} === row.humanLabel).length / ${rows}.length`;

describe('split labels in TypeScript', () => {
  it('hands a helper the part, wherever it is called for the choice', async () => {
    const { text, left } = await all(
      `import _ from 'lodash';\n${HELPER}const cuts = [0.2, 0.4];\nconst kept = _.maxBy(cuts, (cut) => agreement(cut));\nconsole.log(kept, Math.max(...cuts.map(agreement)), agreement(0.5));\n`,
    );
    assert.equal(
      text,
      `${HEAD}import _ from 'lodash';
import { randomHalves } from 'unpool/statistics';
const agreement = (threshold, part = rows) =>
  part.filter((row) => row.judgeScore >= threshold === row.humanLabel).length / part.length;
const cuts = [0.2, 0.4];
const [dev, test] = randomHalves(rows);
const kept = _.maxBy(cuts, (cut) => agreement(cut, dev));
const best = cuts.reduce((a, b) => (agreement(b, dev) > agreement(a, dev) ? b : a));
console.log(kept, agreement(best, test), agreement(0.5));
`,
    );
    assert.deepEqual(left, []);
  });

  it('has a name for what is told without one, and a copy of what is told as a whole', async () => {
    const tried = `const tried = [0.2, 0.4].map((threshold) => ({ threshold, agreement: agreement(threshold) }));\n`;
    const { text } = await all(
      `${HELPER}${tried}console.log(tried.sort((a, b) => b.agreement - a.agreement)[0]);\n`,
      'report.ts',
    );
    assert(
      text.includes(
        'const best = tried.sort((a, b) => b.agreement - a.agreement)[0];\nconsole.log(best && { ...best, agreement: agreement(best.threshold, test) });\n',
      ),
      text,
    );
    const whole = await all(
      `${HELPER}${tried}tried.sort((a, b) => b.agreement - a.agreement);\nconst best = tried[0];\nconsole.log(best);\n`,
    );
    assert(whole.text.endsWith('console.log({ ...best, agreement: agreement(best.threshold, test) });\n'), whole.text);
  });

  it('keeps the key where the number is told by a short one', async () => {
    const { text } = await all(
      `let best = 0;\nlet kept = 0;\nfor (const x of [0.2, 0.4]) {\n  const share = ${same('rows', 'x')};\n  if (share > best) {\n    best = share;\n    kept = x;\n  }\n}\nconsole.log({ kept, best });\n`,
    );
    assert(text.includes(`const shareOn = (part, x) =>\n  ${same('part', 'x')};\n`), text);
    assert(text.endsWith('console.log({ kept, best: shareOn(test, kept) });\n'), text);
  });

  it('offers nothing where it is not plain', async () => {
    const loop = (inner: string, keep = 'if (share > best) {\n    best = share;\n    kept = x;\n  }') =>
      `let best = 0;\nlet kept = 0;\nfor (const x of [0.2, 0.4]) {\n  ${inner}\n  ${keep}\n}\nconsole.log(kept, best);\n`;
    for (const code of [
      // more is kept of the same rows
      `let all = [];\n${loop(`const share = ${same('rows', 'x')};`, 'if (share > best) {\n    best = share;\n    kept = x;\n    all = rows;\n  }')}`,
      // another array beside the rows
      `const people = rows.map((row) => row.humanLabel);\n${loop('const share = rows.filter((row, i) => row.judgeScore >= x === people[i]).length / rows.length;')}`,
      // it prints
      loop(`console.log(x);\n  const share = ${same('rows', 'x')};`),
      // rows come later
      `${loop(`const share = ${same('rows', 'x')};`)}rows.push({ judgeScore: 1, humanLabel: true });\n`,
      // which setting it was is not kept
      `let best = 0;\nfor (const x of [0.2, 0.4]) {\n  const share = ${same('rows', 'x')};\n  if (share > best) best = share;\n}\nconsole.log(best);\n`,
    ]) {
      const { offers, without } = await all(code);
      assert.deepEqual(without, ['circular-calibration'], code + offers);
    }
  });
});
