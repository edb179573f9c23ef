import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { evaluationModule, moduleName } from './evaluation-file.ts';
import { createRandom } from './random.ts';

const FILES = 200;
const LINES = { module: 90, evaluation: 1000 };
const IMPORTED = { module: 4, evaluation: 20 };

export interface Workspace {
  readonly folder: string;
  /** The large file that is edited; the other files are modules that import one another. */
  readonly evaluation: { readonly file: string; readonly text: string };
}

/** The same files for the same seed. */
export function generateWorkspace(folder: string, seed = 1): Workspace {
  const random = createRandom(seed);
  mkdirSync(folder, { recursive: true });
  const indices = Array.from({ length: FILES - 1 }, (_, index) => index);
  const others = (index: number, count: number) =>
    random
      .shuffled(indices)
      .filter((other) => other !== index)
      .slice(0, count);
  const write = (index: number, name: string, lines: number, imports: number) => {
    const file = path.join(folder, `${name}.py`);
    const text = evaluationModule(index, lines, others(index, imports), random);
    writeFileSync(file, text);
    return { file, text };
  };
  for (const index of indices) write(index, moduleName(index), LINES.module, IMPORTED.module);
  return { folder, evaluation: write(FILES - 1, 'evaluation', LINES.evaluation, IMPORTED.evaluation) };
}
