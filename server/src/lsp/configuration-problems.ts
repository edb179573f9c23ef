import { type Connection, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { ConfigurationProblem } from '../configuration/configuration.ts';
import { isHome } from '../configuration/homes.ts';
import type { Configurations } from '../workspace/configurations.ts';
import type { Buffers } from './buffers.ts';
import { SOURCE } from './diagnostics.ts';
import { createFileProblems, rangeOf } from './file-problems.ts';

/** Shows on each configuration what is wrong in it, as long as it is; reads it anew while it is edited. */
export function publishConfigurationProblems(
  connection: Connection,
  configurations: Configurations,
  buffers: Buffers,
): void {
  const show = createFileProblems(connection);
  configurations.onDidRead((uri, configuration) => show(uri, (configuration?.problems ?? []).map(toDiagnostic)));
  const readAnew = (uri: string) => {
    if (!isHome(uri)) return;
    configurations.forget();
    void configurations.at(uri);
  };
  buffers.onDidChange(readAnew);
  buffers.onDidClose(readAnew);
}

function toDiagnostic(problem: ConfigurationProblem): Diagnostic {
  const { kind, message } = problem;
  return {
    range: rangeOf(problem),
    severity: kind === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Information,
    code: 'configuration',
    source: SOURCE,
    message,
  };
}
