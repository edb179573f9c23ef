/** The demonstration of what pooling does to an interval: what is asked, and the JSON that answers. */

export interface SimulateSetting {
  /** Mean of the synthetic rows less that of the real ones. */
  readonly bias: number;
  readonly realRows: number;
  readonly syntheticRows: number;
  /** Standard deviation of both. */
  readonly sd: number;
}

export interface SimulateRequest {
  /** Without one, an example and the table of settings. */
  readonly setting: SimulateSetting | null;
  readonly repetitions: number;
  readonly seed: number;
}

/** How often an interval held the real mean, and its mean width. */
export interface HeldJson {
  readonly coverage: number;
  readonly width: number;
}

/** What `simulate --format json` prints. All intervals claim 95 %. */
export interface SimulateResult {
  readonly kind: 'simulate';
  readonly level: 0.95;
  readonly repetitions: number;
  readonly seed: number;
  readonly setting: SimulateSetting;
  /** Real and synthetic rows pooled; `error` is that of the simulated coverage (95 %), `closedForm` what the formula gives. */
  readonly naive: HeldJson & { readonly error: number; readonly closedForm: number };
  readonly realOnly: HeldJson;
  readonly syntheticOnly: HeldJson;
  /** Least true bias that a comparison of these rows would notice 4 times in 5. */
  readonly minimalDetectableShift: number;
  /** Coverage of the naive interval by the formula, for other numbers of synthetic rows. */
  readonly curve: readonly { readonly syntheticRows: number; readonly coverage: number }[];
  readonly table: readonly {
    readonly bias: number;
    readonly realRows: number;
    readonly syntheticRows: number;
    readonly coverage: number;
    readonly closedForm: number;
  }[];
}
