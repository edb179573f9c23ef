import type { RuleId } from '@unpool/shared/protocol/finding.ts';
import { JUDGED, MEASURED, REAL, SYNTHETIC } from './provenance/origins.ts';
import { sourceOf } from './provenance/trace.ts';
import type { Report } from './rules/rule.ts';

/**
 * The reports of one document: those in its own code, and those in a function of another module that it hands its data
 * to. The latter stand at the call, where the data are known; what the other module does with data of its own is
 * reported there.
 */
export function ownReports(reports: readonly Report[], document: string): Report[] {
  return reports.flatMap((report) => {
    if (report.site.place.document === document) return [report];
    const call = report.estimate.calledFrom;
    if (!call || call.place.document !== document || !bringsData(report)) return [];
    return [{ ...report, site: call, isElsewhere: true }];
  });
}

/** Does what is wrong with the data come from outside of the module with the estimate? */
function bringsData({ site, value, rule }: Report): boolean {
  const sources = WRONG[rule].map((fact) => sourceOf(value, fact)?.place);
  return sources.some((place) => place && place.document !== site.place.document);
}

/** What makes data of each rule wrong: a judge in the module with the estimate is reported there, whoever calls it. */
const WRONG: Readonly<Record<RuleId, readonly number[]>> = {
  'naive-pooling': [SYNTHETIC, JUDGED, REAL, MEASURED],
  'synthetic-in-test': [SYNTHETIC, REAL],
  'uncalibrated-judge': [JUDGED],
};
