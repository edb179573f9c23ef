import { evidenceText, withCheck } from '@unpool/shared/evidence/evidence.ts';
import { filesOf } from '@unpool/shared/protocol/question.ts';
import type { EvidenceAnswer } from '@unpool/shared/protocol/requests.ts';
import type { Connection } from 'vscode-languageserver';
import type { EvidenceStore } from '../evidence/evidence-store.ts';
import { savedCheck, today } from '../evidence/saved-check.ts';
import type { Files } from '../workspace/stored.ts';
import { decoded, folderOf } from '../workspace/uri.ts';
import { answer } from './requests.ts';

/** Answers with the evidence that a report is saved in; the client writes it. Of files that changed since, nothing is saved. */
export function answerEvidence(connection: Connection, files: Files, store: EvidenceStore): void {
  answer(connection, 'unpool/evidence', async ({ document, check, digests }): Promise<EvidenceAnswer> => {
    const checked = filesOf(check);
    const home = await store.homeFor([...(document === null ? [] : [document]), ...checked.map(({ uri }) => uri)]);
    const before = await store.stored(home);
    const [problem] = before?.problems ?? [];
    if (problem) {
      const place = `${nameOf(home)}, line ${problem.line}, column ${problem.column}`;
      return { kind: 'unusable', message: `${place}: ${problem.message} Nothing was saved.` };
    }
    const other: string[] = [];
    for (const { uri, name } of checked) if ((await files.digest(uri)) !== digests[uri]) other.push(name);
    if (other.length > 0) {
      const what = `${other.join(' and ')} ${other.length === 1 ? 'is not the file' : 'are not the files'} that was checked`;
      return { kind: 'unusable', message: `${what} any more: nothing was saved. Check again, then save.` };
    }
    const digest = async (uri: string) => digests[uri]!;
    const saved = await savedCheck(check, { folder: folderOf(home), digest, day: today() });
    return { kind: 'evidence', uri: home, text: evidenceText(withCheck({ evidence: before?.evidence ?? [] }, saved)) };
  });
}

const nameOf = (uri: string): string => decoded(uri.slice(uri.lastIndexOf('/') + 1));
