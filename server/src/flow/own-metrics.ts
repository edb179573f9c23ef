import { ESTIMATE, REPEATED, SPLIT_TEST } from '../provenance/marks.ts';
import { dataMarks, type Value } from '../provenance/value.ts';
import type { CallSite } from './call-site.ts';
import { estimate } from './estimate.ts';
import { isTypeScript } from './frame.ts';
import { deepMarks, lastName } from './parts.ts';
import { namesInterval, namesTest } from './repeats.ts';

/** Functions of the code's own, or of a module that is not here, that are named for a metric. */
const METRIC =
  /^(?:(?:calc|calculate|compute|get|print|show|plot|eval|evaluate|my)_?)?(accuracy|precision|recall|f1|auc|roc_auc|rmse|mae|mse|r2|confusion_?matrix|conf_matrix|classification_report|error_rate)(?:_?score)?$/i;

/** `confusion_matrix(y_test, predicted)`: a metric of the test part, whoever wrote it; one that is seen to compute it says so itself. */
export function ownMetric(result: Value, site: CallSite): Value {
  const what = METRIC.exec(lastName(site.name))?.[1];
  if (what === undefined || site.positional.length < 2 || deepMarks(result) & ESTIMATE) return result;
  if (!site.positional.some((value) => value.marks & SPLIT_TEST)) return result;
  const words = what.replace(/_/g, ' ').toLowerCase();
  return estimate(site.frame, site.node, words, site.positional, site.positionalNodes, { compares: true });
}

/** `bootstrapCI(scores)` of the code's own, which draws from the rows in some way that is not seen through. */
export function ownInterval(result: Value, site: CallSite): Value {
  const index = isTypeScript(site.frame) ? site.positional.findIndex(isRepeated) : -1;
  const name = lastName(site.name);
  if (index < 0 || !namesInterval(name) || isSeenThrough(name, site)) return result;
  const expressions = [site.positionalNodes[index] ?? null];
  const what = namesTest(name) ? 'test' : 'interval';
  return estimate(site.frame, site.node, what, [site.positional[index]!], expressions, { confirmatory: true });
}

const isRepeated = (value: Value): boolean => {
  const marks = dataMarks(value);
  return (marks & REPEATED) !== 0 && !(marks & ESTIMATE);
};

/** Was an interval seen to be worked out in it? */
function isSeenThrough(name: string, { frame: { engine } }: CallSite): boolean {
  engine.forgo();
  return [...engine.observations.values()].some(
    (seen) => seen.kind === 'estimate' && seen.confirmatory && seen.site.within === name,
  );
}
