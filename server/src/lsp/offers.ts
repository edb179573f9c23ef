import type { Fix } from '@unpool/shared/protocol/finding.ts';
import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver';
import type { Analysis } from '../analysis.ts';
import type { Snapshot } from './analyses.ts';
import type { ClientFeatures } from './client-features.ts';
import { allRepairs, type Scope } from './fix-all.ts';
import type { FindDocument } from './positions.ts';
import type { AnalyseText } from './stored-analysis.ts';
import { workspaceEdit } from './workspace-edit.ts';

/** What an offered action does: one fix of a finding, or all repairs that may be made together. */
export type Offer = { readonly finding: string; readonly fix: string } | { readonly all: Scope };

/** The same, with the state of the document that it is for. */
export type ActionData = Offer & { readonly uri: string; readonly revision: number };

export interface Offers {
  /** The action with its edit, where the client asks for it now or never. Undefined when there is nothing to do. */
  action(action: CodeAction, what: Offer, snapshot: Snapshot): Promise<CodeAction | undefined>;
  /** Undefined when the fix is no longer there, or another document that it changes has moved on. */
  edit(title: string, what: Offer, snapshot: Snapshot): Promise<WorkspaceEdit | undefined>;
}

export function createOffers(client: () => ClientFeatures, find: FindDocument, analyse: AnalyseText): Offers {
  const edit: Offers['edit'] = async (title, what, { analysis }) => {
    const toEdit = (fix: Pick<Fix, 'title' | 'edits'>, showsLarge = true) =>
      workspaceEdit(fix, analysis.document, find, client(), { showsLarge });
    if ('all' in what) {
      const repairs = await allRepairs(analysis, what.all, analyse);
      // when a file is saved, nobody is there to look
      return repairs && toEdit({ title, edits: repairs.edits }, what.all.rule !== null);
    }
    const finding = analysis.findings.find(({ id }) => id === what.finding);
    const fix = finding && analysis.fixes(finding).find(({ title }) => title === what.fix);
    return fix && (await areAsRead(fix, analysis, find)) ? toEdit(fix) : undefined;
  };
  return {
    edit,
    async action(action, what, snapshot) {
      const { document } = snapshot.analysis;
      if (client().resolvesEdits)
        return { ...action, data: { ...what, uri: document.uri, revision: snapshot.revision } satisfies ActionData };
      const made = await edit(action.title, what, snapshot);
      return made && { ...action, edit: made };
    },
  };
}

/** Are the other documents that a fix changes still what it was computed from? */
async function areAsRead({ edits }: Fix, analysis: Analysis, find: FindDocument): Promise<boolean> {
  const others = new Set(edits.map(({ place }) => place.document).filter((uri) => uri !== analysis.document.uri));
  for (const uri of others) {
    const [read, now] = [analysis.neighbour(uri), await find(uri)];
    const isSame = now?.units.every(({ text }, i) => text === read?.units[i]?.text);
    if (read && !isSame) return false;
  }
  return true;
}
