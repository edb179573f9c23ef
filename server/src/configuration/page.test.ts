import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type Block, blocksOf, expectations } from '../rules/page.ts';
import { ROOT, TestWorkspace } from '../test-workspace.ts';
import { readConfiguration } from './read.ts';

const pageOf = (name: string): string => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');

const homeFor = ({ info }: Block): string =>
  ({ toml: 'unpool.toml', 'toml pyproject': 'pyproject.toml', json: 'package.json' })[info] ?? '';

/** Code is checked with the configuration above it in its section. */
const configurationAbove = (block: Block, blocks: readonly Block[]): Block | undefined =>
  blocks.findLast(
    ({ section, line, info }) => section === block.section && line < block.line && info.startsWith('toml'),
  );

const check = (blocks: readonly Block[]): void => {
  for (const block of blocks.filter(({ info }) => homeFor({ info } as Block) !== ''))
    it(`line ${block.line}: says something, and nothing wrong`, () => {
      const configuration = readConfiguration(`${ROOT}/${homeFor(block)}`, block.code);
      assert(configuration);
      assert.deepEqual(
        configuration.problems.filter(({ kind }) => kind === 'error'),
        [],
      );
    });

  for (const block of blocks.filter(({ info }) => info === 'python'))
    it(`line ${block.line}: findings are where it says`, async () => {
      const toml = configurationAbove(block, blocks)?.code;
      const workspace = new TestWorkspace({
        'eval.py': block.code,
        ...(toml !== undefined && { 'unpool.toml': toml }),
      });
      const expected = expectations(block.code).map(({ line, rule }) => `${rule}:${line}`);
      assert.deepEqual(await workspace.findings('eval.py'), expected);
      if (toml !== undefined) assert(expected.length > 0, 'the configuration changes something');
    });
};

describe('The page on configuration', () => {
  const page = pageOf('configuration.md');
  check(blocksOf(page));

  it('shows a message as it is', () => {
    const { problems } = readConfiguration(`${ROOT}/unpool.toml`, '[rules]\nnaive-poling = "off"\n')!;
    const [{ line, column, message }] = problems as [(typeof problems)[0]];
    assert(page.includes(`unpool: unpool.toml: line ${line}, column ${column}: ${message}\n`));
  });
});

describe('The page on libraries', () => check(blocksOf(pageOf('libraries/README.md'))));
