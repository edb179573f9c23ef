import type { Fix } from '@unpool/shared/protocol/finding.ts';
import type { Language } from '../flow/program.ts';
import type { FixContext } from './fix-context.ts';
import { nameCalibration, otherGrader } from './promptfoo.ts';
import { repairsAtCallsInPython, repairsInPython } from './python/index.ts';
import { suppress } from './suppress.ts';
import { repairsInTypeScript } from './typescript/index.ts';
import { withMeansElsewhere } from './typescript/mean-elsewhere.ts';

/** Corrections for a finding: what repairs it first, then what silences it. */
export function fixesFor(given: FixContext): readonly Fix[] {
  const context = given.module.language === 'typescript' ? withMeansElsewhere(given) : given;
  const { report, document, module } = context;
  // what another module computes is repaired there, or at the call; who judges is another matter
  const isElsewhere = report.isElsewhere && report.rule !== 'self-judging';
  const found = (isElsewhere ? AT_CALLS : REPAIRS)[module.language](context);
  // JSON has no comments
  return document.uri.endsWith('.json') ? found : [...found, suppress(context)];
}

type Repairs = Readonly<Record<Language, (context: FixContext) => readonly Fix[]>>;

const REPAIRS: Repairs = {
  python: repairsInPython,
  typescript: repairsInTypeScript,
  promptfoo: (context) => [otherGrader, nameCalibration].flatMap((repair) => repair(context) ?? []),
};

/** Of a number that another module works out. */
const AT_CALLS: Repairs = { python: repairsAtCallsInPython, typescript: () => [], promptfoo: () => [] };
