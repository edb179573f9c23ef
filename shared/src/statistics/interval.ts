/** Lower and upper bound. */
export type Interval = readonly [lower: number, upper: number];
