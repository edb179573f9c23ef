import { stat } from 'node:fs/promises';
import path from 'node:path';
import { EVIDENCE_FILE, filesOfCheck, type SavedCheck } from '@unpool/shared/evidence/evidence.ts';
import { answered, isSavable } from '@unpool/shared/protocol/question.ts';
import { number } from '@unpool/shared/report/format.ts';
import { interval } from '@unpool/shared/report/model.ts';
import { URI } from 'vscode-uri';
import { nodeDataFile } from '../check/node-data-file.ts';
import { runCheck } from '../check/run-check.ts';
import type { SavedEvidence, StandingCheck } from '../evidence/evidence-store.ts';
import { questionOf } from '../evidence/saved-check.ts';
import { diskFiles } from './configurations.ts';
import { dataCommand } from './data-command.ts';
import { checkedNow, diskEvidence, writeChecks } from './evidence-file.ts';
import type { Io } from './io.ts';
import { parseOptions } from './report-options.ts';
import { shownPath } from './source.ts';
import { hint, UsageError } from './usage.ts';

const EVIDENCE_HELP = `unpool evidence verify [PATH]     whether the saved checks still hold
unpool evidence update [PATH]     runs those again whose data changed, and saves what they say now

PATH is an unpool.evidence.json, or a file or folder that one holds for: the nearest up to the root of
the repository. By default, the working directory. Files of data that are not on this machine are told
of and left alone.

  --all    update: runs every check again

Exit status: 0 all checks hold, or do again; 1 some are stale (verify), or a check that was updated says
"violated" now; 2 there is no evidence, or it or its data could not be used.
`;

const ACTIONS = ['verify', 'update'] as const;

/** `unpool evidence verify|update [PATH]`. */
export function evidenceCommand(args: readonly string[], io: Io): Promise<number> {
  return dataCommand('evidence', io, async (onProgress) => {
    const { values, positionals } = parseOptions(args, { all: { type: 'boolean' }, help: { type: 'boolean' } });
    const [typed, given = '.', ...rest] = positionals;
    if (values.help || typed === undefined) {
      io.write(EVIDENCE_HELP);
      return values.help ? 0 : 2;
    }
    const action = ACTIONS.find((name) => name === typed);
    if (!action) throw new UsageError(`"${typed}" is neither verify nor update.${hint(typed, ACTIONS)}`);
    if (rest.length > 0) throw new UsageError(`expected one PATH; got ${positionals.length - 1}.`);
    const evidence = await evidenceFor(given, io.cwd);
    if (action === 'verify') return verify(evidence, io);
    return update(evidence, values.all === true, io, onProgress);
  });
}

/** @throws UsageError where there is none, or it has mistakes */
async function evidenceFor(given: string, cwd: string): Promise<SavedEvidence> {
  const file = path.resolve(cwd, given);
  const status = await stat(file).catch(() => undefined);
  if (!status) throw new UsageError(`${given}: there is no such file or folder.`);
  const store = diskEvidence(cwd);
  const uri = URI.file(status.isDirectory() ? path.join(file, 'x') : file).toString();
  const evidence = path.basename(file) === EVIDENCE_FILE ? await store.at(uri) : await store.of(uri);
  if (!evidence)
    throw new UsageError(
      `no ${EVIDENCE_FILE} holds for ${given}; --save-evidence of "unpool compare" or "unpool judge" writes one.`,
    );
  const shown = shownPath(URI.parse(evidence.file).fsPath, cwd);
  const problems = evidence.read.problems.map(({ line, column, message }) => `${shown}:${line}:${column}: ${message}`);
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  return evidence;
}

function verify({ checks, file }: SavedEvidence, io: Io): number {
  for (const one of checks) io.write(`${nameOf(one.check)}: ${one.check.answer.verdict}, ${standingOf(one)}\n`);
  const stale = checks.filter(({ standing }) => standing.kind === 'stale').length;
  const shown = shownPath(URI.parse(file).fsPath, io.cwd);
  io.write(`${shown}: ${checks.length} ${checks.length === 1 ? 'check' : 'checks'}, ${stale} stale\n`);
  if (stale > 0) io.error('unpool evidence update runs them again.\n');
  return stale > 0 ? 1 : 0;
}

function nameOf(check: SavedCheck): string {
  const files = filesOfCheck(check).map(({ path: name }) => name);
  const { kind, question } = check;
  return `${files.join(' and ')}, ${kind === 'judge' ? `"${question.judge}" against "${question.human}"` : `${question.estimand} of "${question.value}"`}`;
}

function standingOf({ check, standing }: StandingCheck): string {
  if (standing.kind === 'stale') return `stale: ${standing.why}`;
  const since = `checked ${check.checked}`;
  return standing.kind === 'current' ? since : `${since}, unverified: ${standing.absent.join(' and ')} not here`;
}

async function update(
  evidence: SavedEvidence,
  all: boolean,
  io: Io,
  onProgress: Parameters<Parameters<typeof dataCommand>[2]>[0],
): Promise<number> {
  const due = evidence.checks.filter(({ standing: { kind } }) => kind === 'stale' || (all && kind === 'current'));
  const files = diskFiles(io.cwd);
  const fresh: SavedCheck[] = [];
  for (const { check } of due) {
    const question = questionOf(check, evidence.folder);
    const answer = answered(question, await runCheck(question, nodeDataFile, { onProgress }));
    if (!isSavable(answer)) continue;
    const now = await checkedNow(answer, evidence.folder, files);
    io.write(`${nameOf(check)}: ${said(check)} → ${said(now)}\n`);
    fresh.push(now);
  }
  for (const { check, standing } of evidence.checks)
    if (standing.kind === 'unverified')
      io.error(
        `unpool evidence: ${nameOf(check)}: left as it is, since ${standing.absent.join(' and ')} is not here\n`,
      );
  if (fresh.length > 0) await writeChecks(evidence.file, evidence, fresh, io.cwd);
  const shown = shownPath(URI.parse(evidence.file).fsPath, io.cwd);
  io.write(fresh.length > 0 ? `${shown}: ${fresh.length} updated\n` : `${shown}: nothing to update\n`);
  return fresh.some(({ answer }) => answer.verdict === 'violated') ? 1 : 0;
}

function said({ kind, answer }: SavedCheck): string {
  const [what, { estimate, ci95 }] = kind === 'judge' ? ['error', answer.error] : ['shift', answer.shift];
  return `${answer.verdict} (${what} ${number(estimate)}, ${interval(ci95)})`;
}
