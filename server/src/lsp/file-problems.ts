import type { Connection, Diagnostic } from 'vscode-languageserver';

/** Shows what is wrong in files that are no code: sends what differs from what is shown. */
export function createFileProblems(connection: Connection): (uri: string, diagnostics: readonly Diagnostic[]) => void {
  const shown = new Map<string, string>();
  return (uri, diagnostics) => {
    const content = JSON.stringify(diagnostics);
    if (content === (shown.get(uri) ?? '[]')) return;
    if (diagnostics.length > 0) shown.set(uri, content);
    else shown.delete(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [...diagnostics] });
  };
}

/** A place that counts from 1, as it is told on the command line. */
interface Told {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export const rangeOf = ({ line, column, endLine, endColumn }: Told): Diagnostic['range'] => ({
  start: { line: line - 1, character: column - 1 },
  end: { line: endLine - 1, character: endColumn - 1 },
});
