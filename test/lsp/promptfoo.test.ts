import assert from 'node:assert/strict';
import { startClient, type TestClient } from './client.ts';

const SAYS = 'providers: [echo]\ntests: []\n';

describe('A configuration of promptfoo', () => {
  let client: TestClient;
  afterEach(() => client.close());

  it('is pulled: whatever has its name, and YAML and JSON that say that they are one', async () => {
    client = await startClient();
    const provider = client.initialized.capabilities.diagnosticProvider as { documentSelector: { language: string }[] };
    const languages = new Set(provider.documentSelector.map(({ language }) => language));
    assert.ok(languages.has('yaml') && languages.has('json'));
    const found = async (name: string, languageId: string, text: string) => {
      await client.open(`file:///project/${name}`, text, languageId);
      return (await client.items(`file:///project/${name}`)).length;
    };
    assert.equal(await found('promptfooconfig.yaml', 'yaml', '# POOL'), 1);
    assert.equal(await found('rag.promptfoo.yml', 'plaintext', '# POOL'), 1);
    assert.equal(await found('rag.yaml', 'yaml', `${SAYS}# POOL`), 1);
    assert.equal(await found('rag.json', 'json', '{"targets": [], "prompts": ["POOL"]}'), 1);
    assert.equal(await found('compose.yaml', 'yaml', '# POOL'), 0);
    assert.equal(await found('package.json', 'json', '{"name": "POOL"}'), 0);
    assert.equal(await found('notes.md', 'markdown', `${SAYS}# POOL`), 0);
  });
});
