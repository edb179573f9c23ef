/** The three checks of data files under one name, for what is alike in all of them. */
import type { CompareRequest, CompareResult, CompareSource, DataErrorJson, DataFileRef } from './check.ts';
import type { JudgeRequest, JudgeResult } from './judge.ts';
import type { TasksRequest, TasksResult } from './tasks.ts';

/** What is asked of data files: real against synthetic rows, a judge against people, a task with synthetic rows only. */
export type CheckQuestion =
  | { readonly kind: 'compare'; readonly request: CompareRequest }
  | { readonly kind: 'judge'; readonly request: JudgeRequest }
  | { readonly kind: 'tasks'; readonly request: TasksRequest };

export type CheckResult = CompareResult | JudgeResult | TasksResult;

/** The sha256 of each file as it was read for a check, by URI: it may change while people look at the answer. */
export type Digests = Readonly<Record<string, string>>;

/** Data that cannot be used is an answer too: its message is for people. The result is of the kind that was asked. */
export type CheckAnswer =
  | { readonly kind: 'report'; readonly result: CheckResult; readonly digests: Digests }
  | { readonly kind: 'unusable'; readonly error: DataErrorJson };

/** A question with its answer. */
export type AnsweredCheck =
  | { readonly kind: 'compare'; readonly request: CompareRequest; readonly result: CompareResult }
  | { readonly kind: 'judge'; readonly request: JudgeRequest; readonly result: JudgeResult }
  | { readonly kind: 'tasks'; readonly request: TasksRequest; readonly result: TasksResult };

/** The checks that have a verdict, which can be kept as evidence. */
export type SavableCheck = Exclude<AnsweredCheck, { readonly kind: 'tasks' }>;

export const isSavable = (check: AnsweredCheck): check is SavableCheck => check.kind !== 'tasks';

/** @throws TypeError where the result answers another kind of question */
export function answered({ kind, request }: CheckQuestion, result: { readonly kind: string }): AnsweredCheck {
  if (result.kind !== kind) throw new TypeError(`a result of ${result.kind} does not answer a question of ${kind}`);
  return { kind, request, result } as AnsweredCheck;
}

/** Where the rows of two sides are: what both name alike is one table, in which a column tells them apart. */
export function sourceOfSides(real: readonly DataFileRef[], synthetic: readonly DataFileRef[]): CompareSource {
  const isOneTable =
    real.length === synthetic.length && real.every(({ uri }) => synthetic.some((other) => other.uri === uri));
  return isOneTable ? { kind: 'one-table', data: real } : { kind: 'two-sides', real, synthetic };
}

/** The data files of a question, those with real rows first. */
export function filesOf({ kind, request }: CheckQuestion): readonly DataFileRef[] {
  if (kind !== 'compare') return request.data;
  const { source } = request;
  return source.kind === 'two-sides' ? [...source.real, ...source.synthetic] : source.data;
}
