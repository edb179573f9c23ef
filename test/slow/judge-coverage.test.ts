import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { coverageDocument, type Result } from './judge-coverage-document.ts';
import { type Setting, settings, simulate } from './judge-simulation.ts';
import { SIZES, slack, type Tally } from './simulation.ts';

// COVERAGE_REPETITIONS sets another number of repetitions; COVERAGE_DOCUMENT names a file for the table.
const REPETITIONS = Number(process.env.COVERAGE_REPETITIONS ?? 100);
const DOCUMENT = process.env.COVERAGE_DOCUMENT;
/** Offered less often than this, an interval is hardly ever seen, and its coverage not well known. */
const LEAST_OFFERED = Math.max(40, 0.02 * REPETITIONS);

/** Wilson's own interval dips to this at some rates. */
const DIPS = new Map([['real-only', 0.84]]);

describe('coverage of the 95 % intervals of `unpool judge`', () => {
  let results: readonly Result[] = [];

  before(() => {
    results = settings().map((setting, i) => ({ setting, tallies: simulate(setting, REPETITIONS, i + 1) }));
    if (DOCUMENT !== undefined) {
      writeFileSync(DOCUMENT, coverageDocument(results, REPETITIONS, LEAST_OFFERED));
    }
  });

  /** The coverages of each method at a number of labels. */
  function byMethod(labelled: number, wanted: (setting: Setting) => boolean) {
    const found = new Map<string, { readonly setting: Setting; readonly tally: Tally; readonly coverage: number }[]>();
    for (const { setting, tallies } of results) {
      for (const [method, tally] of tallies) {
        if (setting.labelled === labelled && wanted(setting) && tally.offered >= LEAST_OFFERED) {
          const entry = { setting, tally, coverage: tally.covered / tally.offered };
          found.set(method, [...(found.get(method) ?? []), entry]);
        }
      }
    }
    return found;
  }

  for (const labelled of SIZES) {
    it(`zeros and ones, ${labelled} labels: 94 % on average over p from 0.05 to 0.95, nowhere below 90 %`, () => {
      const methods = byMethod(labelled, ({ kind }) => kind === 'binary');
      assert.ok(methods.size >= 4);
      for (const [method, entries] of methods) {
        const middle = entries.filter(({ setting }) => setting.p >= 0.05 && setting.p <= 0.95);
        const mean = middle.reduce((sum, { coverage }) => sum + coverage, 0) / middle.length;
        assert.ok(mean >= 0.94 - 1 / REPETITIONS, `${method}: ${mean} on average`);
        const least = DIPS.get(method) ?? 0.9;
        for (const { setting, tally, coverage } of entries) {
          assert.ok(coverage >= least - slack(least, tally.offered), `${method}: ${coverage} at ${setting.name}`);
        }
      }
    });

    it(`normal and uniform scores, ${labelled} labels: 93 to 98 %`, () => {
      const methods = byMethod(labelled, ({ kind, name }) => kind === 'continuous' && !name.startsWith('exponential'));
      assert.ok(methods.has('real-only') && methods.has('ppi'));
      for (const [method, entries] of methods) {
        for (const { setting, tally, coverage } of entries) {
          assert.ok(coverage >= 0.93 - slack(0.93, tally.offered), `${method}: ${coverage} at ${setting.name}`);
          assert.ok(coverage <= 0.98 + slack(0.98, tally.offered), `${method}: ${coverage} at ${setting.name}`);
        }
      }
    });
  }
});
