import { answered } from '@unpool/shared/protocol/question.ts';
import { checkReport } from '@unpool/shared/report/check-report.ts';
import { renderMarkdown } from '@unpool/shared/report/render-markdown.ts';
import * as vscode from 'vscode';
import { checkWithProgress } from '../checks/check-with-progress.ts';
import { reference } from '../checks/data-files.ts';
import type { Server } from '../connection.ts';
import { checkDataInput, pathsIn, questionOf } from './check-data-input.ts';
import { namedFile } from './named-file.ts';
import { untilCancelled } from './until-cancelled.ts';

/** Of each table: a model reads all that it is told. */
const MOST_ROWS = 50;

/** Runs a check of data files for a model, and tells it the report. */
export function checkDataTool(server: Server): vscode.LanguageModelTool<unknown> {
  return {
    prepareInvocation({ input }) {
      const names = pathsIn(checkDataInput(input)).join(', ');
      const message = new vscode.MarkdownString('Unpool reads all rows of ').appendText(names);
      message.appendMarkdown(
        ' on this machine. It writes nothing, and sends nothing anywhere itself. The report goes to the model that you chat with: numbers, and the names of files, columns and groups.',
      );
      return {
        invocationMessage: `Checking ${names} with Unpool`,
        confirmationMessages: { title: `Check ${names} with Unpool?`, message },
      };
    },

    async invoke({ input }, token) {
      const asked = checkDataInput(input);
      const paths = [...new Set(pathsIn(asked))];
      const files = new Map(
        await Promise.all(paths.map(async (path) => [path, reference(await namedFile(path))] as const)),
      );
      const question = questionOf(asked, (path) => files.get(path)!);
      const title = [...files.values()].map(({ name }) => name).join(', ');
      const answer = await untilCancelled(token, () => checkWithProgress(server, question, title, token));
      if (answer.kind === 'unusable') throw new Error(`Unpool cannot check this data: ${answer.error.message}`);
      const text = renderMarkdown(checkReport(answered(question, answer.result)), MOST_ROWS);
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    },
  };
}
