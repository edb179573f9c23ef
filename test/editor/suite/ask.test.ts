import assert from 'node:assert/strict';
import type { CompareResult } from '@unpool/shared/protocol/check.ts';
import type { JudgeResult } from '@unpool/shared/protocol/judge.ts';
import { type TasksResult, targetsOf } from '@unpool/shared/protocol/tasks.ts';
import * as vscode from 'vscode';
import { findFile } from '../../../client/src/checks/data-files.ts';
import {
  apply,
  canLookInside,
  closeEditors,
  openFile,
  pressKeys,
  quickFixes,
  screenshot,
  tab,
  typeInWindow,
  warningOf,
  windowShows,
  workspaceFile,
} from './support.ts';

/** Runs a command that asks, while the answers are given; gives what the command gives. */
async function asked<Result>(command: string, args: readonly unknown[], answer: () => Promise<void>): Promise<Result> {
  const running = vscode.commands.executeCommand<Result>(command, ...args);
  await answer();
  return running;
}

/** Answers a question that shows `question`: what is typed narrows the list. */
async function choose(question: string, text = '', picture?: string): Promise<void> {
  await windowShows(question);
  if (text) await typeInWindow(text);
  if (picture) await screenshot(picture);
  await pressKeys('Enter');
}

describe('checks asked from the palette', () => {
  beforeEach(function () {
    if (!canLookInside()) this.skip();
  });
  afterEach(closeEditors);

  it('compare two files, with their columns shown and the likely ones first', async () => {
    await openFile('pooled.py');
    await warningOf(workspaceFile('pooled.py'), 'naive-pooling');
    const result = await asked<CompareResult>('unpool.checkExchangeability', [], async () => {
      await windowShows('Which file has the real rows?');
      await windowShows('score (scores from');
      await choose('Which file has the real rows?', '', 'ask-compare'); // the first is what the finding names
      await choose('human.csv has the real rows. Which file has the synthetic ones?');
    });
    assert.deepEqual(result.files, { real: ['human.csv'], synthetic: ['synthetic.csv'] });
    await tab(/human\.csv and synthetic\.csv/);
  });

  it('compare the rows of one file, where a column tells them apart', async () => {
    const result = await asked<CompareResult>('unpool.checkExchangeability', [], async () => {
      await choose('Which file has the real rows?', 'mixed');
      await windowShows('The same file, mixed.csv');
      await choose('Its column “origin” tells them apart.');
    });
    assert.deepEqual([result.real.n, result.synthetic.n], [40, 100]);
  });

  it('check a judge', async () => {
    const result = await asked<JudgeResult>('unpool.checkJudge', [], async () => {
      await choose('Which file has human labels', 'verdicts');
      await choose('Where are the rows that only the judge scored?');
    });
    assert.deepEqual([result.labelled, result.unlabelled, result.columns.human], [60, 100, 'human']);
    await tab(/verdicts\.csv/);
    await windowShows('judge');
  });

  it('give the interval of a task, the one without real rows first', async () => {
    const result = await asked<TasksResult>('unpool.taskInterval', [], async () => {
      await choose('Which file has the rows of past tasks');
      await windowShows('no real and 30 synthetic rows');
      await choose('Which task’s interval do you want?', '', 'ask-task');
    });
    assert.equal(result.current, 't25');
    assert.equal(targetsOf(result)[0]!.gaps.length, 24);
    await tab(/past_tasks\.csv/);
  });

  it('tell of a file that cannot be used at its place, and go on', async () => {
    const broken = workspaceFile('broken_survey.csv');
    await vscode.workspace.fs.writeFile(broken, new Uint8Array([0x89, 0x48, 0x44, 0x46, 1, 2, 3]));
    try {
      const result = await asked<CompareResult | undefined>('unpool.checkExchangeability', [], async () => {
        await windowShows('this is an HDF5 file');
        await choose('Which file has the real rows?', 'broken_survey');
        await windowShows('broken_survey.csv: this is an HDF5 file');
        await pressKeys('Escape');
      });
      assert.equal(result, undefined);
    } finally {
      await vscode.workspace.fs.delete(broken);
    }
  });

  it('show names as they are, and take the one that is meant', async () => {
    const icons = workspaceFile('$(trash) oddities.csv');
    const row = (i: number) => `$(flame) ${i % 3},${i % 6 < 3 && i % 3 ? 'real' : 'synthetic'},${i % 7},${i % 5}\n`;
    const text = `task,origin,$(star),score\n${Array.from({ length: 90 }, (_, i) => row(i)).join('')}`;
    await vscode.workspace.fs.writeFile(icons, new TextEncoder().encode(text));
    try {
      const result = await asked<TasksResult>('unpool.taskInterval', [], async () => {
        await windowShows('$(trash) oddities.csv');
        await choose('Which file has the rows of past tasks', 'oddities');
        await windowShows('$(star)');
        await choose('Which columns have the values', '', 'ask-icons');
        await pressKeys('Escape');
      });
      assert.equal(result, undefined);
    } finally {
      await vscode.workspace.fs.delete(icons);
    }
  });

  it('end without a word when the user leaves', async () => {
    const result = await asked('unpool.taskInterval', [], async () => {
      await windowShows('Which file has the rows of past tasks');
      await pressKeys('Escape');
    });
    assert.equal(result, undefined);
  });
});

describe('checks asked of selected files', () => {
  afterEach(closeEditors);

  it('give the interval of a task of one file, and say so of several', async function () {
    if (!canLookInside()) return this.skip();
    const files = [workspaceFile('past_tasks.csv'), workspaceFile('mixed.csv')];
    assert.equal(await vscode.commands.executeCommand('unpool.taskInterval', files[0], files), undefined);
    await windowShows('Unpool asks for the tasks of one file, and 2 are selected');
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('compare two whose names tell their sides, and ask nothing', async () => {
    const files = [workspaceFile('synthetic.csv'), workspaceFile('human.csv')];
    const command = 'unpool.checkExchangeability';
    const result = await vscode.commands.executeCommand<CompareResult>(command, files[0], files);
    assert.deepEqual(result.files, { real: ['human.csv'], synthetic: ['synthetic.csv'] });
  });

  it('compare the rows of one file', async () => {
    const file = workspaceFile('mixed.csv');
    const result = await vscode.commands.executeCommand<CompareResult>('unpool.checkExchangeability', file, [file]);
    assert.equal(result.real.n, 40);
  });

  it('check a judge', async () => {
    const file = workspaceFile('verdicts.csv');
    const result = await vscode.commands.executeCommand<JudgeResult>('unpool.checkJudge', file, [file]);
    assert.equal(result.labelled, 60);
  });
});

describe('checks offered with a finding', () => {
  afterEach(closeEditors);

  it('find the files beside the code, and none on another machine', async () => {
    const code = workspaceFile('pooled.py').toString();
    const { uri } = (await findFile('./human.csv', code))!;
    assert.equal(uri, workspaceFile('human.csv').toString());
    for (const path of ['//nas/human.csv', '\\\\nas\\human.csv', 'absent.csv'])
      assert.equal(await findFile(path, code), undefined, path);
  });

  it('stand above the code', async () => {
    const { document } = await openFile('pooled.py');
    await warningOf(document.uri, 'naive-pooling');
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    const [lens] = lenses.filter(({ command }) => command?.command === 'unpool.checkExchangeability');
    assert.equal(lens?.command?.title, 'Check exchangeability of human.csv and synthetic.csv');
    assert.equal(lens.range.start.line, 5);
    const { command, arguments: given = [] } = lens.command;
    assert.equal((await vscode.commands.executeCommand<CompareResult>(command, ...given)).verdict, 'violated');
  });

  it('check the judge whose labels the code averages, and ask nothing', async () => {
    const { document } = await openFile('judged.py');
    const warning = await warningOf(document.uri, 'uncalibrated-judge');
    const offered = await quickFixes(document.uri, warning);
    const check = offered.find(({ command }) => command?.command === 'unpool.checkJudge');
    assert.equal(check?.title, 'Check the judge against human labels in verdicts.csv');
    await apply(check);
    await tab(/verdicts\.csv/);
    await screenshot('judge-report');
  });

  it('are not shown where the setting is off', async () => {
    const { document } = await openFile('pooled.py');
    await warningOf(document.uri, 'naive-pooling');
    const settings = vscode.workspace.getConfiguration('unpool', document.uri);
    await settings.update('codeLens', false, vscode.ConfigurationTarget.Workspace);
    try {
      const ask = () =>
        vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
      for (let asked = 1; (await ask()).length > 0; asked++) {
        assert.ok(asked < 20, 'the lens goes');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    } finally {
      await settings.update('codeLens', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});
