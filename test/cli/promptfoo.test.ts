import assert from 'node:assert/strict';
import { Folder, paths } from './folder.ts';

const SAYS = 'providers: [echo]\ntests: []\n';

describe('unpool check of promptfoo configurations', () => {
  let folder: Folder;
  afterEach(() => folder.remove());

  it('finds them in folders by their name, YAML by what it says, too, and leaves all other YAML and JSON alone', async () => {
    folder = await Folder.with({
      'promptfooconfig.yaml': 'POOLED',
      'evals/promptfooconfig.rag.json': 'POOLED',
      'evals/support.promptfoo.yml': 'POOLED',
      'evals/rag.yaml': `${SAYS}# POOLED`,
      'evals/rag.json': `{ "providers": [], "tests": ["POOLED"] }`,
      'compose.yaml': 'POOLED',
      'package.json': 'POOLED',
      'promptfooconfig.yaml.bak': 'POOLED',
    });
    const expected = [
      'evals/promptfooconfig.rag.json',
      'evals/rag.yaml',
      'evals/support.promptfoo.yml',
      'promptfooconfig.yaml',
    ];
    assert.deepEqual(paths(await folder.json([])), expected);
  });

  it('takes one of another name that is named itself, if it says that it is one', async () => {
    folder = await Folder.with({ 'rag.yaml': `${SAYS}# POOLED`, 'compose.yaml': 'services: POOLED' });
    const { findings, errors, status } = await folder.json(['rag.yaml', 'compose.yaml']);
    assert.deepEqual([findings.length, status], [1, 2]);
    assert.deepEqual(errors, [
      {
        path: 'compose.yaml',
        message: 'is no configuration of promptfoo: expected "providers" with "prompts" or "tests"',
      },
    ]);
  });

  it('tells what is no YAML', async () => {
    folder = await Folder.with({ 'promptfooconfig.yaml': 'BROKEN' });
    const { err } = await folder.check([]);
    assert.match(err, /promptfooconfig\.yaml:1:1: line 1 cannot be read as YAML, so it was not checked/);
  });
});
