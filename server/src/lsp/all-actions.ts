import type { RuleId } from '@unpool/shared/protocol/finding.ts';
import { REPAIR_COMMAND, type RepairCommandArgument } from '@unpool/shared/protocol/requests.ts';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import type { Snapshot } from './analyses.ts';
import { countRepairable, FIX_ALL, type Scope } from './fix-all.ts';
import type { Offers } from './offers.ts';

/** All safe repairs of a text, or of a notebook: only for who asks for this very kind, as editors do when they save. */
export async function fixAllActions(
  textUri: string,
  isWanted: (kind: string) => boolean,
  snapshot: Snapshot,
  offers: Offers,
): Promise<CodeAction[]> {
  const { analysis } = snapshot;
  const unit = analysis.document.units.find(({ uri }) => uri === textUri);
  const isNotebook = unit?.cell !== null;
  const kinds = [
    ...(unit ? [{ kind: FIX_ALL.text, cell: unit.cell }] : []),
    ...(isNotebook ? [{ kind: FIX_ALL.notebook, cell: null }] : []),
  ];
  const actions: CodeAction[] = [];
  for (const { kind, cell } of kinds) {
    const scope: Scope = { rule: null, cell };
    if (!isWanted(kind) || countRepairable(analysis, scope) === 0) continue;
    const action = await offers.action({ title: 'Repair what can safely be repaired', kind }, { all: scope }, snapshot);
    if (action) actions.push(action);
  }
  return actions;
}

/** The safe repairs of all findings of one rule: in the document if there are several, and in the workspace. */
export async function ruleActions(
  rule: RuleId,
  snapshot: Snapshot,
  offers: Offers,
  options: { readonly inWorkspace: boolean },
): Promise<CodeAction[]> {
  const { analysis } = snapshot;
  const scope: Scope = { rule, cell: null };
  const count = countRepairable(analysis, scope);
  if (count === 0) return [];
  const here = analysis.document.units[0]?.cell === null ? 'file' : 'notebook';
  const action = { title: `Repair all ${count} findings of ${rule} in this ${here}`, kind: CodeActionKind.QuickFix };
  const inDocument = count > 1 ? await offers.action(action, { all: scope }, snapshot) : undefined;
  return [...(inDocument ? [inDocument] : []), ...(options.inWorkspace ? [workspaceAction(rule)] : [])];
}

/** The same repairs wherever they are needed; the extension looks for the files. */
function workspaceAction(rule: RuleId): CodeAction {
  const title = `Repair all findings of ${rule} in the workspace`;
  const argument: RepairCommandArgument = { rule };
  return { title, kind: CodeActionKind.QuickFix, command: { title, command: REPAIR_COMMAND, arguments: [argument] } };
}
