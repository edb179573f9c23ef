import { CHECK_COMMAND, type CheckCommandArgument } from '@unpool/shared/protocol/requests.ts';
import * as vscode from 'vscode';
import type { Server } from './connection.ts';

const NOTEBOOK = 'topped_up.ipynb';
const REAL = 'human_questions.csv';
const SYNTHETIC = 'synthetic_questions.csv';

/** Evidence about the example is saved beside it: Unpool takes this for the root of a project. */
const PROJECT = ['unpool.toml', '# The example of the walkthrough is a project of its own.\n'] as const;

/**
 * The commands of the walkthrough. They work on a copy of the bundled example in the extension's own storage, so that it
 * can be edited, wherever the extension runs and whatever folder is open.
 */
export function registerExample(server: Server, context: vscode.ExtensionContext): vscode.Disposable {
  const bundled = vscode.Uri.joinPath(context.extensionUri, 'examples', 'rag-test-set');
  const copies = vscode.Uri.joinPath(context.globalStorageUri, 'example');
  const open = () => openExample(bundled, copies);
  return vscode.Disposable.from(
    vscode.commands.registerCommand('unpool.openExample', async () => void (await open())),
    vscode.commands.registerCommand('unpool.checkExample', async () => {
      const uri = await open();
      const subject = {
        kind: 'compare',
        real: [REAL],
        synthetic: [SYNTHETIC],
        column: 'score',
        estimand: 'mean',
        isWhole: true,
      } as const;
      const argument: CheckCommandArgument = { document: uri.toString(), subject };
      await vscode.commands.executeCommand(CHECK_COMMAND, argument);
    }),
    vscode.commands.registerCommand('unpool.repairExample', async () => showRepair(server, await open())),
  );
}

/** Shows the copy: as it was left while its editor is open, else made anew. */
async function openExample(bundled: vscode.Uri, copies: vscode.Uri): Promise<vscode.Uri> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const notebooks = tabs.flatMap(({ input }) => (input instanceof vscode.TabInputNotebook ? [input.uri] : []));
  const shown = notebooks.find(({ path }) => path.startsWith(`${copies.path}/`));
  const uri = shown ?? (await copyExample(bundled, copies));
  await vscode.commands.executeCommand('vscode.openWith', uri, 'jupyter-notebook');
  return uri;
}

/**
 * Copies file by file, since a web host cannot list the folder that an extension is in, and into a new folder each time,
 * since the editor may go on with what it showed of the last copy.
 */
async function copyExample(bundled: vscode.Uri, copies: vscode.Uri): Promise<vscode.Uri> {
  const { fs } = vscode.workspace;
  await fs.delete(copies, { recursive: true }).then(undefined, () => undefined); // it may be the first time
  const copy = vscode.Uri.joinPath(copies, String(Date.now()));
  await fs.createDirectory(copy);
  for (const name of [NOTEBOOK, REAL, SYNTHETIC])
    await fs.writeFile(vscode.Uri.joinPath(copy, name), await fs.readFile(vscode.Uri.joinPath(bundled, name)));
  const [name, text] = PROJECT;
  await fs.writeFile(vscode.Uri.joinPath(copy, name), new TextEncoder().encode(text));
  return vscode.Uri.joinPath(copy, NOTEBOOK);
}

/** Puts the cursor on the first finding and opens the list of its quick fixes. */
async function showRepair(server: Server, uri: vscode.Uri): Promise<void> {
  const answer = await server.request('unpool/fileFindings', { uri: uri.toString() });
  const [finding] = answer.kind === 'findings' ? answer.findings : [];
  const notebook = vscode.workspace.notebookDocuments.find((one) => one.uri.toString() === uri.toString());
  if (!finding?.cell || !notebook) {
    void vscode.window.showInformationMessage('Unpool finds nothing to repair in the example. Close it to start anew.');
    return;
  }
  const place = new vscode.Position(finding.line - 1, finding.column - 1);
  const selection = new vscode.Range(place, place);
  const cell = notebook.cellAt(finding.cell - 1).document.uri;
  await vscode.commands.executeCommand('vscode.open', cell, { selection });
  await untilShown(cell, finding.message);
  await vscode.commands.executeCommand('editor.action.quickFix');
}

const LONGEST_WAIT_MS = 5000;
const SETTLING_MS = 700;

/** Waits for the finding, and for what is drawn around it: the list of quick fixes closes when the code moves. */
async function untilShown(cell: vscode.Uri, message: string): Promise<void> {
  const isShown = () => vscode.languages.getDiagnostics(cell).some((diagnostic) => diagnostic.message === message);
  for (const end = Date.now() + LONGEST_WAIT_MS; !isShown() && Date.now() < end; ) await pause(50);
  await pause(SETTLING_MS);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
