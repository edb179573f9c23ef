import { moduleName } from './evaluation-file.ts';
import type { Random } from './random.ts';

type Block = (id: number, modules: readonly string[], random: Random) => string;

/** What every generated module offers to the others. */
const OFFERED: Block = (id) => `
export interface Row {
  question: string;
  answer: string;
  topic: string;
  length: number;
  hits: number;
  score: number;
  label: boolean;
  verdict?: number;
}

/** Rows of part ${id}, cleaned. */
export function loadRows(limit?: number): Row[] {
  const rows: Row[] = JSON.parse(readFileSync('data/part_${id}.json', 'utf8'));
  const kept = rows.filter((row) => row.length > ${id % 40} && Number.isFinite(row.score));
  return limit ? kept.slice(0, limit) : kept;
}

export async function grade(question: string, answer: string): Promise<number> {
  const reply = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: \`Is this right? \${question}: \${answer}\` }],
    temperature: 0,
  });
  return reply.choices[0]?.message.content?.toLowerCase().includes('yes') ? 1 : 0;
}
`;

const BLOCKS: readonly Block[] = [
  // a chain over arrays
  (id, modules, random) => `
/** Scores by topic, largest first. */
export function summary${id}(minimum = ${random.below(50)}) {
  const rows = ${random.pick(modules)}.loadRows(${100 + random.below(900)});
  const byTopic = new Map<string, number[]>();
  for (const row of rows.filter(({ length }) => length > minimum)) {
    byTopic.set(row.topic, [...(byTopic.get(row.topic) ?? []), row.score]);
  }
  return [...byTopic.entries()]
    .map(([topic, scores]) => ({ topic, score: scores.reduce((a, b) => a + b, 0) / scores.length }))
    .sort((a, b) => b.score - a.score);
}
`,
  // a judge, and its verdicts averaged
  (id, modules, random) => `
async function judge${id}(question: string, answer: string, strict = ${random.pick(['true', 'false'])}) {
  let prompt = \`Question: \${question}\\nAnswer: \${answer}\\nReply yes or no.\`;
  if (strict) prompt += ' When in doubt, reply no.';
  const reply = await client.chat.completions.create({
    model: '${random.pick(['gpt-4o', 'gpt-4.1-mini', 'o4-mini'])}',
    messages: [{ role: 'user', content: prompt }],
    temperature: 0,
  });
  return reply.choices[0]?.message.content?.toLowerCase().includes('yes') ? 1 : 0;
}

const verdicts${id}: number[] = [];
for (const row of ${random.pick(modules)}.loadRows()) {
  verdicts${id}.push(await judge${id}(row.question, row.answer));
}
console.log('pass rate', verdicts${id}.reduce((sum, verdict) => sum + verdict, 0) / verdicts${id}.length);
`,
  // real and synthetic rows together, with an interval
  (id, modules, random) => `
function interval${id}(rows: readonly { score: number }[]) {
  const mean = rows.reduce((sum, row) => sum + row.score, 0) / rows.length;
  const variance = rows.reduce((sum, row) => sum + (row.score - mean) ** 2, 0) / (rows.length - 1);
  const error = Math.sqrt(variance / rows.length);
  return { mean, low: mean - 1.96 * error, high: mean + 1.96 * error };
}

const human${id}: Row[] = JSON.parse(readFileSync('data/human_${id}.json', 'utf8'));
const synthetic${id}: Row[] = JSON.parse(readFileSync('data/synthetic_${id}.json', 'utf8'));
const pooled${id} = [...human${id}, ...synthetic${id}];
console.log(interval${id}(pooled${id}));
console.log(interval${id}(${random.pick(modules)}.loadRows(${random.below(900)})));
`,
  // a class with state
  (id, modules, random) => `
/** Collects results by name. */
export class Report${id} {
  readonly results = new Map<string, number>();

  constructor(
    readonly name: string,
    private readonly rows = ${random.pick(modules)}.loadRows(),
  ) {}

  add(key: string, value: string | number): this {
    if (this.results.has(key)) throw new Error(\`\${key} is there already\`);
    this.results.set(key, Number(value));
    return this;
  }

  best(count = ${1 + random.below(9)}): string[] {
    const ranked = [...this.results.entries()].sort(([, a], [, b]) => b - a);
    return ranked.slice(0, count).flatMap(([name, value]) => (value > 0 ? [name] : []));
  }

  async graded(): Promise<number> {
    for (const row of this.rows) row.verdict = await ${random.pick(modules)}.grade(row.question, row.answer);
    return this.rows.reduce((sum, { verdict = 0 }) => sum + verdict, 0) / this.rows.length;
  }
}
`,
  // plain work that concerns no rule
  (id, _modules, random) => `
export function parse${id}(lines: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of lines) {
    const text = line.trim();
    if (!text || text.startsWith('#')) continue;
    const [key, value] = text.split('=', 2);
    if (!key || value === undefined) {
      counts.broken = (counts.broken ?? 0) + 1;
      continue;
    }
    const plain = value.replace(/\\\\+$/, '');
    counts[key.toLowerCase()] = /^\\d+$/.test(plain) ? Number(plain) : ${random.below(9)};
  }
  return Object.fromEntries(Object.entries(counts).filter(([, value]) => value > ${random.below(5)}));
}
`,
  // a comparison with what people said
  (id, modules, random) => `
export function accuracy${id}(threshold = ${(random.below(100) / 100).toFixed(2)}) {
  const rows = ${random.pick(modules)}.loadRows();
  const predicted = rows.map((row) => row.score > threshold);
  const right = rows.filter((row, index) => row.label === predicted[index]);
  return { accuracy: right.length / rows.length, n: rows.length };
}
`,
];

/** A TypeScript module of exactly so many lines that evaluates something, and imports the others. */
export function typescriptEvaluation(
  index: number,
  lines: number,
  imported: readonly number[],
  random: Random,
): string {
  const modules = imported.map(moduleName);
  const imports = modules.map((name) => `import * as ${name} from './${name}.js';\n`).join('');
  const head = `import { readFileSync } from 'node:fs';\nimport OpenAI from 'openai';\n${imports}\nconst client = new OpenAI();\n`;
  let text = `${head}${OFFERED(index, modules, random)}`;
  for (let id = 0; ; id++) {
    const block = BLOCKS[id % BLOCKS.length]!(id, modules, random);
    if (lineCount(text + block) > lines) break;
    text += block;
  }
  return text + '// the end\n'.repeat(lines - lineCount(text));
}

const lineCount = (text: string) => text.split('\n').length - 1;
