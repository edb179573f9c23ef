import type { Finding, Fix, Place } from '@unpool/shared/protocol/finding.ts';
import type { Analyser } from '../../server/src/analysis.ts';

/**
 * Finds the word POOLED (naive-pooling, a warning) and JUDGED (uncalibrated-judge, an error). POOLED is safely repaired
 * to SPLIT; JUDGED has a suggested repair to CALIBRATED; both can be silenced, which the command line must not offer.
 * BROKEN cannot be read.
 */
export const fakeAnalyser: Analyser = {
  filesChanged() {},
  async analyse(document) {
    const findings: Finding[] = [];
    for (const { cell, text } of document.units) {
      for (const match of text.matchAll(/POOLED|JUDGED/g)) {
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
      fixes,
      provenanceAt: () => null,
      lineageAt: () => null,
      lineageOf: () => null,
    };
  },
};

function fixes({ rule, place }: Finding): readonly Fix[] {
  const repair: Fix =
    rule === 'naive-pooling'
      ? { title: 'Split it', kind: 'repair', safety: 'safe', edits: [{ place, newText: 'SPLIT' }] }
      : { title: 'Calibrate it', kind: 'repair', safety: 'suggested', edits: [{ place, newText: 'CALIBRATED' }] };
  const silence: Fix = { title: 'Ignore it', kind: 'suppress', safety: 'suggested', edits: [{ place, newText: '' }] };
  return [repair, silence];
}
