import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { type Boundary, boundaries, PARTS, simulateBoundary } from './compare-boundary.ts';
import { coverageDocument, type Results } from './compare-coverage-document.ts';
import { nulls, PERMUTED, simulateNull } from './compare-permutations.ts';
import { type Cell, cells, failure, requirement } from './compare-requirements.ts';
import { coverageSettings } from './compare-settings.ts';
import { mostCompatible, shortfall } from './compare-shortfalls.ts';
import { simulate } from './compare-simulation.ts';
import { SIZES, slack } from './simulation.ts';

// COVERAGE_REPETITIONS sets another number of repetitions; COVERAGE_DOCUMENT names a file for the tables.
const REPETITIONS = Number(process.env.COVERAGE_REPETITIONS ?? 200);
const DOCUMENT = process.env.COVERAGE_DOCUMENT;
/** Known: what the permutation tests reject at most where clusters of one side are larger. */
const UNEVEN = 0.12;
/** Offered less often than this, an interval is hardly ever seen, and its coverage not well known. */
const LEAST_OFFERED = Math.max(40, 0.02 * REPETITIONS);

describe(`the intervals, verdicts and tests of \`unpool compare\` in ${REPETITIONS} repetitions`, () => {
  let results: Results;
  let all: readonly Cell[] = [];

  before(() => {
    results = {
      repetitions: REPETITIONS,
      leastOffered: LEAST_OFFERED,
      coverage: coverageSettings().map((setting, i) => {
        const repetitions = Math.round(REPETITIONS * (setting.part ?? 1));
        return { setting, tallies: simulate(setting, repetitions, i + 1) };
      }),
      boundaries: boundaries().map((boundary, i) => ({
        boundary,
        passed: simulateBoundary(boundary, REPETITIONS, i + 1),
      })),
      nulls: nulls().map((of, i) => ({ of, rejections: simulateNull(of, REPETITIONS, i + 1) })),
    };
    all = cells(results.coverage, LEAST_OFFERED);
    if (DOCUMENT !== undefined) {
      writeFileSync(DOCUMENT, coverageDocument(results));
    }
  });

  /** Each cell must meet the requirement, or what is known to hold instead. */
  function check(wanted: readonly Cell[]) {
    const failures = wanted.flatMap((cell) => {
      const required = requirement(cell);
      const failed = required && failure(cell, { ...required, ...shortfall(cell)?.holds }, 3);
      return failed === null ? [] : [failed];
    });
    assert.deepEqual(failures, []);
  }

  for (const n of SIZES) {
    it(`zeros and ones, ${n} real units: 94 % on average over p from 0.05 to 0.95, nowhere below 90 %`, () => {
      const wanted = all.filter((cell) => cell.kind === 'binary' && cell.n === n);
      assert.ok(wanted.length > 15);
      check(wanted);
    });

    it(`normal and uniform scores, ${n} real units: 93 to 98 %`, () => {
      const wanted = all.filter((cell) => cell.kind === 'continuous' && cell.n === n);
      assert.ok(wanted.length > 15);
      check(wanted);
    });
  }

  it('a shift as large as the margin: at most 6.5 % are called compatible', () => {
    const failures = results.boundaries.flatMap(({ boundary, passed: [at] }) => {
      const { compatible, repetitions } = at!;
      const most = mostCompatible(boundary);
      const fails = most !== null && compatible / repetitions > most + slack(most, repetitions);
      return fails ? [`${named(boundary)}: ${compatible} of ${repetitions}`] : [];
    });
    assert.deepEqual(failures, []);
  });

  it('the bias-aware interval of all rows: 90 % wherever the shift is within the margin', () => {
    const failures = results.boundaries.flatMap(({ boundary, passed }) =>
      passed.flatMap(({ repetitions, compatible, covered, held }, i) => {
        const misses = (count: number, of: number) => count / of < 0.9 - slack(0.9, of);
        // A shift as large as the margin is seldom called compatible, and then because it looks smaller than it is.
        const isSeldom = PARTS[i]!.shift === 1 || compatible < LEAST_OFFERED;
        const isWrong = (compatible - covered) / repetitions > 0.05 + slack(0.05, repetitions);
        // With fewer units it is hardly ever shown, since few margins are so wide.
        const isUsual = boundary.sizes.real >= 50 && boundary.kind !== 'sparse';
        const fails = (isUsual && misses(held, repetitions)) || (!isSeldom && misses(covered, compatible)) || isWrong;
        return fails ? [`${named(boundary)}, part ${i}: ${held} of ${repetitions}, ${covered} of ${compatible}`] : [];
      }),
    );
    assert.deepEqual(failures, []);
  });

  it('the permutation tests reject at most 6 % where nothing differs, and without ties at least 4 %', () => {
    const failures = results.nulls.flatMap(({ of: { law, design, sizes, hasTies }, rejections }) =>
      PERMUTED.flatMap((test) => {
        const { tested, rejected } = rejections.get(test)!;
        const share = rejected / tested;
        // Few values of the statistic are possible with ties, and those of KS in small samples or of equal sizes.
        const isFine = !hasTies && (test === 'energy' || Math.max(sizes.real, sizes.synthetic) > 100);
        const isExact = design !== 'uneven' && design !== 'prompts';
        const most = design === 'uneven' ? UNEVEN : 0.06;
        const fails = share > most + slack(most, tested) || (isExact && isFine && share < 0.04 - slack(0.04, tested));
        return fails ? [`${test}: ${share} for ${law.name}, ${design}, ${sizes.real} and ${sizes.synthetic}`] : [];
      }),
    );
    assert.deepEqual(failures, []);
  });
});

function named({ of, name, margin, sizes }: Boundary): string {
  return `${of}, ${name}, margin ${margin}, ${sizes.real} and ${sizes.synthetic}`;
}
