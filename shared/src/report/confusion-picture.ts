import type { JudgeResult } from '../protocol/judge.ts';
import { count, share } from './format.ts';
import { at, svg, text } from './svg.ts';

const WIDTH = 640;
const LEFT = 150;
const TOP = 44;
const CELL = { width: 200, height: 70 };
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
      `<rect x="${at(x)}" y="${at(y)}" width="${CELL.width}" height="${CELL.height}" class="cell ${errs ? 'errs' : 'agrees'}" fill-opacity="${depth.toFixed(2)}"/>` +
      text(x + CELL.width / 2, y + CELL.height / 2 + 4, `${count(rows)} (${share(rows / total)})`, 'middle')
    );
  });
  const columns = ['judge: pass (1)', 'judge: fail (0)'].map((name, i) =>
    text(LEFT + i * (CELL.width + GAP) + CELL.width / 2, TOP - 12, name, 'middle'),
  );
  const lines = ['human: pass (1)', 'human: fail (0)'].map((name, i) =>
    text(LEFT - 10, TOP + i * (CELL.height + GAP) + CELL.height / 2 + 4, name, 'end'),
  );
  return svg({
    id: 'confusion',
    title: 'The judge against people',
    description: `Of ${count(total)} labelled rows both pass ${count(tp)} and both fail ${count(tn)}; the judge passes ${count(fp)} that people fail, and fails ${count(fn)} that people pass.`,
    width: WIDTH,
    height: TOP + 2 * (CELL.height + GAP) + 10,
    content: [...drawn, ...columns, ...lines].join(''),
  });
}
