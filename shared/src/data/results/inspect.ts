import { isObject, type JsonObject } from '../records.ts';
import { objectsIn, type ToolRecords } from './documents.ts';

/** Inspect's letters, with the numbers it takes for them itself. */
const LETTERS: Readonly<Record<string, number>> = { C: 1, P: 0.5, I: 0, N: 0 };

/** A log of Inspect (inspect_ai) as JSON: a record for each sample and epoch. */
export function inspectRecords(document: JsonObject): ToolRecords | null {
  const { eval: run, samples, status } = document;
  if (!isObject(run) || !('task' in run) || !('model' in run) || typeof status !== 'string') {
    return null;
  }
  const all = objectsIn(samples);
  const graded = gradedWithLetters(all);
  return {
    readAs:
      'a log of Inspect, a row for each sample and epoch' +
      (graded.size > 0 ? '; of its grades, C is 1, P is 0.5, I and N are 0' : ''),
    records: all.map((sample) => ({
      task: run.task,
      model: run.model,
      id: sample.id,
      epoch: sample.epoch,
      input: textOf(sample.input),
      target: sample.target,
      output: outputOf(sample.output),
      scores: Object.fromEntries(scoresOf(sample).map(([name, { value }]) => [name, gradeOf(value, graded.has(name))])),
      answers: Object.fromEntries(scoresOf(sample).map(([name, { answer }]) => [name, answer])),
      metadata: sample.metadata,
    })),
  };
}

function scoresOf({ scores, score }: JsonObject): readonly (readonly [string, JsonObject])[] {
  const named = isObject(scores) ? scores : isObject(score) ? { score } : {};
  return Object.entries(named).flatMap(([name, value]) => (isObject(value) ? [[name, value] as const] : []));
}

/** Scorers all of whose words are Inspect's letters: a C among other letters is the answer C. */
function gradedWithLetters(samples: readonly JsonObject[]): ReadonlySet<string> {
  const letters = new Set<string>();
  const others = new Set<string>();
  for (const sample of samples) {
    for (const [name, { value }] of scoresOf(sample)) {
      for (const part of isObject(value) ? Object.values(value) : [value]) {
        if (typeof part === 'string') {
          (part in LETTERS ? letters : others).add(name);
        }
      }
    }
  }
  return new Set([...letters].filter((name) => !others.has(name)));
}

function gradeOf(value: unknown, isGraded: boolean): unknown {
  if (!isGraded) {
    return value;
  }
  const number = (part: unknown) => (typeof part === 'string' ? LETTERS[part] : part);
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, number(part)]))
    : number(value);
}

/** A prompt, or the last message of a conversation. */
function textOf(input: unknown): unknown {
  const message: unknown = Array.isArray(input) ? input.at(-1) : undefined;
  return isObject(message) ? message.content : input;
}

function outputOf(output: unknown): unknown {
  if (!isObject(output)) {
    return null;
  }
  const choice = objectsIn(output.choices)[0];
  const message = choice?.message;
  return output.completion ?? (isObject(message) ? message.content : null);
}
