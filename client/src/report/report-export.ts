import { filesOf } from '@unpool/shared/protocol/question.ts';
import { checkReport } from '@unpool/shared/report/check-report.ts';
import { renderHtml } from '@unpool/shared/report/render-html.ts';
import { renderMarkdown } from '@unpool/shared/report/render-markdown.ts';
import * as vscode from 'vscode';
import type { Picture, ReportState } from './report-state.ts';

const FORMATS = ['HTML', 'Markdown', 'JSON', 'SVG', 'PNG'] as const;
type Format = (typeof FORMATS)[number];

const ENDINGS: Readonly<Record<Format, string>> = {
  HTML: 'html',
  Markdown: 'md',
  JSON: 'json',
  SVG: 'svg',
  PNG: 'png',
};

/** Writes a report into a file that the user chooses; pictures one by one, into files beside each other. */
export async function exportReport(
  state: ReportState,
  draw: () => Promise<readonly Picture[]>,
  given?: string,
): Promise<vscode.Uri | undefined> {
  const asked = given ?? (await vscode.window.showQuickPick(FORMATS, { placeHolder: 'Export the report as' }));
  const format = FORMATS.find((name) => name === asked);
  if (!format) return undefined;
  const pictures = format === 'SVG' || format === 'PNG' ? await draw() : [];
  const picture =
    pictures.length > 0
      ? await vscode.window.showQuickPick(
          pictures.map(({ name }) => name),
          { placeHolder: 'Which picture?' },
        )
      : undefined;
  if (pictures.length > 0 && !picture) return undefined;
  const file = await askForFile(state, format, picture);
  if (!file) return undefined;
  await vscode.workspace.fs.writeFile(
    file,
    contentOf(
      state,
      format,
      pictures.find(({ name }) => name === picture),
    ),
  );
  return file;
}

async function askForFile({ check }: ReportState, format: Format, picture = 'report'): Promise<vscode.Uri | undefined> {
  const beside = vscode.Uri.joinPath(
    vscode.Uri.parse(filesOf(check)[0]!.uri),
    '..',
    `unpool-${picture}.${ENDINGS[format]}`,
  );
  const filters = { [format]: [ENDINGS[format]] };
  return vscode.window.showSaveDialog({ defaultUri: beside, filters, title: 'Export the report' });
}

function contentOf({ check }: ReportState, format: Format, picture: Picture | undefined): Uint8Array {
  const encoded = (text: string) => new TextEncoder().encode(text);
  switch (format) {
    case 'HTML':
      return encoded(renderHtml(checkReport(check)));
    case 'Markdown':
      return encoded(renderMarkdown(checkReport(check)));
    case 'JSON':
      return encoded(`${JSON.stringify(check.result, null, 2)}\n`);
    case 'SVG':
      return encoded(picture?.svg ?? '');
    case 'PNG':
      return Uint8Array.from(atob(picture?.png.split(',')[1] ?? ''), (letter) => letter.charCodeAt(0));
  }
}
