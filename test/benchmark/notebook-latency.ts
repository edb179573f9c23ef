import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { createRandom } from './random.ts';
import type { Server } from './server.ts';

export interface NotebookLatency {
  readonly cells: number;
  /** Milliseconds from `notebookDocument/didChange` to the last `publishDiagnostics` of its cells. */
  readonly edit: readonly number[];
}

const CELLS = 20;
const QUIET = 60; // ms without another publication: that was the last one
const LIMIT = 10_000;

/** Cells that pass frames on to one another; in two of three, something is estimated from all rows. */
function cellText(index: number): string {
  if (index === 0)
    return `import numpy as np
import pandas as pd

human = pd.read_csv("human.csv")
synthetic = pd.read_csv("synthetic.csv")
pooled_0 = pd.concat([human, synthetic], ignore_index=True)
`;
  const last = `pooled_${index - 1}`;
  const next = `pooled_${index}`;
  const work = `${next} = ${last}.assign(ratio_${index}=${last}["hits"] / ${last}["length"])
${next} = ${next}[${next}["length"] > ${index}].dropna(subset=["score"])
by_topic = ${next}.groupby("topic", as_index=False).agg({"length": "max"})
for name in ["first", "second", "third"]:
    print(name, by_topic.head(${index}))
`;
  if (index % 3 === 0) return work;
  return `${work}mean = ${next}["score"].mean()
error = ${next}["score"].std() / len(${next}) ** 0.5
print(f"{mean:.2f} ± {1.96 * error:.2f}")
`;
}

/** Adds an empty line to a cell with findings, and takes it away: that moves findings, so all are published again. */
export async function measureNotebook(server: Server, folder: string, count: number): Promise<NotebookLatency> {
  const { connection } = server;
  const published: { at: number; params: PublishDiagnosticsParams }[] = [];
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    if (params.uri.startsWith('vscode-notebook-cell:')) published.push({ at: performance.now(), params });
  });
  const lastPublication = async (began: number): Promise<number> => {
    for (;;) {
      const last = published.at(-1);
      const now = performance.now();
      if (last && last.at > began && now - last.at > QUIET) return last.at;
      if (now - began > LIMIT) throw new Error(`nothing was published for the cells within ${LIMIT} ms`);
      await sleep(2);
    }
  };

  const { pathname } = pathToFileURL(`${folder}/notebook.ipynb`);
  const uri = `file://${pathname}`;
  const cellUri = (index: number) => `vscode-notebook-cell:${pathname}#cell${index}`;
  const texts = Array.from({ length: CELLS }, (_, index) => cellText(index));
  const opened = performance.now();
  await connection.sendNotification('notebookDocument/didOpen', {
    notebookDocument: {
      uri,
      notebookType: 'jupyter-notebook',
      version: 1,
      cells: texts.map((_, index) => ({ kind: 2, document: cellUri(index) })),
    },
    cellTextDocuments: texts.map((text, index) => ({ uri: cellUri(index), languageId: 'python', version: 1, text })),
  });
  await lastPublication(opened);
  const withFindings = [
    ...new Set(published.filter(({ params }) => params.diagnostics.length).map((p) => p.params.uri)),
  ];

  const random = createRandom(3);
  const versions = new Map<string, number>();
  const start = { line: 0, character: 0 };
  const edit: number[] = [];
  let cell = '';
  for (let i = 0; i < count; i++) {
    const adding = i % 2 === 0;
    if (adding) cell = random.pick(withFindings);
    const version = (versions.get(cell) ?? 1) + 1;
    versions.set(cell, version);
    const range = { start, end: adding ? start : { line: 1, character: 0 } };
    const began = performance.now();
    await connection.sendNotification('notebookDocument/didChange', {
      notebookDocument: { uri, version: i + 2 },
      change: {
        cells: {
          textContent: [{ document: { uri: cell, version }, changes: [{ range, text: adding ? '\n' : '' }] }],
        },
      },
    });
    edit.push((await lastPublication(began)) - began);
  }
  return { cells: CELLS, edit };
}
