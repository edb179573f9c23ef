import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repaired } from '../../server/src/fixes/test-repair.ts';
import { type Case, type Expected, TRUTH } from './cases.ts';
import { writeData } from './data.ts';
import { findPython, type Packages, type Run, runScripts } from './python.ts';

const isNotebook = ({ file }: Case): boolean => file?.endsWith('.ipynb') ?? false;

/** The text of the file: for a notebook its JSON. */
function textOf(example: Case): string {
  if (!isNotebook(example)) return example.code;
  const cell = (source: string) => ({ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source });
  const notebook = { cells: example.code.split('# %%\n').map(cell), metadata: {}, nbformat: 4, nbformat_minor: 4 };
  return JSON.stringify(notebook, null, 1);
}

/** The code that Jupyter would run. */
function codeOf(example: Case, text: string): string {
  const code = isNotebook(example)
    ? (JSON.parse(text) as { cells: { source: string | string[] }[] }).cells
        .map(({ source }) => [source].flat().join(''))
        .join('\n')
    : text;
  return `${code}${example.print ? `${example.print}\n` : ''}`;
}

const numbersIn = (out: string): number[] =>
  [...out.matchAll(/(?<![\w.])-?(\d+\.?\d*(e[-+]?\d+)?|nan|inf)/g)].map(([text]) => Number(text));

const isClose = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

/** What people were asked for before is asked for again. */
const forget = (labels: string): string => {
  const isByGroup = labels.includes('to_label_*');
  const files = isByGroup ? 'to_label_m*' : labels.includes('to_label') ? 'to_label*' : 'judge_labels*';
  return `from pathlib import Path
for path in Path(".").glob("${files}.csv"):
    if ${isByGroup ? 'True' : 'not path.name.startswith("to_label_m")'}:
        path.unlink()
`;
};

/** How code stops that needs people first. */
const ASKS = /SystemExit: Label the rows in to_label|FileNotFoundError: judge_labels\w*\.csv is missing: draw/;

/** Runs the code of each case before and after its repair, and holds the numbers against those worked out by itself. */
export function itRuns(cases: readonly Case[], packages?: Packages): void {
  let folder: string;
  const repairs = new Map<Case, string>();
  const again = new Map<Case, string>();
  /** The rules of what is found afterwards, but for what no repair was offered for. */
  const left = new Map<Case, readonly string[]>();
  const before_ = new Map<Case, Run>();
  const after_ = new Map<Case, Run>();
  const asking = new Map<Case, Run>();
  const truth = new Map<string, number>();

  before(async () => {
    const python = await findPython(packages);
    folder = mkdtempSync(join(tmpdir(), 'unpool-python-'));
    writeData(folder);
    const scripts: { readonly code: string; take(run: Run): void }[] = [];
    for (const example of cases) {
      const text = textOf(example);
      const options = {
        unsafeFixes: example.unsafe ?? false,
        library: example.library ?? 'numpy',
        title: example.title ?? null,
        name: example.file ?? 'report.py',
      };
      const made = await repaired(text, options);
      const after = made.text;
      repairs.set(example, after);
      left.set(
        example,
        made.left.filter((rule) => !made.without.includes(rule)),
      );
      again.set(example, (await repaired(after, options)).text);
      scripts.push({ code: codeOf(example, text), take: (run) => before_.set(example, run) });
      if (example.labels) {
        scripts.push({ code: forget(example.labels), take() {} });
        scripts.push({ code: codeOf(example, after), take: (run) => asking.set(example, run) });
        scripts.push({ code: example.labels, take: ({ error }) => assert.equal(error, null, error ?? '') });
      }
      scripts.push({ code: codeOf(example, after), take: (run) => after_.set(example, run) });
    }
    const expressions = [
      ...new Set(
        cases
          .flatMap(({ numbers }) => numbers ?? [])
          .flatMap((number) => (typeof number === 'object' ? number.is : [])),
      ),
    ];
    scripts.push({
      code: `${TRUTH}\n${expressions.map((expression) => `print(float(${expression}))\n`).join('')}`,
      take: ({ out, error }) => {
        assert.equal(error, null, error ?? '');
        for (const [index, number] of numbersIn(out).entries()) truth.set(expressions[index]!, number);
      },
    });
    const paths = scripts.map(({ code: script }, index) => {
      writeFileSync(join(folder, `script_${index}.py`), script);
      return `script_${index}.py`;
    });
    const runs = await runScripts(python, folder, paths);
    for (const [index, run] of runs.entries()) scripts[index]!.take(run);
  });
  after(() => folder && rmSync(folder, { recursive: true, force: true }));

  const check = (expected: Expected, was: number, is: number, where: string): void => {
    if (expected === 'same') assert(isClose(was, is), `${where}: ${was} became ${is}`);
    else if (expected === 'changes') assert(!isClose(was, is) && Number.isFinite(is), `${where}: ${was} became ${is}`);
    else {
      const right = truth.get(expected.is)!;
      assert(!isClose(was, right), `${where}: the example shows no difference`);
      assert(isClose(is, right), `${where}: ${was} became ${is}, not ${right}`);
    }
  };

  for (const example of cases) {
    it(`${example.name}${example.numbers ? '' : ': no repair'}`, () => {
      const [was, is] = [before_.get(example)!, after_.get(example)!];
      const repair = repairs.get(example)!;
      assert.equal(was.error, null, `before: ${was.error}`);
      if (!example.numbers) {
        assert.equal(repair, textOf(example));
        return;
      }
      assert.notEqual(repair, textOf(example), 'no repair is made');
      assert.equal(again.get(example), repair, 'a second application changes it again');
      assert.deepEqual(left.get(example), [], repair);
      if (example.labels) {
        assert.match(asking.get(example)!.error ?? '', ASKS);
        assert.deepEqual(numbersIn(asking.get(example)!.out), []);
      }
      assert.equal(is.error, null, `after: ${is.error}\n${repair}`);
      const [old, now] = [numbersIn(was.out), numbersIn(is.out)];
      // a report by origin has more numbers than there were
      const isOther = example.numbers.some((expected) => typeof expected === 'object');
      const length = isOther ? old.length : example.numbers.length;
      assert.deepEqual([old.length, now.length], [length, example.numbers.length], was.out + is.out);
      example.numbers.forEach((expected, index) => {
        check(expected, old[index] ?? Number.NaN, now[index]!, `number ${index + 1}\n${repair}`);
      });
    });
  }
}
