import { RULES, type RuleId } from '@unpool/shared/protocol/finding.ts';
import type { CheckFilesResult, FindingSubject, ServerRequests } from '@unpool/shared/protocol/requests.ts';
import { type CancellationToken, type Connection, ErrorCodes, ResponseError } from 'vscode-languageserver';
import { isNoSource } from '../languages/language-of.ts';
import type { Analyses } from './analyses.ts';
import type { Publisher } from './publisher.ts';
import type { AnalyseStored } from './stored-analysis.ts';

export interface RequestContext {
  readonly analyses: Analyses;
  readonly publisher: Publisher;
  readonly analyseStored: AnalyseStored;
  page(rule: RuleId): Promise<string>;
}

/** Answers the requests beyond LSP; `ServerRequests` says what each is for. */
export function answerRequests(connection: Connection, context: RequestContext): void {
  answer(connection, 'unpool/checkFiles', ({ uris }, token) => checkFiles(texts(uris, 'uris'), context, token));
  answer(connection, 'unpool/subjects', ({ uri }) => subjects(text(uri, 'uri'), context));
  answer(connection, 'unpool/rulePage', async ({ rule }) => {
    const known = RULES.find((id) => id === rule);
    return known ? context.page(known) : null;
  });
}

/** `connection.onRequest` with the types of our own protocol. */
export function answer<Method extends keyof ServerRequests>(
  connection: Connection,
  method: Method,
  handler: (
    params: ServerRequests[Method]['params'],
    token: CancellationToken,
  ) => Promise<ServerRequests[Method]['result']>,
): void {
  // the method alone decides the types, which the general overload cannot say
  connection.onRequest(method, handler as never);
}

async function checkFiles(
  uris: readonly string[],
  { publisher, analyseStored }: RequestContext,
  token: CancellationToken,
): Promise<CheckFilesResult> {
  const errors: { uri: string; message: string }[] = [];
  let filesChecked = 0;
  let findings = 0;
  for (const uri of uris.filter((uri) => !isNoSource(uri))) {
    if (token.isCancellationRequested) break;
    try {
      const analysis = await analyseStored(uri, token);
      if (analysis === 'off') continue;
      if (!analysis) break;
      await publisher.showStored(uri, analysis);
      filesChecked++;
      findings += analysis.findings.length;
    } catch (error) {
      errors.push({ uri, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return { filesChecked, findings, errors };
}

async function subjects(uri: string, { analyses }: RequestContext): Promise<FindingSubject[]> {
  const findings = (await analyses.newest(uri))?.analysis.findings ?? [];
  return findings.flatMap(({ id, rule, message, subject }) => (subject ? [{ id, rule, message, subject }] : []));
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new ResponseError(ErrorCodes.InvalidParams, `"${name}" must be a string`);
  return value;
}

/** @throws ResponseError (InvalidParams) for anything else */
export function texts(value: unknown, name: string): string[] {
  if (!Array.isArray(value)) throw new ResponseError(ErrorCodes.InvalidParams, `"${name}" must be a list of strings`);
  return value.map((item) => text(item, name));
}
