import { PLAIN, type TextStyle, tableText, wrap } from './render-text.ts';
import type { Sheet } from './sheet.ts';

/** The sheet for a terminal: what it says first, what to do, then the tables. Ends with a newline. */
export function sheetText(sheet: Sheet, style: TextStyle = PLAIN): string {
  const [word, ...rest] = wrap(sheet.sentence).split(':');
  const first = sheet.tone === 'warning' ? style.verdict('inconclusive', word!) : style.heading(word!);
  const list = (title: string, items: readonly string[]) =>
    items.length === 0 ? [] : [`${style.heading(title)}\n${items.map((item) => wrap(`- ${item}`, '  ')).join('\n')}`];
  const sections = [
    [first, ...rest].join(':'),
    ...sheet.paragraphs.map((paragraph) => wrap(paragraph)),
    ...list('What to do', sheet.advice),
    ...sheet.parts.flatMap(({ tables }) => tables.map((table) => tableText(table, style))),
    ...list('Notes', sheet.notes),
    wrap(sheet.method),
  ];
  return `${sections.join('\n\n')}\n`;
}
