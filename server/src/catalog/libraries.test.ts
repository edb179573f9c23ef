import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createAnalyser } from '../analyser.ts';
import type { Analyser } from '../analysis.ts';
import { blocksOf, expectations } from '../rules/page.ts';
import { testAssets } from '../test-assets.ts';
import { emptyWorkspace } from '../test-workspace.ts';
import { Catalog } from './catalog.ts';
import type { Effect } from './entry.ts';
import { builtinCatalogs } from './index.ts';

const pagesIn = (folder: string): (readonly [string, string])[] => {
  const url = new URL(folder, import.meta.url);
  return readdirSync(url)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => [name, readFileSync(new URL(name, url), 'utf8')] as const);
};
const pages = pagesIn('../../../docs/libraries/');

/** `answers = ask()  # → a language model's answers`: what hovering over the first name of the line says. */
const REVEALED = /^\s*(?:for )?(\w+).*# → (.+?)( \((?:likely|possible)\))?$/;

/** Each example of the pages in docs/libraries is a test, and each entry of the catalog is in one. */
describe('libraries', () => {
  let analyser: Analyser;
  const met = new Set<Effect>();
  const { find } = Catalog.prototype;
  before(async () => {
    Catalog.prototype.find = function (name) {
      const entry = find.call(this, name);
      if (entry) met.add(entry.does);
      return entry;
    };
    analyser = await createAnalyser(emptyWorkspace, testAssets);
  });
  after(() => {
    Catalog.prototype.find = find;
  });

  const analyse = async (code: string) => {
    const uri = 'file:///page/example.py';
    const units = [{ uri, cell: null, text: code, version: 1 }];
    return (await analyser.analyse({ uri, language: 'python', units }, { minConfidence: 'likely' }))!;
  };

  for (const [name, text] of pages)
    for (const { section, code, line } of blocksOf(text).filter(({ info }) => info.startsWith('python')))
      it(`${name}, line ${line}: ${section}`, async () => {
        const analysis = await analyse(code);
        const lineOf = (offset: number): number => code.slice(0, offset).split('\n').length;
        assert.deepEqual(
          analysis.findings.map(({ rule, severity, place }) => ({ line: lineOf(place.start), severity, rule })),
          expectations(code),
        );
        const revealed = code.split('\n').flatMap((row, index) => {
          const [, variable, summary, confidence = ''] = REVEALED.exec(row) ?? [];
          return variable ? [{ index, variable, told: `${summary}${confidence}` }] : [];
        });
        for (const { index, variable, told } of revealed) {
          const start = code.split('\n').slice(0, index).join('\n').length + (index > 0 ? 1 : 0);
          const value = analysis.provenanceAt(null, code.indexOf(variable, start));
          const sure = value?.confidence === 'certain' ? '' : ` (${value?.confidence})`;
          assert.equal(value ? `${value.summary}${sure}` : 'nothing', told, `line ${index + 1}`);
        }
        assert(revealed.length + expectations(code).length > 0 || code.includes('# fine'), 'the example shows nothing');
      });

  it('has an example for each entry', async () => {
    for (const [, text] of pagesIn('../rules/'))
      for (const { code, info } of blocksOf(text)) if (info.startsWith('python')) await analyse(code);
    const missed = builtinCatalogs.python.entries.filter(({ does }) => !met.has(does));
    assert.deepEqual(
      missed.map(({ call }) => [call].flat()[0]),
      [],
    );
  });
});
