import type { Finding } from '@unpool/shared/protocol/finding.ts';
import { createAnalyser } from '../analyser.ts';
import type { Analyser, Analysis } from '../analysis.ts';
import { sourceDocument } from '../cli/document.ts';
import { repair } from '../cli/repair.ts';
import type { PythonLibrary } from '../configuration/schema.ts';
import { edited } from '../repair.ts';
import { testAssets } from '../test-assets.ts';
import { emptyWorkspace } from '../test-workspace.ts';

let analyser: Promise<Analyser> | undefined;

interface RepairOptions {
  readonly unsafeFixes?: boolean;
  readonly name?: string;
  readonly library?: PythonLibrary | null;
  readonly title?: string | null;
  readonly only?: string;
}

interface Repaired {
  readonly text: string;
  readonly offers: readonly string[];
  /** The rules of the findings that no repair is offered for, and of what is found afterwards. */
  readonly without: readonly string[];
  readonly left: readonly string[];
}

/**
 * A script's or a notebook's text as `unpool check --fix` leaves it, and the repairs first offered; for tests.
 * `title`: of the repairs, only those whose title begins so; `only`: findings of this rule, by default those of all.
 */
export async function repaired(
  text: string,
  { unsafeFixes = false, name = 'report.py', library = 'numpy', title = null, only }: RepairOptions = {},
): Promise<Repaired> {
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
  const result = await repair(text, analysis, read, ({ rule }) => only === undefined || rule === only, unsafeFixes);
  return {
    text: result.text,
    offers,
    without: analysis.findings.flatMap(({ rule }, i) => (offers[i] === 'none' ? [rule] : [])),
    left: result.analysis.findings.map(({ rule }) => rule),
  };
}

/** The text with the repair of this title, of the first finding that has one, and what is found then; for tests. */
export async function repairedBy(
  title: RegExp,
  text: string,
  name: string,
): Promise<{ readonly text: string; readonly left: readonly string[] }> {
  analyser ??= createAnalyser(emptyWorkspace, testAssets);
  const { analyse } = await analyser;
  const read = async (code: string) =>
    (await analyse(sourceDocument(`file:///project/${name}`, code), { minConfidence: 'likely' }))!;
  const analysis = await read(text);
  const fix = analysis.findings.flatMap((finding) => analysis.fixes(finding)).find((one) => title.test(one.title));
  if (!fix) throw new Error(`no repair is called ${title}`);
  const changed = edited(text, fix.edits);
  return { text: changed, left: (await read(changed)).findings.map(({ rule }) => rule) };
}
