import assert from 'node:assert/strict';
import { URI } from 'vscode-uri';
import { dataFileUris } from './data-paths.ts';

const CODE = 'file:///c%3A/ws/eval/report.py';
const uris = (path: string, document = CODE, folders = ['file:///c%3A/ws']) => dataFileUris(path, document, folders);

describe('where a data file may lie', () => {
  it('is beside the document and in the folders of the workspace', () => {
    const found = ['file:///c%3A/ws/eval/data/h%201.csv', 'file:///c%3A/ws/data/h%201.csv'];
    assert.deepEqual(uris('data/h 1.csv'), found);
    assert.deepEqual(uris('data\\h 1.csv'), found);
    assert.deepEqual(uris('../h.csv', 'file:///ws/eval/report.py', []), ['file:///ws/h.csv']);
    assert.deepEqual(uris('/data/h.csv', 'file:///ws/eval/report.py', []), ['file:///data/h.csv']);
    assert.deepEqual(uris('h.csv', 'untitled:Untitled-1'), ['file:///c%3A/ws/h.csv']);
  });

  it('is one place for a path with a drive, written as editors write it', () => {
    for (const path of ['C:\\data\\h.csv', 'c:/data/h.csv', 'C:/data\\h.csv', 'C:\\data\\old\\..\\h.csv'])
      assert.deepEqual(uris(path), [URI.file('/C:/data/h.csv').toString()], path);
    assert.deepEqual(uris('C://data//h.csv'), ['file:///c%3A//data//h.csv']);
    assert.deepEqual(uris('D:\\data\\h.csv', 'untitled:Untitled-1', []), ['file:///d%3A/data/h.csv']);
  });

  it('is nowhere for what is on a host of the network, however that is written', () => {
    const paths = [
      '\\\\server\\share\\h.csv',
      '//server/share/h.csv',
      '\\/server/share/h.csv',
      '/..//server/share/h.csv',
      '../../../..//server/share/h.csv',
      'C:\\..\\..\\\\server\\share\\h.csv',
      '\\\\?\\UNC\\server\\share\\h.csv',
      '\\\\?\\C:\\data\\h.csv',
      'https://server/h.csv',
      's3://bucket/h.csv',
      'file://server/share/h.csv',
    ];
    for (const path of paths)
      for (const document of [CODE, 'file:///report.py', 'vscode-vfs://github/a/b/report.py'])
        assert.deepEqual(uris(path, document, ['file:///', 'vscode-vfs://github/a/b']), [], `${path} of ${document}`);
    assert.deepEqual(uris('~/h.csv'), []);
  });
});
