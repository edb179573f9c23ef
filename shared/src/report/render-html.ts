import { count } from './format.ts';
import type { Headline, Report, ReportSection, ReportTable } from './model.ts';
import { page } from './page.ts';
import { STYLE } from './style.ts';
import { escapeHtml } from './svg.ts';

/** The report as a page of its own: nothing is loaded and no script may run. */
export function renderHtml(report: Report): string {
  const body = `<main class="unpool-report">\n${renderSummary(report)}\n${renderDetails(report)}\n</main>`;
  return page(report.title, STYLE, body);
}

/** The verdict and the numbers, as HTML for within `.unpool-report` on a page that has `STYLE`. */
export function renderSummary(report: Report): string {
  return [
    `<h1>${escapeHtml(report.title)}</h1>`,
    `<p class="verdict ${report.verdict}"><strong>${escapeHtml(report.word)}:</strong> ${escapeHtml(report.sentence)}</p>`,
    headlines(report.headlines),
    `<p>${escapeHtml(report.consequence)}</p>`,
  ].join('\n');
}

/** What stands below the summary, as HTML for within `.unpool-report`. */
export function renderDetails(report: Report): string {
  return [
    list('What to do', report.advice),
    ...report.sections.map(section),
    list('Notes', report.notes),
    `<p class="method">${escapeHtml(report.method)}</p>`,
  ].join('\n');
}

function headlines(numbers: readonly Headline[]): string {
  const kind = { 'not trustworthy': 'naive', 'report this': 'best' } as const;
  const shown = numbers.map(({ name, value, detail, mark }) => {
    const number = mark === 'not trustworthy' ? `<s>${escapeHtml(value)}</s>` : escapeHtml(value);
    return [
      `<div${mark === null ? '' : ` class="${kind[mark]}"`}>`,
      `<dt>${escapeHtml(name)}${mark === null ? '' : ` <span class="mark">${mark}</span>`}</dt>`,
      `<dd class="value">${number}</dd><dd>${escapeHtml(detail)}</dd></div>`,
    ].join('');
  });
  return shown.length === 0 ? '' : `<dl class="numbers">${shown.join('')}</dl>`;
}

function list(title: string, items: readonly string[]): string {
  return items.length === 0
    ? ''
    : `<h2>${escapeHtml(title)}</h2><ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
}

function section({ title, table: data, picture }: ReportSection): string {
  const head = `<h2>${escapeHtml(title)}</h2>`;
  if (picture === undefined) {
    return head + table(data);
  }
  const { draw, caption, numbers } = picture;
  const figure = `<figure>${draw()}<figcaption>${escapeHtml(caption)}</figcaption></figure>`;
  const shown = data.rows.length > MOST_ROWS ? folded(data) : table(data);
  return head + figure + shown + (numbers === undefined ? '' : folded(numbers));
}

/** A longer table is folded where a picture shows what is in it. */
const MOST_ROWS = 14;

/** Of a longer table, a page has only the beginning. */
const MOST_SHOWN = 1000;

function folded(data: ReportTable): string {
  return `<details><summary>${escapeHtml(data.caption)}</summary>${table(data)}</details>`;
}

function table({ caption, head, rows }: ReportTable): string {
  const kinds = head.map((_, column) => (rows.every((row) => isNumber(row[column] ?? '')) ? ' class="number"' : ''));
  const cells = ([name = '', ...values]: readonly string[]) =>
    `<tr><th scope="row">${escapeHtml(name)}</th>${values.map((value, i) => `<td${kinds[i + 1]}>${escapeHtml(value)}</td>`).join('')}</tr>`;
  const titles = head.map((title, i) => `<th scope="col"${i === 0 ? '' : kinds[i]}>${escapeHtml(title)}</th>`).join('');
  const shown = rows.slice(0, MOST_SHOWN);
  const left = rows.length - shown.length;
  const more = left === 0 ? '' : `<p class="method">And ${count(left)} more, which the JSON of the report has.</p>`;
  const isPlain = head.every((title) => title === '' || title === 'value');
  return `<div class="table"><table><caption>${escapeHtml(caption)}</caption><thead${isPlain ? ' class="unseen"' : ''}><tr>${titles}</tr></thead><tbody>${shown.map(cells).join('')}</tbody></table>${more}</div>`;
}

/** Stands below others with its last digit below theirs. */
function isNumber(cell: string): boolean {
  return /^$|^[+±-]?\d[\d,.]*(e[+-]?\d+)?( %)?$/.test(cell);
}
