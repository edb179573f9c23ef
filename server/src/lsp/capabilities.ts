import { CODE_LANGUAGES } from '@unpool/shared/protocol/requests.ts';
import { CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import type { ClientFeatures } from './client-features.ts';
import { FIX_ALL } from './fix-all.ts';
import { PULLED_SCHEMES } from './publisher.ts';

/** A configuration of promptfoo may have any name. */
const CONFIGURATIONS = ['yaml', 'json'];

export function serverCapabilities(client: ClientFeatures): ServerCapabilities {
  return {
    textDocumentSync: {
      openClose: true,
      change: TextDocumentSyncKind.Incremental,
      ...(!client.tellsOfFiles && { save: true }), // the time to look at the disk
    },
    // All cells, whatever their language: a cell's number counts them all.
    notebookDocumentSync: { notebookSelector: [{ notebook: { notebookType: 'jupyter-notebook' } }] },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    hoverProvider: true,
    ...(client.isExtension && { codeLensProvider: {} }), // only our extension has the commands
    completionProvider: { triggerCharacters: ['"', '[', '.', '='] }, // in configurations only
    codeActionProvider: client.codeActionLiterals
      ? { codeActionKinds: [CodeActionKind.QuickFix, ...Object.values(FIX_ALL)], resolveProvider: client.resolvesEdits }
      : false,
    ...(client.pullsDiagnostics && {
      diagnosticProvider: {
        identifier: 'unpool',
        documentSelector: [...CODE_LANGUAGES, ...CONFIGURATIONS].flatMap((language) =>
          PULLED_SCHEMES.map((scheme) => ({ language, scheme })),
        ),
        interFileDependencies: true,
        workspaceDiagnostics: false,
      },
    }),
  };
}
