import assert from 'node:assert/strict';
import { rowEvidence } from './names.ts';
import { has, REAL } from './origins.ts';

describe('the name of rows', () => {
  it('tells of real ones, and not of estates or of the time', () => {
    for (const name of ['real_rows', 'realWorldSamples', 'df_real']) assert.ok(has(rowEvidence(name), REAL), name);
    for (const name of ['realEstatePrices', 'real_time_scores']) assert.equal(rowEvidence(name), 0, name);
  });
});
