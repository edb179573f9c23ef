import { NO_DATA, ROWS, TOTAL, VERDICT } from '../provenance/marks.ts';
import { snakeCase } from '../provenance/names.ts';
import { GENERATED, has, JUDGED, VALUE_ORIGINS } from '../provenance/origins.ts';
import { dataOrigins, join, joinAll, NOTHING, sameContent, UNKNOWN, type Value } from '../provenance/value.ts';
import { withControl } from './execute.ts';
import type { Frame } from './frame.ts';
import { keyOf, withKey } from './parts.ts';
import type { Expression } from './program.ts';
import { nameOf } from './walk.ts';

/** What a verdict picks (`names[verdict]`), and counts kept by it (`wins[winner] += 1`). */

/** Did a model decide which entry is meant? */
export const isVerdict = (index: Value): boolean =>
  has(index.origins, GENERATED | JUDGED) && !(index.marks & ROWS) && keyOf(index) === null;

/** The entry that a verdict picks of a mapping: literals there carry the verdict. */
export function pickedBy(verdict: Value, mapping: Value, frame: Frame): Value {
  const outer = frame.control;
  frame.control = [verdict];
  const entries = [...(mapping.fields?.values() ?? [])].map((entry) =>
    // of literals that differ by branch, none is known
    withControl(sameContent(entry, UNKNOWN) ? NOTHING : entry, frame),
  );
  frame.control = outer;
  return joinAll(mapping.element ? [...entries, mapping.element] : entries);
}

/**
 * Does a test say something of the rows? Whether there are rows, or a record, says nothing of what is in them
 * (`if rows: …`), nor whether a model was reached of what it answered (`if (!run.success) return { grade: 0 }`).
 */
export const decides = ({ origins, marks, element, items }: Value, test: Expression | null = null): boolean =>
  origins !== 0 &&
  !(marks & ROWS || element || items) &&
  (test === null || !(has(origins, JUDGED) ? tellsError(test) : tellsWhetherDone(test)));

/** `!verdict || verdict.label === "error"`: whether the judge could be asked. */
function tellsError(test: Expression): boolean {
  if (test.kind !== 'operation') return false;
  const { form, operands } = test;
  if (form === 'comparison') return operands.some((node) => node.kind === 'constant' && ERROR.test(String(node.value)));
  const [only, ...others] = operands;
  if (form === 'logical')
    return operands.some(tellsError) && operands.every((one) => isAbsence(one) || tellsError(one));
  return form === 'not' && others.length === 0 && tellsError(only!);
}

const isAbsence = (test: Expression): boolean =>
  test.kind === 'operation' && test.form === 'not' && test.operands[0]?.kind === 'name';

const ERROR = /^(?:all-)?(?:err|error|timeout|timed[ _-]?out|unparse?able|parse[ _-]?error|skipped|n\/a)$/i;

const DONE = /(?:^|_)(?:success|succeeded|ok|timed_?out|aborted|cancell?ed|status(?:_code)?|exit_code)$/;

/** `!reply.ok`, `run.status === 'timeout'` */
export const tellsWhetherDone = (test: Expression): boolean =>
  test.kind === 'operation'
    ? test.operands.every(tellsWhetherDone)
    : test.kind === 'constant' || DONE.test(snakeCase(nameOf(test)));

/** A literal, or one of two: `winner = "A"`, `winner = ours if swapped else theirs`. */
export const isPick = ({ kind }: Expression, { constant, marks }: Value): boolean =>
  kind === 'conditional'
    ? (marks & NO_DATA) !== 0
    : (kind === 'constant' || kind === 'name') && constant !== undefined && constant !== null;

/** What is picked where a judge's verdict decides stands for it: `if "A wins" in reply: winner = "A"`. */
export function pickedUnder(value: Value, frame: Frame): Value {
  const isFlag = typeof value.constant === 'boolean';
  const control = frame.control.filter(
    // `if not verdict.ok: passed = False`; whether there was an answer at all is no verdict
    ({ origins, marks, fields }) => has(origins, JUDGED) && (marks & VERDICT || (isFlag && !fields)),
  );
  return control.length > 0 ? withControl(value, { ...frame, control }) : value;
}

/** The value of `tally[key] + 1`, which is counted under the verdict that the key is. */
export const isCountedUp = (node: Expression): boolean =>
  node.kind === 'operation' &&
  node.operator === '+' &&
  node.operands.some((operand) => operand.kind === 'constant' && typeof operand.value === 'number');

/** Stores under a key that is not known: any entry may be the one that is counted up, and what chose it is in the count. */
export function storeAnywhere(object: Value, key: Value, value: Value): Value {
  const stored = value.marks & TOTAL ? countedUnder(value, key) : value;
  const { fields } = object;
  const isTally =
    fields && stored.marks & TOTAL && [...fields.values()].every(({ marks }) => marks & (NO_DATA | TOTAL));
  const element = object.element ? join(object.element, stored) : stored;
  // `const found = []; found[i] = …`: where it stands in a list says nothing
  const isList = object.items?.length === 0;
  const isHeldByKey = !isList && !(object.marks & ROWS);
  return (isHeldByKey ? withKey(object, key) : object).with({
    element,
    ...(isList && { items: null, marks: object.marks | ROWS }),
    fields: isTally ? new Map([...fields].map(([name, field]) => [name, join(field, stored)])) : fields,
    constant: undefined,
  });
}

function countedUnder(value: Value, key: Value): Value {
  const origins = value.origins | (dataOrigins(key) & VALUE_ORIGINS);
  if (!has(dataOrigins(key), VALUE_ORIGINS)) return value;
  return value.with({ origins, cause: { kind: 'step', place: null, message: null, inputs: [key, value] } });
}
