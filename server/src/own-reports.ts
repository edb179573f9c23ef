import type { RuleId } from '@unpool/shared/protocol/finding.ts';
import { GENERATED, IMPUTED, JUDGED, MEASURED, REAL, SYNTHETIC } from './provenance/origins.ts';
import { causes, repeatOf } from './provenance/trace.ts';
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
    if (!call || call.place.document !== document || !bringsData(report, document)) return [];
    return [{ ...report, site: call, isElsewhere: true }];
  });
}

/** Does what is wrong with the data come through the document? What other modules do among themselves is reported there. */
function bringsData({ value, rule }: Report, document: string): boolean {
  const ways =
    rule === 'dependent-generations' ? [repeatOf(value)] : WRONG[rule].flatMap((fact) => [...causes(value, fact)]);
  return ways.some((cause) => cause?.place?.document === document);
}

/** What makes data of each rule wrong: a judge in the module with the estimate is reported there, whoever calls it. */
const WRONG: Readonly<Record<RuleId, readonly number[]>> = {
  'naive-pooling': [SYNTHETIC, JUDGED, REAL, MEASURED],
  'synthetic-in-test': [SYNTHETIC, REAL],
  'uncalibrated-judge': [JUDGED],
  'synthetic-only-inference': [SYNTHETIC],
  'origin-dropped': [SYNTHETIC, REAL],
  'imputed-as-observed': [IMPUTED],
  'significance-gated-pooling': [SYNTHETIC, REAL],
  'self-judging': [JUDGED, GENERATED],
  'single-order-judging': [JUDGED],
  'circular-calibration': [JUDGED, GENERATED, MEASURED],
  'fixed-judge-error': [JUDGED],
  'dependent-generations': [],
  'unused-weights': [],
  'unused-suppression': [],
};
