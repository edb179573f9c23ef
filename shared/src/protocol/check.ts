/** The exchangeability check between its faces: what is asked, and the JSON that answers. */

/** A data file: the name that people know it by, and where it is. */
export interface DataFileRef {
  readonly name: string;
  readonly uri: string;
}

/** Where the two samples are: in files of their own, or in one table with a column that tells the unit origin. */
export type CompareSource =
  | { readonly kind: 'two-sides'; readonly real: readonly DataFileRef[]; readonly synthetic: readonly DataFileRef[] }
  | {
      readonly kind: 'one-table';
      readonly data: readonly DataFileRef[];
      /** The column that tells them apart; guessed when absent and only one fits. */
      readonly origin?: string;
      /** Values of the origin column; guessed from common words when absent. */
      readonly realIs?: string;
      readonly syntheticIs?: string;
    };

export type Estimand = 'mean' | 'proportion' | 'rating' | 'win-rate' | `quantile:${number}`;

export interface CompareRequest {
  readonly source: CompareSource;
  /** Column of the values; guessed when absent and only one numeric column fits. */
  readonly value?: string;
  /** Decided by the data when absent: zeros and ones are a proportion. */
  readonly estimand?: Estimand;
  /** Column of a second model's scores on the same rows: what is compared is then value minus versus. */
  readonly versus?: string;
  /** Column that names the prompt or conversation of a row, which count once each. */
  readonly cluster?: string;
  /** Of a win rate: column that says which model stood first; found when absent and only one fits. */
  readonly position?: string;
  /** Columns by which the synthetic rows are weighted to be like the real ones. */
  readonly covariates?: readonly string[];
  /** Column that groups rows; the shift is looked at in each group, too. */
  readonly stratum?: string;
  /** The value is regressed on columns; what is compared is then the coefficient of one of them. */
  readonly regression?: RegressionRequest;
  /** Greatest shift that would not matter, in the values' unit; a placeholder when absent. */
  readonly margin?: number;
  /** Of columns and estimands, as the project has set them: for a check that names none. */
  readonly margins?: Readonly<Record<string, number>>;
  /** The intervals called `ci` have the level 1 - alpha; 0.05 when absent. The verdict has its own fixed levels. */
  readonly alpha?: number;
  /** Of the permutations; 1 when absent. */
  readonly seed?: number;
}

export interface RegressionRequest {
  readonly on: readonly string[];
  /** One of `on`. */
  readonly coefficient: string;
  /** Logistic regression of zeros and ones; else least squares. */
  readonly isLogistic: boolean;
}

/** JSON has no infinity. */
export type Extended = number | 'Infinity' | '-Infinity';
export type IntervalJson = readonly [lower: Extended, upper: Extended];

export type CompareVerdict = 'compatible' | 'violated' | 'inconclusive';

export interface SampleJson {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
}

export interface RefusedJson {
  /** Why there is no number. */
  readonly refused: string;
}

export type EstimateJson =
  | {
      readonly method: 'real-only' | 'bias-aware-pooled' | 'importance-weighted';
      readonly estimate: number;
      readonly ci95: IntervalJson;
      /** At the level 1 - alpha. */
      readonly ci: IntervalJson;
      /** Of real-only: why the intervals are likely too narrow. */
      readonly caution?: string;
      /** Of weighted rows: the number of equal ones that would say as much. */
      readonly effectiveSampleSize?: number;
      /** Of weighted rows, against "at like covariates the values are alike". */
      readonly givenCovariates?: { readonly p: number };
      /** Of weighted rows: weights by shares of categories, or by odds from random folds. */
      readonly weights?: 'frequency' | 'odds';
    }
  | (RefusedJson & { readonly method: 'real-only' | 'bias-aware-pooled' | 'importance-weighted' });

export interface ShiftJson {
  readonly estimate: number;
  readonly se: number;
  readonly df: Extended;
  readonly ci95: IntervalJson;
  readonly ci90: IntervalJson;
  readonly ci: IntervalJson;
  readonly p: number;
  readonly method:
    | 'welch'
    | 'newcombe'
    | 'paired-t'
    | 'agresti-min'
    | 'bonett-price'
    | 'mover'
    | 'hc3'
    | 'cluster-robust';
  /** Why the intervals are likely too narrow. */
  readonly caution?: string;
}

/** Why a 90 % interval inside the margin is still not enough for `compatible`. */
export type ObstacleJson = 'few-real-rows' | 'few-distinct-rows' | 'no-spread' | null;

export type StratumJson = { readonly name: string; readonly realRows: number; readonly syntheticRows: number } & (
  | {
      readonly shift: ShiftJson;
      readonly equivalence: { readonly p: number };
      /** Adjusted for the number of strata; only where it is at most 0.05 a stratum is violated. */
      readonly pHolm: number;
      readonly verdict: CompareVerdict;
      readonly beyondMargin: boolean;
      readonly obstacle: ObstacleJson;
    }
  | RefusedJson
);

/** Rows of one side by clusters. */
export interface ClustersJson {
  readonly clusters: number;
  /** Intraclass correlation, how alike the rows of a cluster are; null where no cluster has two rows. */
  readonly icc: number | null;
  /** How many times the variance of the rows' mean is what it would be for independent rows. */
  readonly deff: number;
}

/** `statistic` and `p` of a test that applies, else null. */
export type TestJson = { readonly statistic: number; readonly p: number } | null;

/** How far the win rate of a side depends on the order of the models: that in the first order less that in the second. */
export interface PositionGapJson {
  /** In each order. */
  readonly rows: readonly [number, number];
  readonly winRates: readonly [number, number];
  readonly gap: number;
  readonly ci95: IntervalJson;
  readonly p: number;
  /** Why the interval is likely too narrow. */
  readonly caution?: string;
}

export interface PositionSwapJson {
  readonly column: string;
  /** Its two values. */
  readonly orders: readonly [string, string];
  readonly real: PositionGapJson | RefusedJson;
  readonly synthetic: PositionGapJson | RefusedJson;
}

/** What `compare --format json` prints. A shift is always synthetic minus real. */
export interface CompareResult {
  readonly kind: 'compare';
  readonly estimand: Estimand | 'difference' | 'coefficient';
  /** Of shares from 0 to 1. */
  readonly isRate: boolean;
  readonly alpha: number;
  readonly seed: number;
  readonly value: string;
  readonly versus: string | null;
  readonly files: { readonly real: readonly string[]; readonly synthetic: readonly string[] };
  readonly real: SampleJson;
  readonly synthetic: SampleJson;
  /** Null where rows are taken as independent. */
  readonly clusters: {
    readonly column: string;
    readonly real: ClustersJson;
    readonly synthetic: ClustersJson;
    /** Clusters of both sides, whose differences the shift is the mean of; null where the sides are independent. */
    readonly pairs: number | null;
    /** Of the sums of both sides' values, where they have clusters in common. */
    readonly covariance?: number;
  } | null;
  readonly shift: ShiftJson;
  /** Where a coefficient is compared. */
  readonly regression?: RegressionRequest & {
    /** Wald test that all coefficients, the constant among them, are alike on both sides. */
    readonly joint: { readonly statistic: number; readonly df: number; readonly p: number };
    readonly coefficients: readonly { readonly name: string; readonly real: number; readonly synthetic: number }[];
  };
  readonly margin: number;
  readonly marginIsDefault: boolean;
  readonly equivalence: { readonly p: number };
  readonly verdict: CompareVerdict;
  /** The 95 % interval of the shift lies wholly outside ±margin. */
  readonly beyondMargin: boolean;
  readonly obstacle: ObstacleJson;
  /** Of a difference of two models: the shift of each by itself. */
  readonly models?: readonly { readonly column: string; readonly shift: ShiftJson }[];
  /** Where rows are grouped. The verdict above is that of all rows. */
  readonly strata?: {
    readonly column: string;
    readonly strata: readonly StratumJson[];
    readonly allCompatible: boolean;
  };
  /** In clusters where they are given, in pairs where both sides have the same ones. */
  readonly realRowsNeeded: Extended;
  readonly minimalDetectableShift: number;
  readonly smallestPassingMargin: number;
  readonly omnibus: {
    readonly ks: {
      readonly statistic: number;
      /** Null for clusters: only whole ones can be permuted. */
      readonly p: number | null;
      readonly pPermutation: number;
      readonly method: 'exact' | 'asymptotic' | 'permutation';
    };
    readonly energy: { readonly statistic: number; readonly pPermutation: number };
    /** Null for clusters and where all values are the same; p as well where ties make it misleading. */
    readonly cramerVonMises: {
      readonly statistic: number;
      readonly p: number | null;
      readonly pPermutation: number;
    } | null;
    /** p is from a table that ends at 0.001 and 0.25: where `bound` says so it is at most, or at least, that. */
    readonly andersonDarling: {
      readonly statistic: number;
      readonly p: number;
      readonly bound: 'at most' | 'at least' | null;
      readonly pPermutation: number;
    } | null;
    readonly wasserstein: { readonly statistic: number };
    readonly mannWhitney: {
      readonly statistic: number;
      readonly p: number;
      readonly method: 'exact' | 'asymptotic';
    } | null;
    readonly brownForsythe: TestJson;
    readonly chiSquare: {
      readonly statistic: number;
      readonly df: number;
      readonly p: number;
      /** How far the sides differ, from 0 to 1. */
      readonly cramersV: number;
      readonly method: 'pearson' | 'fisher';
    } | null;
    readonly brunnerMunzel: TestJson;
    /** Of ratings only. */
    readonly totalVariation?: { readonly statistic: number };
    /** Of win rates, where a column says which model stood first. */
    readonly positionSwap?: PositionSwapJson | RefusedJson;
    readonly permutations: { readonly count: number; readonly exact: boolean; readonly groups: number | null };
  };
  readonly naivePooled:
    | {
        readonly estimate: number;
        readonly ci95: IntervalJson;
        readonly coverage: number;
        readonly coverageRange: readonly [least: number, greatest: number];
      }
    | RefusedJson;
  readonly estimates: readonly EstimateJson[];
  /** Rows with a value in [from, to]; `from` equals `to` for a bar of one value. */
  readonly histogram: readonly {
    readonly from: number;
    readonly to: number;
    readonly real: number;
    readonly synthetic: number;
  }[];
  /** For people: what was left out or assumed, and what the result does not license. */
  readonly notes: readonly string[];
}

/** `fraction` of the whole check that is done, and the part it is at, in words. */
export interface CheckProgress {
  readonly fraction: number;
  readonly stage: string;
}

/** Unusable input: the message says where and what was expected. Lines and columns count from 1. */
export interface DataErrorJson {
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: string | null;
}
