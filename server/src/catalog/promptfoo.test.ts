import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { blocksOf, expectations } from '../rules/page.ts';
import { TestWorkspace } from '../test-workspace.ts';
import { Catalog } from './catalog.ts';
import type { Effect } from './entry.ts';
import { promptfooEntries } from './promptfoo.ts';

const page = readFileSync(new URL('../../../docs/promptfoo.md', import.meta.url), 'utf8');

/** Each example of the page is a test. */
describe('the page about promptfoo', () => {
  const met = new Set<Effect>();
  const { find } = Catalog.prototype;
  before(() => {
    Catalog.prototype.find = function (name) {
      const entry = find.call(this, name);
      if (entry) met.add(entry.does);
      return entry;
    };
  });
  after(() => {
    Catalog.prototype.find = find;
  });

  for (const { section, code, line, files } of blocksOf(page).filter(({ info }) => info === 'yaml'))
    it(`line ${line}: ${section}`, async () => {
      const workspace = new TestWorkspace({ ...files, 'promptfooconfig.yaml': code });
      const { findings, unread } = await workspace.analyse('promptfooconfig.yaml');
      const lineOf = (offset: number): number => code.slice(0, offset).split('\n').length;
      const found = findings.map(({ rule, severity, place }) => ({ line: lineOf(place.start), severity, rule }));
      assert.deepEqual(found, expectations(code));
      assert.deepEqual(unread, []);
    });

  it('has an example for each entry of the catalog', () => {
    const missed = promptfooEntries.filter(({ does }) => !met.has(does));
    assert.deepEqual(
      missed.map(({ call }) => call),
      [],
    );
  });
});
