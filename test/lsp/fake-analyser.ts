import type { Finding, Fix, Place } from '@unpool/shared/protocol/finding.ts';
import type { Lineage } from '@unpool/shared/protocol/lineage.ts';
import type { Analysis, CreateAnalyser } from '../../server/src/analysis.ts';
import type { SourceDocument } from '../../server/src/workspace/document.ts';

/**
 * A stand-in for the analysis, so that these tests are about the protocol. It reports every `POOL` (and in a document
 * that says `IMPORT name`, also on that line when `name.py` beside it has one), leaves out lines that say
 * `unpool: ignore`, throws on `THROW`, and offers three fixes.
 */
export const createFakeAnalyser: CreateAnalyser = async (workspace) => ({
  filesChanged() {},
  async analyse(document, { minConfidence }) {
    const findings: Finding[] = [];
    for (const unit of document.units) {
      if (unit.text.includes('THROW')) throw new Error('the analyser broke');
      for (const { index } of unit.text.matchAll(/POOL/g)) {
        const line = unit.text.slice(unit.text.lastIndexOf('\n', index) + 1).split('\n')[0] ?? '';
        if (line.includes('unpool: ignore')) continue;
        if (line.includes('GUESS') && minConfidence !== 'possible') continue;
        const start = unit.text.indexOf('DATA');
        const source = { document: document.uri, cell: unit.cell, start, end: start + 4 };
        findings.push(finding({ document: document.uri, cell: unit.cell, start: index, end: index + 4 }, source));
      }
      for (const match of unit.text.matchAll(/IMPORT (\w+)/g)) {
        const other = await workspace.document(document.uri.replace(/[^/]*$/, `${match[1]}.py`));
        const found = other?.units[0]?.text.indexOf('POOL') ?? -1;
        if (!other || found < 0) continue;
        const place = { document: document.uri, cell: unit.cell, start: match.index, end: match.index + 6 };
        findings.push(finding(place, { document: other.uri, cell: null, start: found, end: found + 4 }));
      }
    }
    return analysis(document, findings);
  },
});

function finding(place: Place, source: Place): Finding {
  return {
    id: `naive-pooling:${place.cell ?? ''}:${place.start}`,
    rule: 'naive-pooling',
    severity: 'warning',
    confidence: 'likely',
    message: 'Real and synthetic rows are averaged together.',
    place,
    trace: source.start < 0 ? [] : [{ place: source, message: 'synthetic rows come from here' }],
    subject: {
      kind: 'compare',
      real: ['data/human.csv'],
      synthetic: ['data/synthetic.csv'],
      column: 'score',
      estimand: 'mean',
      isWhole: true,
    },
  };
}

function analysis(document: SourceDocument, findings: readonly Finding[]): Analysis {
  return {
    document,
    findings,
    fixes: ({ place }) => [
      fix('Average the real rows only', 'repair', 'safe', place, 'REAL'),
      fix('Report by origin', 'repair', 'suggested', place, 'BY_ORIGIN'),
      fix('Suppress naive-pooling here', 'suppress', 'suggested', { ...place, start: place.end }, '  # unpool: ignore'),
    ],
    provenanceAt(cell, offset) {
      const text = document.units.find((unit) => unit.cell === cell)?.text ?? '';
      const start = text.lastIndexOf('POOL', offset);
      if (start < 0 || offset > start + 4) return null;
      const place = { document: document.uri, cell, start, end: start + 4 };
      const summary = 'real and synthetic units, pooled';
      return { place, name: 'POOL', summary, confidence: 'likely', trace: finding(place, place).trace };
    },
    neighbour: () => undefined,
    lineageAt(cell, offset) {
      const start = document.units.find((unit) => unit.cell === cell)?.text.indexOf('DATA') ?? -1;
      return start < 0 || offset < start ? null : lineage({ document: document.uri, cell, start, end: start + 4 });
    },
    lineageOf: ({ place }) => lineage(place),
    unread: [],
  };
}

/** One node at the place, and one in a file that is not there. */
function lineage(place: Place): Lineage {
  const gone = { document: 'file:///project/gone.py', cell: null, start: 0, end: 1 };
  return {
    name: 'POOL',
    nodes: [
      { id: 'n1', kind: 'file', label: 'a.csv', detail: '', origin: 'real', place: gone },
      { id: 'n2', kind: 'estimate', label: 'mean', detail: 'POOL', origin: 'pooled', place },
    ],
    edges: [{ from: 'n1', to: 'n2', kind: 'data' }],
    leftOut: 0,
  };
}

function fix(title: string, kind: Fix['kind'], safety: Fix['safety'], place: Place, newText: string): Fix {
  return { title, kind, safety, edits: [{ place, newText }] };
}
