import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createAnalyser } from '../analyser.ts';
import type { Analyser } from '../analysis.ts';
import { blocksOf, expectations, fileNameOf } from '../rules/page.ts';
import { testAssets } from '../test-assets.ts';
import { document, emptyWorkspace } from '../test-workspace.ts';
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

/**
 * `answers = ask()  # → a language model's answers`, `const answers = ask(); // → …`: what hovering over the first name of
 * the line says.
 */
const REVEALED = /^\s*(?:for )?(?:\(?(?:const|let) )?(?:[[{]\s*)?(\w+).*(?:#|\/\/) → (.+?)( \((?:likely|possible)\))?$/;

interface Example {
  readonly file: string;
  readonly code: string;
  readonly section: string;
  readonly line: number;
}

/** The examples of a page, without blocks of other kinds. */
const examplesOf = (text: string): Example[] =>
  blocksOf(text).flatMap((block) => {
    const file = fileNameOf(block);
    return file === null ? [] : [{ file, ...block }];
  });

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

  const analyse = async ({ file, code }: Example) =>
    (await analyser.analyse(document(file, code), { minConfidence: 'likely' }))!;

  for (const [name, text] of pages)
    for (const example of examplesOf(text))
      it(`${name}, line ${example.line}: ${example.section}`, async () => {
        const { code } = example;
        const analysis = await analyse(example);
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
          const at = start + code.slice(start).search(new RegExp(`\\b${variable}\\b`));
          const value = analysis.provenanceAt(null, at);
          const sure = value?.confidence === 'certain' ? '' : ` (${value?.confidence})`;
          assert.equal(value ? `${value.summary}${sure}` : 'nothing', told, `line ${index + 1}`);
        }
        assert(
          revealed.length + expectations(code).length > 0 || /(?:#|\/\/) fine/.test(code),
          'the example shows nothing',
        );
      });

  it('has an example for each entry', async () => {
    for (const [, text] of pagesIn('../rules/')) for (const example of examplesOf(text)) await analyse(example);
    const { python, typescript } = builtinCatalogs; // configurations of promptfoo have a page of their own
    const entries = [python, typescript].flatMap((catalog) => catalog.entries);
    const missed = entries.filter(({ does }) => !met.has(does));
    assert.deepEqual(
      missed.map(({ call }) => [call].flat()[0]),
      [],
    );
  });
});
