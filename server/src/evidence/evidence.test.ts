import assert from 'node:assert/strict';
import { evidenceText, filesOfCheck, METHOD, type SavedCheck, withCheck } from '@unpool/shared/evidence/evidence.ts';
import type { CompareRequest } from '@unpool/shared/protocol/check.ts';
import { contentsDataFile } from '../check/contents-data-file.ts';
import { runCompare } from '../check/run-compare.ts';
import { ROOT, TestWorkspace } from '../test-workspace.ts';
import type { Files } from '../workspace/stored.ts';
import { folderOf } from '../workspace/uri.ts';
import { digestOf, webHash } from './digest.ts';
import { EvidenceStore } from './evidence-store.ts';
import { pathFrom, uriAt } from './paths.ts';
import { readEvidence } from './read-evidence.ts';
import { questionOf, savedCheck } from './saved-check.ts';

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

const rows = (values: readonly number[]): string => `score\n${values.join('\n')}\n`;
const spread = (from: number, count: number): string =>
  rows(Array.from({ length: count }, (_, i) => from + (i % 10) / 10));

const FILES: Readonly<Record<string, string>> = {
  'data/human.csv': spread(3, 60),
  'data/synthetic_alike.csv': spread(3, 400),
  'data/synthetic_shifted.csv': spread(4, 400),
};

const request = (synthetic: string, margin?: number): CompareRequest => ({
  source: {
    kind: 'two-sides',
    real: [{ name: 'human.csv', uri: `${ROOT}/data/human.csv` }],
    synthetic: [{ name: synthetic, uri: `${ROOT}/data/${synthetic}` }],
  },
  value: 'score',
  ...(margin !== undefined && { margin }),
});

const contents = new Map(Object.entries(FILES).map(([path, text]) => [`${ROOT}/${path}`, encoded(text)]));
const digest = (uri: string): Promise<string> => digestOf(uri, [contents.get(uri)!], webHash());

async function saved(asked: CompareRequest): Promise<SavedCheck> {
  const result = await runCompare(asked, contentsDataFile(contents));
  return savedCheck({ kind: 'compare', request: asked, result }, { folder: ROOT, digest, day: '2026-01-31' });
}

const textOf = (...checks: readonly SavedCheck[]): string => evidenceText(checks.reduce(withCheck, { evidence: [] }));

/** A project with a pool of human.csv and another file: its mean, and an interval. */
function project(synthetic: string, evidence: string, changed: Readonly<Record<string, string>> = {}): TestWorkspace {
  const code = `import pandas as pd

pooled = pd.concat([pd.read_csv("data/human.csv"), pd.read_csv("data/${synthetic}")])
print(pooled["score"].mean())
print(pooled["score"].sem())
`;
  return new TestWorkspace({
    ...FILES,
    'unpool.evidence.json': evidence,
    'report.py': code,
    ...changed,
  });
}

async function told(workspace: TestWorkspace): Promise<{ rule: string; severity: string; message: string }[]> {
  const { findings } = await workspace.analyse('report.py');
  return findings.map(({ rule, severity, message }) => ({ rule, severity, message }));
}

describe('evidence', () => {
  it('is written in one order, and read as it was written', async () => {
    const [a, b] = [await saved(request('synthetic_alike.csv', 0.5)), await saved(request('synthetic_shifted.csv'))];
    const text = textOf(a, b);
    assert.equal(text, textOf(b, a));
    const read = readEvidence(text);
    assert.deepEqual(read.problems, []);
    assert.equal(evidenceText(read), text);
    assert.equal(text.slice(read.spans[0]!.start, read.spans[0]!.start + 1), '{');
  });

  it('holds one answer to a question', async () => {
    const [first, again] = [
      await saved(request('synthetic_alike.csv', 0.5)),
      await saved(request('synthetic_alike.csv', 0.25)),
    ];
    assert.deepEqual(readEvidence(textOf(first, again)).evidence, [again]);
  });

  it('can be asked again', async () => {
    const asked = request('synthetic_alike.csv', 0.5);
    const check = await saved(asked);
    assert.deepEqual(await saved(questionOf(check, ROOT).request as CompareRequest), check);
  });

  for (const [what, text, problem] of [
    ['no JSON', '{"version": 1,', { line: 1, column: 15, message: /no JSON/ }],
    [
      'an unfinished merge',
      '{"version": 1,\n<<<<<<< HEAD\n',
      { line: 2, column: 1, message: /merge was left unfinished/ },
    ],
    ['a newer version', '{"version": 7, "evidence": []}', { line: 1, column: 13, message: /version 7.*newer/ }],
    [
      'a key that is none',
      '{"version": 1, "evidences": []}',
      { line: 1, column: 16, message: /did you mean "evidence"/i },
    ],
  ] as const)
    it(`tells of ${what}`, () => {
      const { problems, evidence } = readEvidence(text);
      assert.deepEqual(evidence, []);
      const { line, column, message } = problems[0]!;
      assert.deepEqual({ line, column }, { line: problem.line, column: problem.column });
      assert.match(message, problem.message);
    });

  it('tells of a hundred mistakes at most, and soon', () => {
    const text = `{"version": 1, "evidence": [${Array.from({ length: 50_000 }, () => '{"kind": 1}').join(',\n')}]}`;
    assert.equal(readEvidence(text).problems.length, 100);
  });

  it('a check with a mistake is told of and left out, the others stay', async () => {
    const text = textOf(await saved(request('synthetic_alike.csv')), await saved(request('synthetic_shifted.csv')));
    const { evidence, problems } = readEvidence(text.replace('"verdict": "violated"', '"verdict": "wrong"'));
    assert.deepEqual(
      evidence.map((check) => filesOfCheck(check).at(-1)!.path),
      ['data/synthetic_alike.csv'],
    );
    assert.equal(problems.length, 1);
    assert.match(problems[0]!.message, /"verdict" takes "compatible", "violated", "inconclusive"; got "wrong"/);
  });
});

describe('the digest of a data file', () => {
  const ofText = (...pieces: readonly string[]) => digestOf('rows.csv', pieces.map(encoded), webHash());

  it('is that of sha256', async () => {
    assert.equal(await ofText('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('takes line ends of Windows for those of Unix, wherever the pieces end', async () => {
    const unix = await ofText('a\nb\n');
    for (const pieces of [['a\r\nb\r\n'], ['a\r', '\nb\r\n'], ['a\r', '', '\nb', '\r', '\n']])
      assert.equal(await ofText(...pieces), unix);
    assert.notEqual(await ofText('a\rb\n'), unix);
    assert.notEqual(await ofText('a\nb\n\r'), unix);
  });

  it('leaves binary files as they are', async () => {
    const of = (text: string) => digestOf('rows.parquet', [encoded(text)], webHash());
    assert.notEqual(await of('a\r\n'), await of('a\n'));
  });
});

describe('paths of evidence', () => {
  for (const [uri, path] of [
    [`${ROOT}/data/human.csv`, 'data/human.csv'],
    [`${ROOT}/d%C3%A4ta/a%20b.csv`, 'däta/a b.csv'],
    ['file:///elsewhere/x.csv', '../elsewhere/x.csv'],
    ['vscode-vfs://github/x.csv', 'vscode-vfs://github/x.csv'],
  ] as const)
    it(path, () => {
      assert.equal(pathFrom(ROOT, uri), path);
      assert.equal(uriAt(ROOT, path), uri);
    });

  it('start at the root of a disk, too', () => {
    assert.equal(pathFrom(folderOf('file:///x'), 'file:///data/a.csv'), 'data/a.csv');
    assert.equal(uriAt(folderOf('file:///x'), '../data/a.csv'), 'file:///data/a.csv');
  });

  it('are the same where a URI has no authority', () => {
    const uri = 'vscode-userdata:/User/example/a.csv';
    assert.equal(pathFrom('vscode-userdata:/User/example', uri), 'a.csv');
    assert.equal(uriAt('vscode-userdata:/User/example', 'a.csv'), uri);
  });
});

describe('where evidence lies', () => {
  function over(...paths: readonly string[]) {
    const looked: string[] = [];
    const files: Files = {
      read: async () => undefined,
      list: async (folder) => {
        looked.push(folder);
        return paths
          .filter((uri) => folderOf(uri) === folder)
          .map((uri) => ({ name: uri.slice(folder.length + 1), isFolder: false }));
      },
      size: async () => undefined,
      digest: async () => undefined,
    };
    return { looked, store: new EvidenceStore({ files, openText: () => undefined, isTop: () => false }) };
  }

  it('is looked for up to the root of the disk, which is a folder as others are', async () => {
    const { looked, store } = over('file:///unpool.evidence.json');
    assert.equal(await store.fileFor('file:///a/b/eval.py'), 'file:///unpool.evidence.json');
    assert.equal(await store.fileFor('file:///eval.py'), 'file:///unpool.evidence.json');
    assert.deepEqual(looked, ['file:///a/b', 'file:///a', 'file://']);
    assert.equal(await over().store.homeFor(['file:///x']), 'file:///unpool.evidence.json');
  });

  it('is above an unpool.toml without any; a new one is written beside that', async () => {
    const { store } = over('file:///p/unpool.evidence.json', 'file:///p/pkg/unpool.toml');
    assert.equal(await store.fileFor('file:///p/pkg/src/eval.py'), 'file:///p/unpool.evidence.json');
    assert.equal(await store.homeFor(['file:///p/pkg/src/eval.py']), 'file:///p/pkg/unpool.evidence.json');
  });

  it('is nowhere outside of every workspace: a new one lies beside what it is about', async () => {
    const { store } = over();
    assert.equal(await store.fileFor('file:///a/b/eval.py'), null);
    assert.equal(
      await store.homeFor(['untitled:Untitled-1', 'file:///a/b/eval.py']),
      'file:///a/b/unpool.evidence.json',
    );
  });
});

describe('findings with evidence', () => {
  it('are errors with the number where the data disagree', async () => {
    const [mean] = await told(
      project('synthetic_shifted.csv', textOf(await saved(request('synthetic_shifted.csv', 0.1)))),
    );
    assert.equal(mean!.severity, 'error');
    assert.match(mean!.message, /a shift in "score" of 1 \(95 % interval .*\), beyond the margin of ±0\.1/);
  });

  it('say that nobody set the margin where that is the placeholder', async () => {
    const [mean] = await told(project('synthetic_shifted.csv', textOf(await saved(request('synthetic_shifted.csv')))));
    assert.match(mean!.message, /beyond the margin of ±0\.\d+ \(a placeholder: nobody set one\)\./);
  });

  it('link the saved check at the end of their trace', async () => {
    const evidence = textOf(await saved(request('synthetic_shifted.csv', 0.1)));
    const { findings } = await project('synthetic_shifted.csv', evidence).analyse('report.py');
    const { place, message } = findings[0]!.trace.at(-1)!;
    assert.equal(place.document, `${ROOT}/unpool.evidence.json`);
    assert.match(evidence.slice(place.start, place.end), /^\{\s+"kind": "compare"/);
    assert.equal(message, 'the data were checked on 2026-01-31: violated');
  });

  it('are hints where they describe, and the data are alike by a margin that somebody set', async () => {
    const found = await told(project('synthetic_alike.csv', textOf(await saved(request('synthetic_alike.csv', 0.5)))));
    assert.deepEqual(
      found.map(({ severity }) => severity),
      ['hint', 'error'],
    );
    assert.match(found[0]!.message, /within the margin of ±0\.5/);
    assert.match(
      found[1]!.message,
      /Report that of the real rows, 3\.38 to 3\.52, or the bias-aware one, .*, which takes any shift up to ±0\.5 into account\./,
    );
  });

  it('stay as loud as they are where the project has a stricter margin by now', async () => {
    const workspace = project('synthetic_alike.csv', textOf(await saved(request('synthetic_alike.csv', 0.5))));
    workspace.files.set('unpool.toml', '[margins]\nscore = 0.6\n');
    assert.equal((await told(workspace))[0]!.severity, 'hint');
    const stricter = project('synthetic_alike.csv', textOf(await saved(request('synthetic_alike.csv', 0.5))));
    stricter.files.set('unpool.toml', '[margins]\nscore = 0.01\n');
    const [mean] = await told(stricter);
    assert.equal(mean!.severity, 'warning');
    assert.match(
      mean!.message,
      /within the margin of ±0\.5 that was set\. The project's margin is ±0\.01 now: check again\./,
    );
  });

  it('stay as they are where the margin is the placeholder', async () => {
    const evidence = textOf(await saved(request('synthetic_alike.csv')));
    const without = await told(project('synthetic_alike.csv', evidenceText({ evidence: [] })));
    assert.deepEqual(await told(project('synthetic_alike.csv', evidence)), without);
  });

  it('are told beside stale evidence after a file changed, not after its line ends did', async () => {
    const evidence = textOf(await saved(request('synthetic_alike.csv', 0.5)));
    const rowsNow = FILES['data/synthetic_alike.csv']!;
    const same = await told(
      project('synthetic_alike.csv', evidence, { 'data/synthetic_alike.csv': rowsNow.replaceAll('\n', '\r\n') }),
    );
    assert.deepEqual(
      same.map(({ rule }) => rule),
      ['naive-pooling', 'naive-pooling'],
    );
    const found = await told(project('synthetic_alike.csv', evidence, { 'data/synthetic_alike.csv': `${rowsNow}9\n` }));
    assert.equal(found[0]!.rule, 'naive-pooling');
    assert.equal(found[0]!.severity, 'warning');
    assert.equal(found[1]!.rule, 'stale-evidence');
    assert.match(
      found[1]!.message,
      /data\/human.csv and data\/synthetic_alike.csv from 2026-01-31 .*data\/synthetic_alike.csv changed since/,
    );
  });

  it('are told beside stale evidence when the check is computed in another way', async () => {
    const check = { ...(await saved(request('synthetic_alike.csv', 0.5))), method: METHOD + 1 };
    const found = await told(project('synthetic_alike.csv', textOf(check)));
    assert(found.some(({ rule }) => rule === 'stale-evidence'));
  });

  it('are there whatever path the evidence names', async () => {
    const check = await saved(request('synthetic_shifted.csv', 0.1));
    if (check.kind !== 'compare') throw new Error(check.kind);
    const broken = { ...check, files: { ...check.files, real: [{ ...check.files.real[0]!, path: 'file:///%zz' }] } };
    const workspace = project('synthetic_shifted.csv', textOf(broken));
    workspace.files.set(
      'report.py',
      workspace.files.get('report.py')!.replace('"data/human.csv"', '"/data/human.csv"'),
    );
    assert.equal((await told(workspace)).length, 2);
  });

  it('take evidence about a file that is not there as it is', async () => {
    const workspace = project('synthetic_alike.csv', textOf(await saved(request('synthetic_alike.csv', 0.5))));
    workspace.files.delete('data/synthetic_alike.csv');
    assert.deepEqual(
      (await told(workspace)).map(({ severity }) => severity),
      ['hint', 'error'],
    );
  });

  it('follow the evidence while it is edited', async () => {
    const workspace = project('synthetic_shifted.csv', evidenceText({ evidence: [] }));
    assert.equal((await told(workspace))[0]!.severity, 'warning');
    workspace.files.set('unpool.evidence.json', textOf(await saved(request('synthetic_shifted.csv', 0.1))));
    workspace.evidence.forget();
    assert.equal((await told(workspace))[0]!.severity, 'error');
  });
});
