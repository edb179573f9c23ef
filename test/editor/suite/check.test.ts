import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  apply,
  closeEditors,
  eventually,
  openFile,
  quickFixes,
  ruleOf,
  screenshot,
  tab,
  warningOf,
  warnings,
  windowShows,
  workspaceFile,
} from './support.ts';

/** The check in the light bulb: the editor takes a question back while files of the workspace are still coming in. */
async function checkOf(uri: vscode.Uri, warning: vscode.Diagnostic): Promise<vscode.CodeAction> {
  for (let asked = 1; ; asked++) {
    const offered = await quickFixes(uri, warning);
    const check = offered.find(({ command }) => command?.command === 'unpool.checkExchangeability');
    if (check) return check;
    assert.ok(asked < 5, 'the warning offers the check');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

describe('the exchangeability check', () => {
  afterEach(closeEditors);

  it('shows its report for a warning whose files are known, and asks nothing', async () => {
    const { document } = await openFile('pooled.py');
    const warning = await warningOf(document.uri, 'naive-pooling');
    await apply(await checkOf(document.uri, warning));
    const report = await tab(/human\.csv and synthetic\.csv/);
    assert.ok(report.input instanceof vscode.TabInputWebview);
    await windowShows('Violated'); // the synthetic scores are higher by design
    await screenshot('report');
  });

  it('saves its answer as evidence, and the warning knows it, also when the data change', async () => {
    const { document } = await openFile('pooled.py');
    const warning = await warningOf(document.uri, 'naive-pooling');
    await apply(await checkOf(document.uri, warning));
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
      const [linked] = warnings(document.uri).flatMap(({ relatedInformation = [] }) =>
        relatedInformation.filter(({ location }) => location.uri.toString() === evidence.toString()),
      );
      assert.match(linked?.message ?? '', /the data were checked on .*: violated/);
      await screenshot('evidence');
      const more = new TextEncoder().encode(`${new TextDecoder().decode(rows).trimEnd()}\n`);
      await vscode.workspace.fs.writeFile(data, more.slice(0, more.lastIndexOf(10, -2) + 1)); // without its last row
      const stale = await warningOf(document.uri, 'stale-evidence');
      const again = (await quickFixes(document.uri, stale)).find(({ title }) => title.includes('again'));
      assert.equal(again?.title, 'Check human.csv and synthetic.csv again, and save the answer');
      await apply(again);
      const renewed = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(evidence)));
      assert.equal(renewed.evidence[0].answer.rows.synthetic, saved.evidence[0].answer.rows.synthetic - 1);
      await eventually('no stale evidence', () =>
        warnings(document.uri).every((warning) => ruleOf(warning) !== 'stale-evidence'),
      );
    } finally {
      await vscode.workspace.fs.writeFile(data, rows);
      await vscode.workspace.fs.delete(evidence);
    }
    await eventually('the warning as it was', () =>
      warnings(document.uri).every(({ message }) => !message.includes('The data were checked')),
    );
  });
});
