import type { Analyser, Analysis } from '../analysis.ts';
import { type Configurations, isExcluded } from '../workspace/configurations.ts';
import type { Buffers } from './buffers.ts';
import type { SettingsStore } from './settings.ts';

/** An analysis and the revision of the document that it saw. */
export interface Snapshot {
  readonly analysis: Analysis;
  readonly revision: number;
}

/** The analyses of the open documents: at most one runs for a document, and the newest text wins. */
export interface Analyses {
  /** Analysis of the newest text, joined if it runs already. Undefined when closed, switched off or failed. */
  newest(uri: string): Promise<Snapshot | undefined>;
  /** Something outside the open documents changed: every kept analysis is stale. */
  invalidate(): void;
  /** The same where no analysis but that of one document depends on it. */
  invalidateOnly(uri: string): void;
}

export interface AnalysesObserver {
  /** `error` is null when the analysis went well. */
  finished(error: string | null): void;
  started(): void;
}

interface Run {
  /** As the world was then. */
  state: number | 'stale';
  readonly cancellation: { isCancellationRequested: boolean };
  readonly result: Promise<Snapshot | undefined>;
}

export function createAnalyses(
  buffers: Buffers,
  settings: SettingsStore,
  configurations: Pick<Configurations, 'of'>,
  analyser: () => Promise<Analyser>,
  observer: AnalysesObserver,
): Analyses {
  const runs = new Map<string, Run>();
  // An edit anywhere may change a result anywhere: files import each other and read each other's output.
  let world = 0;
  const invalidate = () => {
    world++;
  };
  buffers.onDidChange((uri) => {
    invalidate();
    cancel(runs.get(uri)); // whoever waits for it gets the analysis of the new text
  });
  settings.onDidChange(invalidate);
  buffers.onDidClose((uri) => {
    invalidate();
    cancel(runs.get(uri));
    runs.delete(uri);
  });

  const analyse = async (uri: string, previous: Run | undefined, cancellation: Run['cancellation']) => {
    await previous?.result;
    const document = buffers.document(uri);
    if (!document || cancellation.isCancellationRequested) return undefined;
    const revision = buffers.revision(uri);
    const { enable, minConfidence, rules, library } = await settings.of(uri);
    if (!enable || isExcluded(uri, await configurations.of(uri))) return undefined;
    observer.started();
    try {
      const analysis = await (await analyser()).analyse(document, { minConfidence, rules, library }, cancellation);
      observer.finished(null);
      return analysis && { analysis, revision };
    } catch (error) {
      observer.finished(`${uri} could not be analysed: ${error instanceof Error ? error.message : error}`);
      return undefined;
    }
  };

  const start = (uri: string, state: number): Run => {
    const previous = runs.get(uri);
    cancel(previous);
    const cancellation = { isCancellationRequested: false };
    const run: Run = { state, cancellation, result: analyse(uri, previous, cancellation) };
    runs.set(uri, run);
    return run;
  };

  return {
    async newest(uri) {
      while (buffers.document(uri)) {
        const current = runs.get(uri);
        const run = current?.state === world ? current : start(uri, world);
        const snapshot = await run.result;
        if (!run.cancellation.isCancellationRequested) return snapshot;
      }
      return undefined;
    },
    invalidate,
    invalidateOnly(uri) {
      const run = runs.get(uri);
      if (run) run.state = 'stale';
    },
  };
}

function cancel(run: Run | undefined): void {
  if (run) run.cancellation.isCancellationRequested = true;
}
