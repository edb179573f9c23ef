import {
  type CheckedFile,
  type ComparisonQuestion,
  filesOfCheck,
  METHOD,
  type SavedCheck,
  type SavedComparison,
  type SavedJudging,
} from '@unpool/shared/evidence/evidence.ts';
import type { CompareRequest, CompareResult, CompareSource, DataFileRef } from '@unpool/shared/protocol/check.ts';
import type { JudgeRequest, JudgeResult } from '@unpool/shared/protocol/judge.ts';
import type { CheckQuestion, SavableCheck } from '@unpool/shared/protocol/question.ts';
import { bestEstimate, given } from '@unpool/shared/report/judge-sentences.ts';
import { pathFrom, uriAt } from './paths.ts';

/** Where and when a check is saved. */
export interface Saving {
  /** That of the evidence. */
  readonly folder: string;
  /** The sha256 of a file as it was checked. */
  digest(uri: string): Promise<string>;
  readonly day: string;
}

/** As evidence has it. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** What is saved of a check. */
export async function savedCheck(check: SavableCheck, saving: Saving): Promise<SavedCheck> {
  const checked = async ({ uri }: DataFileRef): Promise<CheckedFile> => ({
    path: pathFrom(saving.folder, uri),
    sha256: await saving.digest(uri),
  });
  const all = (refs: readonly DataFileRef[]) => Promise.all(refs.map(checked));
  const common = { method: METHOD, checked: saving.day };
  if (check.kind === 'judge') {
    const files = { data: await all(check.request.data) };
    return { kind: 'judge', files, ...judged(check.request, check.result), ...common };
  }
  const { source } = check.request;
  const [real, synthetic] =
    source.kind === 'two-sides'
      ? [await all(source.real), await all(source.synthetic)]
      : [await all(source.data), await all(source.data)];
  return { kind: 'compare', files: { real, synthetic }, ...compared(check.request, check.result), ...common };
}

/** The question of a saved check, to be asked again of the files as they are now. */
export function questionOf(check: SavedCheck, folder: string): CheckQuestion {
  const refs = (side: readonly CheckedFile[]): DataFileRef[] =>
    side.map(({ path }) => ({ name: path, uri: uriAt(folder, path) }));
  if (check.kind === 'judge') {
    const { margin, ...asked } = check.question;
    const request = { data: refs(check.files.data), ...asked, ...(margin !== null && { margin }) };
    return { kind: 'judge', request };
  }
  const { origin, realIs, syntheticIs, estimand, margin, ...asked } = check.question;
  const { real, synthetic } = check.files;
  const isOneTable = real.length === synthetic.length && filesOfCheck(check).length === real.length;
  const source: CompareSource = isOneTable
    ? {
        kind: 'one-table',
        data: refs(real),
        ...(origin !== undefined && { origin }),
        ...(realIs !== undefined && { realIs }),
        ...(syntheticIs !== undefined && { syntheticIs }),
      }
    : { kind: 'two-sides', real: refs(real), synthetic: refs(synthetic) };
  const request: CompareRequest = {
    source,
    ...asked,
    ...(estimand !== 'difference' && estimand !== 'coefficient' && { estimand }),
    ...(margin !== null && { margin }),
  };
  return { kind: 'compare', request };
}

/** What was asked, with what the data answered where nothing was, and the answer. */
function compared(request: CompareRequest, result: CompareResult): Pick<SavedComparison, 'question' | 'answer'> {
  const { source, margins: _, ...asked } = request;
  const words = source.kind === 'one-table' ? source : null;
  const question: ComparisonQuestion = {
    ...asked,
    value: result.value,
    estimand: result.estimand,
    margin: result.marginIsDefault ? null : result.margin,
    ...(words?.origin !== undefined && { origin: words.origin }),
    ...(words?.realIs !== undefined && { realIs: words.realIs }),
    ...(words?.syntheticIs !== undefined && { syntheticIs: words.syntheticIs }),
  };
  const answer = {
    verdict: result.verdict,
    beyondMargin: result.beyondMargin,
    rows: { real: result.real.n, synthetic: result.synthetic.n },
    shift: { estimate: result.shift.estimate, ci90: result.shift.ci90, ci95: result.shift.ci95 },
    margin: result.margin,
    coverageRange: 'refused' in result.naivePooled ? null : result.naivePooled.coverageRange,
    realOnly: intervalOf(result, 'real-only'),
    biasAware: intervalOf(result, 'bias-aware-pooled'),
  };
  return { question, answer };
}

function intervalOf({ estimates }: CompareResult, method: 'real-only' | 'bias-aware-pooled') {
  const found = estimates.find((estimate) => estimate.method === method);
  return found && !('refused' in found) ? found.ci95 : null;
}

function judged(request: JudgeRequest, result: JudgeResult): Pick<SavedJudging, 'question' | 'answer'> {
  const { data: _, ...asked } = request;
  const { columns, errorShift, estimates } = result;
  const best = bestEstimate(result);
  const question = {
    ...asked,
    human: columns.human,
    judge: columns.judge,
    margin: result.marginIsDefault ? null : result.margin,
  };
  const answer = {
    verdict: result.verdict,
    beyondMargin: result.beyondMargin,
    rows: { labelled: result.labelled, unlabelled: result.unlabelled },
    error: { estimate: errorShift.estimate, ci90: errorShift.ci90, ci95: errorShift.ci95 },
    margin: result.margin,
    isRate: result.estimand === 'proportion',
    judgeAlone: given(estimates).find(({ method }) => method === 'naive')!.estimate,
    corrected: best ? { method: best.method, estimate: best.estimate, ci95: best.ci95 } : null,
  };
  return { question, answer };
}
