import type { Finding, Fix, RuleId } from '@unpool/shared/protocol/finding.ts';
import type { LineageParams } from '@unpool/shared/protocol/lineage.ts';
import { LINEAGE_COMMAND } from '@unpool/shared/protocol/requests.ts';
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  LSPErrorCodes,
  type Range,
  ResponseError,
} from 'vscode-languageserver';
import type { EvidenceStore } from '../evidence/evidence-store.ts';
import { fixAllActions, ruleActions } from './all-actions.ts';
import type { Analyses, Snapshot } from './analyses.ts';
import type { Buffers } from './buffers.ts';
import { checkOffer } from './check-offers.ts';
import type { ClientFeatures } from './client-features.ts';
import type { DiagnosticData } from './diagnostics.ts';
import { FIX_ALL } from './fix-all.ts';
import { type ActionData, createOffers } from './offers.ts';
import { type FindDocument, overlaps, rangeIn, unitOf } from './positions.ts';
import type { AnalyseText } from './stored-analysis.ts';

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
  const offers = createOffers(client, find, analyse);
  const fixAction = (fix: Fix, preferred: boolean, finding: Finding, snapshot: Snapshot) => {
    const action: CodeAction = { title: fix.title, kind: CodeActionKind.QuickFix };
    if (preferred && client().preferredActions) action.isPreferred = true;
    return offers.action(action, { finding: finding.id, fix: fix.title }, snapshot);
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
      const all = wantsAll ? await fixAllActions(textDocument.uri, isWanted, snapshot, offers) : [];
      if (!wantsFixes) return all;
      const repairs: CodeAction[] = [];
      const rules = new Set<RuleId>();
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
        if (preferred) rules.add(finding.rule);
        const check = client().isExtension ? await checkOffer(finding, uri, evidence) : undefined;
        if (check) checks.push({ title: check.title, kind: CodeActionKind.QuickFix, command: check, diagnostics });
        // a comment has no rows
        if (client().isExtension && finding.rule !== 'unused-suppression')
          lineages.push({ ...lineageAction(finding, textDocument.uri, snapshot), diagnostics });
      }
      const options = { inWorkspace: client().isExtension };
      for (const rule of rules) rest.push(...(await ruleActions(rule, snapshot, offers, options)));
      return [...repairs, ...checks, ...lineages, ...rest, ...all];
    },

    async resolve(action) {
      const data = action.data as ActionData | undefined;
      if (!data) return action;
      const snapshot = await analyses.newest(data.uri);
      const edit = snapshot?.revision === data.revision ? await offers.edit(action.title, data, snapshot) : undefined;
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

/** Draws where the rows of the finding's estimate come from. */
function lineageAction({ id, place }: Finding, uri: string, { analysis }: Snapshot): CodeAction {
  const title = 'Show where these rows come from';
  const range = rangeIn(unitOf(analysis.document, place.cell)!, place);
  const argument: LineageParams = { uri, range, finding: id };
  return { title, kind: CodeActionKind.QuickFix, command: { title, command: LINEAGE_COMMAND, arguments: [argument] } };
}
