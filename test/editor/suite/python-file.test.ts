import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  apply,
  closeEditors,
  noWarnings,
  openFile,
  quickFixes,
  ruleOf,
  screenshot,
  typeAtEnd,
  warningOf,
  warnings,
} from './support.ts';

describe('a Python file', () => {
  afterEach(closeEditors);

  it('gets a warning while it is typed, and loses it through the quick fix', async () => {
    const editor = await openFile('report.py');
    const { uri } = editor.document;
    await typeAtEnd(editor, 'print(pooled["score"].mean())');

    const warning = await warningOf(uri, 'naive-pooling');
    assert.match(editor.document.getText(warning.range), /\.mean\(\)/);
    assert.equal(warning.severity, vscode.DiagnosticSeverity.Warning);
    await screenshot('warning');

    const [repair] = await quickFixes(uri, warning);
    assert.ok(repair, 'a repair is offered');
    await apply(repair);
    await noWarnings(uri);
    assert.notEqual(editor.document.lineAt(editor.document.lineCount - 1).text, '');
    await screenshot('fixed');
  });

  it('shows a warning in a saved file, with the way of the data and a link to the rule', async () => {
    const { document } = await openFile('pooled.py');
    const warning = await warningOf(document.uri, 'naive-pooling');
    assert.equal(warning.range.start.line, 5);
    assert.ok(typeof warning.code === 'object', 'the code links to the rule');
    const steps = warning.relatedInformation?.map(({ location }) => location.range.start.line);
    assert.ok(steps?.includes(2) && steps.includes(3), `both reads are in the trace: ${steps}`);
    await vscode.commands.executeCommand('workbench.actions.view.problems');
    await screenshot('problems');
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });

  it('is quiet once the warning is suppressed by the quick fix', async () => {
    const { document } = await openFile('pooled.py');
    const warning = await warningOf(document.uri, 'naive-pooling');
    const suppress = (await quickFixes(document.uri, warning)).find(({ title }) => /suppress|ignore/i.test(title));
    assert.ok(suppress, 'suppressing is offered');
    await apply(suppress);
    await noWarnings(document.uri);
    assert.match(document.getText(), /# unpool: ignore\[naive-pooling\]/);
  });

  it('has no warning while nothing is pooled', async () => {
    const { document } = await openFile('real.py');
    const other = await openFile('pooled.py');
    await warningOf(other.document.uri, 'naive-pooling'); // by now the server has answered for the first one too
    assert.deepEqual(warnings(document.uri).map(ruleOf), []);
  });
});
