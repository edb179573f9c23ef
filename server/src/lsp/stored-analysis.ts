import type { Analyser, Analysis, Cancellation } from '../analysis.ts';
import { isExcluded } from '../workspace/configurations.ts';
import type { SourceDocument } from '../workspace/document.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { SettingsStore } from './settings.ts';

/** Analyses a document that need not be open. `off` where the settings say so; undefined when cancelled. */
export type AnalyseStored = (uri: string, cancellation?: Cancellation) => Promise<Analysis | 'off' | undefined>;

/** Analyses a text that need not be stored anywhere, as the settings for its document say; undefined when cancelled. */
export type AnalyseText = (document: SourceDocument, cancellation?: Cancellation) => Promise<Analysis | undefined>;

export function createAnalyseText(settings: SettingsStore, analyser: () => Promise<Analyser>): AnalyseText {
  return async (document, cancellation) => {
    const { minConfidence, rules, library } = await settings.of(document.uri);
    return (await analyser()).analyse(document, { minConfidence, rules, library }, cancellation);
  };
}

export function createStoredAnalysis(
  workspace: Workspace,
  settings: SettingsStore,
  analyseText: AnalyseText,
): AnalyseStored {
  return async (uri, cancellation) => {
    const { enable } = await settings.of(uri);
    if (!enable || isExcluded(uri, await workspace.configuration(uri))) return 'off';
    const document = await workspace.document(uri);
    if (!document) throw new Error('could not be read');
    return analyseText(document, cancellation);
  };
}
