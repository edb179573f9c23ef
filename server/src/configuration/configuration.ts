import type { Confidence, Place, RuleId, Severity } from '@unpool/shared/protocol/finding.ts';
import type { CatalogEntry, Effect } from '../catalog/entry.ts';
import type { ORIGIN_WORDS, PythonLibrary, VALUE_ORIGIN_WORDS } from './schema.ts';

/** What a project says of itself; all of it may be missing. */
export interface Configuration {
  /** The file that says it; null where there is none. */
  readonly file: string | null;
  readonly minConfidence: Confidence | null;
  readonly exclude: readonly string[];
  readonly suppressionsNeedReason: boolean;
  readonly rules: Readonly<Partial<Record<RuleId, RuleSetting>>>;
  readonly data: readonly DataDeclaration[];
  readonly margins: Readonly<Record<string, number>>;
  readonly catalog: readonly CatalogEntry[];
  readonly fix: { readonly python?: PythonLibrary };
  /** What is wrong in the file, or has no effect; what is wrong is left out of the above. */
  readonly problems: readonly ConfigurationProblem[];
}

export interface RuleSetting {
  readonly severity: Severity | 'off' | null;
  readonly minConfidence: Confidence | null;
}

/** How loud rules are for one person: `{ "naive-pooling": "off" }`. */
export type Loudness = Readonly<Partial<Record<RuleId, Severity | 'off'>>>;

/** The configuration with one person's own loudness of rules. */
export function withLoudness(configuration: Configuration, own: Loudness): Configuration {
  const { rules } = configuration;
  const said = (Object.entries(own) as [RuleId, RuleSetting['severity']][]).map(
    ([id, severity]) => [id, { severity, minConfidence: rules[id]?.minConfidence ?? null }] as const,
  );
  return { ...configuration, rules: { ...rules, ...Object.fromEntries(said) } };
}

/** The configuration with the library that one person wants repairs to be written with. */
export const withLibrary = (configuration: Configuration, python: PythonLibrary): Configuration => ({
  ...configuration,
  fix: { ...configuration.fix, python },
});

/** What is declared of the data files that a glob means. */
export interface DataDeclaration {
  readonly glob: string;
  readonly origin: (typeof ORIGIN_WORDS)[number] | null;
  readonly column: string | null;
  /** Entries of the column in the rows of this origin; null where all rows are of it. */
  readonly values: readonly (string | number | boolean)[] | null;
  readonly valueOrigin: (typeof VALUE_ORIGIN_WORDS)[number] | null;
  /** Where the configuration says so. */
  readonly place: Place;
}

export interface ConfigurationProblem {
  /** `note`: it is right, but has no effect. */
  readonly kind: 'error' | 'note';
  readonly message: string;
  readonly place: Place;
  /** From 1, in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export const NO_CONFIGURATION: Configuration = {
  file: null,
  minConfidence: null,
  exclude: [],
  suppressionsNeedReason: false,
  rules: {},
  data: [],
  margins: {},
  catalog: [],
  fix: {},
  problems: [],
};

/** The plain content of a file that the schema lets pass. */
export interface Said {
  readonly 'min-confidence'?: Confidence;
  readonly exclude?: readonly string[];
  readonly 'suppressions-need-reason'?: boolean;
  readonly rules?: Readonly<Record<string, SaidSeverity | { severity?: SaidSeverity; 'min-confidence'?: Confidence }>>;
  readonly margins?: Readonly<Record<string, number>>;
  readonly catalog?: readonly { call: string | readonly string[]; does: Effect }[];
  readonly fix?: { readonly python?: PythonLibrary };
}

type SaidSeverity = Severity | 'off';

export const isOff = ({ rules }: Configuration, rule: RuleId): boolean => rules[rule]?.severity === 'off';
