import assert from 'node:assert/strict';
import { readOnce } from './read-once.ts';
import type { Files } from './stored.ts';

/** Files whose contents change with each reading, and what was read of them. */
function changing() {
  const asked: string[] = [];
  const files: Files = {
    read: async (uri, limit) => {
      asked.push(uri);
      return new TextEncoder().encode(`${uri} ${asked.length}`.padEnd(20)).subarray(0, limit);
    },
    list: async (folder) => {
      asked.push(folder);
      return [{ name: String(asked.length), isFolder: false }];
    },
    size: async () => 20,
    digest: async () => undefined,
  };
  const once = readOnce(files);
  const text = async (uri: string, limit?: number) => new TextDecoder().decode(await once.read(uri, limit)).trim();
  return { asked, once, text };
}

describe('readOnce', () => {
  it('reads a file once, and hands out the same bytes', async () => {
    const { asked, once, text } = changing();
    assert.equal(await text('a'), 'a 1');
    assert.equal(await once.read('a'), await once.read('a', 1000));
    assert.deepEqual(asked, ['a']);
  });

  it('takes what was read up to a limit for the whole where that was all', async () => {
    const { asked, text } = changing();
    assert.equal(await text('short', 1000), 'short 1');
    assert.equal(await text('short'), 'short 1');
    assert.equal(await text('long', 4), 'long');
    assert.equal(await text('long'), 'long 3');
    assert.equal(await text('long', 6), 'long 3');
    assert.deepEqual(asked, ['short', 'long', 'long']);
  });

  it('lists a folder once', async () => {
    const { asked, once } = changing();
    assert.deepEqual(await once.list('folder'), await once.list('folder'));
    assert.deepEqual(asked, ['folder']);
  });
});
