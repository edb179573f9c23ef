import type { ServerStatus } from '@unpool/shared/protocol/requests.ts';
import type { Connection } from 'vscode-languageserver';
import type { AnalysesObserver } from './analyses.ts';
import type { ClientFeatures } from './client-features.ts';

/** Tells the log, and the extension where it listens, whether the analysis runs and whether it went well. */
export function createStatus(connection: Connection, client: () => ClientFeatures): AnalysesObserver {
  let running = 0;
  let error: string | null = null;

  const tell = () => {
    const status: ServerStatus = { running: running > 0, error };
    if (client().isExtension) connection.sendNotification('unpool/status', status).catch(() => {}); // the client has gone
  };

  return {
    started() {
      if (++running === 1) tell();
    },
    finished(problem) {
      const isNews = problem !== error;
      error = problem;
      if (problem) connection.console.error(problem);
      if (--running === 0 || isNews) tell();
    },
  };
}
