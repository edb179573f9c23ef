import type { Connection, InitializeParams, WorkspaceFolder } from 'vscode-languageserver';
import { asFolder, folderOf } from '../workspace/uri.ts';
import type { Buffers } from './buffers.ts';
import type { ClientFeatures } from './client-features.ts';

export interface Folders {
  workspace(): readonly string[];
  /** The workspace's folders, and those of open documents outside of it: their data files lie beside them. */
  readable(): readonly string[];
  start(params: InitializeParams, client: ClientFeatures): void;
  /** The client is ready: it may be listened to. */
  initialized(): void;
}

export function createFolders(connection: Connection, buffers: Buffers, onChange: () => void): Folders {
  let folders: readonly string[] = [];
  let announcesChanges = false;

  return {
    workspace: () => folders,
    readable: () => [...folders, ...buffers.documents().map(folderOf)],
    start(params, client) {
      const root = params.rootUri ? [{ uri: params.rootUri, name: '' }] : [];
      const given: readonly WorkspaceFolder[] = params.workspaceFolders ?? root;
      folders = given.map(({ uri }) => asFolder(uri));
      announcesChanges = client.folderChanges;
    },
    initialized() {
      if (!announcesChanges) return;
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => asFolder(uri)));
        folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => asFolder(uri))];
        onChange();
      });
    },
  };
}
