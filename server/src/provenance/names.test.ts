import assert from 'node:assert/strict';
import { namesGrade, rowEvidence } from './names.ts';
import { has, REAL } from './origins.ts';

describe('the name of rows', () => {
  it('tells of real ones, and not of estates or of the time', () => {
    for (const name of ['real_rows', 'realWorldSamples', 'df_real']) assert.ok(has(rowEvidence(name), REAL), name);
    for (const name of ['realEstatePrices', 'real_time_scores']) assert.equal(rowEvidence(name), 0, name);
  });
});

describe('the name of a value', () => {
  it('tells of a grade, and not of what something costs', () => {
    for (const name of ['rate_answer', 'rateAnswer', 'llm_rate']) assert.ok(namesGrade(name, false), name);
    for (const name of ['annual_rate', 'interestRate', 'hourly_rates']) assert.ok(!namesGrade(name, true), name);
  });
});
