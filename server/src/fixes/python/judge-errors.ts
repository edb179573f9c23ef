import type { Place } from '@unpool/shared/protocol/finding.ts';
import type { FixContext } from '../fix-context.ts';
import { type Helper, helperOf } from './judge-helpers.ts';

/** Helpers that correct a number by how often the judge is wrong, whatever rows the number is of. */

/** The rate by Rogan and Gladen, with the interval of Lee et al. */
export const correctedRate = (context: FixContext, before: Place): Helper =>
  helperOf(context, before, 'judge_corrected_rate', 'rate,n,sensitivity,specificity,positives,negatives,z', RATE);

/** The judge's errors, as `correctedRate` takes them, from a file of verdicts that people gave, too. */
export const errorsOfFile = (context: FixContext, before: Place, labels: Helper): Helper =>
  helperOf(context, before, 'judge_errors', 'path', reading(labels, ERRORS));

/** The judge's mean, corrected by such a file; its rows have to be drawn from those that the mean is of. */
export const correctedMean = (context: FixContext, before: Place, labels: Helper): Helper =>
  helperOf(context, before, 'judge_corrected_mean', 'mean,n,path,z', reading(labels, MEAN));

/** Reads such a file. */
export const labelsOfFile = (context: FixContext, before: Place): Helper =>
  helperOf(context, before, LABELS, 'path', READER);

const LABELS = 'read_judge_labels';

const reading = (labels: Helper, source: string): string => source.replaceAll(`${LABELS}(`, `${labels.name}(`);

/** `delta` is how far the middle of the interval is moved. */
const RATE = `def judge_corrected_rate(rate, n, sensitivity, specificity, positives, negatives, z=1.959964):
    """The rate corrected by the judge's errors, and 95 % limits that know how many labels these come from."""
    p, m1, m0 = (n * rate + z**2 / 2) / (n + z**2), positives + 2, negatives + 2
    q1, q0 = (positives * sensitivity + 1) / m1, (negatives * specificity + 1) / m0
    v1, v0 = q1 * (1 - q1) / m1, q0 * (1 - q0) / m0
    if q0 + q1 - z * (v0 + v1) ** 0.5 <= 1:
        raise ValueError("the judge may be no better than chance, as far as these labels tell: label more rows")
    theta = (p + q0 - 1) / (q0 + q1 - 1)
    delta = 2 * z**2 * (theta * v1 - (1 - theta) * v0)
    half = z * (p * (1 - p) / (n + z**2) + (1 - theta) ** 2 * v0 + theta**2 * v1) ** 0.5 / (q0 + q1 - 1)
    return (rate + specificity - 1) / (sensitivity + specificity - 1), theta + delta - half, theta + delta + half
`;

const READER = `def read_judge_labels(path):
    """Verdicts on the same answers, as pairs of numbers: the judge's and people's, by the columns judge and human."""
    if not os.path.exists(path):
        raise FileNotFoundError(
            f"{path} is missing: draw 100 to 200 of the answers that this judge graded at random, let people grade them "
            "without seeing its verdict, and put both into the columns judge and human (1 where it counts and 0 where "
            "not, or the scores)"
        )
    pairs = []
    with open(path, newline="", encoding="utf-8-sig") as file:
        lines = csv.DictReader(file)
        for line in lines:
            try:
                pair = float(line["judge"]), float(line["human"])
            except (KeyError, TypeError, ValueError):
                pair = (math.nan, math.nan)
            if not all(map(math.isfinite, pair)):
                raise ValueError(f"{path}, line {lines.line_num}: the columns judge and human need a number each")
            pairs.append(pair)
    return pairs
`;

const ERRORS = `def judge_errors(path):
    """How often the judge is right where people say 1, and where they say 0, and how many labels there are of each."""
    pairs = read_judge_labels(path)
    if any(verdict not in (0, 1) for pair in pairs for verdict in pair):
        raise ValueError(f"{path}: a rate needs 1 where it counts, and 0 where not, in the columns judge and human")
    right = [[judge == human for judge, human in pairs if human == label] for label in (1, 0)]
    if not all(right):
        raise ValueError(f"{path} needs answers that people gave 1, and such that they gave 0: label more")
    sensitivity, specificity = (sum(each) / len(each) for each in right)
    return sensitivity, specificity, len(right[0]), len(right[1])
`;

/** Of a random part of the rows themselves: what the labels tell of the mean, and the gaps of the rest. */
const MEAN = `def judge_corrected_mean(mean, n, path, z=1.959964):
    """The judge's mean plus people's difference from it, with its standard error and 95 % limits."""
    pairs = read_judge_labels(path)
    m = len(pairs)
    if not 2 <= m <= n:
        raise ValueError(f"{path} needs 2 or more verdicts, drawn at random from the {n} that the mean is of: it has {m}")
    gaps = [human - judge for judge, human in pairs]
    estimate = mean + statistics.fmean(gaps)
    spread = statistics.variance([human for _, human in pairs])
    se = (spread / n + statistics.variance(gaps) * (1 / m - 1 / n)) ** 0.5
    return estimate, se, estimate - z * se, estimate + z * se
`;
