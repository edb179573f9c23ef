import type { CodeLens, CodeLensParams } from 'vscode-languageserver';
import type { EvidenceStore } from '../evidence/evidence-store.ts';
import type { Analyses } from './analyses.ts';
import type { Buffers } from './buffers.ts';
import { checkOffer } from './check-offers.ts';
import { rangeIn, unitOf } from './positions.ts';
import type { SettingsStore } from './settings.ts';

/** Above the code of a finding: the check that its own data files answer. */
export async function codeLenses(
  { textDocument }: CodeLensParams,
  buffers: Buffers,
  analyses: Analyses,
  settings: SettingsStore,
  evidence: Pick<EvidenceStore, 'of'>,
): Promise<CodeLens[]> {
  const uri = buffers.documentOf(textDocument.uri);
  if (!uri || !(await settings.of(uri)).codeLens) return [];
  const snapshot = await analyses.newest(uri);
  if (!snapshot) return [];
  const { document, findings } = snapshot.analysis;
  const lenses = new Map<string, CodeLens>();
  for (const finding of findings) {
    const unit = unitOf(document, finding.place.cell);
    // without files of its own a finding would only put the same line everywhere
    if (unit?.uri !== textDocument.uri || !finding.subject) continue;
    const command = await checkOffer(finding, uri, evidence);
    if (!command) continue;
    const range = rangeIn(unit, finding.place);
    lenses.set(`${range.start.line} ${command.title}`, { range, command });
  }
  return [...lenses.values()];
}
