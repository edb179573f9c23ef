import assert from 'node:assert/strict';
import { RULES, type RuleId } from '@unpool/shared/protocol/finding.ts';
import { createColors } from 'picocolors';
import type { ReportedFinding } from './report.ts';
import { Tally } from './tally.ts';

function lastLine(rules: readonly RuleId[]): string | undefined {
  const tally = new Tally();
  const findings = rules.map((rule) => {
    const range = { path: 'a.py', cell: null, line: 1, column: 1, endLine: 1, endColumn: 2 };
    const words = { rule, severity: 'warning', confidence: 'certain', message: 'm' } as const;
    const finding: ReportedFinding = { ...range, ...words, trace: [], fixes: [] };
    return { id: rule, finding, stored: finding, sourceLine: '' };
  });
  tally.add({ path: 'a.py', findings, known: [], repaired: null, problem: null, warning: null });
  return tally.summary(1, createColors(false)).at(-1);
}

describe('The last line of a report', () => {
  const HINT = 'and what to do about it: unpool explain';

  it('names the rules that were found, where they are few', () => {
    const [one, two] = RULES;
    assert.equal(lastLine([one, one]), `What the rule means ${HINT} ${one}`);
    assert.equal(lastLine([two, one, two]), `What a rule means ${HINT} RULE (${one}, ${two})`);
    assert.equal(lastLine(RULES), `What a rule means ${HINT} RULE`);
    assert.equal(lastLine([]), 'No findings in 1 file');
  });
});
