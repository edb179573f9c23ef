import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeEditors,
  eventually,
  noWarnings,
  openFile,
  screenshot,
  warningOf,
  warnings,
  workspaceFile,
} from './support.ts';

describe('a configuration', () => {
  afterEach(closeEditors);

  const write = async (editor: vscode.TextEditor, text: string) => {
    const { document } = editor;
    const whole = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
    assert.ok(await editor.edit((edit) => edit.replace(whole, text)));
  };

  it('silences a rule while it is edited, tells of its mistakes, and completes what is typed', async () => {
    const code = await openFile('pooled.py');
    await warningOf(code.document.uri, 'naive-pooling');
    // beside it: an editor asks for the findings of what it shows
    const document = await vscode.workspace.openTextDocument(workspaceFile('unpool.toml'));
    const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
    const { uri } = document;

    await write(editor, '[rules]\nnaive-poling = "off"\n');
    const [mistake] = await eventually('a mistake in unpool.toml', () => {
      const found = warnings(uri);
      return found.length > 0 ? found : undefined;
    });
    assert.match(mistake!.message, /Did you mean "naive-pooling"\?/);
    assert.deepEqual([mistake!.range.start.line, mistake!.range.start.character], [1, 0]);
    await screenshot('configuration');

    await write(editor, '[rules]\nnaive-pooling = "off"\n');
    await noWarnings(uri);
    await noWarnings(code.document.uri);

    await write(editor, '[rules]\n');
    await warningOf(code.document.uri, 'naive-pooling');
    const end = editor.document.positionAt(editor.document.getText().length);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      end,
    );
    assert.ok(
      items.some(({ label }) => label === 'naive-pooling'),
      'the rules are offered',
    );
  });

  it('has evidence beside it that is told of its mistakes, too, as long as they are there', async () => {
    const uri = workspaceFile('unpool.evidence.json');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('{"version": 1, "evidence": []}\n'));
    try {
      const editor = await openFile('unpool.evidence.json');
      await write(editor, '{"version": 1,\n<<<<<<< HEAD\n');
      const [mistake] = await eventually('a mistake in the evidence', () => {
        const found = warnings(uri);
        return found.length > 0 ? found : undefined;
      });
      assert.match(mistake!.message, /A merge was left unfinished here/);
      await screenshot('evidence-mistake');
      await write(editor, '{"version": 1, "evidence": []}\n');
      await noWarnings(uri);
    } finally {
      await closeEditors();
      await vscode.workspace.fs.delete(uri);
    }
  });

  it('counts for code that was hidden while it was edited', async () => {
    const { document } = await openFile('pooled.py');
    await warningOf(document.uri, 'naive-pooling');
    const editor = await openFile('unpool.toml'); // in the same group of editors, before the code
    await write(editor, '[rules]\nnaive-pooling = "hint"\n');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await vscode.window.showTextDocument(document);
    await eventually('a hint', () =>
      warnings(document.uri).some(({ severity }) => severity === vscode.DiagnosticSeverity.Hint),
    );
  });
});
