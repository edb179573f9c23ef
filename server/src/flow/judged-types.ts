import { namesByProduct, snakeCase, valueEvidence } from '../provenance/names.ts';
import { has, JUDGED } from '../provenance/origins.ts';
import type { TypeMember } from './program.ts';

/** `judgeModel`, `graderReasoning`, `judgedBy`: about how a judge came to what stands beside it. */
const OF_JUDGING =
  /^(?:llm_)?(?:judge|grader)_(?:models?|reasons?|reasoning|rationale|explanations?|comments?|feedback|errors?|prompt|notes?|justification|raw|response|output|confidence)$|^judged_(?:by|model|at)$/;

const VERDICT =
  /^(?:(?:total|overall|final|average|avg|mean|quality)_)?(?:scores?|ratings?|grades?)$|^(?:is_)?(?:pass|passed|passes|correct)$|^(?:verdicts?|winner|quality|overall|success)$/;

/**
 * The members of a type of rows that a judge gave: `score` and `passed` beside a `judgeModel`, or each number beside it
 * where there is nothing else. None where a verdict is named for the judge: then the others are not the judge's.
 */
export function judgedMembers(members: readonly TypeMember[]): ReadonlySet<string> {
  const about = members.filter(({ name }) => OF_JUDGING.test(snakeCase(name)));
  const others = members.filter((member) => !about.includes(member));
  if (about.length === 0 || others.some(({ name }) => has(valueEvidence(name), JUDGED))) return new Set();
  const verdicts = others.filter(({ name }) => VERDICT.test(snakeCase(name)) && !namesByProduct(name));
  const areAllNumbers = others.length > 1 && others.every(({ annotation }) => /^(?:number|boolean)\b/.test(annotation));
  return new Set((verdicts.length === 0 && areAllNumbers ? others : verdicts).map(({ name }) => name));
}
