import type { SimulateResult } from '../protocol/simulate.ts';
import { coverageCurve } from './coverage-curve.ts';
import { count, number, share, signed } from './format.ts';
import type { Report, ReportSection, ReportTable } from './model.ts';

/** What `simulate` shows, as a report. */
export function simulateReport(result: SimulateResult): Report {
  const { setting, repetitions, seed, table } = result;
  const { bias, realRows, syntheticRows, sd } = setting;
  return {
    title: 'What pooling synthetic rows with real ones does to an interval',
    verdict: 'none',
    word: 'Simulated',
    sentence: `with ${count(realRows)} real and ${count(syntheticRows)} synthetic rows whose mean is off by ${number(Math.abs(bias))}, the 95 % interval of the pooled rows holds the real mean in ${share(result.naive.coverage)} of ${times(repetitions)}.`,
    headlines: [],
    consequence: consequence(result),
    advice: [
      'Use the real rows alone for an interval or a test, or a method that corrects for the bias.',
      'For your own rows: unpool compare REAL SYNTHETIC says what bias they allow, and what that does to this interval.',
    ],
    sections: [
      { title: 'The intervals', table: intervalsTable(result) },
      {
        title: 'Over the number of synthetic rows',
        picture: {
          draw: () => coverageCurve(result),
          caption: 'Curve: by the formula; dot: as simulated, with its error; dashed: what the interval claims.',
        },
        table: curveTable(result),
      },
      ...(table.length === 0 ? [] : [settingsSection(result)]),
    ],
    notes: [
      `The rows are normal with a standard deviation of ${number(sd)}; the real mean is known here, as it never is with real data.`,
      'The bias is the mean of the synthetic rows less that of the real ones.',
    ],
    method: `${times(repetitions)} from seed ${seed}: a simulated share of ${share(result.naive.coverage)} is known to ±${number(100 * result.naive.error)} points. Curve and formula are the normal approximation that unpool compare uses.`,
  };
}

function times(repetitions: number): string {
  return repetitions === 1 ? '1 repetition' : `${count(repetitions)} repetitions`;
}

function consequence(result: SimulateResult): string {
  const { setting, naive, realOnly, minimalDetectableShift: shift } = result;
  const real = `The ${count(setting.realRows)} real rows alone hold it in ${share(realOnly.coverage)}, with intervals ${number(realOnly.width / naive.width)} times as wide.`;
  const seen = `Between these rows only a bias of some ${number(shift)} or more shows`;
  const bias = Math.abs(setting.bias);
  if (bias === 0) {
    return `Without any bias the pooled interval does what it claims. ${real} ${seen}, so you cannot know that there is none.`;
  }
  const notice = bias < shift ? 'hardly' : 'probably';
  return `It claims 95 %. ${real}${more(result)} ${seen}, so you would ${notice} notice one of ${number(bias)}.`;
}

/** What comes of more synthetic rows, where that is worse. */
function more({ naive, curve }: SimulateResult): string {
  const { syntheticRows, coverage } = curve.at(-1)!;
  return coverage < naive.coverage || naive.coverage < 0.005
    ? ` More synthetic rows do not help: with ${count(syntheticRows)} it is ${share(coverage)}, since they narrow the interval around the wrong mean.`
    : '';
}

function intervalsTable({ naive, realOnly, syntheticOnly }: SimulateResult): ReportTable {
  return {
    caption: 'How often each 95 % interval holds the real mean',
    head: ['', 'holds it', 'by the formula', 'mean width'],
    rows: [
      ['pooled naively (not trustworthy)', share(naive.coverage), share(naive.closedForm), number(naive.width)],
      ['real rows only', share(realOnly.coverage), '95 %', number(realOnly.width)],
      ['synthetic rows only (not trustworthy)', share(syntheticOnly.coverage), '', number(syntheticOnly.width)],
    ],
  };
}

function curveTable({ curve, setting, naive, table }: SimulateResult): ReportTable {
  const isRound = (size: number) => /^[125]0*$/.test(String(size));
  const own = {
    size: setting.syntheticRows,
    cells: [`${count(setting.syntheticRows)} (${table.length === 0 ? 'yours' : 'example'})`, share(naive.closedForm)],
  };
  const others = curve
    .filter(({ syntheticRows }) => isRound(syntheticRows) && syntheticRows !== own.size)
    .map(({ syntheticRows, coverage }) => ({ size: syntheticRows, cells: [count(syntheticRows), share(coverage)] }));
  return {
    caption: `Coverage of the pooled interval with ${count(setting.realRows)} real rows and a bias of ${signed(setting.bias)}`,
    head: ['synthetic rows', 'holds the real mean, by the formula'],
    rows: [...others, own].sort((a, b) => a.size - b.size).map(({ cells }) => cells),
  };
}

function settingsSection({ table, repetitions }: SimulateResult): ReportSection {
  return {
    title: 'Other settings',
    table: {
      caption: `Coverage of the pooled interval in other settings, with a standard deviation of 1 (${count(repetitions)} repetitions each)`,
      head: ['bias', 'real rows', 'synthetic rows', 'simulated', 'by the formula'],
      rows: table.map(({ bias, realRows, syntheticRows, coverage, closedForm }) => [
        number(bias),
        count(realRows),
        count(syntheticRows),
        coverage.toFixed(3),
        closedForm.toFixed(3),
      ]),
    },
  };
}
