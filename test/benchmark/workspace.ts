import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { evaluationModule, moduleName } from './evaluation-file.ts';
import type { Language } from './language.ts';
import { createRandom } from './random.ts';
import { typescriptEvaluation } from './typescript-evaluation-file.ts';

const FILES = 200;
const LINES = { module: 90, evaluation: 1000 };
const IMPORTED = { module: 4, evaluation: 20 };

const LANGUAGES = {
  python: { ending: 'py', module: evaluationModule },
  typescript: { ending: 'ts', module: typescriptEvaluation },
} as const;

export interface Workspace {
  readonly language: Language;
  readonly folder: string;
  /** The large file that is edited; the other files are modules that import one another. */
  readonly evaluation: { readonly file: string; readonly text: string };
}

/** The same files for the same seed. */
export function generateWorkspace(folder: string, language: Language, seed = 1): Workspace {
  const random = createRandom(seed);
  const { ending, module } = LANGUAGES[language];
  mkdirSync(folder, { recursive: true });
  const indices = Array.from({ length: FILES - 1 }, (_, index) => index);
  const others = (index: number, count: number) =>
    random
      .shuffled(indices)
      .filter((other) => other !== index)
      .slice(0, count);
  const write = (index: number, name: string, lines: number, imports: number) => {
    const file = path.join(folder, `${name}.${ending}`);
    const text = module(index, lines, others(index, imports), random);
    writeFileSync(file, text);
    return { file, text };
  };
  for (const index of indices) write(index, moduleName(index), LINES.module, IMPORTED.module);
  return { folder, language, evaluation: write(FILES - 1, 'evaluation', LINES.evaluation, IMPORTED.evaluation) };
}
