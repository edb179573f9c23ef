import assert from 'node:assert/strict';
import type { Server } from '../connection.ts';
import { Previews } from './file-previews.ts';

const FILE = { name: 'a.csv', uri: 'file:///a.csv' };

/** A server that gives these answers to one question after the other. */
function serverWith(...answers: readonly (() => unknown)[]): Pick<Server, 'request'> & { asked: number } {
  const server = { asked: 0, request: async () => answers[server.asked++]!() };
  return server as unknown as Pick<Server, 'request'> & { asked: number };
}

const columns = (...names: readonly string[]) => ({
  kind: 'columns',
  files: [names.map((name) => ({ name, holds: 'text' }))],
});
const broken = () => {
  throw new Error('Connection got disposed.');
};

describe('What a question for a file tells of it', () => {
  it('is asked once', async () => {
    const server = serverWith(() => columns('id', '$(trash)'));
    const previews = new Previews(server);
    const [first, again] = [await previews.of(FILE), await previews.of(FILE)];
    assert.deepEqual(first, { detail: 'id (text), \\$(trash) (text)' });
    assert.deepEqual([again, server.asked], [first, 1]);
  });

  it('is asked again where the server went away, and says so until then', async () => {
    const previews = new Previews(serverWith(broken, broken, () => columns('id')));
    for (let time = 1; time <= 2; time++) {
      const { detail, problem } = await previews.of(FILE);
      assert.match(problem ?? '', /^a\.csv: .*interrupted.* Choose it again\.$/);
      assert.equal(detail, `$(warning) ${problem}`);
    }
    assert.deepEqual(await previews.of(FILE), { detail: 'id (text)' });
  });

  it('is the problem of a file that cannot be used, once and for all', async () => {
    const server = serverWith(() => ({ kind: 'unusable', error: { message: 'a.csv: $(x) is broken' } }));
    const previews = new Previews(server);
    await previews.of(FILE);
    const { detail, problem } = await previews.of(FILE);
    assert.deepEqual([detail, problem], ['$(warning) a.csv: \\$(x) is broken', 'a.csv: $(x) is broken']);
    assert.equal(server.asked, 1);
  });
});
