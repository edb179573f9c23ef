/** What stands in for evaluation frameworks: each runs an evaluation, and gives or prints the mean of the scores. */
export const frameworks: Readonly<Record<string, { readonly code: string; readonly types: string }>> = {
  autoevals: {
    // grades with what stands behind `answer:` in the output
    code: `export const Factuality = async ({ output }) => ({ name: 'Factuality', score: Number(/answer:\\s*(\\S+)/.exec(output)[1]) });
`,
    types: `interface Given { output: string; expected?: string; input?: string }
export declare const Factuality: ((args: Given) => { name: string; score: number } | Promise<{ name: string; score: number }>) & { partial(args: object): unknown };
`,
  },
  braintrust: {
    code: `export async function Eval(name, { data, task, scores }) {
  const all = new Map();
  for (const row of await data())
    for (const scorer of scores) {
      const graded = await scorer({ ...row, output: await task(row.input) });
      const called = graded.name ?? scorer.name;
      all.set(called, [...(all.get(called) ?? []), graded.score ?? graded]);
    }
  const scoreOf = (values) => ({ score: values.reduce((a, b) => a + b, 0) / values.length });
  return { summary: { scores: Object.fromEntries([...all].map(([called, values]) => [called, scoreOf(values)])) } };
}
`,
    types: `type Graded = number | { name: string; score: number };
export declare function Eval<Input>(name: string, options: {
  data: () => { input: Input; expected?: string }[];
  task: (input: Input) => string | Promise<string>;
  scores: ((args: { input: Input; output: string; expected?: string }) => Graded | Promise<Graded>)[];
}): Promise<{ summary: { scores: Record<string, { score: number }> } }>;
`,
  },
  evalite: {
    code: `export async function evalite(name, { data, task, scorers }) {
  for (const given of scorers) {
    const scorer = given.scorer ?? given;
    let sum = 0;
    for (const { input, expected } of data) {
      const graded = await scorer({ input, output: await task(input), expected });
      sum += graded.score ?? graded;
    }
    console.log(sum / data.length);
  }
}
`,
    types: `type Graded = number | { score: number };
type Scorer<Input, Output> = (args: { input: Input; output: Output; expected: string | undefined }) => Graded | Promise<Graded>;
export declare function evalite<Input, Output = string>(name: string, options: {
  data: { input: Input; expected?: string }[];
  task: (input: Input) => Output | Promise<Output>;
  scorers: (Scorer<Input, Output> | { name: string; scorer: Scorer<Input, Output> })[];
}): Promise<void>;
`,
  },
  langsmith: {
    code: `export async function evaluate(target, { data, evaluators }) {
  const results = [];
  for (const { inputs } of data) {
    const outputs = await target(inputs);
    for (const evaluator of evaluators) results.push(await evaluator({ inputs, outputs }));
  }
  return { mean: results.reduce((sum, { score }) => sum + Number(score), 0) / results.length };
}
`,
    types: `type Fields = Record<string, string>;
export declare function evaluate(target: (inputs: any) => Promise<Fields>, options: {
  data: { inputs: Fields }[];
  evaluators: ((args: { inputs: Fields; outputs: Fields }) => Promise<{ key: string; score: number | boolean }>)[];
}): Promise<{ mean: number }>;
`,
  },
};
