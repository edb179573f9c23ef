import { type Connection, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { ConfigurationProblem } from '../configuration/configuration.ts';
import { isHome } from '../configuration/homes.ts';
import type { Configurations } from '../workspace/configurations.ts';
import type { Buffers } from './buffers.ts';
import { SOURCE } from './diagnostics.ts';

/** Shows on each configuration what is wrong in it, as long as it is; reads it anew while it is edited. */
export function publishConfigurationProblems(
  connection: Connection,
  configurations: Configurations,
  buffers: Buffers,
): void {
  const shown = new Set<string>();
  configurations.onDidRead((uri, configuration) => {
    const diagnostics = (configuration?.problems ?? []).map(toDiagnostic);
    if (diagnostics.length === 0 && !shown.has(uri)) return;
    if (diagnostics.length > 0) shown.add(uri);
    else shown.delete(uri);
    void connection.sendDiagnostics({ uri, diagnostics });
  });
  const readAnew = (uri: string) => {
    if (!isHome(uri)) return;
    configurations.forget();
    void configurations.at(uri);
  };
  buffers.onDidChange(readAnew);
  buffers.onDidClose(readAnew);
}

function toDiagnostic({ kind, message, line, column, endLine, endColumn }: ConfigurationProblem): Diagnostic {
  return {
    range: {
      start: { line: line - 1, character: column - 1 },
      end: { line: endLine - 1, character: endColumn - 1 },
    },
    severity: kind === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Information,
    code: 'configuration',
    source: SOURCE,
    message,
  };
}
