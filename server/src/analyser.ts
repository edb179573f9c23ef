import type { Analyser, Analysis, AnalysisOptions, Assets, Cancellation } from './analysis.ts';
import { builtinCatalog } from './catalog/index.ts';
import { collectHeaders } from './collect.ts';
import { fixesFor } from './fixes/index.ts';
import { Engine } from './flow/engine.ts';
import type { FlowModule, FlowUnit } from './flow/program.ts';
import { type IdentifiedReport, identify } from './identity.ts';
import { createPythonParser, type PythonParser } from './languages/python/parser.ts';
import { lineageAt, lineageOfEstimate } from './lineage.ts';
import { atLeast } from './provenance/origins.ts';
import { describeValue } from './provenance-at.ts';
import { rules } from './rules/index.ts';
import { sortObservations } from './rules/rule.ts';
import { isSuppressed } from './suppression.ts';
import type { SourceDocument, SourceUnit } from './workspace/document.ts';
import type { Workspace } from './workspace/workspace.ts';

/** How long the analysis may hold the thread before it lets others in, in milliseconds. */
const SLICE = 15;

export async function createAnalyser(workspace: Workspace, assets: Assets): Promise<Analyser> {
  const python = await createPythonParser(assets);
  const lowered = new LoweredUnits(python);
  return {
    async analyse(document, options, cancellation) {
      const module: FlowModule = {
        document: document.uri,
        language: document.language,
        units: document.language === 'python' ? document.units.map((unit) => lowered.of(unit)) : [],
      };
      const headers = await collectHeaders(module, workspace);
      if (cancellation?.isCancellationRequested) return undefined;
      const engine = new Engine(new Map([[document.uri, module]]), builtinCatalog, headers);
      if (!(await drive(engine.run(document.uri), cancellation))) return undefined;
      return analysisOf(document, module, engine, options);
    },
  };
}

/** Flow programs by the text of their unit, for as long as somebody may ask for the same text again. */
class LoweredUnits {
  private readonly known = new Map<string, { readonly text: string; readonly unit: FlowUnit }>();
  private readonly python: PythonParser;

  constructor(python: PythonParser) {
    this.python = python;
  }

  of(source: SourceUnit): FlowUnit {
    const known = this.known.get(source.uri);
    if (known && known.text === source.text && known.unit.cell === source.cell) return known.unit;
    const unit = this.python.lower(source.text, source.cell);
    // files on disk are read once; only what an editor holds open comes again
    if (source.version !== null) this.known.set(source.uri, { text: source.text, unit });
    return unit;
  }
}

/** Runs to the end in slices. False when cancelled. */
async function drive(run: Generator<void>, cancellation: Cancellation | undefined): Promise<boolean> {
  let began = performance.now();
  while (!run.next().done) {
    if (performance.now() - began < SLICE) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (cancellation?.isCancellationRequested) return false;
    began = performance.now();
  }
  return !cancellation?.isCancellationRequested;
}

function analysisOf(document: SourceDocument, module: FlowModule, engine: Engine, options: AnalysisOptions): Analysis {
  const evidence = sortObservations(engine.observations.values(), engine.transforms);
  const reports = rules.flatMap((rule) => [...rule.check(evidence)]);
  const identified = identify(reports, document)
    .filter(({ finding }) => atLeast(finding.confidence, options.minConfidence))
    .filter(({ finding }) => !isSuppressed(finding, document, module));
  const byId = new Map<string, IdentifiedReport>(identified.map((report) => [report.finding.id, report]));
  return {
    document,
    findings: identified.map(({ finding }) => finding),
    fixes: (finding) => {
      const report = byId.get(finding.id);
      return report ? fixesFor({ ...report, document, module, estimates: evidence.estimates }) : [];
    },
    provenanceAt: (cell, offset) => describeValue(engine, module, document, cell, offset),
    lineageAt: (cell, offset, end = offset) => lineageAt(engine, module, document, cell, offset, end),
    lineageOf: (finding) => {
      const estimate = byId.get(finding.id)?.report.estimate;
      return estimate ? lineageOfEstimate(estimate, engine, document) : null;
    },
  };
}
