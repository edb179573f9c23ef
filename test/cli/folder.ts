import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkCommand } from '../../server/src/cli/check.ts';
import type { Io } from '../../server/src/cli/io.ts';
import { UsageError } from '../../server/src/cli/usage.ts';
import { createFakeAnalyser } from './fake-analyser.ts';

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** A folder of its own for a test, with the files given by relative path. */
export class Folder {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async with(files: Readonly<Record<string, string | Uint8Array>>): Promise<Folder> {
    const folder = new Folder(await mkdtemp(join(tmpdir(), 'unpool-cli-')));
    await Folder.write(folder.path, files);
    return folder;
  }

  static async write(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
    for (const [name, content] of Object.entries(files)) {
      const file = join(folder, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
  }

  read(name: string): Promise<string> {
    return readFile(join(this.path, name), 'utf8');
  }

  /** Runs `unpool check` in this process with the fake analyser. */
  async check(args: readonly string[], { stdin = '', cwd = '.' } = {}): Promise<Outcome> {
    const out: string[] = [];
    const err: string[] = [];
    const io: Io = {
      cwd: join(this.path, cwd),
      status() {},
      color: false,
      write: (text) => void out.push(text),
      error: (text) => void err.push(text),
      readStdin: async () => stdin,
    };
    try {
      const status = await checkCommand(args, io, createFakeAnalyser);
      return { status, out: out.join(''), err: err.join('') };
    } catch (error) {
      if (error instanceof UsageError) return { status: 2, out: out.join(''), err: error.message };
      throw error;
    }
  }

  async json(args: readonly string[], { stdin = '', cwd = '.' } = {}) {
    const { out, status, err } = await this.check(['--format', 'json', ...args], { stdin, cwd });
    return { ...JSON.parse(out), status, err };
  }

  remove(): Promise<void> {
    return rm(this.path, { recursive: true, force: true });
  }
}

/** The paths that were checked, told by their one finding each. */
export function paths(report: { findings: readonly { path: string }[] }): string[] {
  return report.findings.map(({ path }) => path);
}

export function notebook(...cells: readonly { readonly type: 'code' | 'markdown'; readonly source: string }[]): string {
  const json = {
    cells: cells.map(({ type, source }) => ({
      cell_type: type,
      metadata: {},
      source: source.match(/[^\n]*\n|[^\n]+$/g) ?? [],
      ...(type === 'code' && { execution_count: null, outputs: [] }),
    })),
    metadata: { kernelspec: { language: 'python', name: 'python3', display_name: 'Python 3' } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(json, null, 1)}\n`;
}
