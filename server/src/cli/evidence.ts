import { stat } from 'node:fs/promises';
import path from 'node:path';
import { visible } from '@unpool/shared/data/visible.ts';
import { EVIDENCE_FILE, filesOfCheck, type SavedCheck } from '@unpool/shared/evidence/evidence.ts';
import { answered, isSavable } from '@unpool/shared/protocol/question.ts';
import { estimated, interval } from '@unpool/shared/report/model.ts';
import { URI } from 'vscode-uri';
import { nodeDataFile } from '../check/node-data-file.ts';
import { runCheck } from '../check/run-check.ts';
import type { SavedEvidence, StandingCheck } from '../evidence/evidence-store.ts';
import { questionOf } from '../evidence/saved-check.ts';
import { diskFiles } from './configurations.ts';
import { dataCommand } from './data-command.ts';
import { checkedNow, diskEvidence, writeChecks } from './evidence-file.ts';
import { type Unreached, unreached } from './evidence-reach.ts';
import type { Io } from './io.ts';
import { parseOptions } from './report-options.ts';
import { shownPath } from './source.ts';
import { hint, UsageError } from './usage.ts';
import { walk } from './walk.ts';
import { count } from './words.ts';

const EVIDENCE_HELP = `unpool evidence verify [PATH]     whether the saved checks still hold
unpool evidence update [PATH]     runs those again whose data changed, and saves what they say now

PATH is an unpool.evidence.json, or a file or folder that one holds for: the nearest up to the root of
the repository. By default, the working directory. In a folder, all below it are taken, too, save those
that .gitignore leaves out. Files of data that are not on this machine are told of and left alone;
update also leaves alone what lies outside of the repository.

  --all    update: runs every check again

Exit status: 0 all checks hold, or do again; 1 some are stale (and were left alone, of update), or a check
that was updated says "violated" now; 2 there is no evidence, or it or its data could not be used.
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
    const run = (evidence: SavedEvidence) =>
      action === 'verify' ? verify(evidence, io) : update(evidence, values.all === true, io, onProgress);
    let status = 0;
    for (const evidence of await evidenceFor(given, io.cwd))
      status = Math.max(status, isUsable(evidence, io) ? await run(evidence) : 2);
    return status;
  });
}

/** That which holds for a path, and what lies below it. @throws UsageError where there is none */
async function evidenceFor(given: string, cwd: string): Promise<readonly SavedEvidence[]> {
  const file = path.resolve(cwd, given);
  const status = await stat(file).catch(() => undefined);
  if (!status) throw new UsageError(`${given}: there is no such file or folder.`);
  const store = diskEvidence(cwd);
  const isFolder = status.isDirectory();
  const uri = URI.file(isFolder ? path.join(file, 'x') : file).toString();
  const nearest = !isFolder && path.basename(file) === EVIDENCE_FILE ? uri : await store.fileFor(uri);
  const below = isFolder ? await walk([file], cwd, true, (name) => name === EVIDENCE_FILE) : { files: [] };
  const all = new Set([...(nearest === null ? [] : [nearest]), ...below.files.map((one) => URI.file(one).toString())]);
  const found: SavedEvidence[] = [];
  for (const one of all) {
    const evidence = await store.at(one);
    if (evidence) found.push(evidence);
  }
  if (found.length === 0)
    throw new UsageError(
      `no ${EVIDENCE_FILE} holds for ${given}; --save-evidence of "unpool compare" or "unpool judge" writes one.`,
    );
  return found;
}

/** Tells of the mistakes of a file that has some. */
function isUsable({ file, read: { problems } }: SavedEvidence, io: Io): boolean {
  const shown = shownPath(URI.parse(file).fsPath, io.cwd);
  for (const { line, column, message } of problems)
    io.error(`unpool evidence: ${visible(`${shown}:${line}:${column}: ${message}`)}\n`);
  return problems.length === 0;
}

async function verify({ checks, file, folder }: SavedEvidence, io: Io): Promise<number> {
  for (const one of checks) {
    const { outside, bounds } = await unreached(one.check, folder);
    const where = outside.length > 0 ? `, outside of ${bounds}: ${joined(outside)}` : '';
    io.write(`${nameOf(one.check)}: ${one.check.answer.verdict}, ${standingOf(one)}${where}\n`);
  }
  const stale = checks.filter(({ standing }) => standing.kind === 'stale').length;
  io.write(`${shownFile(file, io)}: ${count(checks.length, 'check')}, ${stale} stale\n`);
  if (stale > 0) io.error('unpool evidence update runs them again.\n');
  return stale > 0 ? 1 : 0;
}

const shownFile = (uri: string, { cwd }: Io): string => visible(shownPath(URI.parse(uri).fsPath, cwd));

const joined = (paths: readonly string[]): string => visible(paths.join(' and '));

function nameOf(check: SavedCheck): string {
  const { kind, question } = check;
  const what =
    kind === 'judge'
      ? `"${question.judge}" against "${question.human}"`
      : `${question.estimand} of "${question.value}"`;
  return visible(
    `${filesOfCheck(check)
      .map(({ path: name }) => name)
      .join(' and ')}, ${what}`,
  );
}

function standingOf({ check, standing }: StandingCheck): string {
  if (standing.kind === 'stale') return `stale: ${visible(standing.why)}`;
  const since = `checked ${check.checked}`;
  return standing.kind === 'current' ? since : `${since}, unverified: ${joined(standing.absent)} not here`;
}

async function update(
  evidence: SavedEvidence,
  all: boolean,
  io: Io,
  onProgress: Parameters<Parameters<typeof dataCommand>[2]>[0],
): Promise<number> {
  const files = diskFiles(io.cwd);
  const fresh: SavedCheck[] = [];
  let stayStale = 0;
  for (const { check, standing } of evidence.checks) {
    if (standing.kind === 'current' && !all) continue;
    const why = whyLeft(await unreached(check, evidence.folder));
    if (why !== null) {
      io.error(`unpool evidence: ${nameOf(check)}: left as it is, since ${why}\n`);
      if (standing.kind === 'stale') stayStale++;
      continue;
    }
    const question = questionOf(check, evidence.folder);
    const answer = answered(question, await runCheck(question, nodeDataFile, { onProgress }));
    if (!isSavable(answer)) continue;
    const now = await checkedNow(answer, evidence.folder, files);
    const [before, after] = [said(check), said(now)];
    io.write(`${nameOf(check)}: ${before === after ? `unchanged, ${after}` : `${before} → ${after}`}\n`);
    fresh.push(now);
  }
  if (fresh.length > 0) await writeChecks(evidence.file, evidence.read, fresh, io.cwd);
  const nothing = stayStale > 0 ? 'nothing updated' : 'nothing to update';
  io.write(`${shownFile(evidence.file, io)}: ${fresh.length > 0 ? `${fresh.length} updated` : nothing}\n`);
  return stayStale > 0 || fresh.some(({ answer }) => answer.verdict === 'violated') ? 1 : 0;
}

/** Null where all files of a check can be read. */
function whyLeft({ absent, outside, bounds }: Unreached): string | null {
  const are = ({ length }: readonly string[]) => (length === 1 ? 'is' : 'are');
  if (outside.length > 0)
    return `${joined(outside)} ${are(outside)} outside of ${bounds}; run the check itself again, with --save-evidence`;
  return absent.length > 0 ? `${joined(absent)} ${are(absent)} not here` : null;
}

function said({ kind, answer }: SavedCheck): string {
  const [what, { estimate, ci95 }] = kind === 'judge' ? ['error', answer.error] : ['shift', answer.shift];
  return `${answer.verdict} (${what} ${estimated(estimate, ci95)}, ${interval(ci95)})`;
}
