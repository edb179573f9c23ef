import type { Report, ReportSection, ReportTable } from './model.ts';
import { page } from './page.ts';
import { STYLE } from './style.ts';
import { escapeHtml } from './svg.ts';

/** The body of the report, to be put into a page that has `STYLE`. */
export function renderHtmlFragment(report: Report): string {
  const list = (title: string, items: readonly string[]) =>
    items.length === 0
      ? ''
      : `<h2>${escapeHtml(title)}</h2><ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
  return [
    '<main class="unpool-report">',
    `<h1>${escapeHtml(report.title)}</h1>`,
    `<p class="verdict ${report.verdict}"><strong>${escapeHtml(report.sentence)}</strong></p>`,
    `<p>${escapeHtml(report.consequence)}</p>`,
    list('What to do', report.advice),
    ...report.sections.map(section),
    list('Notes', report.notes),
    `<p class="method">${escapeHtml(report.method)}</p>`,
    '</main>',
  ].join('\n');
}

/** The report as a page of its own: nothing is loaded and no script may run. */
export function renderHtml(report: Report): string {
  return page(report.title, STYLE, renderHtmlFragment(report));
}

function section({ title, table: data, picture }: ReportSection): string {
  const head = `<h2>${escapeHtml(title)}</h2>`;
  if (picture === undefined) {
    return head + table(data);
  }
  const { draw, caption, numbers } = picture;
  const more =
    numbers === undefined
      ? ''
      : `<details><summary>${escapeHtml(numbers.caption)}</summary>${table(numbers)}</details>`;
  return `${head}<figure>${draw()}<figcaption>${escapeHtml(caption)}</figcaption></figure>${table(data)}${more}`;
}

function table({ caption, head, rows }: ReportTable): string {
  const cells = ([name = '', ...values]: readonly string[]) =>
    `<tr><th scope="row">${escapeHtml(name)}</th>${values.map((value) => `<td>${escapeHtml(value)}</td>`).join('')}</tr>`;
  const titles = head.map((title) => `<th scope="col">${escapeHtml(title)}</th>`).join('');
  return `<div class="table"><table><caption>${escapeHtml(caption)}</caption><thead><tr>${titles}</tr></thead><tbody>${rows.map(cells).join('')}</tbody></table></div>`;
}
