/** Marks: what an estimate must know of a value besides where it comes from. Joined by union. */
export const SPLIT_TRAIN = 1 << 0;
export const SPLIT_TEST = 1 << 1;
/** The value tells real from synthetic rows (`df["is_synthetic"]`, zeros joined to ones). */
export const ORIGIN_FLAG = 1 << 2;
/** Real only because nothing says otherwise: a name may overrule it. */
export const ASSUMED_REAL = 1 << 3;
/** A sum or a running count: dividing it makes a mean. */
export const TOTAL = 1 << 4;
/** The length of something, or its square root. */
export const COUNT = 1 << 5;
/** A standard deviation: dividing it by the root of a count makes a standard error. */
export const SPREAD = 1 << 6;
/** The result of an estimator. */
export const ESTIMATE = 1 << 7;
export const ZEROS = 1 << 8;
export const ONES = 1 << 9;
/** Text with a judge's instructions in it. */
export const JUDGE_PROMPT = 1 << 10;
/** Outcome of comparing with a literal: `answer == "yes"`. */
export const VERDICT = 1 << 11;
/** Made by a generator that had seen all rows, also those that are tested later. */
export const SAW_ALL_ROWS = 1 << 12;
/** A fitted model's predictions: where nobody measured, they are no labels. */
export const PREDICTED = 1 << 30;
/** A p-value, what was decided by it, and rows that it chose. */
export const SIGNIFICANCE = 1 << 29;
/** A container of rows (frame, array, list), as opposed to one row or a scalar. */
export const ROWS = 1 << 13;
/** Known to carry no data: a length, a printed line. Names say nothing about it. */
export const NO_DATA = 1 << 14;
/** Rows are grouped by their origin. */
export const BY_ORIGIN = 1 << 15;
/** A file's path or other locator: names of it speak for what is read from it. */
export const LOCATOR = 1 << 16;
/** Random numbers. A table of nothing else is simulated. */
export const DRAWN = 1 << 17;
/** A table with named columns, as opposed to a list of rows. */
export const TABLE = 1 << 18;

/** Held against human labels: rows that a human label chose, or a rate computed against one (a sensitivity). */
export const AGAINST_HUMAN = 1 << 19;

/** A path of a file with a judge's verdicts. */
export const OF_JUDGMENTS = 1 << 20;
/** Outcome of comparing two values: whatever it is called, no model decided it. */
export const COMPARED = 1 << 21;
/** A generator of the code's own, fitted on the rows in its field `$fitted`. */
export const GENERATOR = 1 << 22;
/** Parts of a single answer of a model (its scores by criterion): their mean is still that answer's score. */
export const ONE_ANSWER = 1 << 23;
/** Drawn with replacement: beside rows of their own kind, copies. */
export const COPIED = 1 << 24;
/** Rows that are known to be negative, or what tells which rows are: `df["is_control"]`. */
export const CONTROLS = 1 << 25;
/** A changed copy of a unit: a clip with noise, an image turned. */
export const CHANGED = 1 << 26;
/** Text that asks which of two answers is better; always together with JUDGE_PROMPT. */
export const PAIR_PROMPT = 1 << 27;

/** Rows of many prompts, several of each: what they say of one prompt goes together. */
export const REPEATED = 1 << 28;
/** Several answers to one prompt, or several times the same prompt. */
export const SEVERAL = 2 ** 31; // 1 << 31 is below zero
