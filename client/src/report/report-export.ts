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

/** Arguments of the command, each of which may be missing, or be anything: a keybinding may give them. */
export interface ExportArguments {
  /** One of `FORMATS`. */
  readonly format?: unknown;
  /** URI of the file to write. */
  readonly target?: unknown;
  /** Name of a picture, for SVG and PNG. */
  readonly picture?: unknown;
}

/** Writes a report, or one of its pictures, into a file. Asks for what is not given; undefined where the user breaks off. */
export async function exportReport(
  state: ReportState,
  draw: () => Promise<readonly Picture[]>,
  given: ExportArguments,
): Promise<vscode.Uri | undefined> {
  const asked = given.format ?? (await vscode.window.showQuickPick(FORMATS, { placeHolder: 'Export the report as' }));
  const format = FORMATS.find((name) => name === asked);
  if (!format) return undefined;
  const picture = format === 'SVG' || format === 'PNG' ? await choosePicture(draw, given.picture) : null;
  if (picture === undefined) return undefined;
  const target =
    typeof given.target === 'string' ? vscode.Uri.parse(given.target, true) : await askForFile(state, format, picture);
  if (!target) return undefined;
  await vscode.workspace.fs.writeFile(target, contentOf(state, format, picture));
  return target;
}

async function choosePicture(draw: () => Promise<readonly Picture[]>, given: unknown): Promise<Picture | undefined> {
  const pictures = await draw();
  if (pictures.length === 0) {
    void vscode.window.showErrorMessage('The report did not draw its pictures. Open it, and try again.');
    return undefined;
  }
  const names = pictures.map(({ name }) => name);
  const chosen = given ?? (await vscode.window.showQuickPick(names, { placeHolder: 'Which picture?' }));
  return pictures.find(({ name }) => name === chosen);
}

function askForFile({ check }: ReportState, format: Format, picture: Picture | null): Thenable<vscode.Uri | undefined> {
  const name = `unpool-${picture?.name ?? 'report'}.${ENDINGS[format]}`;
  const defaultUri = vscode.Uri.joinPath(vscode.Uri.parse(filesOf(check)[0]!.uri), '..', name);
  const filters = { [format]: [ENDINGS[format]] };
  return vscode.window.showSaveDialog({ defaultUri, filters, title: 'Export the report' });
}

function contentOf({ check }: ReportState, format: Format, picture: Picture | null): Uint8Array {
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
