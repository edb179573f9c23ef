import type { Setting } from './judge-simulation.ts';
import { percent, table } from './markdown.ts';
import { RATES, SIZES, type Tally } from './simulation.ts';

/** What came of one setting; the keys are methods. */
export interface Result {
  readonly setting: Setting;
  readonly tallies: ReadonlyMap<string, Tally>;
}

const METHODS = ['real-only', 'post-stratified', 'ppi', 'ppi++', 'stratified-ppi', 'judge-corrected', 'errorShift'];

/** The results as a page of Markdown. Settings in which a method was offered fewer than `leastOffered` times do not count. */
export function coverageDocument(results: readonly Result[], repetitions: number, leastOffered: number): string {
  const covered = (method: string, wanted: (setting: Setting) => boolean) =>
    results.flatMap(({ setting, tallies }) => {
      const tally = tallies.get(method);
      const counts = wanted(setting) && tally !== undefined && tally.offered >= leastOffered;
      return counts ? [{ name: setting.name, coverage: tally.covered / tally.offered }] : [];
    });
  const offered = (method: string, wanted: (setting: Setting) => boolean) => {
    const tallies = results.filter(({ setting }) => wanted(setting)).map((result) => result.tallies.get(method));
    return tallies.reduce((sum, tally) => sum + (tally?.offered ?? 0), 0) / tallies.length / repetitions;
  };
  const summary = (kind: Setting['kind']) =>
    SIZES.flatMap((labelled) =>
      METHODS.flatMap((method) => {
        const wanted = (setting: Setting) => setting.kind === kind && setting.labelled === labelled;
        const within = (setting: Setting) => wanted(setting) && !(setting.p < 0.05 || setting.p > 0.95);
        const all = covered(method, wanted);
        const middle = covered(method, within);
        if (all.length === 0 || middle.length === 0) {
          return offered(method, wanted) > 0 || kind === 'binary' ? [[labelled, method, 'refused', '', '', '']] : [];
        }
        const mean = middle.reduce((sum, { coverage }) => sum + coverage, 0) / middle.length;
        const least = all.reduce((a, b) => (b.coverage < a.coverage ? b : a));
        return [
          [labelled, method, percent(mean), percent(least.coverage), least.name, percent(offered(method, wanted))],
        ];
      }),
    );
  const byRate = SIZES.flatMap((labelled) =>
    RATES.map((p) => [
      labelled,
      p,
      ...METHODS.map((method) => {
        const all = covered(method, (setting) => setting.labelled === labelled && setting.p === p);
        return all.length === 0 ? '-' : percent(Math.min(...all.map(({ coverage }) => coverage)));
      }),
    ]),
  );
  const byShape = results
    .filter(({ setting }) => setting.kind === 'continuous')
    .map(({ setting, tallies }) => [
      setting.labelled,
      setting.name,
      ...METHODS.map((method) => {
        const tally = tallies.get(method);
        return tally === undefined || tally.offered < leastOffered ? '-' : percent(tally.covered / tally.offered);
      }),
    ]);
  const head = ['labels', 'method', 'on average', 'least', 'at', 'offered'];
  return `${[
    ...introduction(repetitions, leastOffered),
    '## Zeros and ones',
    table(head, summary('binary')),
    'The least coverage over the judges, by the rate of human passes:',
    table(['labels', 'p', ...METHODS], byRate),
    '## Scores',
    table(['labels', 'what is drawn', ...METHODS], byShape),
  ].join('\n\n')}\n`;
}

function introduction(repetitions: number, leastOffered: number): readonly string[] {
  return [
    '# Coverage of the intervals of `unpool judge`',
    `How often each 95 % interval covers the truth in ${repetitions} simulated data sets a setting (standard error of 95 %: ` +
      `${percent(Math.sqrt((0.95 * 0.05) / repetitions))}). Repeat with`,
    `\`\`\`sh\nCOVERAGE_REPETITIONS=${repetitions} COVERAGE_DOCUMENT=docs/coverage-judge.md \\\n  npx mocha --no-config --import=tsx --exit --timeout 0 test/slow/judge-coverage.test.ts\n\`\`\``,
    'Required: for zeros and ones at least 94 % on average over p from 0.05 to 0.95 and nowhere below 90 %, but for Wilson’s ' +
      'own interval of the human labels (real-only); for normal and uniform scores 93 to 98 %. Coverage counts the data sets in ' +
      `which the interval is offered; a dash stands where it is refused in nearly all (offered fewer than ${leastOffered} times).`,
    'Several judges are drawn: sensitivity and specificity 0.95 and 0.6, 0.9 and 0.9, 0.8 and 0.7, 0.98 and 0.98, 0.6 and 0.5, with ' +
      '20, 100 or 1,000 unlabelled rows. `stratified-ppi` has two strata, with half and one and a half times the rate of passes. ' +
      'Exponential scores are there to be seen: Student’s interval of a skewed mean falls short with few labels, here as everywhere.',
  ];
}
