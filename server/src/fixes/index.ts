import type { Fix } from '@unpool/shared/protocol/finding.ts';
import type { Language } from '../flow/program.ts';
import type { FixContext } from './fix-context.ts';
import { nameCalibration, otherGrader } from './promptfoo.ts';
import { repairsInPython } from './python/index.ts';
import { suppress } from './suppress.ts';
import { repairsInTypeScript } from './typescript/index.ts';

/** Corrections for a finding: what repairs it first, then what silences it. */
export function fixesFor(context: FixContext): readonly Fix[] {
  const { document, module } = context;
  const found = REPAIRS[module.language](context);
  // JSON has no comments
  return document.uri.endsWith('.json') ? found : [...found, suppress(context)];
}

const REPAIRS: Readonly<Record<Language, (context: FixContext) => readonly Fix[]>> = {
  python: repairsInPython,
  typescript: repairsInTypeScript,
  promptfoo: (context) => [otherGrader, nameCalibration].flatMap((repair) => repair(context) ?? []),
};
