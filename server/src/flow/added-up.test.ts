import { itFindsJudges } from './test-follows.ts';

/** What is added up without `+=`, mostly by a key that may not be there yet. */

const HEAD = `import OpenAI from 'openai';
const client = new OpenAI();
async function grade(answer) {
  const input = \`You are a judge. Rate the answer from 1 to 5: \${answer}\`;
  return Number((await client.responses.create({ model: 'gpt-4o', input })).output_text);
}
const sums: Record<string, number> = {};
const good = new Map<string, number>();
let total = 0;
`;

const FOUND: Readonly<Record<string, string>> = {
  'in a variable': `for (const row of rows) total = total + (await grade(row.answer));
console.log(total / rows.length);`,
  'by a key': `for (const row of rows) sums[row.topic] = (sums[row.topic] || 0) + (await grade(row.answer));
for (const [topic, sum] of Object.entries(sums)) console.log(topic, sum / rows.length);`,
  'by how many are good': `for (const row of rows) if ((await grade(row.answer)) > 3) sums[row.topic] = (sums[row.topic] ?? 0) + 1;
for (const topic in sums) console.log(topic, sums[topic] / rows.length);`,
  'in a map': `for (const row of rows) if ((await grade(row.answer)) > 3) good.set(row.topic, (good.get(row.topic) ?? 0) + 1);
for (const [topic, count] of good) console.log(topic, count / rows.length);`,
};

const SILENT: Readonly<Record<string, string>> = {
  'how often a topic comes': `for (const row of rows) {
  row.grade = await grade(row.answer);
  sums[row.topic] = (sums[row.topic] ?? 0) + 1;
}
for (const topic in sums) console.log(topic, sums[topic] / rows.length);`,
  'what is put together anew': `for (const row of rows) good.set(row.topic, row.place + 1);
for (const row of rows) await grade(row.answer);
for (const [topic, count] of good) console.log(topic, count / rows.length);`,
  'a column that is called like a key': `const byTopic = {};
for (const row of rows) if ((await grade(row.answer)) > 3) byTopic['age'] = (byTopic['age'] ?? 0) + 1;
export const meanAge = (people) => people.reduce((sum, person) => sum + person.age, 0) / people.length;`,
};

describe("a judge's labels that are added up", () => {
  itFindsJudges(HEAD, FOUND, SILENT);
});
