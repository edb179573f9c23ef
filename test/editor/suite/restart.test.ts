import assert from 'node:assert/strict';
import { closeEditors, eventually, extension, noWarnings, openFile, type, typeAtEnd, warningOf } from './support.ts';

describe('the server', () => {
  afterEach(closeEditors);

  it('is started again when it is killed during an edit, and the warnings come back', async () => {
    const editor = await openFile('restart.py');
    const { uri } = editor.document;
    const { serverPid } = await extension().activate();
    const first = await eventually('a server process', serverPid);

    await typeAtEnd(editor, 'print(pooled["score"]'); // the editor closes the parenthesis behind the cursor
    process.kill(first, 'SIGKILL');
    await type('.mean())');

    await eventually('another server process', () => serverPid() !== undefined && serverPid() !== first);
    const warning = await warningOf(uri, 'naive-pooling');
    assert.equal(warning.range.start.line, 5);

    // It follows edits: the warning is its own, not one left over from the first.
    await editor.edit((edit) => edit.delete(editor.document.lineAt(5).range));
    await noWarnings(uri);
  });
});
