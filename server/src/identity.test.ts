import assert from 'node:assert/strict';
import { TestWorkspace } from './test-workspace.ts';

const POOLED = `import pandas as pd
real = pd.read_csv("human.csv")
synthetic = pd.read_csv("synthetic.csv")
rows = pd.concat(
    [real, synthetic],
)
`;
const REPORT = `print(
    rows["score"].mean()
)
print(rows["score"].sem())
`;

async function ids(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { findings } = await new TestWorkspace(files).analyse('main.py');
  assert(findings.length > 0);
  return findings.map(({ id }) => id);
}

describe("a finding's identity", () => {
  it('is told from those of others in the file', async () => {
    const all = await ids({ 'main.py': `${POOLED}${REPORT}${REPORT}` });
    assert.equal(new Set(all).size, all.length);
  });

  it('stays when lines come above it', async () => {
    const moved = `import os\n\n\n${POOLED}print(os)\n${REPORT}`;
    assert.deepEqual(await ids({ 'main.py': moved }), await ids({ 'main.py': POOLED + REPORT }));
  });

  it('stays when lines come above it and the data are pooled in another module', async () => {
    const imports = 'from data import rows\n';
    const files = { 'data.py': POOLED };
    const moved = await ids({
      ...files,
      'main.py': `# a\n# longer\n# beginning than it had before\n${imports}${REPORT}`,
    });
    assert.deepEqual(moved, await ids({ ...files, 'main.py': imports + REPORT }));
  });

  it('does not depend on how lines end', async () => {
    const windows = (POOLED + REPORT).replaceAll('\n', '\r\n');
    assert.deepEqual(await ids({ 'main.py': windows }), await ids({ 'main.py': POOLED + REPORT }));
  });
});
