/** Entry of the node extension host: every suite beside it. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

const TEST_TIMEOUT_MS = 180_000;

export async function run(): Promise<void> {
  const grep = process.env.TEST_GREP ? { grep: process.env.TEST_GREP } : {};
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', timeout: TEST_TIMEOUT_MS, ...grep });
  for (const name of readdirSync(__dirname).sort())
    if (name.endsWith('.test.cjs')) mocha.addFile(path.join(__dirname, name));
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures) throw new Error(`${failures} failing in the node extension host`);
}
