import { filesOfCheck } from '@unpool/shared/evidence/evidence.ts';
import type { Finding } from '@unpool/shared/protocol/finding.ts';
import {
  CHECK_COMMAND,
  type CheckCommandArgument,
  JUDGE_COMMAND,
  type KnownCheckArgument,
  TASKS_COMMAND,
} from '@unpool/shared/protocol/requests.ts';
import { together } from '@unpool/shared/report/format.ts';
import type { Command } from 'vscode-languageserver';
import type { EvidenceStore } from '../evidence/evidence-store.ts';
import { questionOf } from '../evidence/saved-check.ts';
import { checkOf } from '../evidence/speak.ts';

/** The check of data that answers a finding, where the code tells enough of them; our extension runs it. */
export async function checkOffer(
  finding: Finding,
  document: string,
  evidence: Pick<EvidenceStore, 'of'>,
): Promise<Command | undefined> {
  const { rule, subject } = finding;
  if (rule === 'stale-evidence') return again(finding, document, evidence);
  if (rule === 'synthetic-only-inference')
    return offer(TASKS_COMMAND, 'Compute an interval from past tasks…', { document, subject });
  if (subject?.kind === 'judge')
    return offer(JUDGE_COMMAND, `Check the judge against human labels${within(subject.data)}`, { document, subject });
  if (!subject?.real.length || !subject.synthetic.length) return undefined;
  const title = `Check exchangeability of ${names([...new Set([...subject.real, ...subject.synthetic])])}`;
  return offer(CHECK_COMMAND, title, { document, subject });
}

/** The saved question once more, of the data as they are now. */
async function again(
  { subject }: Finding,
  document: string,
  evidence: Pick<EvidenceStore, 'of'>,
): Promise<Command | undefined> {
  const saved = await evidence.of(document);
  const found = subject && saved && checkOf(subject, saved, document);
  if (!found) return undefined;
  const files = filesOfCheck(found.check).map(({ path }) => path);
  const question = questionOf(found.check, saved.folder);
  return offer(CHECK_COMMAND, `Check ${names(files)} again, and save the answer`, { document, question, saves: true });
}

const offer = (command: string, title: string, argument: CheckCommandArgument | KnownCheckArgument): Command => ({
  title,
  command,
  arguments: [argument],
});

const within = (paths: readonly string[]): string => (paths.length > 0 ? ` in ${names(paths)}` : '');

const names = (paths: readonly string[]): string => together(paths.map((path) => path.split(/[/\\]/).at(-1)!));
