/** Entry of the web extension host, a worker: one bundle, the suites that need no Node. */
import './process-shim.ts';
import 'mocha/mocha';

const TEST_TIMEOUT_MS = 180_000;

export async function run(): Promise<void> {
  mocha.setup({ ui: 'bdd', reporter: 'spec', timeout: TEST_TIMEOUT_MS });
  await import('./python-file.test.ts');
  await import('./typescript-file.test.ts');
  await import('./promptfoo.test.ts');
  await import('./notebook.test.ts');
  await import('./repairs.test.ts');
  await import('./ask.test.ts');
  await import('./numbers.test.ts');
  await import('./check.test.ts');
  await import('./report.test.ts');
  await import('./lineage.test.ts');
  await import('./rule-page.test.ts');
  await import('./configuration.test.ts');
  await import('./commands.test.ts');
  await import('./tools.test.ts');
  await import('./walkthrough.test.ts');
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures) throw new Error(`${failures} failing in the web extension host`);
}
