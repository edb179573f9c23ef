import type { FileFinding, FileFindingsAnswer, FilePlace } from '@unpool/shared/protocol/file-findings.ts';
import type { Finding, Place } from '@unpool/shared/protocol/finding.ts';
import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import type { Analysis } from '../analysis.ts';
import type { NumbersInTime } from '../numbers/numbers-in-time.ts';
import { type FindDocument, locate } from './positions.ts';
import { answer } from './requests.ts';
import type { AnalyseStored } from './stored-analysis.ts';

/**
 * Answers with the findings of a file that need not be open; of one that is, its unsaved text counts. Whoever asks can
 * wait a little for the numbers of its data.
 */
export function answerFileFindings(
  connection: Connection,
  analyseStored: AnalyseStored,
  numbers: Pick<NumbersInTime, 'settled'>,
  find: FindDocument,
): void {
  answer(connection, 'unpool/fileFindings', async ({ uri }, token): Promise<FileFindingsAnswer> => {
    if (typeof uri !== 'string') throw new ResponseError(ErrorCodes.InvalidParams, '"uri" must be a string');
    let analysis: Analysis | 'off' | undefined;
    try {
      analysis = await analyseStored(uri, token);
      if (await patiently(numbers.settled(uri), token)) analysis = await analyseStored(uri, token);
    } catch (error) {
      return { kind: 'unusable', message: error instanceof Error ? error.message : String(error) };
    }
    if (!analysis || token.isCancellationRequested)
      throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The check was cancelled');
    if (analysis === 'off') return { kind: 'off' };
    return describe(analysis, find);
  });
}

/** Milliseconds: counting large files takes longer than anybody wants to wait for a number beside a finding. */
const PATIENCE = 3000;

/** Whether there may be more to tell. No longer than anybody asks or has patience. */
function patiently(counting: Promise<boolean>, token: CancellationToken): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isMore: boolean) => {
      clearTimeout(timer);
      cancelled.dispose();
      resolve(isMore);
    };
    const timer = setTimeout(() => end(true), PATIENCE);
    const cancelled = token.onCancellationRequested(() => end(false));
    void counting.then(end);
  });
}

async function describe(analysis: Analysis, find: FindDocument): Promise<FileFindingsAnswer> {
  const { document, unread } = analysis;
  const spanOf = async (place: Place) => {
    const { start, end } = (await locate(place, document, find))?.range ?? AT_START; // its document may have gone
    const at: FilePlace = { uri: place.document, cell: place.cell, line: start.line + 1, column: start.character + 1 };
    return { at, end: { endLine: end.line + 1, endColumn: end.character + 1 } };
  };
  const toldOf = async (finding: Finding): Promise<FileFinding> => {
    const { rule, severity, confidence, message, subject } = finding;
    const { at, end } = await spanOf(finding.place);
    const steps = finding.trace.map(async (step) => ({ ...(await spanOf(step.place)).at, message: step.message }));
    const repairs = analysis.fixes(finding).filter(({ kind }) => kind === 'repair');
    const fixes = repairs.map(({ title, safety }) => ({ title, safety }));
    return { ...at, ...end, rule, severity, confidence, message, trace: await Promise.all(steps), fixes, subject };
  };
  return {
    kind: 'findings',
    findings: await Promise.all(analysis.findings.map(toldOf)),
    unread: (await Promise.all(unread.map(spanOf))).map(({ at }) => at),
  };
}

const AT_START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
