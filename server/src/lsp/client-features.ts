import type { InitializationOptions } from '@unpool/shared/protocol/requests.ts';
import { type InitializeParams, MarkupKind } from 'vscode-languageserver';
import { PAGES } from '../rules/page-link.ts';

/** What the editor at the other end can do. */
export interface ClientFeatures {
  /** It is Unpool's extension, with its commands and its status notification. */
  readonly isExtension: boolean;
  /** It pulls, also when it is told that findings changed without an edit: Neovim 0.11 cannot be told, and is pushed to. */
  readonly pullsDiagnostics: boolean;
  /** It has the commands of our code lenses, and asks for these again when it is told to. */
  readonly refreshesLenses: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly diagnosticData: boolean;
  readonly codeActionLiterals: boolean;
  /** It asks for the edit of a code action when that is chosen. */
  readonly resolvesEdits: boolean;
  readonly preferredActions: boolean;
  readonly documentChanges: boolean;
  /** It shows a change before it makes it, where it is told to. */
  readonly changeAnnotations: boolean;
  /** An edit may say where the cursor goes. */
  readonly snippetEdits: boolean;
  readonly markdownHover: boolean;
  readonly configuration: boolean;
  readonly watchesConfiguration: boolean;
  readonly folderChanges: boolean;
  /** It watches files for a server that asks; our extension does without being asked. */
  readonly watchesFiles: boolean;
  /** It tells of files that change on disk, asked or not. */
  readonly tellsOfFiles: boolean;
  ruleLink(rule: string): string;
}

export function clientFeatures({ capabilities, initializationOptions }: InitializeParams): ClientFeatures {
  const options = (initializationOptions ?? {}) as InitializationOptions;
  const { textDocument, workspace } = capabilities;
  const { publishDiagnostics: push, diagnostic: pull, codeAction } = textDocument ?? {};
  const edit = workspace?.workspaceEdit;
  const isExtension = options.extension === true;
  const canWatch = workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
  const link = typeof options.ruleLink === 'string' ? options.ruleLink : PAGES;
  return {
    isExtension,
    pullsDiagnostics: pull !== undefined && workspace?.diagnostics?.refreshSupport === true,
    refreshesLenses: isExtension && workspace?.codeLens?.refreshSupport === true,
    relatedInformation: (push?.relatedInformation || pull?.relatedInformation) === true,
    codeDescription: (push?.codeDescriptionSupport || pull?.codeDescriptionSupport) === true,
    diagnosticData: (push?.dataSupport || pull?.dataSupport) === true,
    codeActionLiterals: codeAction?.codeActionLiteralSupport !== undefined,
    resolvesEdits: codeAction?.dataSupport === true && codeAction.resolveSupport?.properties.includes('edit') === true,
    preferredActions: codeAction?.isPreferredSupport === true,
    documentChanges: edit?.documentChanges === true,
    changeAnnotations: codeAction?.honorsChangeAnnotations === true && edit?.changeAnnotationSupport !== undefined,
    snippetEdits: edit?.snippetEditSupport === true,
    markdownHover: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
    configuration: workspace?.configuration === true,
    watchesConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    folderChanges: workspace?.workspaceFolders === true,
    watchesFiles: canWatch && !isExtension,
    tellsOfFiles: canWatch || isExtension,
    ruleLink: (rule) => link.replace('{rule}', rule),
  };
}
