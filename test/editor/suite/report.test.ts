import assert from 'node:assert/strict';
import type { CompareResult } from '@unpool/shared/protocol/check.ts';
import type { CheckQuestion } from '@unpool/shared/protocol/question.ts';
import * as vscode from 'vscode';
import {
  hostileRows,
  judgedPasses,
  judgedScores,
  MARKUP,
  manyScores,
  pastTasks,
  QUOTES,
  SCRIPT,
} from './report-data.ts';
import {
  canLookInside,
  closeEditors,
  eventually,
  extension,
  inWebview,
  isWeb,
  openFile,
  pressKeys,
  resizeWindow,
  screenshot,
  tab,
  typeInWindow,
  windowShows,
  workspaceFile,
} from './support.ts';

/** Within the page of the report. */
const inReport = <T>(expression: string) => inWebview<T>('#controls', expression);
const textOf = (selector: string) => inReport<string>(`document.querySelector(${JSON.stringify(selector)}).innerText`);

const written: vscode.Uri[] = [];

async function dataFile(name: string, text: string): Promise<{ readonly name: string; readonly uri: string }> {
  const uri = workspaceFile(name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  written.push(uri);
  return { name, uri: uri.toString() };
}

const there = (name: string) => ({ name, uri: workspaceFile(name).toString() });

function ask(question: CheckQuestion): Thenable<unknown> {
  const commands = { compare: 'checkExchangeability', judge: 'checkJudge', tasks: 'taskInterval' } as const;
  return vscode.commands.executeCommand(`unpool.${commands[question.kind]}`, { question });
}

async function compare(value = 'score'): Promise<CompareResult> {
  const source = { kind: 'two-sides', real: [there('human.csv')], synthetic: [there('synthetic.csv')] } as const;
  const result = await ask({ kind: 'compare', request: { source, value } });
  await tab(/human\.csv and synthetic\.csv|human\.csv, synthetic\.csv/);
  return result as CompareResult;
}

/** Of so many rows that it takes a while. */
async function compareMany(): Promise<void> {
  const real = [await dataFile('many real.csv', manyScores(0.5))];
  const synthetic = [await dataFile('many synthetic.csv', manyScores(0.7))];
  await ask({ kind: 'compare', request: { source: { kind: 'two-sides', real, synthetic }, value: 'score' } });
  await tab(/many real\.csv/);
}

/** Writes something else into a control, as somebody at the keyboard does. */
async function change(name: string, text: string): Promise<void> {
  await inReport(`(() => { const field = document.querySelector('#${name}'); field.focus(); field.select(); })()`);
  await pressKeys('Delete');
  await typeInWindow(text);
  await pressKeys('Enter');
}

function choose(name: string, value: string): Promise<unknown> {
  return inReport(
    `(() => { const field = document.querySelector('#${name}'); field.focus(); field.value = ${JSON.stringify(value)};
      field.dispatchEvent(new Event('change', { bubbles: true })); })()`,
  );
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await screenshot('never-came');
  throw new Error(`never came: ${what}`);
}

async function withTheme(theme: string, look: () => Promise<void>): Promise<void> {
  const settings = vscode.workspace.getConfiguration('workbench');
  try {
    await settings.update('colorTheme', theme, vscode.ConfigurationTarget.Global);
    await look();
  } finally {
    await settings.update('colorTheme', undefined, vscode.ConfigurationTarget.Global);
  }
}

/** The report by itself, from its top to its end, in the width of a panel beside the code. */
async function photograph(name: string, width = 680): Promise<void> {
  if (!canLookInside()) return;
  await vscode.commands.executeCommand('workbench.action.closeSidebar');
  await vscode.commands.executeCommand('notifications.clearAll');
  const height = await inReport<number>('document.documentElement.scrollHeight');
  await resizeWindow(width, Math.min(6000, height + 200));
  await screenshot(name);
  await resizeWindow(1280, 800);
}

/** Opens a file over it. */
async function hideReport(): Promise<void> {
  const { viewColumn } = vscode.window.tabGroups.all.find(({ activeTab }) => activeTab?.label.startsWith('Unpool: '))!;
  const document = await vscode.workspace.openTextDocument(workspaceFile('pooled.py'));
  await vscode.window.showTextDocument(document, { viewColumn });
}

describe('the report view', () => {
  afterEach(async () => {
    await closeEditors();
    for (const uri of written.splice(0)) await vscode.workspace.fs.delete(uri);
  });

  it('says the verdict first, then the naive number beside the right one', async function () {
    if (!canLookInside()) return this.skip();
    const { naivePooled } = await compare();
    const order = await inReport<string[]>(
      `[...document.querySelectorAll('h1, h2, .verdict, .numbers, #controls')].map((one) => one.className || one.id || one.tagName)`,
    );
    assert.deepEqual(order.slice(0, 5), ['H1', 'verdict violated', 'numbers', 'controls', 'H2']);
    assert.match(await textOf('.verdict'), /^Violated: /);
    assert.match(await textOf('.numbers .naive'), /not trustworthy/);
    assert.ok(!('refused' in naivePooled));
    assert.match(await textOf('.numbers .best'), /real rows only[\s\S]*report this/);
    const pictures = await inReport<string[]>(
      `[...document.querySelectorAll('svg[role=img]')].map((svg) => svg.querySelector('title').id)`,
    );
    assert.deepEqual(pictures, ['shift-title', 'forest-title', 'coverage-title', 'distributions-title']);
  });

  describe('the controls', () => {
    it('recompute, keep the focus, and say what came out', async function () {
      if (!canLookInside()) return this.skip();
      await compare();
      const before = await textOf('.verdict');
      await change('margin', '0.9');
      await until('another verdict', async () => (await textOf('.verdict')) !== before);
      assert.match(await textOf('.verdict'), /^Compatible: .*margin of ±0\.9/);
      await until('its announcement', async () => (await textOf('#status')) === 'Recomputed. Compatible.');
      assert.equal(await inReport('document.activeElement.id'), 'margin');
      assert.match(await textOf('.numbers'), /pooled, bias-aware/);
      await choose('estimand', 'quantile:0.5');
      await until('the median', async () => /0\.5 quantile of "score"/.test(await textOf('.verdict')));
      await change('alpha', '0.2');
      await until('other intervals', async () => /80 % interval/.test(await textOf('.numbers')));
    });

    it('say at the control what is wrong, and ask nothing', async function () {
      if (!canLookInside()) return this.skip();
      await compare();
      const before = await textOf('#summary');
      for (const [name, text, problem] of [
        ['margin', '-1', /a number above 0/],
        ['margin', 'much', /a number above 0/],
        ['alpha', '1.5', /between 0 and 1/],
        ['alpha', '0,05', /0\.05, with a point/],
      ] as const) {
        await change(name, text);
        await until(`a problem with ${text}`, async () => problem.test(await textOf(`#${name}-problem`)));
        assert.equal(await inReport(`document.querySelector('#${name}').getAttribute('aria-invalid')`), 'true');
        assert.equal(await textOf('#status'), '');
        await change(name, name === 'alpha' ? '0.05' : '');
        await until('no problem', async () => (await textOf('#status')) === 'Recomputed. Violated.');
        assert.equal(await textOf(`#${name}-problem`), '');
      }
      assert.equal(await textOf('#summary'), before);
    });

    it('are reached and left with the keyboard', async function () {
      if (!canLookInside()) return this.skip();
      await compare();
      await inReport(`(() => { globalThis.isSamePage = true; document.querySelector('#margin').focus(); })()`);
      const focused = () => inReport<string>('document.activeElement.id || document.activeElement.textContent');
      const order = [await focused()];
      for (let i = 0; i < 6; i++) {
        await pressKeys('Tab');
        order.push(await focused());
      }
      assert.deepEqual(order, ['margin', 'alpha', 'estimand', 'cluster', 'stratum', 'Save as evidence', 'Export…']);
      await pressKeys('Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Enter');
      assert.equal(await focused(), 'margin');
      assert.equal(await inReport('globalThis.isSamePage'), true);
      const unnamed = await inReport<number>(
        `[...document.querySelectorAll('input, select')].filter((field) => !field.labels[0]?.textContent).length`,
      );
      assert.equal(unnamed, 0);
      const ring = await inReport<string>(
        `getComputedStyle(document.querySelector('#margin')).outlineStyle + getComputedStyle(document.querySelector('#margin')).outlineWidth`,
      );
      assert.equal(ring, 'solid2px');
    });

    it('ask a judge and a task in other ways', async function () {
      if (!canLookInside()) return this.skip();
      const data = [await dataFile('judged.csv', judgedScores())];
      await ask({ kind: 'judge', request: { data, human: 'human', judge: 'judge' } });
      await tab(/judged\.csv/);
      await change('halfWidth', '0.05');
      await until('a plan', async () => /interval of ±0\.05/.test(await textOf('#details')));
      await choose('stratum', 'topic');
      await until('strata', async () => /stratified PPI/.test(await textOf('#details')));
      const tasks = [await dataFile('tasks.csv', pastTasks())];
      const request = {
        data: tasks,
        task: 'task',
        origin: 'origin',
        values: ['agrees'],
        current: 'this-survey',
      } as const;
      await ask({ kind: 'tasks', request });
      await tab(/tasks\.csv/);
      await until('an interval', async () => /90 % interval/.test(await textOf('.numbers')));
      await change('alpha', '0.2');
      await until('another level', async () => /80 % interval/.test(await textOf('.numbers')));
      await choose('current', 'survey-03');
      await until('another task', async () => /"survey-03"/.test(await textOf('.verdict')));
      assert.equal(await inReport(`document.querySelector('[data-action=save]')`), null);
    });
  });

  it('is again what it was asked last after it was hidden', async function () {
    if (!canLookInside()) return this.skip();
    await compare();
    await change('margin', '0.9');
    await until('another verdict', async () => /^Compatible/.test(await textOf('.verdict')));
    await inReport('void (globalThis.isOld = true)');
    await hideReport();
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until('a new page', async () => (await inReport('globalThis.isOld ?? null')) === null);
    await until('the report', async () => /^Compatible/.test(await textOf('.verdict')));
    await until('its control', async () => (await inReport(`document.querySelector('#margin').value`)) === '0.9');
  });

  it('is what it was asked last where it was hidden while that was computed', async function () {
    if (!canLookInside()) return this.skip();
    await compareMany();
    await inReport('void (globalThis.isOld = true)');
    await change('margin', '0.9');
    // a page that is hidden at once has not asked yet
    await until(
      'it runs',
      async () => /Computing/.test(await textOf('#status')) || /^Compatible/.test(await textOf('.verdict')),
    );
    await hideReport();
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until('a new page', async () => (await inReport('globalThis.isOld ?? null')) === null);
    await until('the report', async () => /^Compatible/.test(await textOf('.verdict')));
    await until('its control', async () => (await inReport(`document.querySelector('#margin').value`)) === '0.9');
    await until('an end', async () => !/Computing/.test(await textOf('#status')));
  });

  it('says that a check broke off, and goes on', async function () {
    if (!canLookInside() || isWeb()) return this.skip();
    await compareMany();
    const { serverPid } = await extension().activate();
    const first = await eventually('a server process', serverPid);
    await change('margin', '0.9');
    await until('it runs', async () => /Computing/.test(await textOf('#status')));
    process.kill(first, 'SIGKILL');
    await until('word of it', async () => /^The check broke off, and nothing changed: /.test(await textOf('#status')));
    assert.equal(await inReport(`document.querySelector('#details').ariaBusy`), null);
    await eventually('another server process', () => serverPid() !== undefined && serverPid() !== first);
    await change('margin', '0.8');
    await until('an answer', async () => /^Compatible/.test(await textOf('.verdict')));
  });

  it('says that its evidence or an export could not be written', async function () {
    if (!canLookInside()) return this.skip();
    await compare();
    const folder = workspaceFile('exported.html');
    await vscode.workspace.fs.createDirectory(folder);
    written.push(folder);
    const given = ['HTML', folder.toString()];
    assert.equal(await vscode.commands.executeCommand('unpool.exportReport', ...given), undefined);
    await windowShows('Unpool: The report could not be exported');
    await until('word of it', async () => /^The report could not be exported: /.test(await textOf('#status')));
    const evidence = workspaceFile('unpool.evidence.json');
    await vscode.workspace.fs.createDirectory(evidence);
    written.push(evidence);
    await inReport(`document.querySelector('[data-action=save]').click()`);
    await until('word of it', async () => /^The evidence could not be saved: /.test(await textOf('#status')));
    await windowShows('Unpool: The evidence could not be saved');
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('has its controls in one row where the panel has some 480 pixels', async function () {
    if (!canLookInside()) return this.skip();
    await compare();
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
    try {
      await resizeWindow(540, 800);
      await until('a narrow page', async () => (await inReport<number>('innerWidth')) < 500);
      const tops = `[...document.querySelectorAll('#controls .control')].map((one) => Math.round(one.getBoundingClientRect().top))`;
      await screenshot('report-480');
      assert.ok((await inReport<number>('innerWidth')) > 470, `${await inReport<number>('innerWidth')} pixels`);
      assert.equal(new Set(await inReport<number[]>(tops)).size, 1);
    } finally {
      await resizeWindow(1280, 800);
    }
  });

  it('comes back from what a window kept, and not from what another version kept', async () => {
    const result = await compare();
    await closeEditors();
    const source = { kind: 'two-sides', real: [there('human.csv')], synthetic: [there('synthetic.csv')] } as const;
    const check = { kind: 'compare', request: { source, value: 'score' }, result } as const;
    const state = { version: 1, title: 'Kept', document: null, check, digests: {}, columns: ['id', 'score'] };
    const panel = () => vscode.window.createWebviewPanel('unpool.report', 'Old', vscode.ViewColumn.Beside);
    const { reports } = extension().exports;
    for (const kept of [
      undefined,
      {},
      { ...state, version: 0 },
      { ...state, check: { ...check, result: { kind: 'compare' } } },
      { ...state, check: { kind: 'compare', result } },
    ]) {
      const unfit = panel();
      const gone = new Promise((resolve) => unfit.onDidDispose(resolve));
      await reports.deserializeWebviewPanel(unfit, kept);
      await gone;
    }
    const kept = panel();
    await reports.deserializeWebviewPanel(kept, state);
    assert.equal(kept.title, 'Kept');
    await windowShows('Violated');
    if (!canLookInside()) return;
    await change('margin', '0.9');
    await until('an answer', async () => /^Compatible/.test(await textOf('.verdict')));
  });

  it('is exported in each format', async () => {
    await compare();
    await windowShows('Save as evidence');
    const exported = async (format: string, name: string, picture?: string) => {
      const target = workspaceFile(name);
      const file = await vscode.commands.executeCommand<vscode.Uri>(
        'unpool.exportReport',
        format,
        target.toString(),
        picture,
      );
      written.push(target);
      assert.equal(file.toString(), target.toString());
      return vscode.workspace.fs.readFile(target);
    };
    const text = async (...given: [string, string, string?]) => new TextDecoder().decode(await exported(...given));

    const html = await text('HTML', 'exported.html');
    assert.match(html, /^<!DOCTYPE html>[\s\S]*Violated:[\s\S]*<svg/);
    assert.ok(!html.includes('<script') && html.includes(`default-src 'none'`));
    assert.match(await text('Markdown', 'exported.md'), /^# Exchangeability[\s\S]*\| pooled naively \|/);
    assert.equal(JSON.parse(await text('JSON', 'exported.json')).verdict, 'violated');
    if (!canLookInside()) return;

    const svg = await text('SVG', 'exported.svg', 'forest');
    assert.match(svg, /^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    const wrong = await inReport<number>(
      `new DOMParser().parseFromString(${JSON.stringify(svg)}, 'image/svg+xml').querySelectorAll('parsererror').length`,
    );
    assert.equal(wrong, 0);
    assert.match(svg, /<circle[^>]* fill="rgb\(/);
    assert.ok(!svg.includes('var(--') && !svg.includes('class='));
    const bytes = await exported('PNG', 'exported.png', 'coverage');
    assert.deepEqual([...bytes.slice(0, 8)], [137, 80, 78, 71, 13, 10, 26, 10]);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    assert.deepEqual([view.getUint32(16), view.getUint32(20)], [3 * 560, 3 * 286]);
    assert.ok(bytes.length > 10_000, `${bytes.length} bytes: nothing is drawn`);

    await hideReport();
    assert.match(await text('SVG', 'hidden.svg', 'shift'), /^<svg/);
  });

  it('shows hostile data as text, runs nothing of it, and stays usable', async function () {
    if (!canLookInside()) return this.skip();
    const name = `"><b onmouseover='globalThis.ran=1'>.csv`;
    const real = [await dataFile(`real ${name}`, hostileRows(0.5))];
    const synthetic = [await dataFile(`synthetic ${name}`, hostileRows(0.52))];
    const source = { kind: 'two-sides', real, synthetic } as const;
    await ask({ kind: 'compare', request: { source, value: MARKUP } });
    await tab(/real .*synthetic/);
    const isClean = async () => {
      assert.equal(await inReport('globalThis.ran ?? null'), null);
      assert.equal(
        await inReport(`document.querySelectorAll('img, b, [onerror], [onclick], [onmouseover]').length`),
        0,
      );
      const foreign = `script:not([nonce], #_vscodeApiScript), iframe, object, link, form form`;
      assert.equal(await inReport(`document.querySelectorAll('${foreign}').length`), 0);
    };
    assert.ok((await textOf('.verdict')).includes(MARKUP));
    assert.ok((await textOf('h1')).includes(name));
    await isClean();

    await choose('stratum', SCRIPT);
    await until('a refusal', async () =>
      /10000 different values; expected at most 100/.test(await textOf('#stratum-problem')),
    );
    assert.ok((await textOf('.verdict')).includes(MARKUP));
    await choose('stratum', QUOTES);
    await until('groups', async () => (await textOf('#details')).includes(`${MARKUP}2`));
    assert.equal(await textOf('#stratum-problem'), '');
    await isClean();
    await choose('stratum', 'nan');
    await until('an answer', async () => (await textOf('#stratum-problem')) !== '');
    await choose('stratum', '');
    await change('margin', '0.5');
    await until('another verdict', async () => /^Compatible/.test(await textOf('.verdict')));
    await isClean();
    const policy = await inReport<string>(`document.querySelector('meta[http-equiv]').content`);
    assert.ok(policy.startsWith(`default-src 'none'`) && !policy.includes('unsafe'));
    await inReport(
      `(() => { const script = document.createElement('script'); script.text = 'globalThis.ran = 2'; document.body.append(script); })()`,
    );
    assert.equal(await inReport('globalThis.ran ?? null'), null);
    await screenshot('report-hostile');
  });

  it('looks right in each theme', async function () {
    if (!canLookInside()) return this.skip();
    this.timeout(400_000);
    await openFile('pooled.py');
    await compare();
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
    await resizeWindow(1280, 960);
    await withTheme('Default Dark Modern', () => screenshot('report-beside-code'));
    await withTheme('Default Light Modern', () => screenshot('report-beside-code-light'));
    await resizeWindow(1280, 800);
    await closeEditors();
    await compare();
    await withTheme('Default Light Modern', () => photograph('report-light'));
    await withTheme('Default Dark Modern', () => photograph('report-dark'));
    await withTheme('Default High Contrast', () => photograph('report-high-contrast'));
    await withTheme('Default High Contrast Light', () => photograph('report-high-contrast-light'));
    await withTheme('Default Light Modern', () => photograph('report-narrow', 470));
    const passes = [await dataFile('passes.csv', judgedPasses())];
    await ask({ kind: 'judge', request: { data: passes, human: 'human', judge: 'judge' } });
    await tab(/passes\.csv/);
    await withTheme('Default Light Modern', () => photograph('report-judge'));
    const scores = [await dataFile('scores.csv', judgedScores())];
    await ask({ kind: 'judge', request: { data: scores, human: 'human', judge: 'judge' } });
    await tab(/scores\.csv/);
    await withTheme('Default Dark Modern', () => photograph('report-judge-scores'));
    const data = [await dataFile('tasks.csv', pastTasks())];
    const request = { data, task: 'task', origin: 'origin', values: ['agrees'], current: 'this-survey' } as const;
    await ask({ kind: 'tasks', request });
    await tab(/tasks\.csv/);
    await withTheme('Default Dark Modern', () => photograph('report-tasks'));
  });
});
