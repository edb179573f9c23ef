import { JUDGE_PROMPT } from '../provenance/marks.ts';
import { snakeCase } from '../provenance/names.ts';
import { PROMPTS } from '../provenance/prompts.ts';
import { Value } from '../provenance/value.ts';
import { deepMarks } from './parts.ts';

/** Schemas by which a model answers: `z.object({ isCorrect: z.boolean(), reason: z.string() })` asks for a verdict. */

const VERDICT =
  /^(?:is_)?(?:correct|faithful|grounded|supported|relevant|pass|passes|passed|accept|accepted|acceptable|approved|helpful|hallucinated)$|^(?:(?:overall|total|final)_)?(?:score|rating|grade|verdict)$|^(?:faithfulness|groundedness|relevance|helpfulness|correctness|completeness|coherence|fluency|politeness)$/;
/** What is said beside it. */
const REASON =
  /^(?:short_|brief_|chain_of_)?(?:reasons?|reasoning|rationale|explanation|justification|feedback|comments?|critique|analysis|thoughts?|evidence|issues?|defects?|problems?|mistakes|summary|confidence)$/;
/** A few words or numbers to choose from. */
const CLOSED = /\.(?:boolean|number|int|enum|literal|union)\b/;

/** The schema as a judge's instructions, if it has nothing in it but a verdict and what is said of it; else null. */
export function verdictSchema({ fields }: Value, name: string): Value | null {
  const members = [...(fields ?? [])].map(([key, value]) => ({ key: snakeCase(key), value }));
  const verdicts = members.filter(({ key, value }) => VERDICT.test(key) && isClosed(value));
  if (verdicts.length === 0 || !members.every((one) => verdicts.includes(one) || REASON.test(one.key))) return null;
  const said = members.reduce((all, { value }) => all | (deepMarks(value) & PROMPTS), JUDGE_PROMPT);
  return new Value({ target: { kind: 'external', name }, marks: said });
}

const isClosed = ({ target }: Value): boolean => target?.kind === 'external' && CLOSED.test(target.name);
