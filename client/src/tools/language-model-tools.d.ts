/** As much of VS Code's API for language-model tools as is used here: it came with 1.95, and Unpool runs from 1.91 on. */
import type { CancellationToken, Disposable, MarkdownString, ProviderResult } from 'vscode';

declare module 'vscode' {
  export namespace lm {
    /** Missing below 1.95, and a proposal that throws in some versions before it. */
    export const registerTool: (<Input>(name: string, tool: LanguageModelTool<Input>) => Disposable) | undefined;
    export const tools: readonly {
      readonly name: string;
      readonly description: string;
      readonly inputSchema: unknown;
    }[];
    export function invokeTool(
      name: string,
      options: { readonly input: object; readonly toolInvocationToken: undefined },
      token?: CancellationToken,
    ): Thenable<LanguageModelToolResult>;
  }

  export interface LanguageModelTool<Input> {
    prepareInvocation?(
      options: { readonly input: Input },
      token: CancellationToken,
    ): ProviderResult<PreparedToolInvocation>;
    /** A rejection's message is what the model gets to read. */
    invoke(options: { readonly input: Input }, token: CancellationToken): ProviderResult<LanguageModelToolResult>;
  }

  export interface PreparedToolInvocation {
    readonly invocationMessage?: string | MarkdownString;
    readonly confirmationMessages?: { readonly title: string; readonly message: string | MarkdownString };
  }

  export class LanguageModelTextPart {
    constructor(value: string);
    readonly value: string;
  }

  export class LanguageModelToolResult {
    constructor(content: readonly LanguageModelTextPart[]);
    readonly content: readonly unknown[];
  }
}
