import type * as vscode from 'vscode';

/** The part of VS Code that tools are registered with, where it is there. */
export interface ToolHost {
  readonly lm?: { readonly registerTool?: typeof vscode.lm.registerTool };
}

/**
 * Offers tools to the coding agent of the editor, by their names in the manifest. An editor that has no tools (VS Code
 * below 1.95) is left as it is.
 */
export function registerTools(
  { lm }: ToolHost,
  tools: Readonly<Record<string, vscode.LanguageModelTool<unknown>>>,
): vscode.Disposable[] {
  if (!lm?.registerTool) return [];
  const registered: vscode.Disposable[] = [];
  try {
    for (const [name, tool] of Object.entries(tools)) registered.push(lm.registerTool(name, tool));
  } catch {
    // before 1.95 some versions have it as a proposal, which throws
  }
  return registered;
}
