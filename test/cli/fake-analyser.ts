import type { Edit, Finding, Fix, Place } from '@unpool/shared/protocol/finding.ts';
import type { Analyser } from '../../server/src/analysis.ts';
import { folderOf } from '../../server/src/workspace/uri.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';

/**
 * Finds the word POOLED (naive-pooling, a warning) and JUDGED (uncalibrated-judge, an error). POOLED is safely repaired
 * to SPLIT; JUDGED has a suggested repair to CALIBRATED; both can be silenced, which the command line must not offer.
 * Where requirements.txt is beside the document, the latter also adds "calibration" there, if it is missing. POOLED that
 * HIDES a word is found before that. BROKEN cannot be read.
 */
export const createFakeAnalyser = async (workspace: Workspace): Promise<Analyser> => ({
  filesChanged() {},
  async analyse(document) {
    const findings: Finding[] = [];
    const requirements = `${folderOf(document.uri)}/requirements.txt`;
    const bytes = await workspace.readFile(requirements);
    const required = bytes && new TextDecoder().decode(bytes);
    const missing: Edit[] =
      required === undefined || required.includes('calibration')
        ? []
        : [{ place: { document: requirements, cell: null, start: 0, end: 0 }, newText: 'calibration\n' }];
    for (const { cell, text } of document.units) {
      for (const match of text.matchAll(/POOLED|JUDGED/g)) {
        if (text.slice(0, match.index).endsWith('POOLED HIDES ')) continue;
        const place: Place = {
          document: document.uri,
          cell,
          start: match.index,
          end: match.index + match[0].length,
        };
        const isPooled = match[0] === 'POOLED';
        const rule = isPooled ? 'naive-pooling' : 'uncalibrated-judge';
        const before = findings.filter((finding) => finding.rule === rule).length;
        findings.push({
          id: `${rule}-${before}`,
          rule,
          severity: isPooled ? 'warning' : 'error',
          confidence: isPooled ? 'likely' : 'certain',
          message: `${match[0]} is not safe.`,
          place,
          trace: [{ place: { ...place, start: 0, end: 1 }, message: 'it starts here' }],
          subject: null,
        });
      }
    }
    const unread = document.units.flatMap(({ cell, text }) =>
      [...text.matchAll(/BROKEN(?:\nBROKEN)*/g)].map(({ index, 0: word }) => ({
        ...{ document: document.uri, cell },
        ...{ start: index, end: index + word.length },
      })),
    );
    return {
      document,
      findings,
      unread,
      fixes: (finding) => fixes(finding, missing),
      provenanceAt: () => null,
      neighbour: () => undefined,
      lineageAt: () => null,
      lineageOf: () => null,
    };
  },
});

function fixes({ rule, place }: Finding, missing: readonly Edit[]): readonly Fix[] {
  const repair: Fix =
    rule === 'naive-pooling'
      ? { title: 'Split it', kind: 'repair', safety: 'safe', edits: [{ place, newText: 'SPLIT' }] }
      : {
          title: 'Calibrate it',
          kind: 'repair',
          safety: 'suggested',
          edits: [{ place, newText: 'CALIBRATED' }, ...missing],
        };
  const silence: Fix = { title: 'Ignore it', kind: 'suppress', safety: 'suggested', edits: [{ place, newText: '' }] };
  return [repair, silence];
}
