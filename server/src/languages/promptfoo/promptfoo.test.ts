import assert from 'node:assert/strict';
import type { Analysis } from '../../analysis.ts';
import { TestWorkspace } from '../../test-workspace.ts';
import { lowerPromptfoo } from './lower.ts';

const NAME = 'promptfooconfig.yaml';

const analyse = (text: string, files: Readonly<Record<string, string>> = {}, name = NAME): Promise<Analysis> =>
  new TestWorkspace({ ...files, [name]: text }).analyse(name);

const textOf = ({ document }: Analysis): string => document.units[0]!.text;

/** `rule severity line:text` of each finding. */
async function found(text: string, files: Readonly<Record<string, string>> = {}, name = NAME): Promise<string[]> {
  const analysis = await analyse(text, files, name);
  return analysis.findings.map(({ rule, severity, place: { start, end } }) => {
    const line = textOf(analysis).slice(0, start).split('\n').length;
    return `${rule} ${severity} ${line}:${textOf(analysis).slice(start, end)}`;
  });
}

const configuration = (assertions: string, more = '', providers = '[vertex:gemini-2.0-flash]'): string =>
  `prompts: ["{{q}}"]\nproviders: ${providers}\n${more}tests:\n  - vars: {q: a}\n    assert:\n${assertions
    .split('\n')
    .map((line) => `      ${line}\n`)
    .join('')}`;

const GRADER = 'defaultTest: {options: {provider: openai:gpt-4o}}\n';

describe('promptfoo configurations', () => {
  it('report the first assertion that a model grades, at its type', async () => {
    const text = configuration(
      '- type: contains\n  value: a\n- value: is polite\n  type: llm-rubric\n- type: factuality',
      GRADER,
    );
    assert.deepEqual(await found(text), ['uncalibrated-judge information 10:llm-rubric']);
    const { findings } = await analyse(text);
    assert.match(findings[0]!.message, /\(llm-rubric and factuality in 2 assertions grade with gpt-4o\)/);
  });

  it('report each grader, and say nothing of what no model grades', async () => {
    const text = configuration(
      '- type: similar\n- type: not-llm-rubric\n  provider: {id: openai:gpt-4.1}\n- type: g-eval\n- type: assert-set\n  assert:\n    - type: factuality\n      provider:\n        text: mistral:mistral-large-latest\n        embedding: openai:embedding:x\n- type: javascript',
      GRADER,
    );
    assert.deepEqual(await found(text), [
      'uncalibrated-judge information 8:not-llm-rubric',
      'uncalibrated-judge information 10:g-eval',
      'uncalibrated-judge information 13:factuality',
    ]);
    assert.deepEqual(await found(configuration('- type: similar\n- type: is-json\n- type: not-contains')), []);
  });

  it('warn where a score must be reached', async () => {
    const warned = ['uncalibrated-judge warning 7:llm-rubric'];
    assert.deepEqual(await found(configuration('- type: llm-rubric\n  threshold: 0.8', GRADER)), warned);
    assert.deepEqual(await found(configuration('- type: llm-rubric', GRADER).concat('    threshold: 0.5\n')), warned);
    const set = '- type: assert-set\n  threshold: 0.5\n  assert: [{type: llm-rubric}]';
    assert.deepEqual(await found(configuration(set, GRADER)), ['uncalibrated-judge warning 9:llm-rubric']);
  });

  it('report a grader of the family that it grades, the one that promptfoo falls back on among them', async () => {
    const rubric = '- type: llm-rubric';
    const self = (text: string) => found(text).then((all) => all.filter((each) => each.startsWith('self-judging')));
    const reported = (line: number) => [`self-judging information ${line}:llm-rubric`];
    const own = 'defaultTest: {options: {provider: google:gemini-2.5-pro}}\n';
    assert.deepEqual(await self(configuration(rubric, own)), reported(7));
    assert.deepEqual(await self(configuration(rubric, GRADER)), []);
    assert.deepEqual(await self(configuration(rubric, '', '["openai:chat:gpt-4o-mini"]')), reported(6));
    assert.deepEqual(
      await self(configuration(rubric, '', '["openai:gpt-4o-mini", "anthropic:messages:claude-3"]')),
      reported(6),
    );
    // the key of another server tells nothing of OpenAI's
    const redirected = '[{id: "openai:chat:gpt-4o", config: {apiBaseUrl: "http://localhost"}}]';
    assert.deepEqual(await self(configuration(rubric, '', redirected)), []);
    // whichever key is there: too unsure to tell
    assert.deepEqual(await self(configuration(rubric, '', '["anthropic:messages:claude-sonnet-4-5"]')), []);
    const mixed = '["bedrock:us.anthropic.claude-3-5-sonnet-20241022-v2:0", "ollama:chat:llama3.2"]';
    const claude = 'defaultTest: {options: {provider: "anthropic:messages:{{env.JUDGE}}"}}\n';
    assert.deepEqual(await self(configuration(rubric, claude, mixed)), reported(7));
  });

  it('report tests that are run several times', async () => {
    const repeated = (times: number, options = 'evaluateOptions') =>
      found(configuration('- type: equals', `${options}: {repeat: ${times}}\n`));
    assert.deepEqual(await repeated(3), ['dependent-generations information 3:3']);
    assert.deepEqual(await repeated(2, 'commandLineOptions'), ['dependent-generations information 3:2']);
    assert.deepEqual(await repeated(1), []);
    assert.deepEqual(await found('providers: [a:b]\nprompts: [a]\nevaluateOptions: {repeat: 3}\n'), []);
  });

  it('say nothing of a grader that was held against labels of people', async () => {
    const calibrated = 'metadata:\n  unpool:\n    calibration:\n      file: human_labels.csv\n';
    assert.deepEqual(await found(configuration('- type: llm-rubric', GRADER + calibrated)), []);
    const empty = 'metadata: {unpool: {calibration: {}}}\n';
    assert.equal((await found(configuration('- type: llm-rubric', GRADER + empty))).length, 1);
  });

  it('read aliases, merged keys, templates of assertions and several documents', async () => {
    const text = `
x-judge: &judge
  provider: openai:gpt-4o
x-checks: &checks
  - type: llm-rubric
    <<: *judge
assertionTemplates:
  polite:
    type: g-eval
    provider: mistral:mistral-large-latest
providers: [{{ env.MODEL }}]
prompts: [a]
tests:
  - assert: *checks
  - assert: *checks
  - assert: [{$ref: "#/assertionTemplates/polite"}]
---
providers: [echo]
tests:
  - assert: [{type: select-best}]
`;
    assert.deepEqual(await found(text), [
      'uncalibrated-judge information 5:llm-rubric',
      'uncalibrated-judge information 9:g-eval',
      'uncalibrated-judge information 20:select-best',
    ]);
  });

  it('read the files that they name, as far as these lie in the workspace', async () => {
    const of = (tests: string, files: Readonly<Record<string, string>>) =>
      found(`providers: [echo]\nprompts: [a]\ntests: ${tests}\n`, files);
    const yaml = { 'cases/a.yaml': '- vars: {q: a}\n  assert:\n    - type: llm-rubric\n' };
    assert.deepEqual(await of('file://cases/a.yaml', yaml), ['uncalibrated-judge information 3:file://cases/a.yaml']);
    assert.deepEqual(await of('[file://cases/*.yaml]', yaml), ['uncalibrated-judge information 3:file://cases/*.yaml']);
    assert.deepEqual(await of('file://cases/', yaml), ['uncalibrated-judge information 3:file://cases/']);
    assert.deepEqual(await of('file://../other/a.yaml', yaml), []);
    const csv = { 'tests.csv': 'q,__expected\na,equals: b\nc,grade: is polite\n' };
    assert.deepEqual(await of('tests.csv', csv), ['uncalibrated-judge information 3:tests.csv']);
    assert.deepEqual(await of('tests.csv', { 'tests.csv': 'q,__expected\na,llm-rubrics are dull\n' }), []);
    const lines = { 'tests.jsonl': '{"vars": {}, "assert": [{"type": "factuality"}]}\n\n{"vars": {}}\n' };
    assert.deepEqual(await of('tests.jsonl', lines), ['uncalibrated-judge information 3:tests.jsonl']);
    const all = { 'all.yaml': 'assert:\n  - type: llm-rubric\noptions: {provider: openai:gpt-4o}\n' };
    assert.deepEqual(await found('providers: [openai:gpt-4o]\nprompts: [a]\ndefaultTest: file://all.yaml\n', all), [
      'uncalibrated-judge information 3:file://all.yaml',
      'self-judging information 3:file://all.yaml',
    ]);
    const scenarios = { 's.yaml': '- config: [{vars: {}}]\n  tests:\n    - assert: [{type: llm-rubric}]\n' };
    assert.deepEqual(await found('providers: [echo]\nscenarios: [file://s.yaml]\n', scenarios), [
      'uncalibrated-judge information 2:file://s.yaml',
    ]);
  });

  it('read JSON, and files of any name that say what they are', async () => {
    const json = JSON.stringify({ providers: ['echo'], tests: [{ assert: [{ type: 'llm-rubric' }] }] }, null, '\t');
    assert.deepEqual(await found(json, {}, 'evals.json'), ['uncalibrated-judge information 9:"llm-rubric"']);
    const text = configuration('- type: llm-rubric', GRADER);
    assert.equal((await found(text, {}, 'evals/rag.yml')).length, 1);
    const other = 'targets: [a]\nassert: [{type: llm-rubric}]\n';
    assert.deepEqual(await found(other, {}, 'compose.yaml'), []);
  });

  it('report synthetic tests among those that people wrote, where a report cannot tell them apart', async () => {
    const by = '  - vars: {q: a}\n    assert: [{type: equals}]\n';
    const of = (tests: string, files: Readonly<Record<string, string>> = {}) =>
      found(`providers: [echo]\nprompts: [a]\ntests:\n${tests}`, files);
    const pooled = ['naive-pooling warning 3:tests'];
    assert.deepEqual(await of(`  - file://synthetic_cases.yaml\n${by}`), pooled);
    assert.deepEqual(await of(`  - file://cases.yaml # unpool: synthetic\n${by}`), pooled);
    const golden = { 'human.yaml': '- assert: [{type: equals}]' };
    assert.deepEqual(await of('  - human.yaml\n  - generated/cases.yaml\n', golden), pooled);
    assert.deepEqual(await of('  - human.yaml\n  - synthetic/cases.yaml\n', golden), pooled);
    assert.deepEqual(await of(`  - file://cases.yaml\n${by}`), []);
    assert.deepEqual(await of(`  - file://synthetic_cases.yaml\n${by.replace('assert', 'options')}`), []);
    const marked = { 'synthetic_cases.yaml': '- vars: {q: b}\n  metadata: {origin: synthetic}\n' };
    assert.deepEqual(await of(`  - file://synthetic_cases.yaml\n${by}`, marked), []);
    const { findings } = await analyse(`providers: [echo]\ntests:\n  - file://synthetic.yaml\n${by}`);
    assert.match(findings[0]!.message, /pass rate is computed on real rows and synthetic rows \(synthetic.yaml\)/);
  });

  it('say nothing of what a red team made', async () => {
    const team = 'redteam: {plugins: [pii]}\n';
    const made = '      metadata: {pluginId: intent}\n'.slice(2);
    assert.deepEqual(await found(`${configuration('- type: llm-rubric', GRADER)}${made}${team}`), []);
    assert.deepEqual(await found(configuration('- type: promptfoo:redteam:pii', GRADER) + team), []);
    // tests of one's own are run beside it
    assert.equal((await found(configuration('- type: llm-rubric', GRADER) + team)).length, 1);
  });

  it('read quoted texts that go on at the margin, as promptfoo does', async () => {
    const head = 'providers: [echo]\nprompts:\n  - "a\n\nb: c \\" - d\n"\n  - \'e\nf\'\n';
    const analysis = await analyse(`${head}tests:\n  - assert: [{type: llm-rubric}]\n`);
    assert.deepEqual(
      [analysis.unread, textOf(analysis).slice(analysis.findings[0]!.place.start).slice(0, 10)],
      [[], 'llm-rubric'],
    );
    assert.equal((await analyse(`${head.replace("f'", 'f')}tests: []\n`)).unread.length > 0, true);
  });

  it('are silenced by a comment, above or behind', async () => {
    const behind = '- type: llm-rubric # unpool: ignore[uncalibrated-judge] a draft';
    assert.deepEqual(await found(configuration(behind, GRADER)), []);
    const above = '# unpool: ignore[uncalibrated-judge] a draft\n- value: is polite\n  type: llm-rubric';
    assert.deepEqual(await found(configuration(above, GRADER)), []);
    const idle = '- type: contains # unpool: ignore[uncalibrated-judge] a draft';
    assert.equal((await found(configuration(idle, GRADER)))[0]?.split(' ')[0], 'unused-suppression');
    // a text is no comment
    const inText = '- type: llm-rubric\n  value: |\n    # unpool: ignore[uncalibrated-judge] a draft';
    assert.equal((await found(configuration(inText, GRADER)))[0]?.split(' ')[0], 'uncalibrated-judge');
  });

  it('tell where they are no YAML, and are read as far as that goes', async () => {
    const { findings, unread, document } = await analyse(
      `${configuration('- type: llm-rubric', GRADER)}description: {{name}} b\n`,
    );
    assert.equal(findings.length, 1);
    assert.deepEqual(
      unread.map(({ start, end }) => document.units[0]!.text.slice(start, end)),
      ['b'],
    );
    for (const odd of [
      '',
      '{',
      '- - -',
      '"',
      '&a [*a]',
      'a: *b',
      'tests: &t [{assert: *t}]',
      '\u0000',
      '['.repeat(20_000),
    ])
      assert.ok(Array.isArray((await analyse(odd)).findings), odd.slice(0, 20));
  });

  it('say what a provider gives, and an assertion', async () => {
    const text = configuration('- type: llm-rubric', GRADER);
    const analysis = await analyse(text);
    const at = (part: string) => analysis.provenanceAt(null, text.indexOf(part) + 2);
    assert.equal(at('vertex:')?.summary, "a language model's answers");
    assert.equal(at('vertex:')?.name, 'vertex:gemini-2.0-flash');
    assert.equal(at('llm-rubric')?.summary, "a judge model's labels");
    assert.equal(at('vars'), null);
  });

  it('name all comments that speak to us with their place', () => {
    const text = '# unpool: ignore-file[self-judging] b\r\nproviders: [a] # unpool: real\r\nx: "# unpool: no"\r\n';
    assert.deepEqual(
      lowerPromptfoo(text, NAME, new Map()).comments.map(({ start, end, trailing }) => [
        text.slice(start, end),
        trailing,
      ]),
      [
        ['# unpool: ignore-file[self-judging] b', false],
        ['# unpool: real', true],
      ],
    );
  });
});
