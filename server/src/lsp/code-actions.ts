import type { Edit, Finding, Fix } from '@unpool/shared/protocol/finding.ts';
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
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { EvidenceStore } from '../evidence/evidence-store.ts';
import type { SourceDocument } from '../workspace/document.ts';
import type { Analyses, Snapshot } from './analyses.ts';
import type { Buffers } from './buffers.ts';
import { checkOffer } from './check-offers.ts';
import type { ClientFeatures } from './client-features.ts';
import type { DiagnosticData } from './diagnostics.ts';
import { type FindDocument, overlaps, rangeIn, unitOf } from './positions.ts';

/** Which fix of which state of a document an offered action stands for. */
interface ActionData {
  readonly uri: string;
  readonly revision: number;
  readonly finding: string;
  readonly fix: string;
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
): CodeActions {
  const editOf = async (fix: Fix, document: SourceDocument): Promise<WorkspaceEdit> =>
    workspaceEdit(await editsByText(fix.edits, document, find), client().documentChanges);

  const actionFor = async (fix: Fix, preferred: boolean, finding: Finding, snapshot: Snapshot): Promise<CodeAction> => {
    const { document } = snapshot.analysis;
    const action: CodeAction = { title: fix.title, kind: CodeActionKind.QuickFix };
    if (preferred && client().preferredActions) action.isPreferred = true;
    if (!client().resolvesEdits) return { ...action, edit: await editOf(fix, document) };
    const data: ActionData = { uri: document.uri, revision: snapshot.revision, finding: finding.id, fix: fix.title };
    return { ...action, data };
  };

  return {
    async list({ textDocument, range, context }) {
      const wanted = context.only?.some((kind) => isWithin(CodeActionKind.QuickFix, kind)) ?? true;
      const uri = buffers.documentOf(textDocument.uri);
      if (!wanted || !uri || !client().codeActionLiterals) return [];
      const snapshot = await analyses.newest(uri);
      if (!snapshot) return [];
      const repairs: CodeAction[] = [];
      const checks: CodeAction[] = [];
      const lineages: CodeAction[] = [];
      const rest: CodeAction[] = [];
      for (const finding of findingsAt(snapshot, textDocument.uri, range)) {
        const diagnostics = context.diagnostics.filter((diagnostic) => isOf(diagnostic, finding));
        const fixes = snapshot.analysis.fixes(finding);
        const preferred = fixes.find((fix) => fix.kind === 'repair' && fix.safety === 'safe');
        for (const fix of fixes) {
          const action = await actionFor(fix, fix === preferred, finding, snapshot);
          (fix.kind === 'repair' ? repairs : rest).push({ ...action, diagnostics });
        }
        const check = client().isExtension ? await checkOffer(finding, uri, evidence) : undefined;
        if (check) checks.push({ title: check.title, kind: CodeActionKind.QuickFix, command: check, diagnostics });
        // a comment has no rows
        if (client().isExtension && finding.rule !== 'unused-suppression')
          lineages.push({ ...lineageAction(finding, textDocument.uri, snapshot), diagnostics });
      }
      return [...repairs, ...checks, ...lineages, ...rest];
    },

    async resolve(action) {
      const data = action.data as ActionData | undefined;
      if (!data) return action;
      const snapshot = await analyses.newest(data.uri);
      const finding = snapshot?.analysis.findings.find(({ id }) => id === data.finding);
      const fix = finding && snapshot?.analysis.fixes(finding).find(({ title }) => title === data.fix);
      if (!fix || !snapshot || snapshot.revision !== data.revision) {
        throw new ResponseError(
          LSPErrorCodes.ContentModified,
          `The code has changed since "${action.title}" was offered.`,
        );
      }
      return { ...action, edit: await editOf(fix, snapshot.analysis.document) };
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

interface TextEdits {
  readonly version: number | null;
  readonly edits: TextEdit[];
}

/** An edit that lies in a text that is gone is an error: half of a fix is worse than none. */
async function editsByText(edits: readonly Edit[], own: SourceDocument, find: FindDocument) {
  const byText = new Map<string, TextEdits>();
  for (const { place, newText } of edits) {
    const document = place.document === own.uri ? own : await find(place.document);
    const unit = document && unitOf(document, place.cell);
    if (!unit) throw new ResponseError(LSPErrorCodes.ContentModified, `${place.document} has gone.`);
    const text = byText.get(unit.uri) ?? { version: unit.version, edits: [] };
    text.edits.push({ range: rangeIn(unit, place), newText });
    byText.set(unit.uri, text);
  }
  return byText;
}

function workspaceEdit(byText: ReadonlyMap<string, TextEdits>, documentChanges: boolean): WorkspaceEdit {
  if (!documentChanges) return { changes: Object.fromEntries([...byText].map(([uri, { edits }]) => [uri, edits])) };
  return {
    documentChanges: [...byText].map(([uri, { version, edits }]) => ({ textDocument: { uri, version }, edits })),
  };
}
