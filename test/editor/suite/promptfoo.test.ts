import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  apply,
  closeEditors,
  eventually,
  noWarnings,
  openFile,
  quickFixes,
  screenshot,
  warningOf,
  warnings,
} from './support.ts';

describe('a promptfoo configuration', () => {
  afterEach(closeEditors);

  it('gets a squiggle under the assertion that a model grades, a hover, and repairs that end it', async () => {
    const editor = await openFile('promptfooconfig.yaml');
    const { document } = editor;
    const { uri } = document;

    const own = await warningOf(uri, 'self-judging');
    const grade = await warningOf(uri, 'uncalibrated-judge');
    for (const { range } of [own, grade]) assert.equal(document.getText(range), 'llm-rubric');
    assert.equal(grade.severity, vscode.DiagnosticSeverity.Information);
    assert.match(grade.message, /llm-rubric grades with promptfoo's default model/);
    editor.selection = new vscode.Selection(grade.range.start, grade.range.start);
    await vscode.commands.executeCommand('editor.action.showHover');
    await screenshot('promptfoo');

    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      document.positionAt(document.getText().indexOf('gpt-4o-mini')),
    );
    const said = hover?.contents.map((content) => (typeof content === 'string' ? content : content.value)).join();
    assert.match(said ?? '', /openai:chat:gpt-4o-mini.*a language model.*answers/);

    const grader = (await quickFixes(uri, own)).find(({ title }) => title === 'Let a model of another family grade');
    assert.ok(grader, 'another grader is offered');
    await apply(grader);
    const named =
      'defaultTest:\n  options:\n    provider: anthropic:messages:claude-sonnet-4-6\n# What is asked\ntests:';
    assert.ok(document.getText().includes(named), document.getText());
    const left = await eventually('one warning', () => {
      const found = warnings(uri);
      return found.length === 1 && /grades with claude-sonnet-4-6/.test(found[0]!.message) && found[0];
    });
    assert.equal(document.getText(left.range), 'llm-rubric');

    const labels = (await quickFixes(uri, left)).find(({ title }) => /human labels/.test(title));
    assert.ok(labels, 'a place for the labels is offered');
    await apply(labels);
    await noWarnings(uri);
    assert.match(document.getText(), /\nmetadata:\n {2}unpool:\n {4}calibration:\n {6}file: human_labels.csv\n/);
    await screenshot('promptfoo-repaired');
  });

  it('of any name is one by what it says, and other YAML is left alone', async () => {
    const write = (content: string) => vscode.workspace.openTextDocument({ language: 'yaml', content });
    const one = await write('targets: [echo]\ntests:\n  - assert: [{type: g-eval}]\n');
    const other = await write('assert: [{type: g-eval}]\n');
    await vscode.window.showTextDocument(other);
    await vscode.window.showTextDocument(one);
    const { range } = await warningOf(one.uri, 'uncalibrated-judge');
    assert.equal(one.getText(range), 'g-eval');
    assert.deepEqual(warnings(other.uri), []);
  });
});
