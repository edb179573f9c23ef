import type { LineageAnswer, LineageParams, TextRange } from '@unpool/shared/protocol/lineage.ts';
import { CODE_LANGUAGES, LINEAGE_COMMAND, OPEN_PLACE_COMMAND } from '@unpool/shared/protocol/requests.ts';
import * as vscode from 'vscode';
import type { Server } from './connection.ts';

/** The view is one: asking for another value's lineage takes its place. */
let panel: vscode.WebviewPanel | undefined;
/** The places that the view shows, by the id of their node: its links can open these and nothing else. */
let places: ReadonlyMap<string, vscode.Location> = new Map();

export function registerLineage(server: Server): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(LINEAGE_COMMAND, (given?: unknown) => showLineage(server, given)),
    vscode.commands.registerCommand(OPEN_PLACE_COMMAND, async (id?: unknown) => {
      const place = typeof id === 'string' ? places.get(id) : undefined;
      if (place) await open(place);
    }),
    new vscode.Disposable(() => panel?.dispose()),
  );
}

/** Draws where the data of a value come from: what a link names, else what the cursor is on. */
async function showLineage(server: Server, given: unknown): Promise<LineageAnswer | undefined> {
  const params = isParams(given) ? given : atCursor();
  if (!params) {
    void vscode.window.showInformationMessage('Put the cursor on a value in a file of code or a notebook cell.');
    return undefined;
  }
  const answer = await server.request('unpool/lineage', params);
  if (!answer) {
    const hint = 'Put the cursor on a value that holds data.';
    void vscode.window.showInformationMessage(`Unpool does not know where this comes from. ${hint}`);
    return undefined;
  }
  places = new Map(
    answer.nodes.flatMap(({ id, location }) =>
      location ? [[id, new vscode.Location(vscode.Uri.parse(location.uri), rangeOf(location.range))]] : [],
    ),
  );
  show(answer);
  return answer;
}

/** Commands get whatever a link or a keybinding says. */
function isParams(given: unknown): given is LineageParams {
  const { uri, range } = (given ?? {}) as Partial<LineageParams>;
  return typeof uri === 'string' && typeof range === 'object';
}

/** The selection in the text editor; of a notebook in which nobody types, the chosen cell. */
function atCursor(): LineageParams | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor && CODE_LANGUAGES.some((language) => language === editor.document.languageId))
    return { uri: editor.document.uri.toString(), range: plain(editor.selection) };
  const notebook = vscode.window.activeNotebookEditor;
  const cell = notebook?.notebook.getCells()[notebook.selection.start];
  if (!cell) return undefined;
  const end = cell.document.lineAt(cell.document.lineCount - 1).range.end;
  return { uri: cell.document.uri.toString(), range: plain(new vscode.Range(0, 0, end.line, end.character)) };
}

const plain = ({ start, end }: vscode.Range): TextRange => ({
  start: { line: start.line, character: start.character },
  end: { line: end.line, character: end.character },
});

const rangeOf = ({ start, end }: TextRange): vscode.Range =>
  new vscode.Range(start.line, start.character, end.line, end.character);

/** The page's own policy forbids scripts and all loading; of commands, its links can run one. */
function show({ name, html }: LineageAnswer): void {
  const options = { enableScripts: false, localResourceRoots: [], enableCommandUris: [OPEN_PLACE_COMMAND] };
  const title = `Lineage: ${name.length > 40 ? `${name.slice(0, 39)}…` : name}`;
  if (!panel) {
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    panel = vscode.window.createWebviewPanel('unpool.lineage', title, place, options);
    panel.onDidDispose(() => {
      panel = undefined;
      places = new Map();
    });
  }
  panel.title = title;
  panel.webview.html = html;
  panel.reveal(undefined, true);
}

/** Opens a place where its document is shown already, else not over the view. */
async function open({ uri, range }: vscode.Location): Promise<void> {
  const options = { selection: range, viewColumn: columnOf(uri), preserveFocus: false };
  await vscode.commands.executeCommand('vscode.open', uri, options);
}

function columnOf(uri: vscode.Uri): vscode.ViewColumn {
  const isCell = (notebook: vscode.NotebookDocument) =>
    notebook.getCells().some(({ document }) => document.uri.toString() === uri.toString());
  const shown =
    vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString()) ??
    vscode.window.visibleNotebookEditors.find(({ notebook }) => isCell(notebook));
  return shown?.viewColumn ?? vscode.ViewColumn.One;
}
