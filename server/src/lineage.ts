import type { Place } from '@unpool/shared/protocol/finding.ts';
import type { Lineage } from '@unpool/shared/protocol/lineage.ts';
import type { Engine } from './flow/engine.ts';
import type { Correction, Estimate } from './flow/observation.ts';
import type { Assign, FlowModule } from './flow/program.ts';
import { descendants, statementsIn } from './flow/walk.ts';
import { CORRECTED, describeNode, inBrief, nameOrigin } from './lineage/node.ts';
import { MAX_NODES, simplify } from './lineage/simplify.ts';
import { walkBack } from './lineage/walk.ts';
import { ESTIMATE } from './provenance/marks.ts';
import { samePlace } from './provenance/trace.ts';
import { dataOrigins, Value } from './provenance/value.ts';
import type { SourceDocument } from './workspace/document.ts';
import { textAt, unitOf } from './workspace/text-at.ts';

/** A value that was seen in the code, and what is known of it there: in several calls of a function, several times. */
interface Seen {
  readonly place: Place;
  readonly values: readonly Value[];
  readonly isEstimate: boolean;
}

/**
 * Where the data of the smallest value around a range come from. Without one, the cursor may stand on the name of a
 * number, in `print` or beside the code: then of what that name was computed from, or of what is computed last on its
 * lines. Null where nothing is known.
 */
export function lineageAt(
  engine: Engine,
  module: FlowModule,
  document: SourceDocument,
  cell: number | null,
  start: number,
  end: number,
): Lineage | null {
  const here = [...valuesIn(engine, document, module, cell)];
  const around = here.filter(({ place }) => place.start <= start && place.end >= end);
  const named = around.length > 0 ? [] : assignedTo(wordAt(document, cell, start), { cell, end: start }, module);
  const candidates = [
    ...around.sort((a, b) => size(a.place) - size(b.place)),
    ...named.flatMap((span) => lastIn(span, [...valuesIn(engine, document, module, span.cell)])),
    ...(around.length > 0 ? [] : lastIn(linesOf(document, cell, start, end), here)),
  ];
  for (const seen of candidates) {
    const lineage = lineageOf(seen, engine, document);
    if (lineage) return lineage;
  }
  return null;
}

/** Where the data of a finding's estimate come from. */
export function lineageOfEstimate(estimate: Estimate, engine: Engine, document: SourceDocument): Lineage | null {
  const { place } = estimate.site;
  const values = estimatesOf(engine)
    .filter(({ site }) => samePlace(site.place, place))
    .map(resultOf);
  return lineageOf({ place, values, isEstimate: true }, engine, document);
}

const size = ({ start, end }: Place): number => end - start;

const estimatesOf = (engine: Engine): (Estimate | Correction)[] =>
  [...engine.observations.values()].filter((seen) => seen.kind === 'estimate' || seen.kind === 'correction');

/** A correction gives a number that the engine follows no further: here it stands as one. */
function resultOf(seen: Estimate | Correction): Value {
  if (seen.kind === 'estimate') return seen.result;
  const cause = { kind: 'estimate', place: seen.site.place, message: CORRECTED, inputs: seen.data } as const;
  return new Value({ marks: seen.data.length ? ESTIMATE : 0, cause });
}

function* valuesIn(engine: Engine, document: SourceDocument, module: FlowModule, cell: number | null): Generator<Seen> {
  const unit = module.units.find((candidate) => candidate.cell === cell);
  for (const [{ start, end }, value] of (unit && engine.sightings.get(unit)) ?? [])
    yield { place: { document: document.uri, cell, start, end }, values: [value], isEstimate: false };
  for (const seen of estimatesOf(engine)) {
    const { place } = seen.site;
    if (place.document !== document.uri || place.cell !== cell) continue;
    yield { place, values: [resultOf(seen)], isEstimate: true };
  }
}

interface Part {
  readonly cell: number | null;
  readonly start: number;
  readonly end: number;
}

function linesOf(document: SourceDocument, cell: number | null, start: number, end: number): Part {
  const text = unitOf(document, cell)?.text ?? '';
  const after = text.indexOf('\n', end);
  return { cell, start: text.lastIndexOf('\n', start - 1) + 1, end: after < 0 ? text.length : after };
}

function wordAt(document: SourceDocument, cell: number | null, offset: number): string {
  const text = unitOf(document, cell)?.text ?? '';
  return `${/\w*$/.exec(text.slice(0, offset))![0]}${/^\w*/.exec(text.slice(offset))![0]}`;
}

/** Numbers are computed from numbers: so many names back. */
const MAX_NAMES = 12;

/** The statements that a name has its value from, the nearest first: what it was last set to, and the names in that. */
function assignedTo(name: string, before: Omit<Part, 'start'>, module: FlowModule): Part[] {
  const found: Part[] = [];
  const asked = [{ name, before }];
  for (let i = 0; i < asked.length && i < MAX_NAMES; i++) {
    const set = lastAssignment(asked[i]!.name, asked[i]!.before, module);
    if (!set) continue;
    found.push(set.part);
    for (const node of descendants(set.statement.value))
      if (node.kind === 'name') asked.push({ name: node.name, before: { cell: set.part.cell, end: set.part.start } });
  }
  return found;
}

function lastAssignment(name: string, before: Omit<Part, 'start'>, module: FlowModule) {
  let last: { statement: Assign; part: Part } | null = null;
  for (const { cell, body } of module.units) {
    for (const statement of statementsIn(body)) {
      if (cell === before.cell && statement.end > before.end) continue;
      if (statement.kind !== 'assign') continue;
      const sets = statement.targets.some((target) =>
        [...descendants(target)].some((node) => node.kind === 'name' && node.name === name),
      );
      if (sets) last = { statement, part: { cell, start: statement.start, end: statement.end } };
    }
    if (cell === before.cell) break;
  }
  return last;
}

/** Estimates before other values; then what ends last, then what is largest. */
function lastIn({ start, end }: Part, all: readonly Seen[]): Seen[] {
  const inside = all.filter(({ place }) => place.start >= start && place.end <= end);
  return inside.sort(
    (a, b) => Number(b.isEstimate) - Number(a.isEstimate) || b.place.end - a.place.end || size(b.place) - size(a.place),
  );
}

function lineageOf({ place, values }: Seen, engine: Engine, document: SourceDocument): Lineage | null {
  const walked = walkBack(values, place, engine.estimates);
  const { nodes, edges, leftOut } = simplify(walked, MAX_NODES);
  if (nodes.length === 0) return null;
  const ids = new Map(nodes.map((node, index) => [node, `n${index + 1}`]));
  // of other documents the text is not at hand
  const codeAt = (at: Place) => (at.document === document.uri ? textAt(document, at) : '');
  const own = nameOrigin(values.reduce((all, value) => all | dataOrigins(value), 0));
  const described = nodes.map((node) => ({
    id: ids.get(node)!,
    ...describeNode(node, codeAt(node.place)),
    ...(node.met.length === 0 && { origin: own }),
    place: node.place,
  }));
  return {
    name: inBrief(codeAt(place)) || described.at(-1)!.label,
    nodes: described,
    edges: edges.map(({ from, to, kind }) => ({ from: ids.get(from)!, to: ids.get(to)!, kind })),
    leftOut,
  };
}
