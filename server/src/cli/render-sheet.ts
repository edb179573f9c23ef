import type { Sheet } from '@unpool/shared/report/sheet.ts';
import { sheetHtml } from '@unpool/shared/report/sheet-html.ts';
import { sheetMarkdown } from '@unpool/shared/report/sheet-markdown.ts';
import { sheetText } from '@unpool/shared/report/sheet-text.ts';
import type { ReportFormat } from './report-options.ts';
import { terminalStyle } from './write-report.ts';

/** A result in one of the formats; JSON is the result itself. */
export function renderSheet<Result>(
  result: Result,
  sheet: (result: Result) => Sheet,
  format: ReportFormat,
  color: boolean,
): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(result, null, 2)}\n`;
    case 'html':
      return sheetHtml(sheet(result));
    case 'markdown':
      return sheetMarkdown(sheet(result));
    case 'text':
      return sheetText(sheet(result), terminalStyle(color));
  }
}
