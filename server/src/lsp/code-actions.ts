import type { Finding, Fix, RuleId } from '@unpool/shared/protocol/finding.ts';
import type { LineageParams } from '@unpool/shared/protocol/lineage.ts';
import { LINEAGE_COMMAND, REPAIR_COMMAND, type RepairCommandArgument } from '@unpool/shared/protocol/requests.ts';
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  LSPErrorCodes,
  type Range,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { EvidenceStore } from '../evidence/evidence-store.ts';
import type { Analyses, Snapshot } from './analyses.ts';
import type { Buffers } from './buffers.ts';
import { checkOffer } from './check-offers.ts';
import type { ClientFeatures } from './client-features.ts';
import type { DiagnosticData } from './diagnostics.ts';
import { allRepairs, countRepairable, FIX_ALL, type Scope } from './fix-all.ts';
import { type FindDocument, overlaps, rangeIn, unitOf } from './positions.ts';
import type { AnalyseText } from './stored-analysis.ts';
import { workspaceEdit } from './workspace-edit.ts';

/** What an offered action does, and to which state of a document. */
type ActionData = (OneFix | AllRepairs) & { readonly uri: string; readonly revision: number };

interface OneFix {
  readonly finding: string;
  readonly fix: string;
}

interface AllRepairs {
  readonly all: Scope;
}

export interface CodeActions {
  list(params: CodeActionParams): Promise<CodeAction[]>;
  /** Adds the edit. @throws ResponseError (ContentModified) when the document has moved on since the action was offered */
  resolve(action: CodeAction): Promise<CodeAction>;
}

export function createCodeActions(
  buffers: Buffers,
  analyses: Analyses,
  client: () => ClientFeatures,
  find: FindDocument,
  evidence: Pick<EvidenceStore, 'of'>,
  analyse: AnalyseText,
): CodeActions {
  /** Undefined when the fix is no longer there. */
  const editOf = async (
    title: string,
    what: OneFix | AllRepairs,
    { analysis }: Snapshot,
  ): Promise<WorkspaceEdit | undefined> => {
    const toEdit = (fix: Pick<Fix, 'title' | 'edits'>, showsLarge: boolean) =>
      workspaceEdit(fix, analysis.document, find, client(), { showsLarge });
    if ('all' in what) {
      const repairs = await allRepairs(analysis, what.all, analyse);
      return repairs && toEdit({ title, edits: repairs.edits }, false); // nobody is there to look when a file is saved
    }
    const finding = analysis.findings.find(({ id }) => id === what.finding);
    const fix = finding && analysis.fixes(finding).find(({ title }) => title === what.fix);
    return fix && toEdit(fix, true);
  };

  /** With its edit, where the client asks for it now or never. */
  const offered = async (
    action: CodeAction,
    what: OneFix | AllRepairs,
    snapshot: Snapshot,
  ): Promise<CodeAction | undefined> => {
    const { document } = snapshot.analysis;
    if (client().resolvesEdits)
      return { ...action, data: { ...what, uri: document.uri, revision: snapshot.revision } satisfies ActionData };
    const edit = await editOf(action.title, what, snapshot);
    return edit && { ...action, edit };
  };

  const fixAction = (fix: Fix, preferred: boolean, finding: Finding, snapshot: Snapshot) => {
    const action: CodeAction = { title: fix.title, kind: CodeActionKind.QuickFix };
    if (preferred && client().preferredActions) action.isPreferred = true;
    return offered(action, { finding: finding.id, fix: fix.title }, snapshot);
  };

  /** All safe repairs of a text, or of a notebook: only for who asks for this very kind, as editors do when they save. */
  const fixAll = async (textUri: string, isWanted: (kind: string) => boolean, snapshot: Snapshot) => {
    const { document } = snapshot.analysis;
    const cell = document.units.find(({ uri }) => uri === textUri)?.cell ?? null;
    const kinds = [
      { kind: FIX_ALL.text, cell },
      ...(buffers.isNotebook(document.uri) ? [{ kind: FIX_ALL.notebook, cell: null }] : []),
    ];
    const actions = kinds
      .filter(({ kind }) => isWanted(kind))
      .map(({ kind, cell }) => {
        const scope: Scope = { rule: null, cell };
        if (countRepairable(snapshot.analysis, scope) === 0) return undefined;
        return offered({ title: 'Repair what can safely be repaired', kind }, { all: scope }, snapshot);
      });
    return (await Promise.all(actions)).filter((action) => action !== undefined);
  };

  /** The safe repairs of all findings of one rule: in the document if there are several, and in the workspace. */
  const repairsOfRule = async ({ rule }: Finding, snapshot: Snapshot): Promise<CodeAction[]> => {
    const scope: Scope = { rule, cell: null };
    const count = countRepairable(snapshot.analysis, scope);
    const { uri } = snapshot.analysis.document;
    const here = buffers.isNotebook(uri) ? 'notebook' : 'file';
    const title = `Repair all ${count} findings of ${rule} in this ${here}`;
    const inDocument =
      count > 1 ? await offered({ title, kind: CodeActionKind.QuickFix }, { all: scope }, snapshot) : undefined;
    const actions = inDocument ? [inDocument] : [];
    if (count > 0 && client().isExtension) actions.push(workspaceAction(rule));
    return actions;
  };

  return {
    async list({ textDocument, range, context }) {
      const isWanted = (kind: string) => context.only?.some((wanted) => isWithin(kind, wanted)) ?? false;
      const wantsFixes = !context.only || isWanted(CodeActionKind.QuickFix);
      const wantsAll = Object.values(FIX_ALL).some(isWanted);
      const uri = buffers.documentOf(textDocument.uri);
      if (!(wantsFixes || wantsAll) || !uri || !client().codeActionLiterals) return [];
      const snapshot = await analyses.newest(uri);
      if (!snapshot) return [];
      const all = wantsAll ? await fixAll(textDocument.uri, isWanted, snapshot) : [];
      if (!wantsFixes) return all;
      const repairs: CodeAction[] = [];
      const ofRule = new Map<string, CodeAction[]>();
      const checks: CodeAction[] = [];
      const lineages: CodeAction[] = [];
      const rest: CodeAction[] = [];
      for (const finding of findingsAt(snapshot, textDocument.uri, range)) {
        const diagnostics = context.diagnostics.filter((diagnostic) => isOf(diagnostic, finding));
        const fixes = snapshot.analysis.fixes(finding);
        const preferred = fixes.find((fix) => fix.kind === 'repair' && fix.safety === 'safe');
        for (const fix of fixes) {
          const action = await fixAction(fix, fix === preferred, finding, snapshot);
          if (action) (fix.kind === 'repair' ? repairs : rest).push({ ...action, diagnostics });
        }
        if (preferred && !ofRule.has(finding.rule)) ofRule.set(finding.rule, await repairsOfRule(finding, snapshot));
        const check = client().isExtension ? await checkOffer(finding, uri, evidence) : undefined;
        if (check) checks.push({ title: check.title, kind: CodeActionKind.QuickFix, command: check, diagnostics });
        // a comment has no rows
        if (client().isExtension && finding.rule !== 'unused-suppression')
          lineages.push({ ...lineageAction(finding, textDocument.uri, snapshot), diagnostics });
      }
      return [...repairs, ...checks, ...lineages, ...rest, ...[...ofRule.values()].flat(), ...all];
    },

    async resolve(action) {
      const data = action.data as ActionData | undefined;
      if (!data) return action;
      const snapshot = await analyses.newest(data.uri);
      const edit = snapshot?.revision === data.revision ? await editOf(action.title, data, snapshot) : undefined;
      // all repairs take a while
      if (!edit || buffers.revision(data.uri) !== data.revision) {
        throw new ResponseError(
          LSPErrorCodes.ContentModified,
          `The code has changed since "${action.title}" was offered.`,
        );
      }
      return { ...action, edit };
    },
  };
}

function findingsAt({ analysis }: Snapshot, textUri: string, range: Range): Finding[] {
  return analysis.findings.filter((finding) => {
    const unit = unitOf(analysis.document, finding.place.cell);
    return unit?.uri === textUri && overlaps(rangeIn(unit, finding.place), range);
  });
}

function isOf(diagnostic: Diagnostic, finding: Finding): boolean {
  return (diagnostic.data as DiagnosticData | undefined)?.finding === finding.id;
}

function isWithin(kind: string, wanted: string): boolean {
  return wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`);
}

/** The same repairs wherever they are needed; the extension looks for the files. */
function workspaceAction(rule: RuleId): CodeAction {
  const title = `Repair all findings of ${rule} in the workspace`;
  const argument: RepairCommandArgument = { rule };
  return { title, kind: CodeActionKind.QuickFix, command: { title, command: REPAIR_COMMAND, arguments: [argument] } };
}

/** Draws where the rows of the finding's estimate come from. */
function lineageAction({ id, place }: Finding, uri: string, { analysis }: Snapshot): CodeAction {
  const title = 'Show where these rows come from';
  const range = rangeIn(unitOf(analysis.document, place.cell)!, place);
  const argument: LineageParams = { uri, range, finding: id };
  return { title, kind: CodeActionKind.QuickFix, command: { title, command: LINEAGE_COMMAND, arguments: [argument] } };
}
