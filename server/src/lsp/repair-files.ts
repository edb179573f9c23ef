import { type Edit, RULES, type RuleId } from '@unpool/shared/protocol/finding.ts';
import type { RepairedText, RepairFilesResult } from '@unpool/shared/protocol/requests.ts';
import { type CancellationToken, type Connection, ErrorCodes, ResponseError } from 'vscode-languageserver';
import { isNoSource } from '../languages/language-of.ts';
import type { SourceDocument } from '../workspace/document.ts';
import { allRepairs } from './fix-all.ts';
import { rangeIn } from './positions.ts';
import { answer, texts } from './requests.ts';
import type { AnalyseStored, AnalyseText } from './stored-analysis.ts';

/** Answers with the safe repairs of files that need not be open. */
export function answerRepairFiles(
  connection: Connection,
  analyseStored: AnalyseStored,
  analyseText: AnalyseText,
): void {
  const repairsOf = async (uri: string, rule: RuleId | null, token: CancellationToken): Promise<Repaired | null> => {
    const analysis = await analyseStored(uri, token);
    if (!analysis || analysis === 'off') return null;
    const repairs = await allRepairs(analysis, { rule, cell: null }, (document) => analyseText(document, token));
    if (!repairs || repairs.count === 0) return null;
    return { count: repairs.count, document: analysis.document, edits: repairs.edits };
  };

  answer(connection, 'unpool/repairFiles', async ({ uris, rule }, token): Promise<RepairFilesResult> => {
    if (rule !== null && !RULES.includes(rule))
      throw new ResponseError(ErrorCodes.InvalidParams, '"rule" must be the id of a rule, or null');
    const result = { findings: 0, texts: [] as RepairedText[], closedNotebooks: [] as string[] };
    const errors: { uri: string; message: string }[] = [];
    for (const uri of texts(uris, 'uris').filter((uri) => !isNoSource(uri))) {
      if (token.isCancellationRequested) break;
      try {
        const repaired = await repairsOf(uri, rule, token);
        if (!repaired) continue;
        if (isClosedNotebook(repaired.document)) {
          result.closedNotebooks.push(uri);
          continue;
        }
        result.findings += repaired.count;
        result.texts.push(...byText(repaired));
      } catch (error) {
        errors.push({ uri, message: error instanceof Error ? error.message : String(error) });
      }
    }
    return { ...result, errors };
  });
}

interface Repaired {
  readonly count: number;
  readonly document: SourceDocument;
  readonly edits: readonly Edit[];
}

const isClosedNotebook = ({ units }: SourceDocument): boolean =>
  units.some(({ cell, version }) => cell !== null && version === null);

function byText({ document, edits }: Repaired): RepairedText[] {
  return document.units.flatMap((unit) => {
    const own = edits.filter(({ place }) => place.cell === unit.cell);
    if (own.length === 0) return [];
    const { uri, version } = unit;
    return { uri, version, edits: own.map(({ place, newText }) => ({ range: rangeIn(unit, place), newText })) };
  });
}
