import { count } from './format.ts';
import { type Report, type ReportTable, tableOfHeadlines } from './model.ts';

/** The report as Markdown, without pictures; of a longer table, the first `mostRows`. Ends with a newline. */
export function renderMarkdown(report: Report, mostRows = Number.POSITIVE_INFINITY): string {
  const list = (title: string, items: readonly string[]) =>
    items.length === 0 ? [] : [`## ${title}`, items.map((item) => `- ${escapeMarkdown(item)}`).join('\n')];
  const sections = [
    `# ${escapeMarkdown(report.title)}`,
    `**${escapeMarkdown(`${report.word}: ${report.sentence}`)}**`,
    ...(report.headlines.length === 0 ? [] : [tableMarkdown(tableOfHeadlines(report.headlines), mostRows)]),
    escapeMarkdown(report.consequence),
    ...report.sections.flatMap(({ table }) => [`## ${escapeMarkdown(table.caption)}`, tableMarkdown(table, mostRows)]),
    ...list('What to do', report.advice),
    ...list('Notes', report.notes),
    escapeMarkdown(report.method),
  ];
  return `${sections.join('\n\n')}\n`;
}

function tableMarkdown({ head, rows }: ReportTable, mostRows: number): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  const left = rows.length - Math.min(rows.length, mostRows);
  const more = left === 0 ? [] : ['', `${count(left)} more rows are left out here.`];
  return [line(head), `|${head.map(() => ' --- |').join('')}`, ...rows.slice(0, mostRows).map(line), ...more].join(
    '\n',
  );
}

/** File and column names may hold anything: markup, formulas, entities, addresses that would become links, new lines. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|#~$&]/g, '\\$&')
    .replace(/:(?=\/\/)|(?<=\bwww)\./gi, '\\$&')
    .replace(/\s*[\r\n]\s*/g, ' ');
}
