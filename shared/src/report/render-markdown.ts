import { type Report, type ReportTable, tableOfHeadlines } from './model.ts';

/** The report as Markdown, without pictures. Ends with a newline. */
export function renderMarkdown(report: Report): string {
  const list = (title: string, items: readonly string[]) =>
    items.length === 0 ? [] : [`## ${title}`, items.map((item) => `- ${escapeMarkdown(item)}`).join('\n')];
  const sections = [
    `# ${escapeMarkdown(report.title)}`,
    `**${escapeMarkdown(report.sentence)}**`,
    ...(report.headlines.length === 0 ? [] : [tableMarkdown(tableOfHeadlines(report.headlines))]),
    escapeMarkdown(report.consequence),
    ...report.sections.flatMap(({ table }) => [`## ${escapeMarkdown(table.caption)}`, tableMarkdown(table)]),
    ...list('What to do', report.advice),
    ...list('Notes', report.notes),
    escapeMarkdown(report.method),
  ];
  return `${sections.join('\n\n')}\n`;
}

function tableMarkdown({ head, rows }: ReportTable): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  return [line(head), `|${head.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}

/** File and column names may hold anything. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
}
