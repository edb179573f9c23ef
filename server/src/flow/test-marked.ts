import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** Each piece of code has the findings of the rules that its lines name (`# naive-pooling`, `// naive-pooling`), and no others. */
export function itFindsMarked(cases: Readonly<Record<string, string>>, file = 'main.py'): void {
  for (const [name, code] of Object.entries(cases))
    it(name, async () => {
      const text = code.trimStart();
      const expected = text.split('\n').flatMap((line, i) => {
        const rules = / {2}(?:#|\/\/) ([a-z, -]+)$/.exec(line)?.[1] ?? '';
        return rules.split(', ').flatMap((rule) => (rule ? [`${rule}:${i + 1}`] : []));
      });
      const found = await new TestWorkspace({ [file]: text }).findings(file);
      assert.deepEqual([...new Set(found)].sort(), expected.sort());
    });
}
