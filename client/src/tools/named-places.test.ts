import assert from 'node:assert/strict';
import { namedPlaces } from './named-places.ts';

const ONE = [{ name: 'project', path: '/home/me/project' }];
const TWO = [...ONE, { name: 'data', path: '/srv/data' }];

const paths = (given: string, folders = ONE) =>
  namedPlaces(given, folders)
    .flat()
    .map(({ path }) => path);

describe('A file that a model names', () => {
  it('is looked for from each folder, and below the folder whose name comes first', () => {
    assert.deepEqual(paths('eval/report.py'), ['/home/me/project/eval/report.py']);
    assert.deepEqual(paths('./eval//report.py'), ['/home/me/project/eval/report.py']);
    assert.deepEqual(paths('eval\\report.py'), ['/home/me/project/eval/report.py']);
    assert.deepEqual(namedPlaces('x.csv', TWO), [
      [
        { folder: 0, path: '/home/me/project/x.csv' },
        { folder: 1, path: '/srv/data/x.csv' },
      ],
    ]);
  });

  it('has one meaning where a folder is called as one in it: that of the paths of the editor', () => {
    assert.deepEqual(paths('project/a.py'), ['/home/me/project/project/a.py', '/home/me/project/a.py']);
    assert.deepEqual(namedPlaces('./data/x.csv', TWO), [
      [{ folder: 1, path: '/srv/data/x.csv' }],
      [
        { folder: 0, path: '/home/me/project/data/x.csv' },
        { folder: 1, path: '/srv/data/data/x.csv' },
      ],
    ]);
  });

  it('may have an absolute path', () => {
    assert.deepEqual(namedPlaces('/srv/data/x.csv', TWO), [[{ folder: 1, path: '/srv/data/x.csv' }]]);
    const windows = [{ name: 'project', path: '/c:/code/project' }];
    assert.deepEqual(paths('C:\\code\\project\\a.py', windows), ['/c:/code/project/a.py']);
    assert.deepEqual(paths('a.py', [{ name: '', path: '/' }]), ['/a.py']);
  });

  it('is in the workspace, or is refused', () => {
    const outside = ['../secret.csv', 'a/../../secret.csv', '/etc/passwd', '/home/me/project-two/a.py', '', '.'];
    for (const given of outside)
      assert.throws(() => paths(given), /is not a path inside of the workspace.*\(project\)/, given);
  });
});
