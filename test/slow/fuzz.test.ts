import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAnalyser } from '../../server/src/analyser.ts';
import type { Analyser } from '../../server/src/analysis.ts';
import { testAssets } from '../../server/src/test-assets.ts';
import { emptyWorkspace } from '../../server/src/test-workspace.ts';
import type { SourceDocument } from '../../server/src/workspace/document.ts';
import { mutate, randomNumbers } from './mutations.ts';

// FUZZ_INPUTS and FUZZ_SEED set another number of inputs and another start; FUZZ_CORPUS adds the .py files of a folder.
const INPUTS = Number(process.env.FUZZ_INPUTS ?? 3000);
const SEED = Number(process.env.FUZZ_SEED ?? 1);
const LONGEST_MS = 2000;

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Examples of the rule pages and of examples/: evaluation code, so that mutants of it reach the engine. */
function corpus(): string[] {
  const pages = readdirSync(path.join(root, 'server/src/rules')).filter((name) => name.endsWith('.md'));
  const blocks = pages.flatMap((name) => {
    const page = readFileSync(path.join(root, 'server/src/rules', name), 'utf8');
    return [...page.matchAll(/```python[^\n]*\n([\s\S]*?)```/g)].map(([, code]) => code!);
  });
  const extra = process.env.FUZZ_CORPUS;
  const folders = [path.join(root, 'examples'), ...(extra ? [extra] : [])];
  const scripts = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.py'))
      .map((name) => readFileSync(path.join(folder, name), 'utf8'))
      .filter((text) => text.length < 40_000),
  );
  return [...blocks, ...scripts];
}

describe('mutated evaluation code', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await createAnalyser(emptyWorkspace, testAssets);
  });

  it(`never throws and never takes long: ${INPUTS} inputs from seed ${SEED}`, async () => {
    const texts = corpus();
    let slowest = 0;
    let found = 0;
    for (let seed = SEED; seed < SEED + INPUTS; seed++) {
      const random = randomNumbers(seed);
      const text = mutate(texts[Math.floor(random() * texts.length)]!, texts, random);
      const began = performance.now();
      try {
        found += await look(analyser, documentOf(text, random() < 0.3));
      } catch (error) {
        assert.fail(`seed ${seed}: ${error instanceof Error ? error.stack : error}\n${JSON.stringify(text)}`);
      }
      const took = performance.now() - began;
      if (took > slowest) slowest = took;
      assert.ok(took < LONGEST_MS, `seed ${seed}: ${took.toFixed(0)} ms\n${JSON.stringify(text)}`);
    }
    console.log(`      ${found} findings; the slowest input took ${slowest.toFixed(0)} ms`);
    assert.ok(found > INPUTS / 20, 'the mutants still hold findings, so the rules and corrections were reached');
  });
});

/** What an editor asks of a text: findings, their corrections, and the provenance at some places. */
async function look(analyser: Analyser, document: SourceDocument): Promise<number> {
  const analysis = await analyser.analyse(document, { minConfidence: 'possible' });
  assert.ok(analysis);
  for (const finding of analysis.findings) {
    const { text } = document.units.find(({ cell }) => cell === finding.place.cell)!;
    assert.ok(finding.place.start >= 0 && finding.place.start < finding.place.end && finding.place.end <= text.length);
    for (const fix of analysis.fixes(finding)) assert.ok(fix.edits.length > 0);
    analysis.lineageOf(finding);
  }
  for (const { cell, text } of document.units)
    for (let offset = 0; offset < text.length; offset += 97) analysis.provenanceAt(cell, offset);
  return analysis.findings.length;
}

function documentOf(text: string, asNotebook: boolean): SourceDocument {
  const uri = 'file:///fuzz/input.py';
  if (!asNotebook) return { uri, language: 'python', units: [{ uri, cell: null, text, version: 1 }] };
  const cells = text.split('\n\n');
  return {
    uri,
    language: 'python',
    units: cells.map((cell, i) => ({ uri: `${uri}#${i}`, cell: i + 1, text: cell, version: 1 })),
  };
}
