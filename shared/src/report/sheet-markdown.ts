import { escapeMarkdown, tableMarkdown } from './render-markdown.ts';
import type { Sheet } from './sheet.ts';

/** The sheet as Markdown, without pictures. Ends with a newline. */
export function sheetMarkdown(sheet: Sheet): string {
  const list = (title: string, items: readonly string[]) =>
    items.length === 0 ? [] : [`## ${title}`, items.map((item) => `- ${escapeMarkdown(item)}`).join('\n')];
  const sections = [
    `# ${escapeMarkdown(sheet.title)}`,
    `**${escapeMarkdown(sheet.sentence)}**`,
    ...sheet.paragraphs.map(escapeMarkdown),
    ...list('What to do', sheet.advice),
    ...sheet.parts.flatMap(({ tables }) => tables.flatMap(tableMarkdown)),
    ...list('Notes', sheet.notes),
    escapeMarkdown(sheet.method),
  ];
  return `${sections.join('\n\n')}\n`;
}
