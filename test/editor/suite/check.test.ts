import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { apply, closeEditors, openFile, quickFixes, screenshot, tab, warningOf, windowShows } from './support.ts';

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
});
