import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** Methods of an object that others call: a worker's `scheduled`, a job's `run`. */

const worker = (share: string) => `const JUDGE = '@cf/meta/llama-3.3-70b-instruct-fp8-fast';
async function isKind(env: Env, reply: string): Promise<boolean> {
  const content = \`Is the reply kind? yes or no. You are a judge.\\n\${reply}\`;
  const said = await env.AI.run(JUDGE, { messages: [{ role: 'user', content }] });
  return /yes/i.test(said.response);
}
export default {
  async scheduled(event: Event, env: Env): Promise<void> {
    const rows = await env.DB.prepare('SELECT reply FROM replies').all();
    let kind = 0;
    let long = 0;
    for (const row of rows) {
      if (await isKind(env, row.reply)) kind++;
      if (row.reply.length > 99) long++;
    }
    console.log(${share} / rows.length);
  },
};
`;

describe('a method of an object that is exported', () => {
  const rules = async (share: string): Promise<string[]> =>
    (await new TestWorkspace({ 'worker.ts': worker(share) }).findings('worker.ts')).map((one) => one.split(':')[0]!);
  it('runs, though nobody here calls it', async () => assert.deepEqual(await rules('kind'), ['uncalibrated-judge']));
  it('may count what no judge said', async () => assert.deepEqual(await rules('long'), []));
});
