import { distributions, distributionsTable } from './distributions.ts';
import { forest } from './forest.ts';
import type { Report, ReportTable } from './model.ts';
import { page } from './page.ts';
import { shiftPicture } from './shift-picture.ts';
import { STYLE } from './style.ts';
import { escapeHtml } from './svg.ts';

/** The body of the report, to be put into a page that has `STYLE`. */
export function renderHtmlFragment(report: Report): string {
  const { result } = report;
  const list = (title: string, items: readonly string[]) =>
    items.length === 0
      ? ''
      : `<h2>${escapeHtml(title)}</h2><ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
  return [
    '<main class="unpool-report">',
    `<h1>${escapeHtml(report.title)}</h1>`,
    `<p class="verdict ${report.verdict}"><strong>${escapeHtml(report.sentence)}</strong></p>`,
    `<p>${escapeHtml(report.coverage)}</p>`,
    list('What to do', report.advice),
    '<h2>The shift</h2>',
    figure(shiftPicture(result), 'Thick: 90 % interval; thin: 95 % interval; shaded: the margin.', report.shift),
    '<h2>The estimates</h2>',
    figure(forest(result), 'Dots: estimates; lines: 95 % intervals; dashed: the naive one.', report.estimates),
    '<h2>The distributions</h2>',
    figure(distributions(result), 'Solid: real; dashed: synthetic.', report.samples),
    `<details><summary>Rows at each value</summary>${table(distributionsTable(result))}</details>`,
    '<h2>Tests</h2>',
    table(report.tests),
    list('Notes', report.notes),
    `<p class="method">${escapeHtml(report.method)}</p>`,
    '</main>',
  ].join('\n');
}

/** The report as a page of its own: nothing is loaded and no script may run. */
export function renderHtml(report: Report): string {
  return page(report.title, STYLE, renderHtmlFragment(report));
}

function figure(picture: string, caption: string, data: ReportTable): string {
  return `<figure>${picture}<figcaption>${escapeHtml(caption)}</figcaption></figure>${table(data)}`;
}

export function table({ caption, head, rows }: ReportTable): string {
  const cells = ([name = '', ...values]: readonly string[]) =>
    `<tr><th scope="row">${escapeHtml(name)}</th>${values.map((value) => `<td>${escapeHtml(value)}</td>`).join('')}</tr>`;
  const titles = head.map((title) => `<th scope="col">${escapeHtml(title)}</th>`).join('');
  return `<table><caption>${escapeHtml(caption)}</caption><thead><tr>${titles}</tr></thead><tbody>${rows.map(cells).join('')}</tbody></table>`;
}
