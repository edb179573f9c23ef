import { evidenceText, withCheck } from '@unpool/shared/evidence/evidence.ts';
import { filesOf } from '@unpool/shared/protocol/question.ts';
import type { EvidenceAnswer } from '@unpool/shared/protocol/requests.ts';
import type { Connection } from 'vscode-languageserver';
import type { EvidenceStore } from '../evidence/evidence-store.ts';
import { savedCheck, today } from '../evidence/saved-check.ts';
import type { Files } from '../workspace/stored.ts';
import { folderOf } from '../workspace/uri.ts';
import { answer } from './requests.ts';

/** Answers with the evidence that a report is saved in; the client writes it. */
export function answerEvidence(connection: Connection, files: Files, store: EvidenceStore): void {
  answer(connection, 'unpool/evidence', async ({ document, check: answered }): Promise<EvidenceAnswer> => {
    const home = await store.homeFor(document ?? filesOf(answered)[0]!.uri);
    const before = await store.at(home);
    const [problem] = before?.read.problems ?? [];
    if (problem) {
      const place = `${nameOf(home)}, line ${problem.line}, column ${problem.column}`;
      return { kind: 'unusable', message: `${place}: ${problem.message} Nothing was saved.` };
    }
    const gone: string[] = [];
    const digest = async (uri: string) => {
      const found = await files.digest(uri);
      if (found === undefined) gone.push(nameOf(uri));
      return found ?? '';
    };
    const check = await savedCheck(answered, { folder: folderOf(home), digest, day: today() });
    if (gone.length > 0)
      return { kind: 'unusable', message: `${gone.join(' and ')} cannot be read any more. Nothing was saved.` };
    return {
      kind: 'evidence',
      uri: home,
      text: evidenceText(withCheck({ evidence: before?.read.evidence ?? [] }, check)),
    };
  });
}

const nameOf = (uri: string): string => decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
