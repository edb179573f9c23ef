import assert from 'node:assert/strict';
import { Folder, notebook, paths } from './folder.ts';

describe('unpool check', () => {
  let folder: Folder;
  afterEach(() => folder.remove());

  it('prints the JSON contract, positions from 1 in UTF-16 units', async () => {
    folder = await Folder.with({ 'eval/report.py': 'import pandas\r\nx = "😀"; y = POOLED\r\n' });
    const { status, err, ...report } = await folder.json(['eval']);
    assert.equal(status, 1);
    assert.equal(err, '');
    const range = { path: 'eval/report.py', cell: null, line: 2, column: 15, endLine: 2, endColumn: 21 };
    assert.deepEqual(report, {
      version: 1,
      filesChecked: 1,
      findings: [
        {
          rule: 'naive-pooling',
          severity: 'warning',
          confidence: 'likely',
          message: 'POOLED is not safe.',
          ...range,
          trace: [{ path: 'eval/report.py', cell: null, line: 1, column: 1, message: 'it starts here' }],
          fixes: [{ title: 'Split it', safety: 'safe', edits: [{ ...range, newText: 'SPLIT' }] }],
        },
      ],
      errors: [],
      warnings: [],
    });
  });

  it('counts all cells of a notebook', async () => {
    const json = notebook({ type: 'markdown', source: '# POOLED' }, { type: 'code', source: 'a = 1\nPOOLED\n' });
    folder = await Folder.with({ 'a.ipynb': json });
    const { findings } = await folder.json([]);
    assert.deepEqual(
      findings.map(({ cell, line, column }: Record<string, number>) => ({ cell, line, column })),
      [{ cell: 2, line: 2, column: 1 }],
    );
  });

  it('prints findings in path order, each file once', async () => {
    folder = await Folder.with({ 'b.py': 'POOLED', 'a/z.py': 'POOLED', 'a.py': 'POOLED' });
    assert.deepEqual(paths(await folder.json(['b.py', '.', 'a'])), ['a.py', 'a/z.py', 'b.py']);
  });

  it('prints paths relative to the working directory, also above it', async () => {
    folder = await Folder.with({ 'POOLED.py': 'POOLED', 'sub/x.py': '' });
    assert.deepEqual(paths(await folder.json(['..'], { cwd: 'sub' })), ['../POOLED.py']);
  });

  describe('exit status', () => {
    it('is 0 without findings, and when all are below --fail-on', async () => {
      folder = await Folder.with({ 'clean.py': 'x = 1', 'pooled.py': 'POOLED' });
      assert.equal((await folder.check(['clean.py'])).status, 0);
      assert.equal((await folder.check(['pooled.py'])).status, 1);
      assert.equal((await folder.check(['pooled.py', '--fail-on', 'error'])).status, 0);
    });

    it('is 2 when a file is unusable, and the rest is still checked', async () => {
      folder = await Folder.with({
        'bad.ipynb': '{"cells": [',
        'good.py': 'POOLED',
        'latin.py': Buffer.from('a = 1\nb = "é"\n', 'latin1'),
      });
      const { status, errors, findings, filesChecked, err } = await folder.json(['.', 'missing.py']);
      assert.equal(status, 2);
      assert.equal(filesChecked, 1);
      assert.equal(findings.length, 1);
      assert.deepEqual(
        errors.map(({ path }: { path: string }) => path),
        ['missing.py', 'bad.ipynb', 'latin.py'],
      );
      assert.match(err, /^unpool: missing\.py: no such file or folder$/m);
      assert.match(err, /^unpool: latin\.py: line 2 is not UTF-8; save the file as UTF-8, or name its encoding/m);
      assert.match(err, /^unpool: bad\.ipynb: \S/m);
      assert.doesNotMatch(err, /^\s+at /m);
    });

    it('is 2 for a file that is no code', async () => {
      folder = await Folder.with({ 'data.csv': 'a,b' });
      const { status, err } = await folder.check(['data.csv']);
      assert.equal(status, 2);
      assert.match(err, /data\.csv: is no source that can be checked \(\.py, \.ipynb, \.ts, \.js/);
    });
  });

  describe('options', () => {
    beforeEach(async () => {
      folder = await Folder.with({ 'a.py': 'POOLED JUDGED' });
    });
    const rules = ({ findings }: { findings: { rule: string }[] }) => findings.map(({ rule }) => rule);

    it('--select and --ignore choose the rules', async () => {
      assert.deepEqual(rules(await folder.json(['--select', 'naive-pooling,synthetic-in-test'])), ['naive-pooling']);
      assert.deepEqual(rules(await folder.json(['--ignore', 'naive-pooling'])), ['uncalibrated-judge']);
      assert.deepEqual(rules(await folder.json(['--select', 'naive-pooling', '--ignore', 'naive-pooling'])), []);
    });

    const refused: [string[], RegExp][] = [
      [['--select', 'naive-poling'], /--select takes .*got "naive-poling"\. Did you mean "naive-pooling"\?/],
      [['--format', 'sarf'], /--format takes text, json, sarif, github, junit; got "sarf"\. Did you mean "sarif"\?/],
      [['--jobs', '0'], /--jobs takes a number of threads from 1 to 999; got "0"/],
      [['--fail-on', 'always'], /--fail-on takes error, warning, information, hint/],
      [['--min-confidence', 'sure'], /--min-confidence takes certain, likely, possible/],
      [['--select', ''], /--select names no rule; it takes naive-pooling/],
      [['--select', ' , '], /--select names no rule/],
      [[''], /a path is empty; name a file or folder, or "\." for this folder/],
      [['--formt', 'json'], /unknown option --formt\. Did you mean "--format"\?/],
      [['--fix-with', 'numpi'], /--fix-with takes numpy, ppi_py, judgy; got "numpi"\. Did you mean "numpy"\?/],
      [['--format'], /--format/],
      [['--unsafe-fixes'], /needs --fix or --diff/],
      [['--fix', '-'], /standard input/],
      [['--diff', '--format', 'json'], /--diff prints a patch/],
      [['--stdin-filename', 'x.py', 'a.py'], /--stdin-filename/],
      [['--stdin-filename', 'x.csv', '-'], /\.py, \.ipynb, \.ts, \.js/],
    ];
    for (const [args, message] of refused) {
      it(`refuses ${args.join(' ')}`, async () => {
        const { status, out, err } = await folder.check(args);
        assert.equal(status, 2);
        assert.equal(out, '');
        assert.match(err, message);
      });
    }
  });

  describe('encodings', () => {
    const bytes = (text: string, encoding: BufferEncoding = 'latin1') => Buffer.from(text, encoding);

    it('are those that a byte order mark or a coding line tells', async () => {
      const coded = (name: string, rest: Buffer) =>
        Buffer.concat([bytes(`#!python\n# vim: set fileencoding=${name} :\n`), rest]);
      folder = await Folder.with({
        'big.py': bytes('\ufeffé = POOLED\n', 'utf16le').swap16(),
        'cp1252.py': coded('cp1252', bytes('x = "\x80"; POOLED')),
        'koi.py': coded('KOI8_R', bytes('x = "\xd0"; POOLED')),
        'latin.py': coded('latin-1', bytes('x = "\xc3\xa9"; POOLED')),
        'little.py': bytes('\ufeffé = POOLED\n', 'utf16le'),
        'notebook.ipynb': bytes(`\ufeff${notebook({ type: 'code', source: 'é; POOLED' })}`, 'utf16le'),
        'unknown.py': coded('klingon', bytes('é; POOLED', 'utf8')),
      });
      const { findings, errors } = await folder.json(['.']);
      assert.deepEqual(errors, []);
      assert.deepEqual(
        findings.map(({ path, column }: { path: string; column: number }) => [path, column]),
        [
          ['big.py', 5],
          ['cp1252.py', 10],
          ['koi.py', 10],
          ['latin.py', 11],
          ['little.py', 5],
          ['notebook.ipynb', 4],
          ['unknown.py', 4],
        ],
      );
    });

    it('that are none or unknown are named', async () => {
      folder = await Folder.with({
        'ascii.py': bytes('# coding: ascii\nx = "\xe9"\n'),
        'binary.py': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0xff]),
        'klingon.py': bytes('# coding: klingon\nx = "\xe9"\n'),
        'long.py': Buffer.from([0xff, 0xfe, 0, 0, 0x78, 0, 0, 0]),
      });
      const { errors } = await folder.json(['.']);
      const messages = errors.map(({ message }: { message: string }) => message);
      assert.match(messages[0], /^line 2 is not ASCII, which line 1 says it is; save the file as UTF-8/);
      assert.match(messages[1], /^is not a text file$/);
      assert.match(messages[2], /^line 2 is not UTF-8, and the encoding "klingon" is not known here/);
      assert.match(messages[3], /^is UTF-32; save it as UTF-8$/);
    });
  });

  describe('standard input', () => {
    it('is a script named - unless it is given a name', async () => {
      folder = await Folder.with({});
      assert.deepEqual(paths(await folder.json(['-'], { stdin: 'POOLED' })), ['-']);
      assert.deepEqual(paths(await folder.json(['--stdin-filename', 'sub/x.py', '-'], { stdin: 'POOLED' })), [
        'sub/x.py',
      ]);
    });

    it('is a notebook under the name of one', async () => {
      folder = await Folder.with({});
      const json = notebook({ type: 'code', source: 'POOLED' });
      const { findings } = await folder.json(['-', '--stdin-filename', 'x.ipynb'], { stdin: json });
      assert.equal(findings[0].cell, 1);
    });
  });

  it('shows control characters in names and code, and sends none to a terminal or a log', async () => {
    const name = 'a\u001b[2J\n::stop-commands::x.py';
    folder = await Folder.with({ [name]: 'x = "\u001b]0;\u0007\u009b"; POOLED\n', [`${name}.ipynb`]: '{' });
    for (const format of ['text', 'github', 'junit']) {
      const { out, err } = await folder.check(['--format', format]);
      // the name of a file must be its name: GitHub does not print it
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
      assert.doesNotMatch(out.replace(/file=.*?,/g, '') + err, /[\0-\x08\x0b-\x1f\x7f]|^::stop/m, format);
    }
    const { out } = await folder.check([]);
    assert.match(out, /^a\\u001b\[2J\\u000a::stop-commands::x\.py:1:15 warning/m);
    const [source, marker] = out.split('\n').slice(3, 5);
    assert.equal(marker?.indexOf('^'), source?.indexOf('POOLED'));
    assert.match(source!, /x = "\\u001b\]0;\\u0007\\u009b"; POOLED/);
  });

  it('prints text with the source line, the trace and a summary', async () => {
    folder = await Folder.with({ 'a.py': 'x = 1\n\ty = POOLED\nJUDGED\n', 'b.py': '' });
    const { out } = await folder.check([]);
    const marker = out.split('\n').findIndex((line) => line.includes('^^^^^^'));
    assert.match(out, /^a\.py:2:6 warning naive-pooling \(likely\)$/m);
    assert.equal(out.split('\n')[marker]?.indexOf('^'), out.split('\n')[marker - 1]?.indexOf('POOLED'));
    assert.match(out, /^ {2}a\.py:1 {2}it starts here$/m);
    assert.match(out, /^2 findings \(1 error, 1 warning\) in 2 files$/m);
    assert.match(out, /^What a rule means .*: unpool explain RULE \(naive-pooling, uncalibrated-judge\)$/m);
    assert.match((await folder.check(['--select', 'naive-pooling'])).out, /: unpool explain naive-pooling$/m);
    assert.ok(!out.includes('\u001b'));
  });
});
