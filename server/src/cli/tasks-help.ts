export const TASKS_HELP = `Usage:
  unpool tasks DATA… --task COL --origin COL --value COL --current NAME [options]

Interval for a task that has synthetic rows only, from past tasks that have real ones, too: their
gaps between real and synthetic rows tell how far off the synthetic rows may be now. Assumes that
the current task could have been any of them. Files are those that "unpool compare" reads.

  --task COL              column that names the task of a row
  --origin COL            column that tells real from synthetic rows
  --real-is VALUE         its value for real rows (default: real, human, ...)
  --synthetic-is VALUE    its value for synthetic rows (default: synthetic, generated, ...)
  --value COL             column of the values; several give intervals that hold together (Algorithm 3)
  --current NAME          the task to have an interval for
  --alpha A               the interval holds with probability 1 - A (default 0.1)
  --algorithm 1|4|5       1: the real mean (default); 4: the mean that a real sample would show;
                          5: the real mean, where numbers of rows differ by design
  --gap-interval NAME     auto (default; Newcombe and Wilson for zeros and ones, else t), wald, newcombe, t
  --budget NAME           proportional (default) or large-samples: what alpha is spent on
  --unit COL              column that names the judged row: values of both origins of it are pairs
  --weights COL           weight of each past task, 0 to 1, fixed in advance: less for what is less alike
  --date COL              date or number of each task, to look for drift
  --seed S                of the rows drawn and the permutations (default 1)
  --format NAME           text, json, html or markdown
  --output FILE           write there instead; the format follows the file's ending
  --fail-on-inconclusive  exit with 3 when the past tasks are too few; the report says how many it takes
  --help

Exit status: 0 done, 2 unusable input, 3 inconclusive (only when asked for).
`;
