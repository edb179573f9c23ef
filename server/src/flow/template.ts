import type { Effect } from '../catalog/entry.ts';
import { HOLE } from '../provenance/hole.ts';
import { JUDGE_PROMPT, OF_JUDGMENTS } from '../provenance/marks.ts';
import { namesJudgments } from '../provenance/names.ts';
import { GENERATED, has } from '../provenance/origins.ts';
import { marksAboutAnswer, PROMPTS, promptMarks } from '../provenance/prompts.ts';
import { dataOrigins, UNKNOWN, Value } from '../provenance/value.ts';
import { argument } from './argument.ts';
import type { CallSite } from './call-site.ts';
import { type Frame, isTypeScript } from './frame.ts';
import { ofAnswers } from './one-answer.ts';
import { deepMarks, scalar } from './parts.ts';

/** Texts with values in them: f-strings, and templates that are filled in. */

/** A regular expression has backslashes, too. */
const PATTERN = /[()|^]|\\[a-zA-Z][*+?{]/;

export const isPath = (text: string): boolean =>
  text.length < 300 &&
  !PATTERN.test(text) &&
  /[/\\]|\.\w{2,8}$|_/.test(text) &&
  (!/\s/.test(text) || /^[^\n]*[/\\][^\n]*\.\w{3,7}$/.test(text));

/** What a text asks of a model tells of the answers that are read elsewhere. */
export function noteText({ constant: text, marks }: Value, { engine, document }: Frame): void {
  if (marks & JUDGE_PROMPT) engine.judgePrompts.set(document, true);
  else if (typeof text === 'string' && text.length > 8) engine.lookForSelf(text);
}

export function textWith(text: string, parts: readonly Value[], frame: Frame): Value {
  let origins = 0;
  let marks = promptMarks(text) || (isPath(text) && namesJudgments(text) ? OF_JUDGMENTS : 0);
  for (const part of parts) {
    origins |= dataOrigins(part);
    marks |= part.marks & (PROMPTS | OF_JUDGMENTS);
  }
  if (!(marks & JUDGE_PROMPT) && isTypeScript(frame) && has(origins, GENERATED)) marks |= marksAboutAnswer(text);
  const cause = origins ? { kind: 'step' as const, place: null, message: null, inputs: parts } : null;
  const value = new Value({ origins, marks, constant: text, cause });
  noteText(value, frame);
  return value;
}

/** `["You are a judge.", question].join(" ")`: the text that is made of what is listed. */
export function joinedText(list: Value, between: Value | undefined, frame: Frame): Value {
  const { items } = list;
  if (items?.some(({ constant }) => typeof constant === 'string')) {
    const parts = items.map(({ constant }) => (constant === undefined ? HOLE : String(constant)));
    return textWith(parts.join(typeof between?.constant === 'string' ? between.constant : ' '), items, frame);
  }
  const asked = deepMarks(list) & PROMPTS;
  // it is one text again, whatever its parts were
  const text = ofAnswers(scalar(list));
  return asked ? text.with({ marks: text.marks | asked }) : text;
}

/** `RUBRIC.format(answer=answer)`, `PROMPT.replace("{answer}", answer)` */
export function fillTemplate(effect: Extract<Effect, { kind: 'fills-template' }>, site: CallSite): Value {
  const template = effect.template === undefined ? site.receiver : argument(site, effect.template);
  return filled(template ?? UNKNOWN, site);
}

/** `_.template("Is {{answer}} right?")({ answer })`: a text that is called was made a function that fills it in. */
export function fillCalled(called: Value, site: CallSite): Value | null {
  const { constant: text, marks, target } = called;
  const isText = target === null && (typeof text === 'string' || (marks & PROMPTS) !== 0);
  return isText && isTypeScript(site.frame) ? filled(called, site) : null;
}

function filled(template: Value, site: CallSite): Value {
  const all = [...site.positional, ...site.named.values()];
  const given = all.filter((value) => value !== template && dataOrigins(value) !== 0);
  if (given.length === 0 || !(typeof template.constant === 'string' || template.marks & PROMPTS)) return template;
  const text = typeof template.constant === 'string' ? template.constant : HOLE;
  return textWith(text, [template, ...given], site.frame);
}
