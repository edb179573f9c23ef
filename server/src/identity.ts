import type { Finding, Place } from '@unpool/shared/protocol/finding.ts';
import { hash } from './hash.ts';
import { SYNTHETIC } from './provenance/origins.ts';
import { causeOfKind } from './provenance/trace.ts';
import { type Report, wordsOf } from './rules/rule.ts';
import type { SourceDocument } from './workspace/document.ts';
import { lineOf, textAt, unitOf } from './workspace/text-at.ts';

export interface IdentifiedReport {
  readonly finding: Finding;
  readonly report: Report;
}

/**
 * Gives reports an identity that survives edits elsewhere in the file: rule, function, text of the sink and of the pool,
 * and a number where these repeat. A line says the same thing once. The same place seen in several calls of a function is one finding, the surest one.
 */
export function identify(reports: readonly Report[], document: SourceDocument): IdentifiedReport[] {
  const ordered = [...merge(reports)].sort(
    (a, b) => (a.site.place.cell ?? 0) - (b.site.place.cell ?? 0) || a.site.place.start - b.site.place.start,
  );
  const counts = new Map<string, number>();
  const said = new Set<string>();
  const fresh = ordered.filter((report) => {
    const { cell, start } = report.site.place;
    const line = lineOf(unitOf(document, cell)?.text ?? '', start);
    const key = `${report.rule} ${cell} ${line} ${report.message}`;
    const isNew = !said.has(key);
    said.add(key);
    return isNew;
  });
  return fresh.map((report) => {
    const pool = causeOfKind(report.value, SYNTHETIC, 'pool')?.place;
    // the text of another module is not at hand
    const pooling = pool?.document === document.uri ? textAt(document, pool) : '';
    const parts = [report.rule, report.site.within ?? '', textAt(document, report.site.place), pooling];
    const key = parts.join('\n').replace(/\r\n?/g, '\n');
    const number = counts.get(key) ?? 0;
    counts.set(key, number + 1);
    const { rule, severity, confidence, trace, subject } = report;
    const id = `${rule}-${hash(`${key}\n${number}`)}`;
    return {
      finding: {
        id,
        rule,
        severity,
        confidence,
        message: wordsOf(report),
        place: pointOf(report, document),
        trace,
        subject,
      },
      report,
    };
  });
}

/** Where to point: of a chain over several lines, at its last call. */
function pointOf({ site: { node, place } }: Report, document: SourceDocument): Place {
  if (node.kind !== 'call' || node.callee.kind !== 'attribute' || !textAt(document, place).includes('\n')) return place;
  const start = node.callee.end - node.callee.name.length;
  return textAt(document, { ...place, end: start }).includes('\n') ? { ...place, start } : place;
}

const RANK = { certain: 0, likely: 1, possible: 2 } as const;
const LOUDNESS = { error: 0, warning: 1, information: 2, hint: 3 } as const;

function merge(reports: readonly Report[]): Iterable<Report> {
  const byPlace = new Map<string, Report>();
  for (const report of reports) {
    const { document, cell, start, end } = report.site.place;
    const key = `${report.rule} ${document} ${cell} ${start} ${end}`;
    const known = byPlace.get(key);
    const better =
      !known ||
      RANK[report.confidence] < RANK[known.confidence] ||
      (report.confidence === known.confidence && LOUDNESS[report.severity] < LOUDNESS[known.severity]);
    if (better) byPlace.set(key, report);
  }
  return byPlace.values();
}
