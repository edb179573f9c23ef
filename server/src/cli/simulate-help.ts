export const SIMULATE_HELP = `Usage:
  unpool simulate [options]

Shows what pooling does: draws real rows, and synthetic ones whose mean is off by a bias, again and
again, and counts how often the 95 % interval of the pooled rows holds the real mean. Without a
setting, an example and a table of others.

  --bias B             mean of the synthetic rows less that of the real ones (default 0.1)
  --real-rows N        number of real rows (default 50)
  --synthetic-rows N   number of synthetic rows (default 500)
  --sd S               standard deviation of both (default 1)
  --repetitions R      default 2000; 20000 gives the published table to three digits
  --seed S             default 1
  --format NAME        text, json, html or markdown
  --output FILE        write there instead; the format follows the file's ending
  --help

Exit status: 0 done, 2 unusable input.
`;
