import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  apply,
  closeEditors,
  eventually,
  openFile,
  quickFixes,
  screenshot,
  tab,
  warningOf,
  warnings,
  windowShows,
  workspaceFile,
} from './support.ts';

describe('the exchangeability check', () => {
  afterEach(closeEditors);

  it('shows its report for a warning whose files are known, and asks nothing', async () => {
    const { document } = await openFile('pooled.py');
    const warning = await warningOf(document.uri, 'naive-pooling');
    const check = (await quickFixes(document.uri, warning)).find(
      ({ command }) => command?.command === 'unpool.checkExchangeability',
    );
    assert.ok(check, 'the warning offers the check');
    await apply(check);
    const report = await tab(/human\.csv and synthetic\.csv/);
    assert.ok(report.input instanceof vscode.TabInputWebview);
    await windowShows('Violated'); // the synthetic scores are higher by design
    await screenshot('report');
  });

  it('saves its answer as evidence, and the warning knows it, also when the data change', async () => {
    const { document } = await openFile('pooled.py');
    const warning = await warningOf(document.uri, 'naive-pooling');
    const check = (await quickFixes(document.uri, warning)).find(({ title }) =>
      title.startsWith('Check exchangeability'),
    );
    await apply(check!);
    await tab(/human\.csv and synthetic\.csv/);
    await vscode.commands.executeCommand('unpool.saveEvidence');
    const evidence = workspaceFile('unpool.evidence.json');
    const data = workspaceFile('synthetic.csv');
    const rows = await vscode.workspace.fs.readFile(data);
    try {
      const saved = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(evidence)));
      assert.equal(saved.evidence[0].answer.verdict, 'violated');
      await eventually('an error with the shift', () =>
        warnings(document.uri).some(
          ({ severity, message }) =>
            severity === vscode.DiagnosticSeverity.Error && message.includes('The data were checked'),
        ),
      );
      await screenshot('evidence');
      const more = new TextEncoder().encode(`${new TextDecoder().decode(rows).trimEnd()}\n`);
      await vscode.workspace.fs.writeFile(data, more.slice(0, more.lastIndexOf(10, -2) + 1)); // without its last row
      await warningOf(document.uri, 'stale-evidence');
    } finally {
      await vscode.workspace.fs.writeFile(data, rows);
      await vscode.workspace.fs.delete(evidence);
    }
    await eventually('the warning as it was', () =>
      warnings(document.uri).every(({ message }) => !message.includes('The data were checked')),
    );
  });

  it('exports its report', async () => {
    const { document } = await openFile('pooled.py');
    const warning = await warningOf(document.uri, 'naive-pooling');
    const check = (await quickFixes(document.uri, warning)).find(({ title }) =>
      title.startsWith('Check exchangeability'),
    );
    await apply(check!);
    await tab(/human\.csv and synthetic\.csv/);
    await windowShows('Save as evidence');
  });
});
