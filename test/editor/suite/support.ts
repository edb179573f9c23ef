/** What the suites do in the editor, in the words of somebody who sits before it. */
import * as vscode from 'vscode';
import type { Extension } from '../../../client/src/extension.ts';

const EXTENSION_ID = 'unpool.unpool';
const PATIENCE_MS = Number(process.env.EDITOR_PATIENCE ?? 60) * 1000; // a busy machine is slow; what works ends the wait at once

const MOST_ASKED = 5;

/** A file of the workspace, which is a fresh copy of ../workspace for every run. */
export function workspaceFile(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('no folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

export async function openFile(name: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(workspaceFile(name));
  return vscode.window.showTextDocument(document);
}

export async function openNotebook(name: string): Promise<vscode.NotebookDocument> {
  const notebook = await vscode.workspace.openNotebookDocument(workspaceFile(name));
  await vscode.window.showNotebookDocument(notebook);
  return notebook;
}

/** Leaves no editor open and no edit unsaved. */
export async function closeEditors(): Promise<void> {
  while (vscode.window.tabGroups.activeTabGroup.activeTab?.isDirty) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Types at the end of the document, key by key. */
export async function typeAtEnd(editor: vscode.TextEditor, text: string): Promise<void> {
  const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
  editor.selection = new vscode.Selection(end, end);
  await type(text);
}

/** Types where the cursor is, key by key. */
export async function type(text: string): Promise<void> {
  for (const key of text) await vscode.commands.executeCommand('type', { text: key });
}

/** The extension's own warnings in a document or notebook cell. */
export function warnings(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'unpool');
}

/** The rule that a warning is of. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

export function warningOf(uri: vscode.Uri, rule: string): Promise<vscode.Diagnostic> {
  return eventually(`a ${rule} warning in ${uri.path}`, () =>
    warnings(uri).find((warning) => ruleOf(warning) === rule),
  );
}

export function noWarnings(uri: vscode.Uri): Promise<true> {
  return eventually(`no warning in ${uri.path}`, () => warnings(uri).length === 0);
}

/** What the editor offers in the light bulb on a warning, in its order. */
export async function quickFixes(uri: vscode.Uri, warning: vscode.Diagnostic): Promise<vscode.CodeAction[]> {
  for (let asked = 1; ; asked++) {
    try {
      return await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri,
        warning.range,
        vscode.CodeActionKind.QuickFix.value,
        20, // how many of them to resolve: their edits are computed only then
      );
    } catch (error) {
      // The editor takes a question back when something about the document changes, and asks again by itself.
      if (asked === MOST_ASKED || !(error instanceof Error) || error.name !== 'Canceled') throw error;
    }
  }
}

export async function apply(action: vscode.CodeAction): Promise<void> {
  if (action.edit && !(await vscode.workspace.applyEdit(action.edit))) throw new Error(`not applied: ${action.title}`);
  if (action.command) {
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
  }
}

/** A tab that is in front, in any group of editors, once its label matches. */
export function tab(label: RegExp): Promise<vscode.Tab> {
  return eventually(`a tab named ${label}`, () => {
    const inFront = vscode.window.tabGroups.all.map(({ activeTab }) => activeTab);
    return inFront.find((one) => one && label.test(one.label));
  });
}

/** Waits until `read` gives something, and gives that. */
export async function eventually<T>(what: string, read: () => T | undefined | false): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const value = read();
    if (value) return value;
    if (Date.now() > end) {
      await vscode.commands.executeCommand('unpool.showOutput').then(undefined, () => undefined); // it may say why
      await screenshot('never-came');
      throw new Error(`never came: ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits until a text is to be read in the window, also inside of a webview; where the editor is one that can tell. */
export async function windowShows(text: string): Promise<void> {
  await askControl(`/shows?text=${encodeURIComponent(text)}`);
}

/** Clicks a link inside of a webview, where the editor is one that can; says whether it is. */
export async function clickLink(text: string): Promise<boolean> {
  await askControl(`/click?text=${encodeURIComponent(text)}`);
  return controlOrigin() !== undefined;
}

/** Takes a picture of the window into .vscode-test/screenshots, where the editor is one that can. */
export async function screenshot(name: string): Promise<void> {
  if (!controlOrigin()) return;
  await new Promise((resolve) => setTimeout(resolve, 500)); // the page paints a little later than the extension host knows
  await askControl(`/screenshot?name=${pictureName(name)}`);
}

const pictureName = (name: string): string => `${isWeb() ? 'web-' : ''}${name}`;

/** Opens the light bulb's menu at the cursor, takes a picture of it, and clicks an entry, where the editor is one that can. */
export function chooseQuickFix(title: string, picture: string): Promise<void> {
  return inMenu('choose', () => vscode.commands.executeCommand('editor.action.quickFix'), title, picture);
}

/** Opens a menu that has an entry, and takes a picture of it. */
export function menuShows(open: () => Thenable<unknown>, title: string, picture: string): Promise<void> {
  return inMenu('menu', open, title, picture);
}

/**
 * A menu closes when something else takes the focus, as a cell that is still being laid out does: then it is opened again.
 */
async function inMenu(
  what: 'menu' | 'choose',
  open: () => Thenable<unknown>,
  title: string,
  picture: string,
): Promise<void> {
  const asked = new URLSearchParams({ text: title, picture: pictureName(picture) });
  for (let opened = 1; ; opened++) {
    await open();
    try {
      await askControl(`/${what}?${asked}`);
      return;
    } catch (error) {
      if (opened === MOST_ASKED) throw error;
    }
  }
}

/** Whether the editor is one that can look into webviews, and use the keyboard. */
export function canLookInside(): boolean {
  return controlOrigin() !== undefined;
}

/** What an expression is within the webview that has something with the selector. */
export async function inWebview<T>(selector: string, expression: string): Promise<T> {
  const asked = new URLSearchParams({ selector, expression });
  return JSON.parse((await askControl(`/evaluate?${asked}`)) ?? 'null');
}

/** Presses keys one after the other, named as in `KeyboardEvent.key`. */
export async function pressKeys(...keys: readonly string[]): Promise<void> {
  await askControl(`/press?keys=${encodeURIComponent(keys.join(','))}`);
}

/** Types where the focus of the window is, also inside of a webview. */
export async function typeInWindow(text: string): Promise<void> {
  await askControl(`/type?text=${encodeURIComponent(text)}`);
}

/** Gives the window another size, in pixels. */
export async function resizeWindow(width: number, height: number): Promise<void> {
  await askControl(`/resize?width=${width}&height=${height}`);
}

async function askControl(request: string): Promise<string | undefined> {
  const origin = controlOrigin();
  const [path = '', asked = ''] = request.split('?');
  // In a body: an expression may be long.
  const response = origin && (await fetch(`${origin}${path}`, { method: 'POST', body: new URLSearchParams(asked) }));
  if (!response) return undefined;
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
  return answer;
}

export function extension(): vscode.Extension<Extension> {
  const found = vscode.extensions.getExtension<Extension>(EXTENSION_ID);
  if (!found) throw new Error(`${EXTENSION_ID} is not loaded`);
  return found;
}

export function isWeb(): boolean {
  return extension().extensionUri.scheme.startsWith('http');
}

/** A web extension host has no environment, but gets the extension from the same server. Undefined in desktop VS Code. */
function controlOrigin(): string | undefined {
  const { scheme, authority } = extension().extensionUri;
  return isWeb() ? `${scheme}://${authority}` : process.env.EDITOR_TEST_CONTROL;
}
