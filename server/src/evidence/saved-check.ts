import { type CheckedFile, METHOD, type SavedCheck, type SavedQuestion } from '@unpool/shared/evidence/evidence.ts';
import type { CompareRequest, CompareResult, CompareSource, DataFileRef } from '@unpool/shared/protocol/check.ts';
import { pathFrom, uriAt } from './paths.ts';

/** What is saved of a check. `digest` gives the sha256 of a file as it was checked; `folder` is that of the evidence. */
export async function savedCheck(
  request: CompareRequest,
  result: CompareResult,
  folder: string,
  digest: (uri: string) => Promise<string>,
  day: string,
): Promise<SavedCheck> {
  const { source } = request;
  const checked = async ({ uri }: DataFileRef): Promise<CheckedFile> => ({
    path: pathFrom(folder, uri),
    sha256: await digest(uri),
  });
  const all = (refs: readonly DataFileRef[]) => Promise.all(refs.map(checked));
  const [real, synthetic] =
    source.kind === 'two-sides'
      ? [await all(source.real), await all(source.synthetic)]
      : [await all(source.data), await all(source.data)];
  return {
    kind: 'compare',
    files: { real, synthetic },
    question: questionOf(request, result),
    answer: {
      verdict: result.verdict,
      beyondMargin: result.beyondMargin,
      rows: { real: result.real.n, synthetic: result.synthetic.n },
      shift: { estimate: result.shift.estimate, ci95: result.shift.ci95 },
      margin: result.margin,
      coverageRange: 'refused' in result.naivePooled ? null : result.naivePooled.coverageRange,
      realOnly: intervalOf(result, 'real-only'),
      biasAware: intervalOf(result, 'bias-aware-pooled'),
    },
    method: METHOD,
    checked: day,
  };
}

function intervalOf({ estimates }: CompareResult, method: 'real-only' | 'bias-aware-pooled') {
  const found = estimates.find((estimate) => estimate.method === method);
  return found && !('refused' in found) ? found.ci95 : null;
}

/** What was asked, with what the data answered where nothing was. */
function questionOf(request: CompareRequest, result: CompareResult): SavedQuestion {
  const { source, margins: _, ...asked } = request;
  const words = source.kind === 'one-table' ? source : null;
  return {
    ...asked,
    value: result.value,
    estimand: result.estimand,
    margin: result.marginIsDefault ? null : result.margin,
    ...(words?.origin !== undefined && { origin: words.origin }),
    ...(words?.realIs !== undefined && { realIs: words.realIs }),
    ...(words?.syntheticIs !== undefined && { syntheticIs: words.syntheticIs }),
  };
}

/** The question of a saved check, to be asked again of the files as they are now. */
export function requestOf({ files, question }: SavedCheck, folder: string): CompareRequest {
  const { origin, realIs, syntheticIs, estimand, margin, ...asked } = question;
  const refs = (side: readonly CheckedFile[]): DataFileRef[] =>
    side.map(({ path }) => ({ name: path, uri: uriAt(folder, path) }));
  const isOneTable =
    files.real.length === files.synthetic.length &&
    files.real.every(({ path }) => files.synthetic.some((other) => other.path === path));
  const source: CompareSource = isOneTable
    ? {
        kind: 'one-table',
        data: refs(files.real),
        ...(origin !== undefined && { origin }),
        ...(realIs !== undefined && { realIs }),
        ...(syntheticIs !== undefined && { syntheticIs }),
      }
    : { kind: 'two-sides', real: refs(files.real), synthetic: refs(files.synthetic) };
  return {
    source,
    ...asked,
    ...(estimand !== 'difference' && estimand !== 'coefficient' && { estimand }),
    ...(margin !== null && { margin }),
  };
}
