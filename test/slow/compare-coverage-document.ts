import { group } from 'd3-array';
import { type Boundary, PARTS, type Passed } from './compare-boundary.ts';
import { BY_FORMULA, type Null, PERMUTED, type Rejections } from './compare-permutations.ts';
import { type Cell, type Covered, cells, failure, requirement } from './compare-requirements.ts';
import { shortfall } from './compare-shortfalls.ts';
import { percent, table } from './markdown.ts';
import { RATES, SIZES } from './simulation.ts';

export interface Results {
  readonly repetitions: number;
  /** Settings in which an interval was offered fewer times do not count. */
  readonly leastOffered: number;
  readonly coverage: readonly Covered[];
  /** One share for each of `PARTS`. */
  readonly boundaries: readonly { readonly boundary: Boundary; readonly passed: readonly Passed[] }[];
  readonly nulls: readonly { readonly of: Null; readonly rejections: Rejections }[];
}

/** The results as a page of Markdown. */
export function coverageDocument(results: Results): string {
  const all = cells(results.coverage, results.leastOffered);
  return `${[
    ...introduction(results),
    ...missed(all, results.repetitions),
    '## Zeros and ones, wins, and logistic regression',
    'The average over p from 0.05 to 0.95, and the least.',
    byKind(all, 'binary'),
    'The least coverage of the shift, by p:',
    byRate(results),
    '## Scores',
    'Normal and uniform values and errors, also of unequal spread; ratings that are not skewed. The average, and the least.',
    byKind(all, 'continuous'),
    '## Skewed scores',
    'Exponential values, t(5), ratings of which 60 or 90 % are 5, exponential errors: nothing is required here. Student’s ' +
      'interval of a skewed mean falls short with few rows, here as everywhere; that of the shift less so, since both sides are skewed.',
    byKind(all, 'apart'),
    ...falselyCompatible(results),
    ...biasAwarePooled(results),
    ...permutationTests(results),
  ].join('\n\n')}\n`;
}

function introduction({ repetitions, leastOffered }: Results): readonly string[] {
  return [
    '# Coverage of the intervals of `unpool compare`',
    `How often each 95 % interval covers the truth in ${repetitions} simulated data sets a setting (standard error of 95 %: ` +
      `${percent(Math.sqrt((0.95 * 0.05) / repetitions))}); half as many where zeros and ones come in clusters, pairs or strata, ` +
      'a quarter or an eighth for two models that are right or wrong, regressions and weights by odds, which take long. Below ' +
      'stands how often a shift as large as the margin is called `compatible`, and how often the tests of the distribution ' +
      'reject where nothing differs. Repeat (some 20 minutes) with',
    `\`\`\`sh\nCOVERAGE_REPETITIONS=${repetitions} COVERAGE_DOCUMENT=docs/coverage-compare.md \\\n  npx mocha --no-config --import=tsx --exit --timeout 0 test/slow/compare-coverage.test.ts\n\`\`\``,
    'Required: for zeros and ones at least 94 % on average over p from 0.05 to 0.95 and nowhere below 90 %, but for Wilson’s ' +
      'own interval of the real rows alone (84 %); for normal and uniform scores 93 to 98 %, quantiles also more, since order ' +
      'statistics come in steps. Coverage counts the data sets in which the interval is offered; a dash stands where it is ' +
      `refused in nearly all (offered fewer than ${leastOffered} times).`,
    'There are as many synthetic units as real ones, or five times as many. The units are independent rows; clusters of one to ' +
      'five rows, alike with a correlation of 0.5 (of the normal numbers behind the values); pairs, one row of the same prompt on ' +
      'each side; or prompts of both sides with two real and five synthetic rows. Rates are the same on both sides, or 0.1 apart; ' +
      'other values shift by 0.3 standard deviations, coefficients from 0.7 to 1.',
    'Of two models, one is unlike the other, or agrees with it on nine of ten rows or more, or fails where the other passes, on ' +
      'one of twenty rows. The rows that are weighted differ in three categories, or in a normal covariate by half a standard deviation.',
  ];
}

/** Cells that miss what is required, whether or not this is known. */
function missed(all: readonly Cell[], repetitions: number): readonly string[] {
  const misses = all.filter((cell) => {
    const required = requirement(cell);
    return required !== null && failure(cell, required, 2) !== null;
  });
  const order = misses.toSorted((a, b) => a.of.localeCompare(b.of) || b.method.localeCompare(a.method) || a.n - b.n);
  const groups = group(order, (cell) => shortfall(cell)?.why ?? 'Not known before.');
  return [
    '## Where the requirement is not met',
    'By more than two standard errors of the simulation. Where the interval is refused instead, nothing is missed.',
    ...(groups.size === 0 ? ['Nowhere.'] : []),
    ...[...groups].flatMap(([why, cells]) => [
      why,
      table(
        ['what', 'interval', 'real units', 'on average', 'least', 'at', 'offered there'],
        cells.map(({ of, method, n, average, least, greatest, kind }) => {
          const worst = kind === 'continuous' && least.coverage >= 0.93 ? greatest : least;
          const at = `${worst.setting.name}, ${worst.setting.sizes.synthetic} synthetic`;
          const offered = worst.offered / Math.round(repetitions * (worst.setting.part ?? 1));
          return [of, method, n, percent(average), percent(worst.coverage), at, percent(offered)];
        }),
      ),
    ]),
  ];
}

/** A row for each thing that is compared and each method, a column for each number of real units. */
function byKind(all: readonly Cell[], kind: Cell['kind']): string {
  const groups = group(
    all.filter((cell) => cell.kind === kind),
    ({ of, method }) => `${of} | ${method}`,
  );
  const rows = [...groups].map(([name, cells]) => {
    const least = cells.map((cell) => cell.least).reduce((a, b) => (b.coverage < a.coverage ? b : a));
    const { sizes, name: drawn } = least.setting;
    return [
      name,
      ...SIZES.map((n) => {
        const cell = cells.find((one) => one.n === n);
        return cell === undefined ? '-' : `${short(cell.average)} / ${short(cell.least.coverage)}`;
      }),
      `${drawn}, ${sizes.real} and ${sizes.synthetic}`,
    ];
  });
  return table(['what', 'interval', ...SIZES.map((n) => `${n} real`), 'least at'], rows);
}

function byRate({ coverage, leastOffered }: Results): string {
  const binary = coverage.filter(({ setting, tallies }) => setting.kind === 'binary' && tallies.has('shift'));
  const columns = [...new Set(binary.map(({ setting }) => setting.of))];
  const rows = SIZES.flatMap((n) =>
    RATES.map((p) => [
      n,
      p,
      ...columns.map((of) => {
        const shares = binary.flatMap(({ setting, tallies }) => {
          const { offered, covered } = tallies.get('shift')!;
          const counts = setting.of === of && setting.p === p && setting.sizes.real === n && offered >= leastOffered;
          return counts ? [covered / offered] : [];
        });
        return shares.length === 0 ? '-' : short(Math.min(...shares));
      }),
    ]),
  );
  return table(['real', 'p', ...columns], rows);
}

function falselyCompatible({ boundaries }: Results): readonly string[] {
  const groups = group(boundaries, ({ boundary }) => `${boundary.of} | ${boundary.kind}`);
  const rows = [...groups].map(([name, all]) => {
    const rate = ({ passed: [at] }: (typeof all)[number]) => at!.compatible / at!.repetitions;
    const most = all.reduce((a, b) => (rate(b) > rate(a) ? b : a));
    const { sizes, name: drawn, margin } = most.boundary;
    return [
      name,
      ...SIZES.map((n) => {
        const rates = all.filter(({ boundary }) => boundary.sizes.real === n).map(rate);
        const average = rates.reduce((sum, one) => sum + one, 0) / rates.length;
        return `${short(average)} / ${short(Math.max(...rates))}`;
      }),
      `${drawn}, margin ${Number(margin.toFixed(2))}, ${sizes.real} and ${sizes.synthetic}`,
    ];
  });
  return [
    '## A shift as large as the margin that is called `compatible`',
    'Required: at most 6.5 % of data sets, but for sparse values, most of which are the same. Margins of 0.5 and 1 standard ' +
      'deviation for means, 0.05, 0.1 and 0.2 for rates, the difference of two sets of probabilities for ratings. The average ' +
      'and the greatest share, in per cent. Ten real values that all differ are never enough: one of them counts as the most ' +
      'frequent. It is more for exponential values, where 20 or 50 real rows meet five times as many synthetic ones further ' +
      'down, and for pairs of zeros and ones of which few differ (Agresti and Min): up to 10 %. Newcombe’s interval of two ' +
      'rates passes 6.5 % a little near 0 and 1; computed exactly, 6.8 % at 5 % of 20 real and 25 % of 100 synthetic rows.',
    table(['what', 'values', ...SIZES.map((n) => `${n} real`), 'most at'], rows),
  ];
}

function biasAwarePooled({ boundaries, leastOffered }: Results): readonly string[] {
  const groups = group(boundaries, ({ boundary }) => `${boundary.of} | ${boundary.kind}`);
  /** Of all of them together, and of the least. */
  const shares = (counts: readonly (readonly [count: number, of: number])[]) => {
    const often = counts.filter(([, of]) => of >= leastOffered);
    const [count, of] = [0, 1].map((i) => counts.reduce((sum, pair) => sum + pair[i]!, 0));
    const least = often.length === 0 ? '-' : short(Math.min(...often.map(([count, of]) => count / of)));
    return of! < leastOffered ? '-' : `${short(count! / of!)} / ${least}`;
  };
  const rows = [...groups].map(([name, all]) => {
    const atMargin = all.filter(({ boundary }) => boundary.sizes.real >= 50).map(({ passed }) => passed[0]!);
    const wrong = all.flatMap(({ passed }) =>
      passed.map(({ repetitions, compatible, covered }) => (compatible - covered) / repetitions),
    );
    return [
      name,
      shares(atMargin.map(({ held, repetitions }) => [held, repetitions])),
      ...PARTS.map((_, i) => shares(all.map(({ passed }) => [passed[i]!.covered, passed[i]!.compatible]))),
      short(Math.max(...wrong)),
    ];
  });
  return [
    '## The bias-aware interval of all rows',
    'It promises 95 % as long as the shift is no larger than the margin. The first figures are those of a shift as large as the ' +
      'margin, whatever the verdict, with 50 real units or more. But it is shown only where the verdict is `compatible`, and the next figures are of these ' +
      'data sets: the average over all, and the least of a setting in which there were enough. With a shift as large as the ' +
      'margin they are the one in twenty in which the sides look more alike than they are, and what is shown there misses the ' +
      'truth more often. The last column is how often a wrong interval is shown, of all data sets, in the worst setting.',
    table(
      [
        'what',
        'values',
        'margin, any verdict',
        'margin, shown',
        'half of it, shown',
        'no shift, shown',
        'wrong and shown',
      ],
      rows,
    ),
  ];
}

function permutationTests({ nulls }: Results): readonly string[] {
  const tests = [...PERMUTED, ...BY_FORMULA];
  const rows = nulls.map(({ of: { law, design, sizes }, rejections }) => [
    design === 'rows' ? law.name : `${law.name}, ${design}`,
    `${sizes.real} and ${sizes.synthetic}`,
    ...tests.map((test) => {
      const { tested, rejected } = rejections.get(test)!;
      return tested < 0.9 * rejections.get('KS')!.tested ? '-' : short(rejected / tested);
    }),
  ]);
  return [
    '## Tests of the distribution where nothing differs',
    'How often p is at most 0.05, in per cent, with 199 permutations instead of 9,999 (which changes the power, not the level). ' +
      'Required of the permutation tests (KS, energy): 4 to 6 %. They are conservative where few values of the statistic are ' +
      'possible: with small samples, ties, five ratings, zeros and ones. The formula of KS takes values as free of ties, and is ' +
      'far below 5 % with them: go by its permutation p-value. Tests by formula are there to be seen.',
    'In clusters the tests move whole clusters, which takes these as alike on both sides. Where they are not (uneven: two real, ' +
      'but five synthetic rows each), 10 small real ones against 40 large ones are rejected in 8 to 12 %, the other way round in ' +
      '2 %: do not go by these tests there; the verdict does not either. Prompts with two real and five synthetic rows: 1 to 3 %.',
    table(['values', 'rows or clusters', ...tests], rows),
  ];
}

/** A share in per cent, without the sign. */
function short(share: number): string {
  return (100 * share).toFixed(1);
}
