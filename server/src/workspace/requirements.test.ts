import assert from 'node:assert/strict';
import type { SourceDocument } from './document.ts';
import { Requirements } from './requirements.ts';

const FOLDER = 'file:///project';
const document: SourceDocument = { uri: `${FOLDER}/a.py`, language: 'python', units: [] };

describe('The requirements of a document', () => {
  it('are read as an editor has them, and from the disk where none does', async () => {
    const open = new Map<string, string>();
    const reads: string[] = [];
    const requirements = new Requirements({
      folders: [FOLDER],
      list: async () => ['requirements.txt', 'pyproject.toml', 'a.py'].map((name) => ({ name, isFolder: false })),
      readFile: async (uri) => {
        reads.push(uri);
        return new TextEncoder().encode(`stored ${uri.slice(FOLDER.length + 1)}`);
      },
      openText: (uri) => open.get(uri),
    });
    const texts = async () => (await requirements.of(document)).flat().map(({ text }) => text);
    assert.deepEqual(await texts(), ['stored pyproject.toml', 'stored requirements.txt']);
    open.set(`${FOLDER}/requirements.txt`, 'numpy\n');
    assert.deepEqual(await texts(), ['stored pyproject.toml', 'numpy\n']);
    assert.equal(reads.length, 2);
    open.clear();
    assert.deepEqual(await texts(), ['stored pyproject.toml', 'stored requirements.txt']);
  });
});
