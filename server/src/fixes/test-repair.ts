import type { Finding } from '@unpool/shared/protocol/finding.ts';
import { createAnalyser } from '../analyser.ts';
import type { Analyser, Analysis } from '../analysis.ts';
import { sourceDocument } from '../cli/document.ts';
import { repair } from '../cli/repair.ts';
import type { PythonLibrary } from '../configuration/schema.ts';
import { testAssets } from '../test-assets.ts';
import { emptyWorkspace } from '../test-workspace.ts';

let analyser: Promise<Analyser> | undefined;

interface RepairOptions {
  readonly unsafeFixes?: boolean;
  readonly name?: string;
  readonly library?: PythonLibrary | null;
  readonly title?: string | null;
}

/**
 * A script's or a notebook's text as `unpool check --fix` leaves it, and the repairs first offered; for tests.
 * `title`: of the repairs, only those whose title begins so.
 */
export async function repaired(
  text: string,
  { unsafeFixes = false, name = 'report.py', library = 'numpy', title = null }: RepairOptions = {},
): Promise<{ readonly text: string; readonly offers: readonly string[]; readonly left: readonly string[] }> {
  analyser ??= createAnalyser(emptyWorkspace, testAssets);
  const { analyse } = await analyser;
  const read = async (code: string): Promise<Analysis> => {
    const document = sourceDocument(`file:///project/${name}`, code);
    const analysis = (await analyse(document, { minConfidence: 'likely', library }))!;
    if (title === null) return analysis;
    const fixes = (finding: Finding) => analysis.fixes(finding).filter((fix) => fix.title.startsWith(title));
    return Object.create(analysis, { fixes: { value: fixes } }) as Analysis;
  };
  const analysis = await read(text);
  const offers = analysis.findings.map((finding) => {
    const fix = analysis.fixes(finding).find(({ kind }) => kind === 'repair');
    return fix ? fix.safety : 'none';
  });
  const result = await repair(text, analysis, read, () => true, unsafeFixes);
  return { text: result.text, offers, left: result.analysis.findings.map(({ rule }) => rule) };
}
