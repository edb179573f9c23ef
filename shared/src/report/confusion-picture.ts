import type { JudgeResult } from '../protocol/judge.ts';
import { count, share } from './format.ts';
import { at, svg, text, WIDTH } from './svg.ts';

const LEFT = 112;
const TOP = 36;
const CELL = { width: 176, height: 78 };
const GAP = 6;

export const CONFUSION_CAPTION = 'The stronger the colour, the more rows; dashed: the judge errs.';

/** The labelled rows by what people and the judge say. */
export function confusionPicture({ tp, fp, fn, tn }: NonNullable<JudgeResult['confusion']>): string {
  const total = tp + fp + fn + tn;
  const cells = [
    { rows: tp, column: 0, line: 0, errs: false },
    { rows: fn, column: 1, line: 0, errs: true },
    { rows: fp, column: 0, line: 1, errs: true },
    { rows: tn, column: 1, line: 1, errs: false },
  ];
  const drawn = cells.map(({ rows, column, line, errs }) => {
    const x = LEFT + column * (CELL.width + GAP);
    const y = TOP + line * (CELL.height + GAP);
    // The text stays readable on the strongest cell, in light and in dark.
    const depth = 0.05 + (0.4 * rows) / total;
    return (
      `<rect x="${at(x)}" y="${at(y)}" width="${CELL.width}" height="${CELL.height}" rx="3" class="cell ${errs ? 'errs' : 'agrees'}" fill-opacity="${depth.toFixed(2)}"/>` +
      text(x + CELL.width / 2, y + CELL.height / 2 + 2, count(rows), 'middle', 'large') +
      text(x + CELL.width / 2, y + CELL.height / 2 + 22, share(rows / total), 'middle', 'faint')
    );
  });
  const columns = ['judge: pass', 'judge: fail'].map((name, i) =>
    text(LEFT + i * (CELL.width + GAP) + CELL.width / 2, TOP - 12, name, 'middle'),
  );
  const lines = ['human: pass', 'human: fail'].map((name, i) =>
    text(LEFT - 12, TOP + i * (CELL.height + GAP) + CELL.height / 2 + 5, name, 'end'),
  );
  return svg({
    id: 'confusion',
    title: 'The judge against people',
    description: `Of ${count(total)} labelled rows both pass ${count(tp)} and both fail ${count(tn)}; the judge passes ${count(fp)} that people fail, and fails ${count(fn)} that people pass.`,
    width: WIDTH,
    height: TOP + 2 * (CELL.height + GAP),
    content: [...drawn, ...columns, ...lines].join(''),
  });
}
