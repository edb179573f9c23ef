export const JUDGE_HELP = `Usage:
  unpool judge DATA [options]                  one file in which some rows have a human label
  unpool judge LABELLED UNLABELLED [options]   two files: rows with human labels, rows without

Finds out how far a judge is off from the human labels, and estimates the mean human label (or the rate
of passes) from both: the labels set right what the judge says of all rows.
Files are those that "unpool compare" reads. An empty cell is a missing label.

  --human COL             column of the human labels; guessed when only one fits
  --judge COL             column of the judge's scores; guessed when only one fits
  --cluster COL           column of the prompt or conversation, where it has several rows: each counts once
  --stratum COL           column of strata, for the stratified estimate
  --margin M              greatest error of the judge's average that would not matter to you
  --half-width H          how many labels to add for an interval of ± H
  --alpha A               level of the extra intervals "ci" and of --half-width (default 0.05); the verdict
                          always uses 90 % and 95 %
  --seed S                taken as by the other checks; nothing here is random
  --format NAME           text, json, html or markdown; in JSON an estimate that cannot be trusted on these
                          rows has "refused", the reason, instead of numbers
  --output FILE           write there instead; the format follows the file's ending
  --save-evidence         saves the answer in unpool.evidence.json: findings about this judge go by it
  --fail-on-inconclusive  exit with 3 when the labels are too few to tell
  --help

Exit status: 0 done and not violated, 1 violated, 2 unusable input, 3 inconclusive (only when asked for).
`;
