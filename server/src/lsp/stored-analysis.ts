import type { Analyser, Analysis, Cancellation } from '../analysis.ts';
import { isExcluded } from '../workspace/configurations.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { SettingsStore } from './settings.ts';

/** Analyses a document that need not be open. `off` where the settings say so; undefined when cancelled. */
export type AnalyseStored = (uri: string, cancellation?: Cancellation) => Promise<Analysis | 'off' | undefined>;

export function createStoredAnalysis(
  workspace: Workspace,
  settings: SettingsStore,
  analyser: () => Promise<Analyser>,
): AnalyseStored {
  return async (uri, cancellation) => {
    const { enable, minConfidence, rules, library } = await settings.of(uri);
    if (!enable || isExcluded(uri, await workspace.configuration(uri))) return 'off';
    const document = await workspace.document(uri);
    if (!document) throw new Error('could not be read');
    return (await analyser()).analyse(document, { minConfidence, rules, library }, cancellation);
  };
}
