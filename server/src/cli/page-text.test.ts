import assert from 'node:assert/strict';
import { RULES } from '@unpool/shared/protocol/finding.ts';
import { readPage } from './assets.ts';
import { pageText } from './page-text.ts';

const PAGE = `# a-rule

**Rows are mixed.**

## Wrong

See [\`naive-pooling\`](naive-pooling.md), \`x["a"](b)\`, [a paper](https://example.org/1) and _more_ of it.

\`\`\`python
y = [a](b)  # error: [a-rule]
\`\`\`

\`\`\`python before

z = 1
\`\`\`
`;

const COLORS: Readonly<Record<string, string>> = { 1: 'bold', 2: 'dim', 3: 'italic', 33: 'yellow', 36: 'cyan' };

/** Colours by name: `<bold>…</>`. */
const named = (text: string): string =>
  text
    .split('\u001b[')
    .map((part, index) =>
      index === 0 ? part : part.replace(/^(\d+)m/, (_, code) => (code in COLORS ? `<${COLORS[code]}>` : '</>')),
    )
    .join('');

describe('The page of a rule on the command line', () => {
  it('stays Markdown where it goes to a file, without addresses that lead nowhere', () => {
    const links = 'See `naive-pooling`, `x["a"](b)`, a paper (https://example.org/1) and _more_ of it.';
    assert.equal(pageText(PAGE, false), PAGE.replace(/^See.*$/m, links));
  });

  it('is set off by colours in a terminal, without the signs of Markdown', () => {
    assert.equal(
      named(pageText(PAGE, true)),
      `<bold>a-rule</>

<bold>Rows are mixed.</>

<bold>Wrong</>

See <cyan>naive-pooling</>, <cyan>x["a"](b)</>, a paper (https://example.org/1) and <italic>more</> of it.

    <cyan>y = [a](b)  </><yellow># error: [a-rule]</>

<dim>    # before</>

    <cyan>z = 1</>
`,
    );
  });

  it('is wrapped between words in a terminal, and paints each line by itself', () => {
    const lines = named(pageText(`**${'word '.repeat(40)}end** ${'more '.repeat(20)}`, true))
      .trimEnd()
      .split('\n');
    assert.ok(lines.length > 2);
    for (const line of lines.map((each) => each.replace(/<.*?>/g, ''))) assert.ok(line.length <= 92, line);
    assert.ok(lines.slice(0, 2).every((line) => /^<bold>.*<\/>$/.test(line)));
  });

  for (const rule of RULES)
    it(`leaves no sign of Markdown in ${rule}`, async () => {
      const page = await readPage(rule);
      const text = named(pageText(page, true)).replace(/<.*?>/g, '');
      const prose = text
        .split('\n')
        .filter((line) => !line.startsWith('    '))
        .join('\n');
      assert.doesNotMatch(prose, /`|\*\*|\]\(|^#/m);
      assert.doesNotMatch(pageText(page, false).replace(/^```.*?^```$/gms, ''), /\]\([\w./-]+\.md\)/);
    });
});
