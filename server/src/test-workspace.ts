import assert from 'node:assert/strict';
import type { Place } from '@unpool/shared/protocol/finding.ts';
import { createAnalyser } from './analyser.ts';
import type { Analyser, Analysis } from './analysis.ts';
import { contentsDataFile } from './check/contents-data-file.ts';
import { runCheck } from './check/run-check.ts';
import { NO_CONFIGURATION } from './configuration/configuration.ts';
import { digestOf, webHash } from './evidence/digest.ts';
import { EvidenceStore } from './evidence/evidence-store.ts';
import { languageOfText } from './languages/language-of.ts';
import { PooledFiles } from './numbers/pooled-files.ts';
import { AGAIN } from './rules/repeats.ts';
import { testAssets } from './test-assets.ts';
import { Configurations } from './workspace/configurations.ts';
import type { SourceDocument } from './workspace/document.ts';
import { createWorkspace, type Files } from './workspace/stored.ts';
import type { Workspace } from './workspace/workspace.ts';

/** A workspace with nothing in it. */
export const emptyWorkspace: Workspace = {
  folders: [],
  open: () => undefined,
  list: async () => [],
  document: async () => undefined,
  readFile: async () => undefined,
  configuration: async () => NO_CONFIGURATION,
  evidence: async () => null,
  numbers: async () => null,
};

export const ROOT = 'file:///project';

/** A workspace in memory: files by their path, and what an editor holds open of them. */
export class TestWorkspace {
  readonly files: Map<string, string>;
  readonly open = new Map<string, string>();
  readonly configurations: Configurations;
  readonly evidence: EvidenceStore;
  private analyser: Promise<Analyser> | null = null;

  constructor(files: Readonly<Record<string, string>>) {
    this.files = new Map(Object.entries(files));
    this.configurations = new Configurations({
      files: this.stored,
      openText: (uri) => this.open.get(pathOf(uri)),
      isTop: (folder) => folder === ROOT,
    });
    this.evidence = new EvidenceStore({
      files: this.stored,
      openText: (uri) => this.open.get(pathOf(uri)),
      isTop: (folder) => folder === ROOT,
    });
  }

  private readonly stored: Files = {
    read: async (uri) => encoded(this.files.get(pathOf(uri))),
    list: async (folder) => this.entries(pathOf(`${folder}/`)),
    size: async (uri) => encoded(this.files.get(pathOf(uri)))?.length,
    digest: async (uri) => {
      const bytes = encoded(this.files.get(pathOf(uri)));
      return bytes && digestOf(uri, [bytes], webHash());
    },
  };

  get ready(): Promise<Analyser> {
    const pooled = new PooledFiles(
      this.stored,
      () => [ROOT],
      (question, { contents, signal }) => runCheck(question, contentsDataFile(contents!), { signal: signal! }),
    );
    this.analyser ??= createAnalyser(
      createWorkspace(
        () => [ROOT],
        (uri) => this.opened(uri),
        this.stored,
        this.configurations,
        this.evidence,
        (subject, uri) => pooled.of(subject, uri),
      ),
      testAssets,
    );
    return this.analyser;
  }

  async analyse(path: string): Promise<Analysis> {
    const text = this.open.get(path) ?? this.files.get(path) ?? '';
    const analysis = await (await this.ready).analyse(document(path, text), { minConfidence: null });
    if (!analysis) throw new Error('cancelled');
    return analysis;
  }

  /** `rule:line` of each finding of a file; the same each time, whatever is remembered of the times before. */
  async findings(path: string): Promise<string[]> {
    const first = await this.analyse(path);
    for (let again = 0; again < 2; again++)
      assert.deepEqual((await this.analyse(path)).findings, first.findings, 'analysed again');
    return first.findings.map(({ rule, place }) => `${rule}:${lineIn(first, place)}`);
  }

  /** The same with the numbers that a finding says are wrong for the same reason. */
  async findingsAndRepeats(path: string): Promise<string[]> {
    const all = await this.findings(path);
    const analysis = await this.analyse(path);
    const again = analysis.findings.flatMap(({ rule, trace }) =>
      trace.flatMap(({ message, place }) => (message.endsWith(AGAIN) ? `${rule}:${lineIn(analysis, place)}` : [])),
    );
    const line = (finding: string) => Number(finding.split(':')[1]);
    return [...new Set([...all, ...again])].sort((a, b) => line(a) - line(b));
  }

  private opened(uri: string): SourceDocument | undefined {
    const text = this.open.get(pathOf(uri));
    return text === undefined ? undefined : document(pathOf(uri), text);
  }

  private entries(folder: string) {
    const names = new Map<string, boolean>();
    for (const path of this.files.keys()) {
      if (!path.startsWith(folder)) continue;
      const [name, ...rest] = path.slice(folder.length).split('/');
      names.set(name!, rest.length > 0);
    }
    return [...names].map(([name, isFolder]) => ({ name, isFolder }));
  }
}

const lineIn = ({ document: { units } }: Analysis, { start }: Place): number =>
  units[0]!.text.slice(0, start).split('\n').length;

const pathOf = (uri: string): string => uri.slice(ROOT.length + 1);

const encoded = (text: string | undefined) => (text === undefined ? undefined : new TextEncoder().encode(text));

/** A file as an editor has it open. */
export const document = (path: string, text: string): SourceDocument => {
  const uri = `${ROOT}/${path}`;
  return { uri, language: languageOfText(uri, text) ?? 'python', units: [{ uri, cell: null, text, version: 1 }] };
};
