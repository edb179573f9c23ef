import type { Samples } from '@unpool/shared/data/sample.ts';
import type { Comparison } from '@unpool/shared/statistics/compare-samples.ts';

export interface NotesInput {
  readonly samples: Samples;
  readonly comparison: Comparison;
  readonly value: string;
  readonly valueIsGuessed: boolean;
  readonly meanWasAsked: boolean;
}

/** What a reader of the result must know beside the numbers, in sentences. */
export function notes({ samples, comparison, value, valueIsGuessed, meanWasAsked }: NotesInput): readonly string[] {
  const { estimand, verdict, marginIsDefault, margin, real, synthetic } = comparison;
  const all: (string | false)[] = [
    valueIsGuessed && `The values compared are those of the column "${value}", the only one that fits.`,
    ...samples.problems,
    missingNote(samples, value),
    wordsNote(samples, value),
    originsNote(samples),
    meanWasAsked && 'The values are zeros and ones: the mean is a proportion, and is compared as one.',
    marginIsDefault &&
      `The margin of ${Number(margin.toPrecision(3))} is an arbitrary placeholder (${
        estimand === 'proportion' ? '0.05 for a rate' : 'a tenth of the real standard deviation'
      }): decide what shift would not matter to you, and set it.`,
    verdict === 'compatible' &&
      'Compatible is not a licence to pool: it supports descriptive use. For an interval or a test use the real rows ' +
        'alone, or the bias-aware interval, which assumes that the shift is no larger than the margin.',
    (real.sd === 0 || synthetic.sd === 0) &&
      `All ${real.sd === 0 ? 'real' : 'synthetic'} values are the same: check that this is the right column.`,
    'Rows are taken as independent. Several rows for one prompt or conversation make every interval here too narrow.',
  ];
  return all.filter((note) => note !== false);
}

function missingNote({ real, synthetic }: Samples, value: string): string | false {
  return (
    real.missing + synthetic.missing > 0 &&
    `Without a value in the column "${value}", and left out: ${real.missing} real and ${synthetic.missing} synthetic rows. ` +
      'If what is missing depends on the value, the result is biased.'
  );
}

function wordsNote({ real, synthetic }: Samples, value: string): string | false {
  const words = [...new Map([...real.words, ...synthetic.words])];
  return (
    words.length > 0 &&
    `Words in the column "${value}" are read as ${words.map(([word, number]) => `${word} = ${number}`).join(', ')}.`
  );
}

function originsNote({ origins }: Samples): string | false {
  const list = (words: readonly string[]) => words.map((word) => `"${word}"`).join(', ');
  return (
    origins !== null && `Rows marked ${list(origins.real)} are real, rows marked ${list(origins.synthetic)} synthetic.`
  );
}
