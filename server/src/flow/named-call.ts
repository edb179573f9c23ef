import type { Place } from '@unpool/shared/protocol/finding.ts';
import { asJudged } from '../provenance/evidence.ts';
import { namesGrade, namesJudge, rowEvidence } from '../provenance/names.ts';
import {
  at,
  GENERATED,
  has,
  isOnly,
  JUDGED,
  lower,
  MEASURED,
  REAL,
  SYNTHETIC,
  UNIT_ORIGINS,
  without,
} from '../provenance/origins.ts';
import {
  ASSUMED_REAL,
  dataMarks,
  dataOrigins,
  JUDGE_PROMPT,
  NO_DATA,
  unitOrigins,
  Value,
  VERDICT,
} from '../provenance/value.ts';
import type { CallSite } from './call.ts';
import { causeAt } from './frame.ts';
import { lastName } from './parts.ts';

/** What the name of a function says of a call's result, alone or beside what the code shows. */

/** Nothing is known of the function: what goes in may come out, one step less sure; its name may tell more. */
export function callUnknown(site: CallSite): Value {
  const { frame, node } = site;
  const inputs = [...(site.receiver ? [site.receiver] : []), ...site.positional, ...site.named.values()];
  const short = lastName(site.name);
  const all = inputs.reduce((sum, input) => sum | dataOrigins(input), 0);
  const origins = holdsAgainst(inputs, short) ? all & ~UNIT_ORIGINS : all;
  const passed = new Value({
    origins: lower(origins),
    target: { kind: 'external', name: site.name },
    marks: inputs.reduce((all, input) => all | (dataMarks(input) & JUDGE_PROMPT), 0),
    cause: origins ? causeAt(frame, node, 'step', `passed through ${short}()`, inputs) : null,
  });
  return judgedByName(spokenFor(passed, short, site), short, site);
}

/** A function that gets real rows and synthetic ones apart compares them, unless its name says that it joins them. */
function holdsAgainst(inputs: readonly Value[], name: string): boolean {
  const only = (fact: number) => inputs.some((input) => isOnly(unitOrigins(input), fact));
  return (
    only(REAL) &&
    only(SYNTHETIC) &&
    !/concat|merge|combin|pool|append|extend|mix|union|stack|join|augment|add|build|make|create|prepare|load|get/i.test(
      name,
    )
  );
}

/** `judge_answer(…)` of a module that is not here: its name is all there is. */
function judgedByName(value: Value, name: string, site: CallSite): Value {
  // `scorer(answer)` inside of judge_rows(): handed in, and named for what it does
  const within = site.frame.name !== null && namesJudge(site.frame.name) && /scor|grad|rat(e|er|ing)$|judg/i.test(name);
  if (!(namesJudge(name) || within) || has(value.origins, JUDGED | MEASURED)) return value;
  const cause = causeAt(site.frame, site.node, 'judge', `graded by ${name}()`, []);
  return value.with({ origins: value.origins | at('likely', JUDGED), cause });
}

/** `load_synthetic_rows()`: the name of a function speaks for what it gives. */
export function spokenFor(value: Value, name: string, site: CallSite): Value {
  const said = rowEvidence(name);
  if (
    said === 0 ||
    /^[A-Z]|_results?$/.test(name) ||
    has(dataOrigins(value), SYNTHETIC) ||
    !/^(load|get|read|make|create|generate|build|sample|synthesi[sz]e|simulate|fetch|augment|produce|gen)/i.test(name)
  )
    return value;
  if (has(value.origins, REAL) && !(value.marks & ASSUMED_REAL) && at('certain', REAL) & value.origins) return value;
  const origins = has(said, SYNTHETIC) ? without(value.origins, REAL) | said : value.origins | said;
  return value.with({
    origins,
    marks: value.marks & ~(ASSUMED_REAL | NO_DATA),
    cause: causeAt(
      site.frame,
      site.node,
      'source',
      `${has(said, SYNTHETIC) ? 'synthetic' : 'real'} rows, by the name "${name}()"`,
      [],
    ),
  });
}

/** A function named for grading turns a model's answer into a judge's label. */
export function gradedBy(value: Value, name: string, place: Place): Value {
  if (name === '' || !has(dataOrigins(value), GENERATED)) return value;
  if (value.items) return value.with({ items: value.items.map((item) => gradedBy(item, name, place)) });
  if (value.fields && !has(value.origins, GENERATED)) return value;
  if (has(value.origins, JUDGED | MEASURED) || !has(value.origins, GENERATED)) return value;
  return namesGrade(name, (value.marks & VERDICT) !== 0) ? asJudged(value, `graded by ${name}()`, place) : value;
}
