import assert from 'node:assert/strict';
import { dataFile } from '@unpool/shared/data/data-file.ts';
import { watched } from './watched.ts';

describe('files whose reading is watched', () => {
  const files = [dataFile('a', new Uint8Array(3_000_000)), dataFile('b', new Uint8Array(1_000_000))];

  async function readAll(signal?: AbortSignal) {
    const shares: number[] = [];
    for (const file of watched(files, { onRead: (share) => void shares.push(share), signal })) {
      for await (const _ of file.open());
    }
    return shares;
  }

  it('tell the share of all bytes', async () => {
    const shares = await readAll();
    assert.equal(shares.at(-1), 1);
    assert.ok(shares.length >= 4 && shares.every((share, i) => share > (shares[i - 1] ?? 0)));
    const [a] = watched(files, { onRead: (share) => void shares.push(share) });
    await a!.slice(0, 1_000_000);
    assert.equal(shares.at(-1), 0.25);
  });

  it('are not read further when that is cancelled', async () => {
    await assert.rejects(readAll(AbortSignal.abort()), { name: 'AbortError' });
  });
});
