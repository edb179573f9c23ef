import assert from 'node:assert/strict';
import { createAnalyser } from '../../server/src/analyser.ts';
import type { CreateAnalyser } from '../../server/src/analysis.ts';
import { testAssets } from '../../server/src/test-assets.ts';
import { PUSH, startClient, type TestClient } from './client.ts';

const POOLED = `import { readFileSync } from 'node:fs';
const human = JSON.parse(readFileSync('human.json', 'utf8'));
const synthetic = JSON.parse(readFileSync('synthetic.json', 'utf8'));
const pooled = [...human, ...synthetic];
console.log(pooled.reduce((sum, row) => sum + row.score, 0) / pooled.length);
`;
const VIEW = POOLED.replace('console.log(', 'export const view = (\n  <p>{').replace('.length)', '.length}</p>\n)');
const PYTHON = `import pandas as pd
pooled = pd.concat([pd.read_csv("human.csv"), pd.read_csv("synthetic.csv")])
print(pooled["score"].mean())
`;

describe('TypeScript in the language server', () => {
  let client: TestClient;
  let loaded = 0;
  afterEach(() => client.close());

  const start = (options: Parameters<typeof startClient>[0] = {}) => {
    loaded = 0;
    const withCount: CreateAnalyser = (workspace) =>
      createAnalyser(workspace, {
        ...testAssets,
        typescript: () => {
          loaded++;
          return testAssets.typescript();
        },
      });
    return startClient({ ...options, host: { createAnalyser: withCount } });
  };
  const rulesOf = async (uri: string, text: string, languageId: string): Promise<unknown[]> => {
    await client.open(uri, text, languageId);
    return (await client.items(uri)).map(({ code }) => code);
  };

  for (const [name, languageId, text] of [
    ['a.ts', 'typescript', POOLED],
    ['a.mts', 'typescript', POOLED],
    ['a.tsx', 'typescriptreact', VIEW],
    ['a.js', 'javascript', POOLED],
    ['a.cjs', 'javascript', POOLED],
    ['a.jsx', 'javascriptreact', VIEW],
    ['a.ts', 'python', POOLED], // as an editor may have it that knows one language for a server
  ] as const)
    it(`is read in ${name}, which the editor calls ${languageId}`, async () => {
      client = await start();
      assert.deepEqual(await rulesOf(`file:///project/${name}`, text, languageId), ['naive-pooling']);
    });

  it('is read in a text without a name', async () => {
    client = await start();
    assert.deepEqual(await rulesOf('untitled:Untitled-1', POOLED, 'typescript'), ['naive-pooling']);
  });

  for (const [name, languageId] of [
    ['a.d.ts', 'typescript'],
    ['a.min.js', 'javascript'],
    ['a.vue', 'vue'],
    ['a.svelte', 'svelte'],
    ['package.json', 'json'],
    ['a.ipynb', 'json'],
  ] as const)
    it(`is not looked for in ${name}`, async () => {
      client = await start();
      assert.deepEqual(await rulesOf(`file:///project/${name}`, POOLED, languageId), []);
    });

  it('is what clients are told to pull', async () => {
    client = await start();
    const { documentSelector } = client.initialized.capabilities.diagnosticProvider as {
      documentSelector: { language: string; scheme: string }[];
    };
    const inFiles = documentSelector.filter(({ scheme }) => scheme === 'file').map(({ language }) => language);
    const configurations = ['yaml', 'json']; // of promptfoo
    assert.deepEqual(inFiles, [
      'python',
      'typescript',
      'typescriptreact',
      'javascript',
      'javascriptreact',
      ...configurations,
    ]);
  });

  it('is pushed to who cannot pull', async () => {
    client = await start({ capabilities: PUSH });
    await client.open('file:///project/a.ts', POOLED, 'typescript');
    await client.until(() => client.shown('file:///project/a.ts')?.length === 1);
  });

  it('is loaded once, with the first such file, and never for Python', async () => {
    client = await start();
    assert.deepEqual(await rulesOf('file:///project/a.py', PYTHON, 'python'), ['naive-pooling']);
    assert.equal(loaded, 0);
    await Promise.all([
      rulesOf('file:///project/a.ts', POOLED, 'typescript'),
      rulesOf('file:///project/b.ts', POOLED, 'typescript'),
    ]);
    assert.equal(loaded, 1);
  });

  it('is left out of a check of many files where its name says that nobody wrote it', async () => {
    client = await start({ files: { 'file:///project/a.ts': POOLED, 'file:///project/a.d.ts': 'export {};' } });
    const uris = ['file:///project/a.ts', 'file:///project/a.d.ts'];
    assert.deepEqual(await client.connection.sendRequest('unpool/checkFiles', { uris }), {
      filesChecked: 1,
      findings: 1,
      errors: [],
    });
  });

  it('is changed by the edit that silences, in a comment of its own', async () => {
    client = await start();
    const uri = 'file:///project/a.ts';
    await client.open(uri, POOLED, 'typescript');
    const [diagnostic] = await client.items(uri);
    assert.ok(diagnostic);
    const actions = await client.connection.sendRequest<{ title: string }[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic] },
    });
    const ignore = actions.at(-1);
    assert.equal(ignore?.title, 'Ignore naive-pooling here');
    const resolved = await client.connection.sendRequest<{ edit: object }>('codeAction/resolve', ignore);
    const newText = '// unpool: ignore[naive-pooling]\n';
    const above = { line: 4, character: 0 };
    assert.deepEqual(resolved.edit, {
      documentChanges: [
        { textDocument: { uri, version: 1 }, edits: [{ range: { start: above, end: above }, newText }] },
      ],
    });
  });
});
