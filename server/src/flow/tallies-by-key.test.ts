import { itFindsJudges } from './test-follows.ts';

/** Counts that are kept under keys that nobody knows: policies, categories, models. */

const HEAD = `import OpenAI from 'openai';
const client = new OpenAI();
async function check(answer) {
  const input = \`You are a strict judge. Say pass or fail of the answer: \${answer}\`;
  const reply = await client.responses.create({ model: 'gpt-4o', input });
  return { passed: reply.output_text !== 'fail' };
}
const answers = load();
`;

const COUNTED = `for (const answer of answers) {
  const { passed } = await check(answer.text);
  const entry = all[answer.policy];
  entry.checked++;
  if (passed) entry.passed++;
}
`;
const IN_OBJECT = `const all = {};
for (const policy of policies) all[policy.id] = { checked: 0, passed: 0, rate: 100, long: 0 };
${COUNTED}`;
const IN_MAP = `const all = new Map();
for (const policy of policies) all.set(policy.id, { checked: 0, passed: 0, rate: 100, long: 0 });
${COUNTED.replace('all[answer.policy];', 'all.get(answer.policy);\n  if (!entry) continue;')}`;

const FOUND: Readonly<Record<string, string>> = {
  'values of an object': `${IN_OBJECT}for (const entry of Object.values(all)) console.log(entry.passed / entry.checked);`,
  'values of a map': `${IN_MAP}for (const entry of all.values()) console.log(entry.passed / entry.checked);`,
  'values in a list': `${IN_MAP}const rates = [...all.values()].map((entry) => entry.passed / entry.checked);
console.log(rates);`,
  'what a loop leaves in them': `${IN_MAP}for (const entry of all.values()) entry.rate = entry.passed;
const results = Array.from(all.values());
console.log(results.reduce((sum, one) => sum + one.rate, 0) / results.length);`,
  'what a loop leaves in those of an object': `${IN_OBJECT}for (const entry of Object.values(all)) entry.rate = entry.passed;
const results = Object.values(all);
console.log(results.reduce((sum, one) => sum + one.rate, 0) / results.length);`,
  'what a loop leaves in its entries': `${IN_OBJECT}for (const [name, entry] of Object.entries(all)) entry.rate = entry.passed;
const results = Object.values(all);
console.log(results.reduce((sum, one) => sum + one.rate, 0) / results.length);`,
};

const SILENT: Readonly<Record<string, string>> = {
  'how many were long': `${IN_OBJECT}for (const answer of answers) if (answer.text.length > 99) all[answer.policy].long++;
for (const entry of Object.values(all)) console.log(entry.long / entry.checked);`,
  'how many there are': `${IN_MAP}for (const entry of all.values()) entry.rate = entry.checked;
const results = [...all.values()];
console.log(results.reduce((sum, one) => sum + one.rate, 0) / results.length);`,
};

describe("a judge's verdicts that are counted by a key", () => {
  itFindsJudges(HEAD, FOUND, SILENT);
});
