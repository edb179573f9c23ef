import type { CheckSubject, Confidence, Place, RuleId, Severity, TraceStep } from '@unpool/shared/protocol/finding.ts';
import type {
  Choice,
  Comparison,
  Conclusion,
  CorrectedRate,
  Correction,
  Estimate,
  Gate,
  Imputation,
  Loss,
  Observation,
  Site,
  Split,
  Storage,
  Training,
  Weights,
} from '../flow/observation.ts';
import type { FlowModule, FlowUnit, Language } from '../flow/program.ts';
import type { About } from '../provenance/about.ts';
import { placeKey } from '../provenance/trace.ts';
import type { Value } from '../provenance/value.ts';

/** All that was seen in a document, sorted for the rules. */
export interface Observations {
  readonly estimates: readonly Estimate[];
  readonly splits: readonly Split[];
  readonly trainings: readonly Training[];
  readonly corrections: readonly Correction[];
  readonly losses: readonly Loss[];
  readonly gates: readonly Gate[];
  readonly imputations: readonly Imputation[];
  readonly stored: readonly Storage[];
  readonly comparisons: readonly Comparison[];
  readonly conclusions: readonly Conclusion[];
  readonly choices: readonly Choice[];
  readonly correctedRates: readonly CorrectedRate[];
  readonly weights: readonly Weights[];
  readonly about: About;
  readonly language: Language;
  /** The code of the document. */
  readonly units: readonly FlowUnit[];
  /** Is a model asked for anything? */
  readonly asksModels: boolean;
  /** Is a model asked about itself, or about a person that it plays? */
  readonly asksOfSelf: boolean;
  /** Calls that give what a model answered, and the models asked for no judgement, by `placeKey`. */
  readonly answers: ReadonlyMap<string, Site>;
  readonly modelsAsked: ReadonlyMap<string, ReadonlySet<string>>;
  /** The models asked for judgements. */
  readonly judgesAsked: ReadonlyMap<string, readonly Place[]>;
  /** Models by the names that code keeps them under, in snake case; null where it keeps several. */
  readonly namedModels: ReadonlyMap<string, string | null>;
  /** Where rows came to be several to a prompt, by `placeKey`. */
  readonly repeats: ReadonlyMap<string, Site>;
  /** Estimates that only scale the data they come from. */
  isTransform(estimate: Estimate): boolean;
}

/** What a rule found: a finding before it has an identity, and what a correction needs to know of it. */
export interface Report {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** What is wrong, and what that does to the number. */
  readonly message: string;
  /** What to do, where others may have more to tell before. */
  readonly advice?: string;
  readonly site: Site;
  readonly trace: readonly TraceStep[];
  readonly subject: CheckSubject | null;
  /** The estimate that is wrong, and which of its data makes it so. */
  readonly estimate: Estimate;
  readonly value: Value;
  /** The message tells what a saved check found of the data. */
  readonly isChecked?: boolean;
  /** The weights that are used nowhere. */
  readonly weights?: Weights;
  /** Where a run fails by the estimate. */
  readonly gate?: Site;
  /** The estimate stands in another module; `site` is the call that hands it the data, or the gate. */
  readonly isElsewhere?: boolean;
}

/** All that a report says, what to do last. */
export const wordsOf = ({ message, advice }: Pick<Report, 'message' | 'advice'>): string =>
  advice === undefined ? message : `${message} ${advice}`;

export interface Rule {
  readonly id: RuleId;
  check(observed: Observations): Iterable<Report>;
}

/** What the engine saw. */
export interface Seen {
  readonly observations: ReadonlyMap<string, Observation>;
  readonly transforms: ReadonlySet<string>;
  readonly asksModels: boolean;
  readonly asksOfSelf: boolean;
  readonly answers: ReadonlyMap<string, Site>;
  readonly modelsAsked: ReadonlyMap<string, ReadonlySet<string>>;
  readonly judgesAsked: ReadonlyMap<string, readonly Place[]>;
  readonly namedModels: ReadonlyMap<string, string | null>;
  readonly repeats: ReadonlyMap<string, Site>;
}

export function sortObservations(seen: Seen, about: About, { language, units }: FlowModule): Observations {
  const { observations, transforms, asksModels, asksOfSelf, answers, modelsAsked, judgesAsked, namedModels, repeats } =
    seen;
  const all = [...observations.values()];
  return {
    about,
    language,
    units,
    asksModels,
    asksOfSelf,
    answers,
    modelsAsked,
    judgesAsked,
    namedModels,
    repeats,
    estimates: all.filter((o) => o.kind === 'estimate'),
    splits: all.filter((o) => o.kind === 'split'),
    trainings: all.filter((o) => o.kind === 'training'),
    corrections: all.filter((o) => o.kind === 'correction'),
    gates: all.filter((o) => o.kind === 'gate'),
    imputations: all.filter((o) => o.kind === 'imputation'),
    losses: all.filter((o) => o.kind === 'loss'),
    stored: all.filter((o) => o.kind === 'storage'),
    comparisons: all.filter((o) => o.kind === 'comparison'),
    conclusions: all.filter((o) => o.kind === 'conclusion'),
    choices: all.filter((o) => o.kind === 'choice'),
    correctedRates: all.filter((o) => o.kind === 'rate-correction'),
    weights: all.filter((o) => o.kind === 'weights'),
    isTransform: ({ site: { place } }) => transforms.has(placeKey(place)),
  };
}
