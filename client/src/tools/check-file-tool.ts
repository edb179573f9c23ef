import { CODE_ENDINGS } from '@unpool/shared/protocol/requests.ts';
import * as vscode from 'vscode';
import type { Server } from '../connection.ts';
import { findingsText } from './findings-text.ts';
import { namedFile } from './named-file.ts';
import { untilCancelled } from './until-cancelled.ts';

const CODE = new RegExp(`\\.(${CODE_ENDINGS.join('|')})$`, 'i');

/** Tells a model what Unpool finds in a file of code or a notebook of the workspace, open or not. */
export function checkFileTool(server: Server): vscode.LanguageModelTool<unknown> {
  return {
    prepareInvocation({ input }) {
      const path = pathIn(input);
      const message = new vscode.MarkdownString('Unpool reads ').appendText(path);
      message.appendMarkdown(
        ', and the code and the data files that it depends on. It runs and writes nothing, and sends nothing anywhere itself. What it finds goes to the model that you chat with.',
      );
      return {
        invocationMessage: `Looking at ${path} with Unpool`,
        confirmationMessages: { title: `Check ${path} with Unpool?`, message },
      };
    },

    async invoke({ input }, token) {
      const path = pathIn(input);
      if (!CODE.test(path))
        throw new Error(
          `Unpool checks Python, notebooks, TypeScript and JavaScript (.py, .ipynb, .ts, .js and the like), and "${path}" is none of these.`,
        );
      const uri = (await namedFile(path)).toString();
      const answer = await untilCancelled(token, () => server.request('unpool/fileFindings', { uri }, token));
      if (answer.kind === 'unusable') throw new Error(`Unpool could not check "${path}": ${answer.message}`);
      const text =
        answer.kind === 'off'
          ? `Unpool is switched off for ${path}, by the setting unpool.enable or by "exclude" in the project's configuration. Nothing was checked.`
          : findingsText(uri, answer.findings, answer.unread, pathOf);
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    },
  };
}

function pathIn(input: unknown): string {
  const { path } = (input ?? {}) as { readonly path?: unknown };
  if (typeof path !== 'string' || path.trim() === '')
    throw new Error('"path" is missing; expected the path of a file.');
  return path.trim();
}

const pathOf = (uri: string): string => vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
