import assert from 'node:assert/strict';
import type { RuleId } from '@unpool/shared/protocol/finding.ts';
import { TestWorkspace } from '../test-workspace.ts';

/** The text after the first repair of a rule's finding, which is gone then, and what a person should look at. */
async function repaired(
  rule: RuleId,
  text: string,
  files: Readonly<Record<string, string>> = {},
  name = 'promptfooconfig.yaml',
) {
  const analysis = await new TestWorkspace({ ...files, [name]: text }).analyse(name);
  const finding = analysis.findings.find((each) => each.rule === rule);
  assert(finding, 'nothing to repair');
  const fix = analysis.fixes(finding).find(({ kind }) => kind === 'repair');
  if (!fix) return null;
  const edits = [...fix.edits].sort((a, b) => b.place.start - a.place.start);
  const after = edits.reduce(
    (all, { place, newText }) => all.slice(0, place.start) + newText + all.slice(place.end),
    text,
  );
  const again = await new TestWorkspace({ ...files, [name]: after }).analyse(name);
  assert.deepEqual(
    again.findings.filter((each) => each.rule === rule).map(({ message }) => message),
    [],
  );
  for (const { newText, tabStops } of fix.edits)
    for (const { start, end } of tabStops ?? []) assert.match(newText.slice(start, end), /^[\w:.-]+$/);
  return after;
}

const TESTS = 'tests:\n  - assert:\n      - type: llm-rubric\n';

describe('repairs of promptfoo configurations', () => {
  it('name a grader of another family in place of the one that is named', async () => {
    const text = (grader: string) =>
      `providers: [openai:gpt-4o]\ndefaultTest:\n  options:\n    provider: ${grader} # ours\n${TESTS}`;
    const claude = 'anthropic:messages:claude-sonnet-4-6';
    assert.equal(await repaired('self-judging', text('openai:gpt-4.1')), text(claude));
    assert.equal(
      await repaired('self-judging', text('{id: openai:gpt-4.1, label: a}')),
      text(`{id: ${claude}, label: a}`),
    );
    const text2 = `providers: [anthropic:messages:claude-opus-4-1, openai:gpt-4o]\n${TESTS}        provider: openai:gpt-4.1\n`;
    assert.equal(await repaired('self-judging', text2), text2.replace('openai:gpt-4.1', 'google:gemini-2.5-pro'));
    // more than its name would have to change
    assert.equal(await repaired('self-judging', text('{id: openai:x, config: {model: gpt-4o}}')), null);
  });

  it('name one for all tests where promptfoo would fall back on one', async () => {
    const named = (indent: string) => `${indent}provider: anthropic:messages:claude-sonnet-4-6\n`;
    const head = 'providers:\n  - openai:gpt-4o\n';
    const comment = '# what is asked\n';
    assert.equal(
      await repaired('self-judging', `${head}\n${comment}${TESTS}`),
      `${head}\ndefaultTest:\n  options:\n${named('    ')}${comment}${TESTS}`,
    );
    assert.equal(
      await repaired('self-judging', `${head}defaultTest:\n    vars: {a: b}\n${TESTS}`),
      `${head}defaultTest:\n    options:\n${named('      ')}    vars: {a: b}\n${TESTS}`,
    );
    assert.equal(
      await repaired('self-judging', `${head}defaultTest:\n  options:\n    prefix: a\n${TESTS}`),
      `${head}defaultTest:\n  options:\n${named('    ')}    prefix: a\n${TESTS}`,
    );
    const lines = `${head}defaultTest: {options: {prefix: a}}\r\n${TESTS}`;
    assert.equal(
      await repaired('self-judging', lines),
      lines.replace('{prefix', '{ "provider": "anthropic:messages:claude-sonnet-4-6", prefix'),
    );
    assert.equal(await repaired('self-judging', `${head}defaultTest: file://all.yaml\n${TESTS}`), null);
    const elsewhere = `${head}tests: file://tests.yaml\n`;
    assert.equal(
      await repaired('self-judging', elsewhere, { 'tests.yaml': '- assert: [{type: llm-rubric}]\n' }),
      `${head}defaultTest:\n  options:\n${named('    ')}tests: file://tests.yaml\n`,
    );
  });

  it('say which labels the grader was held against', async () => {
    const head = '# yaml-language-server: $schema=https://promptfoo.dev/config-schema.json\nproviders: [echo]\n';
    assert.equal(
      await repaired('uncalibrated-judge', `${head}${TESTS}`),
      `${head}metadata:\n  unpool:\n    calibration:\n      file: human_labels.csv\n${TESTS}`,
    );
    const json = JSON.stringify({ providers: ['echo'], tests: [{ assert: [{ type: 'g-eval' }] }] }, null, 2);
    const after = await repaired('uncalibrated-judge', json, {}, 'promptfooconfig.json');
    assert.match(
      after!,
      /^\{\n {2}"metadata": \{ "unpool": \{ "calibration": \{ "file": "human_labels.csv" \} \} \},\n {2}"providers"/,
    );
    assert.deepEqual(JSON.parse(after!).metadata, { unpool: { calibration: { file: 'human_labels.csv' } } });
  });

  it('silence by a comment, but not in JSON', async () => {
    const titles = async (name: string, text: string) => {
      const analysis = await new TestWorkspace({ [name]: text }).analyse(name);
      return analysis.fixes(analysis.findings[0]!).map(({ title, edits }) => `${title}: ${edits[0]!.newText}`);
    };
    const [, silence] = await titles('promptfooconfig.yaml', `providers: [echo]\n${TESTS}`);
    assert.equal(silence, 'Ignore uncalibrated-judge here:       # unpool: ignore[uncalibrated-judge]\n');
    const json = '{"providers": ["echo"], "tests": [{"assert": [{"type": "g-eval"}]}]}';
    assert.equal((await titles('promptfooconfig.json', json)).length, 1);
  });
});
