import assert from 'node:assert/strict';
import { RULES } from '@unpool/shared/protocol/finding.ts';
import { type CompletionItem, DiagnosticSeverity, FileChangeType, type Hover } from 'vscode-languageserver';
import { createAnalyser } from '../../server/src/analyser.ts';
import { testAssets } from '../../server/src/test-assets.ts';
import { FULL, PUSH, startClient, type TestClient } from './client.ts';

const CODE = 'file:///project/src/eval.py';
const CONFIG = 'file:///project/unpool.toml';
const MEAN =
  'import pandas as pd\n\npooled = pd.concat([pd.read_csv("human.csv"), pd.read_csv("synthetic.csv")])\nprint(pooled["score"].mean())\n';
const IDLE = 'x = 1  # unpool: ignore[naive-pooling] nothing\n';

/** A client over files that may change, with the real analysis. */
async function started(files: Record<string, string>, options: Parameters<typeof startClient>[0] = {}) {
  const client = await startClient({
    files,
    ...options,
    host: {
      createAnalyser,
      assets: () => testAssets,
      files: () => ({
        read: async (uri) => (uri in files ? new TextEncoder().encode(files[uri]) : undefined),
        list: async (folder) =>
          Object.keys(files)
            .filter((uri) => uri.startsWith(`${folder}/`))
            .map((uri) => uri.slice(folder.length + 1))
            .map((path) => ({ name: path.split('/')[0]!, isFolder: path.includes('/') })),
        size: async () => undefined,
        digest: async () => undefined,
      }),
    },
  });
  const write = async (uri: string, text: string | null) => {
    const type =
      text === null ? FileChangeType.Deleted : uri in files ? FileChangeType.Changed : FileChangeType.Created;
    if (text === null) delete files[uri];
    else files[uri] = text;
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
  };
  const rules = async (uri = CODE) => (await client.items(uri)).map(({ code, severity }) => [code, severity]);
  return { client, write, rules };
}

describe('A configuration in the editor', function () {
  this.timeout(60_000);
  let client: TestClient;
  afterEach(() => client.close());

  it('counts at once when it is stored, and when it goes', async () => {
    const { write, rules, ...rest } = await started({});
    client = rest.client;
    await client.open(CODE, MEAN);
    assert.deepEqual(await rules(), [['naive-pooling', DiagnosticSeverity.Warning]]);
    await write(CONFIG, '[rules]\nnaive-pooling = "hint"');
    await client.until(() => client.refreshes === 1);
    assert.deepEqual(await rules(), [['naive-pooling', DiagnosticSeverity.Hint]]);
    await write(CONFIG, null);
    await client.until(() => client.refreshes === 2);
    assert.deepEqual(await rules(), [['naive-pooling', DiagnosticSeverity.Warning]]);
  });

  it('counts at once while it is edited, and no more when it is closed unsaved', async () => {
    const { rules, ...rest } = await started({ [CONFIG]: '' });
    client = rest.client;
    await client.open(CODE, MEAN);
    assert.equal((await rules()).length, 1);
    await client.open(CONFIG, '', 'plaintext');
    await client.replace(CONFIG, 2, '[rules]\nnaive-pooling = "off"');
    await client.until(() => client.refreshes === 1);
    assert.deepEqual(await rules(), []);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: CONFIG } });
    await client.until(() => client.refreshes === 2);
    assert.equal((await rules()).length, 1);
  });

  it('is told what is wrong in it, until it is mended', async () => {
    const { write, rules, ...rest } = await started({ [CONFIG]: '[rules]\nnaive-poling = "off"' });
    client = rest.client;
    await client.open(CODE, MEAN);
    assert.equal((await rules()).length, 1);
    const [diagnostic] = client.shown(CONFIG) ?? [];
    assert.deepEqual(diagnostic, {
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 12 } },
      severity: DiagnosticSeverity.Error,
      code: 'configuration',
      source: 'unpool',
      message: '"rules" has no "naive-poling". Did you mean "naive-pooling"?',
    });
    await write(CONFIG, '[rules]\nnaive-pooling = "off"');
    await client.until(() => client.shown(CONFIG)?.length === 0);
    assert.deepEqual(await rules(), []);
  });

  it('is told what is wrong while it is edited, even if no code is open', async () => {
    client = (await started({})).client;
    const manifest = 'file:///project/package.json';
    await client.open(manifest, '{ "unpool": { "exclude": 1 } }', 'json');
    await client.until(() => client.shown(manifest)?.length === 1);
    await client.replace(manifest, 2, '{ "unpool": { "exclude": [] } }');
    await client.until(() => client.shown(manifest)?.length === 0);
    await client.open(CONFIG, '[fix]\npython = "judge"', 'toml');
    await client.until(() => client.shown(CONFIG)?.length === 1);
    await client.replace(CONFIG, 2, '[fix]\npython = "judgy"');
    await client.until(() => client.shown(CONFIG)?.length === 0);
  });

  it('leaves documents out, open or not', async () => {
    const { rules, ...rest } = await started({ [CONFIG]: 'exclude = ["src/"]', [CODE]: MEAN });
    client = rest.client;
    assert.deepEqual(await client.connection.sendRequest('unpool/checkFiles', { uris: [CODE] }), {
      filesChecked: 0,
      findings: 0,
      errors: [],
    });
    await client.open(CODE, MEAN);
    assert.deepEqual(await rules(), []);
  });

  it('gives way to the settings of the editor', async () => {
    const { rules, ...rest } = await started(
      { [CONFIG]: 'min-confidence = "certain"' },
      { settings: { 'file:': { minConfidence: 'likely' } } },
    );
    client = rest.client;
    await client.open(CODE, MEAN);
    assert.equal((await rules()).length, 1);
    client.settings = Object.assign(client.settings, { 'file:': { minConfidence: null } });
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => client.refreshes === 1);
    assert.deepEqual(await rules(), []);
  });

  it('gives way to the loudness of rules in the settings of the editor', async () => {
    const { rules, ...rest } = await started(
      { [CONFIG]: '[rules]\nnaive-pooling = "hint"' },
      { settings: { 'file:': { rules: { 'naive-pooling': 'error', 'uncalibrated-judge': 3, nonsense: 'off' } } } },
    );
    client = rest.client;
    await client.open(CODE, MEAN);
    assert.deepEqual(await rules(), [['naive-pooling', DiagnosticSeverity.Error]]);
    client.settings = Object.assign(client.settings, { 'file:': { rules: { 'naive-pooling': 'off' } } });
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => client.refreshes === 1);
    assert.deepEqual(await rules(), []);
  });

  it('is that of the folder of the workspace, also of one that is added later', async () => {
    const { rules, ...rest } = await started({ [CONFIG]: 'exclude = ["src/"]' });
    client = rest.client;
    await client.open(CODE, MEAN);
    assert.deepEqual(await rules(), []);
    const added = [{ uri: 'file:///project/src', name: 'src' }];
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added, removed: [] } });
    await client.until(() => client.refreshes === 1);
    assert.equal((await rules()).length, 1);
  });

  it('is pointed to by the trace of a finding, and by the hover', async () => {
    const config = '[[data]]\nglob = "rows.csv"\norigin = "synthetic"\n';
    client = (await started({ [CONFIG]: config })).client;
    await client.open(CODE, MEAN.replace('synthetic.csv', 'rows.csv'));
    const [diagnostic] = await client.items(CODE);
    const step = diagnostic?.relatedInformation?.find(({ location }) => location.uri === CONFIG);
    assert.deepEqual(
      [step?.message, step?.location.range.start],
      ['declared in unpool.toml: synthetic rows', { line: 1, character: 0 }],
    );
    const hover = await client.connection.sendRequest<Hover>('textDocument/hover', {
      textDocument: { uri: CODE },
      position: { line: 2, character: 48 },
    });
    assert.match((hover.contents as { value: string }).value, /unpool\.toml, line 2: declared in unpool/);
  });

  it('is watched on behalf of an editor that does not do so by itself', async () => {
    client = (
      await started(
        {},
        {
          capabilities: {
            ...FULL,
            workspace: { ...FULL.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
          },
        },
      )
    ).client;
    await client.until(() => client.registered.length > 0);
    const asked = JSON.stringify(client.registered);
    assert.match(asked, /workspace\/didChangeWatchedFiles.*\*\.py.*unpool\.toml/);
    assert.doesNotMatch(asked, /"[^"]*\{[^"]*\*[^"]*\}/); // a star within braces, which eglot 1.9 can't read
  });

  it('is read anew when a file is saved, in an editor that tells of no other changes', async () => {
    const files: Record<string, string> = {};
    client = (await started(files, { capabilities: PUSH })).client;
    await client.open(CODE, MEAN);
    await client.until(() => client.shown(CODE)?.length === 1);
    files[CONFIG] = '[rules]\nnaive-pooling = "off"\n';
    await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri: CODE } });
    await client.until(() => client.shown(CODE)?.length === 0);
    files[CONFIG] = '[rules]\nnaive-poling = "off"\n';
    await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri: CODE } });
    await client.until(() => client.shown(CODE)?.length === 1 && client.shown(CONFIG)?.length === 1);
  });

  const completions = async (text: string, uri = CONFIG): Promise<string[]> => {
    const [before] = text.split('|');
    const lines = before!.split('\n');
    const position = { line: lines.length - 1, character: lines.at(-1)!.length };
    await client.open(uri, text.replace('|', ''), 'toml');
    const items = await client.connection.sendRequest<CompletionItem[]>('textDocument/completion', {
      textDocument: { uri },
      position,
    });
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    return items.map(({ textEdit }) => textEdit!.newText);
  };

  it('is completed, half typed as it is', async () => {
    client = (await started({})).client;
    assert.deepEqual(await completions('|'), [
      'min-confidence = ',
      'exclude = ',
      'suppressions-need-reason = ',
      '[rules]\n',
      '[[data]]\n',
      '[margins]\n',
      '[[catalog]]\n',
      '[fix]\n',
    ]);
    assert.deepEqual(await completions('[|'), ['rules', 'data', 'margins', 'catalog', 'fix']);
    const rules = RULES.map((rule) => `${rule} = `);
    assert.deepEqual((await completions('[rules]\n|')).slice(0, rules.length), rules);
    assert.deepEqual(await completions('[rules]\nnaive-pooling = "|'), [
      'error',
      'warning',
      'information',
      'hint',
      'off',
    ]);
    assert.deepEqual(await completions('[rules]\nnaive-pooling = { |'), ['severity = ', 'min-confidence = ']);
    assert.deepEqual(await completions('suppressions-need-reason = |'), ['true', 'false']);
    assert.deepEqual(await completions('[[data]]\nglob = "x"\norigin = |'), ['"real"', '"synthetic"']);
    assert.deepEqual((await completions('[[catalog]]\ncall = "a.b"\ndoes = { kind = "|')).slice(0, 3), [
      'reads',
      'writes',
      'generates',
    ]);
    const pyproject = 'file:///project/pyproject.toml';
    assert.deepEqual((await completions('[tool.unpool.rules]\n|', pyproject)).slice(0, rules.length), rules);
    assert.deepEqual(await completions('[project]\n|', pyproject), []);
    const manifest = 'file:///project/package.json';
    assert.deepEqual(await completions('{ "unpool": { "rules": { "naive-pooling": "|" } } }', manifest), [
      'error',
      'warning',
      'information',
      'hint',
      'off',
    ]);
    assert.deepEqual((await completions('{ "unpool": { "r|', manifest)).slice(0, 2), [
      '"min-confidence": ',
      '"exclude": ',
    ]);
    assert.deepEqual(await completions('{ "|', manifest), []);
    assert.deepEqual(await completions('rows = "|', 'file:///project/x.py'), []);
  });

  it('says what a key means', async () => {
    client = (await started({})).client;
    await client.open(CONFIG, '[rules]\nnaive-pooling = "off"\n[[data]]\nglob = "x"\norigin = "real"\n', 'toml');
    const at = async (line: number, character: number) =>
      (
        (
          await client.connection.sendRequest<Hover | null>('textDocument/hover', {
            textDocument: { uri: CONFIG },
            position: { line, character },
          })
        )?.contents as { value: string } | undefined
      )?.value;
    assert.equal(await at(0, 2), 'How loud each rule is.');
    assert.match((await at(1, 3))!, /^How loud its findings are/);
    assert.match((await at(4, 1))!, /^Where the rows come from/);
    assert.equal(await at(4, 12), undefined);
  });
});

describe('A comment that is being written', function () {
  this.timeout(60_000);
  let client: TestClient;
  afterEach(() => client.close());

  it('is not called idle before its writer pauses', async () => {
    client = (await started({})).client;
    await client.open(CODE, 'x = 1\n');
    assert.deepEqual(await client.items(CODE), []);
    await client.replace(CODE, 2, IDLE);
    assert.deepEqual(await client.items(CODE), []);
    await client.until(() => client.refreshes > 0);
    assert.equal((await client.items(CODE)).length, 1);
    await client.replace(CODE, 3, `y = 1\n${IDLE}`);
    assert.equal((await client.items(CODE)).length, 1, 'another line is written');
  });

  it('is pushed when its writer has paused, to an editor that is pushed to', async () => {
    client = (await started({}, { capabilities: PUSH })).client;
    await client.open(CODE, 'x = 1\n');
    await client.replace(CODE, 2, IDLE);
    await client.until(() => client.shown(CODE)?.length === 1);
  });

  it('has a correction', async () => {
    client = (await started({})).client;
    await client.open(CODE, IDLE);
    const [diagnostic] = await client.items(CODE);
    const [action] = await client.connection.sendRequest<{ title: string; isPreferred?: boolean }[]>(
      'textDocument/codeAction',
      {
        textDocument: { uri: CODE },
        range: diagnostic!.range,
        context: { diagnostics: [diagnostic] },
      },
    );
    assert.deepEqual([action?.title, action?.isPreferred], ['Remove this comment', true]);
  });
});
