import { page } from './page.ts';
import { table } from './render-html.ts';
import type { Sheet, SheetPart } from './sheet.ts';
import { STYLE } from './style.ts';
import { escapeHtml } from './svg.ts';

/** Rows of a table that are shown at once; more are folded away. */
const MOST_ROWS = 14;

/** The sheet as a page of its own: nothing is loaded and no script may run. */
export function sheetHtml(sheet: Sheet): string {
  const list = (title: string, items: readonly string[]) =>
    items.length === 0
      ? ''
      : `<h2>${escapeHtml(title)}</h2><ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
  const body = [
    '<main class="unpool-report">',
    `<h1>${escapeHtml(sheet.title)}</h1>`,
    `<p class="verdict ${sheet.tone === 'warning' ? 'inconclusive' : 'result'}"><strong>${escapeHtml(sheet.sentence)}</strong></p>`,
    ...sheet.paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`),
    list('What to do', sheet.advice),
    ...sheet.parts.map(part),
    list('Notes', sheet.notes),
    `<p class="method">${escapeHtml(sheet.method)}</p>`,
    '</main>',
  ];
  return page(sheet.title, STYLE, body.join('\n'));
}

function part({ title, picture, tables }: SheetPart): string {
  const figure =
    picture === undefined
      ? ''
      : `<figure>${picture.svg}<figcaption>${escapeHtml(picture.caption)}</figcaption></figure>`;
  const shown = tables.map((data) =>
    data.rows.length > MOST_ROWS
      ? `<details><summary>${escapeHtml(data.caption)}</summary>${table(data)}</details>`
      : table(data),
  );
  return [`<h2>${escapeHtml(title)}</h2>`, figure, ...shown].join('');
}
