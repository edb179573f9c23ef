import { ESTIMATE, PREDICTED, ROWS, TABLE } from '../provenance/marks.ts';
import { namesByProduct, valueEvidence, words } from '../provenance/names.ts';
import { GENERATED, has, IMPUTED, JUDGED } from '../provenance/origins.ts';
import { dataOrigins, type Value } from '../provenance/value.ts';
import { rememberingOf } from '../recent.ts';
import { type Frame, isTypeScript } from './frame.ts';
import { gapTest, isSame } from './gap-test.ts';
import { entryFilledByAnswer } from './imputed.ts';
import type { Assign, Expression, Statement } from './program.ts';
import { blocksOf, descendants, expressionsFrom, expressionsIn, nameOf } from './walk.ts';

/**
 * Gaps in what people gave that TypeScript fills with a language model's answer, entry by entry:
 * `row.stars ?? (await guessStars(row.text))`, `if (row.income === "") row.income = await estimate(row)`. A run that goes
 * on where it stopped looks alike (`row.answer ??= await ask(row.question)`), so the code must say that it fills.
 */
export function filledByAnswer(entry: Value, answer: Value, filling: Filling, frame: Frame): Value | null {
  if (!isTypeScript(frame) || frame.iterating.length + frame.rounds.length === 0) return null;
  if (!isAnswer(answer) || !isObserved(entry) || !isOfPeople(filling.entry)) return null;
  return saysThatItFills(filling, frame) ? entryFilledByAnswer(entry, answer, filling.node, frame) : null;
}

interface Filling {
  /** What has the gap, what is put there, and where that shows. */
  readonly entry: Expression;
  readonly answer: Expression;
  readonly node: Expression;
}

/** `row.stars = …` where the code around it has asked whether there are any. */
export function filledIn(statement: Assign, before: () => Value, answer: Value, frame: Frame): Value | null {
  const [entry, ...more] = statement.targets;
  if (!isAnswer(answer) || !entry || more.length > 0 || !gapsFilled(frame.unit.body).has(statement)) return null;
  return filledByAnswer(before(), answer, { entry, answer: statement.value, node: entry }, frame);
}

const isAnswer = ({ origins, constant, marks }: Value): boolean =>
  has(origins, GENERATED | JUDGED) && constant === undefined && !(marks & (ROWS | TABLE));

const isObserved = (entry: Value): boolean =>
  !has(dataOrigins(entry), GENERATED | JUDGED) && !(entry.marks & (ESTIMATE | PREDICTED | ROWS | TABLE));

/** What is kept of earlier answers, and what only models give. */
const KEPT =
  /^(?:cached?|memo|stored?|saved|known|done|previous|prev|existing|checkpoint|progress|resumed?|options|config)$/;
const OF_MODELS =
  /^(?:pred(?:iction|icted|s)?|answers?|outputs?|responses?|reply|completions?|generated|models?|llm|gpt|ai|judge\w*|verdicts?|grades?|summary|topics?|themes?|sentiments?|intents?|tags?|embeddings?|translations?|explanation|reason(?:ing)?|description)$/;

/** An entry of a row, by its name: something that people, or the world, give. */
function isOfPeople(entry: Expression): boolean {
  const name = nameOf(entry);
  const root = entry.kind === 'attribute' ? nameOf(entry.object) : '';
  if (name === '' || namesByProduct(name) || has(valueEvidence(name), JUDGED | IMPUTED)) return false;
  return !words(name).some((word) => OF_MODELS.test(word)) && !words(`${name} ${root}`).some((word) => KEPT.test(word));
}

/** Who gave it where it is there: `post.moderator ?? (await label(post.text))` */
const PERSON = /^(?:moderators?|assessors?|annotators?|coders?|raters?|reviewers?|humans?|experts?)$/;
const FILLS = /^(?:fill(?:ed|s|ing)?|back_?fill(?:ed)?|imput(?:e|ed|es|ation)|guess(?:ed|es)?)$/;
/** Of a function only: what else is estimated or predicted is no entry of a row. */
const FILLS_IF_CALLED = /^(?:fill|backfill|impute|guess|infer|estimate|predict)$/;

function saysThatItFills({ entry, answer }: Filling, { block, statement }: Frame): boolean {
  if (words(nameOf(entry)).some((word) => PERSON.test(word))) return true;
  const around = [...(statement ? [statement] : []), ...block];
  if (around.flatMap(expressionsFrom).some((node) => words(nameOf(node)).some((word) => FILLS.test(word)))) return true;
  return askedBy(answer, around).some(
    (node) => node.kind === 'call' && FILLS_IF_CALLED.test(words(nameOf(node.callee))[0] ?? ''),
  );
}

/** What an answer is written as, also where it has a name first. */
function askedBy(answer: Expression, around: readonly Statement[]): readonly Expression[] {
  if (answer.kind !== 'name') return descendants(answer);
  return around.flatMap((statement) =>
    statement.kind === 'assign' && statement.targets.some((target) => isSame(target, answer))
      ? descendants(statement.value)
      : [],
  );
}

/** All assignments to something that the code around them has found to be missing. */
const gapsFilled = rememberingOf((body: readonly Statement[]): ReadonlySet<Statement> => {
  const found = new Set<Statement>();
  const functions = expressionsIn(body).flatMap((node) => (node.kind === 'function' ? [node.function.body] : []));
  for (const block of [body, ...functions]) findIn(block, [], found);
  return found;
});

function findIn(block: readonly Statement[], outer: readonly Expression[], found: Set<Statement>): void {
  let gaps = outer;
  for (const statement of block) {
    if (statement.kind === 'assign' && statement.targets.some((target) => gaps.some((gap) => isSame(gap, target))))
      found.add(statement);
    if (statement.kind !== 'if') {
      for (const inner of blocksOf(statement)) findIn(inner, gaps, found);
      continue;
    }
    const [without, otherwise] = [gapsWhere(statement.test, true), gapsWhere(statement.test, false)];
    findIn(statement.then, [...gaps, ...without], found);
    findIn(statement.otherwise, [...gaps, ...otherwise], found);
    if (leaves(statement.then)) gaps = [...gaps, ...otherwise];
  }
}

const leaves = (block: readonly Statement[]): boolean => /^(?:jump|return|raise)$/.test(block.at(-1)?.kind ?? '');

/** What is missing where a test holds, or does not. */
function gapsWhere(test: Expression, holds: boolean): readonly Expression[] {
  const asked = gapTest(test);
  if (asked) return asked.isGap === holds ? [asked.entry] : [];
  if (test.kind === 'attribute' || test.kind === 'subscript') return holds ? [] : [test];
  if (test.kind !== 'operation') return [];
  if (test.form === 'not') return gapsWhere(test.operands[0]!, !holds);
  return test.operator === (holds ? '&&' : '||') ? test.operands.flatMap((operand) => gapsWhere(operand, holds)) : [];
}
