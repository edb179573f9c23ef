import type { Confidence } from '@unpool/shared/protocol/finding.ts';
import type { ValueDescription } from './analysis.ts';
import type { Engine } from './flow/engine.ts';
import type { Expression, FlowModule } from './flow/program.ts';
import {
  AUGMENTED,
  confidenceOf,
  GENERATED,
  IMPUTED,
  JUDGED,
  MEASURED,
  POOLED_UNITS,
  POOLED_VALUES,
  REAL,
  SIMULATED,
  SYNTHETIC,
  weakest,
} from './provenance/origins.ts';
import { trace } from './provenance/trace.ts';
import { dataOrigins, type Value } from './provenance/value.ts';
import type { SourceDocument } from './workspace/document.ts';
import { textAt } from './workspace/text-at.ts';

/** The provenance of the smallest named value around an offset; null where nothing is known. */
export function describeValue(
  engine: Engine,
  module: FlowModule,
  document: SourceDocument,
  cell: number | null,
  offset: number,
): ValueDescription | null {
  const unit = module.units.find((candidate) => candidate.cell === cell);
  const sightings = unit && engine.sightings.get(unit);
  if (!sightings) return null;
  let best: [Expression, Value] | null = null;
  for (const [node, value] of sightings) {
    if (!isNamed(node) || offset < node.start || offset > node.end) continue;
    if (!best || node.end - node.start < best[0].end - best[0].start) best = [node, value];
  }
  if (!best) return null;
  const [node, value] = best;
  const place = { document: document.uri, cell, start: node.start, end: node.end };
  const told = describeOrigins(value);
  return told && { place, name: textAt(document, place), ...told };
}

const isNamed = (node: Expression): boolean => ['name', 'attribute', 'subscript', 'call'].includes(node.kind);

/** Unit origins before value origins; the pool first, for it matters most. */
const WORDS: readonly (readonly [number, string])[] = [
  [POOLED_UNITS, 'real and synthetic rows, pooled'],
  [POOLED_VALUES, "human labels filled up with a model's"],
  [AUGMENTED, 'rows with made-up copies among them'],
  [SIMULATED, 'simulated rows'],
  [SYNTHETIC, 'synthetic rows'],
  [REAL, 'real rows'],
  [MEASURED, 'human labels'],
  [JUDGED, "a judge model's labels"],
  [IMPUTED, 'values filled in by a model'],
  [GENERATED, "a language model's answers"],
];

function describeOrigins(
  value: Value,
): { summary: string; confidence: Confidence; trace: ReturnType<typeof trace> } | null {
  const origins = dataOrigins(value);
  const held = WORDS.filter(([fact]) => confidenceOf(origins, fact));
  if (held.length === 0) return null;
  const covers = (fact: number, by: number): boolean => held.some(([other]) => other === by) && fact !== by;
  const shown = held.filter(
    ([fact]) =>
      !(fact & (REAL | SYNTHETIC) && covers(fact, POOLED_UNITS)) &&
      !(fact === SYNTHETIC && (covers(fact, AUGMENTED) || covers(fact, SIMULATED))) &&
      !(fact & (MEASURED | JUDGED) && covers(fact, POOLED_VALUES)) &&
      !(fact === GENERATED && covers(fact, JUDGED)),
  );
  const confidence = shown.map(([fact]) => confidenceOf(origins, fact)!).reduce(weakest);
  const steps = shown.flatMap(([fact]) =>
    trace(value, fact & POOLED_UNITS ? SYNTHETIC : fact & POOLED_VALUES ? JUDGED : fact),
  );
  return { summary: shown.map(([, word]) => word).join('; '), confidence, trace: steps };
}
