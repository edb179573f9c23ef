/** Data files for reports, the same in each run. */

/** Numbers from 0 to 1. */
function* draws(): Generator<number, never> {
  for (let state = 20_260_101; ; ) {
    state = (state * 48_271) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

const source = draws();
const uniform = (): number => source.next().value;
const normal = (): number => Array.from({ length: 12 }, uniform).reduce((sum, one) => sum + one, -6);
const between = (low: number, value: number, high: number): string => Math.min(high, Math.max(low, value)).toFixed(3);
const rows = (length: number, row: (i: number) => string): string =>
  Array.from({ length }, (_, i) => `${row(i)}\n`).join('');

/** 600 answers with a judge's verdict, 120 of them with a person's. */
export function judgedPasses(): string {
  const row = (i: number) => {
    const human = Number(uniform() < 0.66);
    const judge = Number(uniform() < (human ? 0.96 : 0.3));
    return `a${i},${i < 120 ? human : ''},${judge}`;
  };
  return `answer,human,judge\n${rows(600, row)}`;
}

/** 700 answers with a judge's score, 150 of them with a person's; the judge is generous with bad answers. */
export function judgedScores(): string {
  const row = (i: number) => {
    const quality = 3 + 1.1 * normal();
    const judge = 2.2 + 0.55 * quality + 0.35 * normal();
    return `a${i},${i < 150 ? between(0, quality + 0.5 * normal(), 6) : ''},${between(0, judge, 6)},t${i % 4}`;
  };
  return `answer,human,judge,topic\n${rows(700, row)}`;
}

/** 32 past tasks with real and synthetic rows, and one with synthetic rows only. */
export function pastTasks(): string {
  const task = (i: number) => {
    const level = 0.55 + 0.2 * uniform();
    const gap = 0.07 * normal() - 0.05;
    const of = (origin: string, mean: number) =>
      rows(60, () => `survey-${String(i + 1).padStart(2, '0')},${origin},${Number(uniform() < mean)}`);
    return of('real', level + gap) + of('synthetic', level);
  };
  const past = Array.from({ length: 32 }, (_, i) => task(i)).join('');
  return `task,origin,agrees\n${past}${rows(300, () => `this-survey,synthetic,${Number(uniform() < 0.7)}`)}`;
}

/** So many that a check of them takes a while. */
export function manyScores(mean: number): string {
  return `score\n${Array.from({ length: 300_000 }, (_, i) => `${(mean + ((i * 7919) % 1000) / 1000).toFixed(3)}\n`).join('')}`;
}

/** Answers around `middle` from 0 to 10 with one decimal, in a mixed order. */
export function answers(who: string, count: number, middle: number, spread: number): string {
  const answer = (i: number) => {
    const share = (((i * 37) % count) + 0.5) / count;
    return Math.min(10, Math.max(0, middle + spread * Math.log(share / (1 - share)))).toFixed(1);
  };
  return `${who},trust\n${rows(count, (i) => `${i + 1},${answer(i)}`)}`;
}

/** What a page must show as text, and not run. */
export const MARKUP = `<img src=x onerror="globalThis.ran=1">`;
export const SCRIPT = `</script><script>globalThis.ran=1</script>`;
export const QUOTES = `"'&lt;\u202egnp.exe\u202c' onclick='globalThis.ran=1`;

/** Rows whose names and values are markup: 10,000 groups, one column without any number, and a few groups. */
export function hostileRows(mean: number): string {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const head = [MARKUP, SCRIPT, QUOTES, 'nan'].map(cell).join(',');
  const row = (i: number) =>
    [(mean + 0.1 * normal()).toFixed(4), cell(`${SCRIPT}${i}`), cell(`${MARKUP}${i % 3}`), 'NaN'].join(',');
  return `${head}\n${rows(10_000, row)}`;
}
