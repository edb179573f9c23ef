import assert from 'node:assert/strict';
import { closeEditors, eventually, extension, openFile } from './support.ts';

describe('the extension', () => {
  afterEach(closeEditors);

  it('is activated by a Python file', async () => {
    await openFile('real.py');
    await eventually('activation', () => extension().isActive);
    assert.equal(extension().packageJSON.publisher, 'unpool');
  });
});
