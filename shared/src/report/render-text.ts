import { visible } from '../data/visible.ts';
import { type Report, type ReportTable, tableOfHeadlines } from './model.ts';

/** Marks up a piece of text for a terminal; the identity where there is no colour. */
export interface TextStyle {
  verdict(verdict: Report['verdict'], text: string): string;
  heading(text: string): string;
}

const PLAIN: TextStyle = { verdict: (_, text) => text, heading: (text) => text };

/** The report for a terminal: the verdict first, then the tables, then what to do. Ends with a newline. */
export function renderText(report: Report, style: TextStyle = PLAIN): string {
  const verdict = `${style.verdict(report.verdict, visible(report.word))}: ${visible(report.sentence)}`;
  const list = (title: string, items: readonly string[]) =>
    items.length === 0
      ? []
      : [`${style.heading(title)}\n${items.map((item) => wrap(`- ${visible(item)}`, '  ')).join('\n')}`];
  const sections = [
    wrap(verdict),
    ...(report.headlines.length === 0 ? [] : [tableText(tableOfHeadlines(report.headlines), style)]),
    wrap(visible(report.consequence)),
    ...report.sections.map(({ table }) => tableText(table, style)),
    ...list('What to do', report.advice),
    ...list('Notes', report.notes),
    wrap(visible(report.method)),
  ];
  return `${sections.join('\n\n')}\n`;
}

function tableText({ caption, head, rows }: ReportTable, style: TextStyle): string {
  const shown = head.some((cell) => cell !== '' && cell !== 'value') ? [head, ...rows] : rows;
  const lines = shown.map((cells) => cells.map(visible));
  const widths = head.map((_, i) => lines.reduce((most, cells) => Math.max(most, (cells[i] ?? '').length), 0));
  const text = lines.map((cells) => `  ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join('  ')}`.trimEnd());
  return [style.heading(visible(caption)), ...text].join('\n');
}

/** Breaks at spaces to at most some 96 columns. Colour codes count as columns, which does no harm. */
function wrap(text: string, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line.length + word.length + 1 > 96 && line !== '') {
      lines.push(line);
      line = indent + word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join('\n');
}
