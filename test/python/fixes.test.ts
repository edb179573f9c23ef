import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repaired } from '../../server/src/fixes/test-repair.ts';
import { blocksOf, repairOf } from '../../server/src/rules/page.ts';
import { RULES } from '../../shared/src/protocol/finding.ts';
import { CASES, type Case, type Expected, PAGES, REFUSED, TRUTH } from './cases.ts';
import { writeData } from './data.ts';
import { findPython, type Run, runScripts } from './python.ts';

const page = (rule: string): string =>
  readFileSync(new URL(`../../server/src/rules/${rule}.md`, import.meta.url), 'utf8');

const fromPages: Case[] = RULES.flatMap((rule) =>
  blocksOf(page(rule))
    .filter(({ info }) => info.includes('before'))
    .map((block, index) => {
      const { line, code } = block;
      const about = PAGES[rule]?.[index];
      assert(about, `test/python/cases.ts lacks the numbers of ${rule}.md, line ${line}`);
      const title = repairOf(block);
      return { name: `${rule}.md, line ${line}`, code, ...(title !== null && { title }), ...about };
    }),
);

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

describe('corrections run in Python', function () {
  this.timeout(900_000);
  const cases = [...fromPages, ...CASES];
  let folder: string;
  const repairs = new Map<Case, string>();
  const before_ = new Map<Case, Run>();
  const after_ = new Map<Case, Run>();
  const truth = new Map<string, number>();
  let refused: Run;

  before(async () => {
    const python = await findPython();
    folder = mkdtempSync(join(tmpdir(), 'unpool-python-'));
    writeData(folder);
    const scripts: { readonly code: string; take(run: Run): void }[] = [];
    for (const example of cases) {
      const text = textOf(example);
      const { text: after } = await repaired(text, {
        unsafeFixes: example.unsafe ?? false,
        name: example.file ?? 'report.py',
        title: example.title ?? null,
      });
      repairs.set(example, after);
      scripts.push({ code: codeOf(example, text), take: (run) => before_.set(example, run) });
      scripts.push({ code: codeOf(example, after), take: (run) => after_.set(example, run) });
    }
    const letters = await repaired(REFUSED.code, { unsafeFixes: true });
    const rename = `df = pd.read_csv("verdicts.csv").drop(columns=["human"]).rename(columns={"human_grade": "human"})`;
    const code = letters.text.replace('df = pd.read_csv("verdicts.csv")', rename);
    scripts.push({ code, take: (run) => (refused = run) });
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

  it('says in words that the human labels are no numbers', () => {
    assert.match(refused.error ?? '', /TypeError: calibrated_mean needs numbers/);
    assert.doesNotMatch(refused.error ?? '', /could not convert/);
  });
});
