import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** Rows that a language model made, in one file with those that were read. */

const HEAD = `import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import OpenAI from 'openai';
const client = new OpenAI();
const ask = async (input) => (await client.responses.create({ model: 'gpt-4o', input })).output_text;
const tickets = readFileSync('tickets.csv', 'utf8').trim().split('\\n').map((line) => {
  const [id, text, queue] = line.split(';');
  return { id, text, queue };
});
const others = async ({ text }) => JSON.parse(await ask(\`Write five other support tickets like this one, as a JSON array of strings: \${text}\`));
`;

const FOUND: Readonly<Record<string, string>> = {
  'in a new list': `const made = [];
for (const { queue, ...ticket } of tickets)
  for (const text of await others(ticket)) made.push({ id: crypto.randomUUID(), text, queue });
writeFileSync('all.json', JSON.stringify([...tickets, ...made]));`,
  'pushed to what was read': `for (const ticket of [...tickets])
  tickets.push(...(await others(ticket)).map((text) => ({ id: \`\${ticket.id}-2\`, text, queue: ticket.queue })));
writeFileSync('all.json', JSON.stringify(tickets));`,
  'shuffled and cut': `const made = [];
for (const ticket of tickets) for (const text of await others(ticket)) made.push({ id: ticket.id, text, queue: ticket.queue });
const all = [...tickets, ...made].sort(() => Math.random() - 0.5);
writeFileSync('test.json', JSON.stringify(all.slice(0, 100)));`,
  'added to the file that was read': `const FILE = 'tickets.jsonl';
const rows = readFileSync(FILE, 'utf8').trim().split('\\n').map((line) => JSON.parse(line));
for (const row of rows)
  for (const text of await others(row)) appendFileSync(FILE, JSON.stringify({ id: row.id, text, queue: row.queue }) + '\\n');`,
};

const ALL = "writeFileSync('all.json', JSON.stringify([...tickets, ...made]));";
const madeAs = (row: string) => `const made = [];
for (const ticket of tickets) for (const text of await others(ticket)) made.push(${row});
`;

const SILENT: Readonly<Record<string, string>> = {
  'with a column that says so': `${madeAs("{ ...ticket, text, source: 'synthetic' }")}${ALL}`,
  'with a flag': `${madeAs('{ id: ticket.id, text, queue: ticket.queue, isMade: true }')}${ALL}`,
  'with a column that only they have': `${madeAs('{ id: ticket.id, text, queue: ticket.queue, like: ticket.id }')}${ALL}`,
  'with a kind that neither they nor the model have': `const made = [];
for (const kind of ['short', 'long'])
  for (const ticket of tickets) for (const text of await others(ticket)) made.push({ id: ticket.id, text, queue: ticket.queue, kind });
${ALL}`,
  'with ids of their own': `${madeAs(`{ id: \`gpt-\${ticket.id}\`, text, queue: ticket.queue }`)}${ALL}`,
  'in a file of their own': `${madeAs('{ id: ticket.id, text, queue: ticket.queue }')}writeFileSync('made.json', JSON.stringify(made));`,
  'for a model to learn from': `${madeAs('{ id: ticket.id, text, queue: ticket.queue }')}${ALL.replace('all.json', 'train.json')}`,
  'with what was answered to them': `const answered = [];
for (const ticket of tickets) answered.push({ ...ticket, answer: await ask(\`Answer this customer: \${ticket.text}\`) });
writeFileSync('all.json', JSON.stringify(answered));`,
  'in the file that was read, with a mark': `const FILE = 'tickets.jsonl';
const rows = readFileSync(FILE, 'utf8').trim().split('\\n').map((line) => JSON.parse(line));
for (const row of rows)
  for (const text of await others(row)) appendFileSync(FILE, JSON.stringify({ text, queue: row.queue, by: 'gpt-4o' }) + '\\n');`,
  'in another file': `const rows = readFileSync('tickets.jsonl', 'utf8').trim().split('\\n').map((line) => JSON.parse(line));
for (const row of rows)
  for (const text of await others(row)) appendFileSync('more.jsonl', JSON.stringify({ text, queue: row.queue }) + '\\n');`,
  'of which some were answered before': `const done = readFileSync('answered.jsonl', 'utf8').trim().split('\\n').map((line) => JSON.parse(line));
for (const ticket of tickets)
  if (!done.some((one) => one.id === ticket.id)) done.push({ id: ticket.id, answer: await ask(\`Answer this customer: \${ticket.text}\`) });
writeFileSync('answered.jsonl', done.map((one) => JSON.stringify(one)).join('\\n'));`,
  'to each of which belong those that were made': `const groups = [];
for (const ticket of tickets) groups.push({ id: ticket.id, text: ticket.text, others: await others(ticket) });
writeFileSync('all.json', JSON.stringify(groups));`,
};

describe('TypeScript: rows that a language model made', () => {
  const isFound = async (code: string): Promise<boolean> =>
    (await new TestWorkspace({ 'add.ts': `${HEAD}${code}\n` }).findings('add.ts')).some((finding) =>
      finding.startsWith('origin-dropped'),
    );
  for (const [name, code] of Object.entries(FOUND))
    it(`are found beside real ones in a file: ${name}`, async () => assert.equal(await isFound(code), true));
  for (const [name, code] of Object.entries(SILENT))
    it(`are fine beside real ones ${name}`, async () => assert.equal(await isFound(code), false));
});
