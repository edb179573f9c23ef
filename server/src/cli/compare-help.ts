export const COMPARE_HELP = `Usage:
  unpool compare REAL SYNTHETIC [options]        two files: real rows, synthetic rows
  unpool compare DATA [--origin COL] [options]   one file with a column that tells them apart

Finds out whether synthetic rows are exchangeable with the real ones for a mean, a
proportion, a quantile, a rating, a win rate, the difference of two models, or a
coefficient of a regression.
Files are CSV (comma, tab, semicolon or bar), JSON lines, JSON, Parquet, Arrow or Feather, also packed
with gzip, and results of Inspect, promptfoo, DeepEval, lm-evaluation-harness, OpenAI evals and
olmo-eval. What they hold is told by their content; nested values have a path: --value scores.judge

  --value COL             column of the values; guessed when only one fits
  --margin M              greatest shift that would not matter to you, in the unit of the values
  --estimand NAME         mean, proportion (zeros and ones), rating (whole numbers), win-rate (1, 0.5, 0) or
                          a quantile such as quantile:0.9
  --versus COL            a second model's score on the same rows: compares value minus versus
  --cluster COL           prompt or conversation of a row; each counts once, and those on both sides are paired
  --stratum COL           also looks at each group of rows by itself, allowing for their number
  --position COL          of a win rate: which model stood first (two values, such as A and B); tells how far the win
                          rate depends on it; found by names such as position, order or swapped
  --covariates A,B        also weights the synthetic rows to be like the real ones in these columns
  --regress Y --on X1,X2 --coefficient X1 [--logistic]
                          compares a coefficient of a regression instead of a mean
  --origin COL            column that tells real from synthetic rows; guessed when only one fits
  --real-is VALUE         its value for real rows (default: real, human, ...)
  --synthetic-is VALUE    its value for synthetic rows (default: synthetic, generated, ...)
  --alpha A               level of the extra intervals "ci" (default 0.05); the verdict always uses 90 % and 95 %
  --seed S                of the permutations (default 1)
  --format NAME           text, json, html or markdown; in JSON a test that does not apply to the values is null
  --output FILE           write there instead; the format follows the file's ending
  --save-evidence         saves the answer in unpool.evidence.json: findings about these files go by it
  --fail-on-inconclusive  exit with 3 when the rows are too few to tell
  --help

Exit status: 0 done and not violated, 1 violated, 2 unusable input, 3 inconclusive (only when asked for).
`;
