import assert from 'node:assert/strict';
import { closeEditors, eventually, extension, noWarnings, openFile, typeAtEnd, warningOf } from './support.ts';

describe('the server', () => {
  afterEach(closeEditors);

  it('is started again when it is killed during an edit, and the warnings come back', async () => {
    const editor = await openFile('restart.py');
    const { uri } = editor.document;
    const { serverPid } = await extension().activate();
    const first = await eventually('a server process', serverPid);

    console.log('STEP pid', first);
    await typeAtEnd(editor, 'print(pooled["score"]');
    console.log('STEP typed', editor.document.getText());
    process.kill(first, 'SIGKILL');
    console.log('STEP killed');
    await typeAtEnd(editor, '.mean())');
    console.log('STEP typed', editor.document.getText());

    await eventually('another server process', () => serverPid() !== undefined && serverPid() !== first);
    console.log('STEP second', serverPid());
    const warning = await warningOf(uri, 'naive-pooling');
    assert.equal(warning.range.start.line, 5);

    // It follows edits: the warning is its own, not one left over from the first.
    await editor.edit((edit) => edit.delete(editor.document.lineAt(5).range));
    await noWarnings(uri);
  });
});
