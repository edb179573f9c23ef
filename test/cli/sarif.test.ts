import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { RULES } from '../../shared/src/protocol/finding.ts';
import { Folder, notebook } from './folder.ts';

const SCHEMA = createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');

describe('unpool check --format sarif', () => {
  let folder: Folder;
  afterEach(() => folder?.remove());

  // the schema was written for regular expressions without the u flag
  const ajv = addFormats.default(new Ajv({ strict: false, unicodeRegExp: false, allErrors: true }));
  const isValid = ajv.compile(SCHEMA);

  async function sarif(...args: readonly string[]) {
    const { out, ...rest } = await folder.check(['--format', 'sarif', ...args]);
    const log = JSON.parse(out);
    assert.ok(isValid(log), JSON.stringify(isValid.errors, null, 1));
    const [run] = log.runs;
    return { ...rest, run, results: run.results };
  }

  it('validates against a schema that can refuse', () => {
    assert.ok(!isValid({ version: '2.1.0', runs: [{ results: [] }] }));
    assert.ok(!isValid({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, findings: [] }] }));
  });

  it('is valid without findings, with findings, and with what could not be read', async () => {
    folder = await Folder.with({ 'a.py': 'x = 1', 'b.py': 'POOLED JUDGED', 'c.ipynb': '{' });
    assert.equal((await sarif('a.py')).status, 0);
    assert.deepEqual((await sarif('a.py')).results, []);
    assert.equal((await sarif('b.py')).results.length, 2);
    const { status, run } = await sarif('.');
    assert.equal(status, 2);
    const [{ executionSuccessful, toolExecutionNotifications: notes }] = run.invocations;
    assert.equal(executionSuccessful, false);
    assert.match(notes[0].message.text, /not a notebook/);
    assert.equal(notes[0].locations[0].physicalLocation.artifactLocation.uri, 'c.ipynb');
  });

  it('notes what could not be read in full, and where nothing was found to check', async () => {
    const json = notebook({ type: 'markdown', source: 'a' }, { type: 'code', source: 'x = 1\nBROKEN\n' });
    folder = await Folder.with({ 'a.ipynb': json, 'none/b.txt': '' });
    const { run, status } = await sarif('a.ipynb', 'none');
    assert.equal(status, 0);
    const [{ executionSuccessful, toolExecutionNotifications: notes }] = run.invocations;
    assert.equal(executionSuccessful, true);
    assert.deepEqual(
      notes.map(({ level, message, locations }: Note) => [
        level,
        message.text,
        locations[0].physicalLocation.artifactLocation.uri,
      ]),
      [
        ['warning', 'no code to check found in none (Python, notebooks, TypeScript, JavaScript)', 'none'],
        [
          'warning',
          'cell 2, line 2 cannot be read as Python, so it was not checked; the rest of the file was',
          'a.ipynb',
        ],
      ],
    );
    const { startLine, startColumn } = notes[1].locations[0].physicalLocation.region;
    assert.ok(
      json
        .split('\n')
        [startLine - 1]!.slice(startColumn - 1)
        .startsWith('BROKEN'),
    );
  });

  it('gives each rule its page', async () => {
    folder = await Folder.with({ 'a.py': '' });
    const { rules } = (await sarif()).run.tool.driver;
    assert.deepEqual(
      rules.map(({ id }: { id: string }) => id),
      [...RULES],
    );
    for (const rule of rules) {
      assert.match(rule.shortDescription.text, /^[A-Z][^*`#]+\.$/);
      assert.match(rule.fullDescription.text, /^[A-Z][^*`#]{80,1000}\.$/);
      assert.match(rule.help.markdown, /^# .*\n.*^## Wrong/ms);
      assert.match(rule.helpUri, new RegExp(`/${rule.id}\\.md$`));
    }
  });

  it('tells level, place, identity, confidence, trace and safe repairs of a finding', async () => {
    folder = await Folder.with({ 'my eval/ä#.py': 'import pandas\nx = "😀"; POOLED\nJUDGED\n' });
    const { run, results } = await sarif();
    assert.equal(run.columnKind, 'utf16CodeUnits');
    assert.deepEqual(run.originalUriBaseIds, { '%SRCROOT%': { uri: `${pathToFileURL(folder.path)}/` } });
    const artifactLocation = { uri: 'my%20eval/%C3%A4%23.py', uriBaseId: '%SRCROOT%' };
    const region = { startLine: 2, startColumn: 11, endLine: 2, endColumn: 17 };
    const physicalLocation = { artifactLocation, region };
    const start = { artifactLocation, region: { startLine: 1, startColumn: 1 } };
    assert.deepEqual(results[0], {
      ruleId: 'naive-pooling',
      ruleIndex: RULES.indexOf('naive-pooling'),
      level: 'warning',
      message: { text: 'POOLED is not safe.' },
      locations: [{ physicalLocation }],
      partialFingerprints: { 'unpoolFinding/v1': 'naive-pooling-0' },
      codeFlows: [
        {
          threadFlows: [
            {
              locations: [{ location: { physicalLocation: start, message: { text: 'it starts here' } } }],
            },
          ],
        },
      ],
      fixes: [
        {
          description: { text: 'Split it' },
          artifactChanges: [
            { artifactLocation, replacements: [{ deletedRegion: region, insertedContent: { text: 'SPLIT' } }] },
          ],
        },
      ],
      properties: { confidence: 'likely' },
    });
    assert.equal(results[1].level, 'error');
    assert.ok(!('fixes' in results[1]), 'a repair to look over is none to apply');
  });

  it('points into the JSON of a notebook, and repairs it there', async () => {
    const json = notebook(
      { type: 'markdown', source: '# POOLED' },
      { type: 'code', source: 'a = "\\"é\\""\nb = "tab\t"; POOLED\n' },
    );
    folder = await Folder.with({ 'a.ipynb': json });
    const [result] = (await sarif()).results;
    const [{ physicalLocation, logicalLocations }] = result.locations;
    assert.equal(result.message.text, 'POOLED is not safe. (cell 2, line 2)');
    assert.deepEqual(logicalLocations, [{ name: 'cell 2', kind: 'notebook cell' }]);
    assert.equal(textAt(json, physicalLocation.region), 'POOLED');
    const [{ deletedRegion, insertedContent }] = result.fixes[0].artifactChanges[0].replacements;
    const repaired = replaced(json, deletedRegion, insertedContent.text);
    assert.equal(JSON.parse(repaired).cells[1].source[1], 'b = "tab\t"; SPLIT\n');
  });

  it('leaves out what is in the baseline', async () => {
    folder = await Folder.with({ 'a.py': 'POOLED' });
    await folder.check(['--write-baseline', 'known.jsonl']);
    const { status, results } = await sarif('--baseline', 'known.jsonl');
    assert.deepEqual([status, results], [0, []]);
  });
});

interface Note {
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [
    {
      readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: Region };
    },
  ];
}

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

function offsets(text: string, { startLine, startColumn, endLine, endColumn }: Region): readonly [number, number] {
  const lines = text.split('\n');
  const at = (line: number, column: number) =>
    lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0) + column - 1;
  return [at(startLine, startColumn), at(endLine, endColumn)];
}

function textAt(text: string, region: Region): string {
  return text.slice(...offsets(text, region));
}

function replaced(text: string, region: Region, by: string): string {
  const [start, end] = offsets(text, region);
  return text.slice(0, start) + by + text.slice(end);
}
