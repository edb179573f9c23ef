import type { LineageKind, LineageNode, LineageOrigin } from '@unpool/shared/protocol/lineage.ts';
import { fileName } from '../flow/parts.ts';
import type { Cause } from '../provenance/cause.ts';
import {
  AUGMENTED,
  at,
  GENERATED,
  has,
  IMPUTED,
  JUDGED,
  MEASURED,
  type Origins,
  POOLED_UNITS,
  POOLED_VALUES,
  REAL,
  SIMULATED,
  SYNTHETIC,
} from '../provenance/origins.ts';
import { dataOrigins, type Value } from '../provenance/value.ts';
import { isColumnStep, type WalkNode } from './walk.ts';

/** What is said of the result of a correction. */
export const CORRECTED = 'corrected estimate';

type Described = Pick<LineageNode, 'kind' | 'label' | 'detail' | 'origin'>;

/** Where several causes meet at one place, the telling one speaks. */
const RANK: readonly LineageKind[] = [
  'correction',
  'estimate',
  'judge',
  'human',
  'pool',
  'synthesizer',
  'split',
  'file',
  'model',
  'source',
  'column',
  'step',
];

/** What a node shows. `code` is the text at its place; empty when it is not at hand. */
export function describeNode({ met }: WalkNode, code: string): Described {
  const all = met.map(({ cause, value }) => ({ cause, value, kind: kindOf(cause, value) }));
  const [first] = all.sort((a, b) => RANK.indexOf(a.kind) - RANK.indexOf(b.kind));
  if (!first) return { kind: 'value', label: inBrief(code), detail: '', origin: 'unknown' };
  const { cause, kind } = first;
  const said = cause.message ?? '';
  if (kind === 'file' && cause.file) {
    const label = fileName(cause.file);
    return { kind, label, detail: said.replace(` from ${label}`, ''), origin: originOf(cause, first.value, kind) };
  }
  const name = kind === 'estimate' ? said : inBrief(code);
  const detail = kind === 'estimate' ? inBrief(code) : kind === 'column' ? '' : said; // a column's code names it
  return { kind, label: name || said, detail: name ? detail : '', origin: originOf(cause, first.value, kind) };
}

function kindOf(cause: Cause, value: Value): LineageKind {
  switch (cause.kind) {
    case 'source':
      return sourceKind(cause, value);
    case 'pool':
      return resamples(cause, value) ? 'synthesizer' : 'pool';
    case 'estimate':
      return cause.message === CORRECTED ? 'correction' : 'estimate';
    case 'judge':
    case 'split':
      return cause.kind;
    default:
      return isColumnStep(cause) ? 'column' : 'step';
  }
}

function sourceKind({ file, message }: Cause, value: Value): LineageKind {
  if (file !== undefined || / read from /.test(message ?? '')) return 'file';
  const origins = value.origins || dataOrigins(value);
  if (/^declared /.test(message ?? '')) return has(origins, MEASURED) ? 'human' : 'source';
  if (has(origins, MEASURED)) return 'human';
  if (has(origins, GENERATED)) return 'model';
  const isMade = (origins & at('certain', SYNTHETIC)) !== 0 || has(origins, SIMULATED);
  return isMade ? 'synthesizer' : 'source';
}

/** SMOTE and the like: rows are made from what goes in, and added to it. */
const resamples = ({ inputs }: Cause, value: Value): boolean =>
  has(value.origins, AUGMENTED) && !has(value.origins, POOLED_VALUES) && !inputs.some(holdsMadeUp);

const holdsMadeUp = (value: Value): boolean => has(dataOrigins(value), AUGMENTED | SYNTHETIC);

/** What the data are after this step. An estimate is as what it is computed from. */
function originOf(cause: Cause, value: Value, kind: LineageKind): LineageOrigin {
  const own = value.origins || dataOrigins(value);
  const isNumber = kind === 'estimate' || kind === 'correction';
  const origins = isNumber ? cause.inputs.reduce((all, input) => all | dataOrigins(input), own) : own;
  if (kind === 'judge') return 'judged';
  if (kind === 'human') return 'human';
  return nameOrigin(origins);
}

export function nameOrigin(origins: Origins): LineageOrigin {
  if (has(origins, POOLED_UNITS | POOLED_VALUES)) return 'pooled';
  if (has(origins, REAL) && has(origins, SYNTHETIC)) return 'pooled';
  if (has(origins, JUDGED)) return 'judged';
  if (has(origins, MEASURED)) return 'human';
  if (has(origins, GENERATED | IMPUTED)) return 'generated';
  if (has(origins, SYNTHETIC)) return 'synthetic';
  return has(origins, REAL) ? 'real' : 'unknown';
}

const MAX_CODE = 160;

/** Code on one line, the arguments of calls left out: `pd.concat(…)["score"]`. */
export function inBrief(code: string): string {
  let brief = '';
  let depth = 0; // of brackets inside of a call's
  let isEmpty = true;
  // a piece is a string literal, a run of spaces, or one character
  for (const [piece] of code.matchAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\s+|[\s\S]/g)) {
    const isSpace = /^\s/.test(piece);
    if (depth === 0) {
      if (piece === '(' && /[\w\])]$/.test(brief)) depth = 1;
      isEmpty = true;
      brief += isSpace ? ' ' : piece;
      continue;
    }
    if (piece === '(') depth++;
    if (piece === ')' && --depth === 0) brief += isEmpty ? ')' : '…)';
    isEmpty &&= isSpace;
    if (brief.length > MAX_CODE) break;
  }
  return brief.length > MAX_CODE ? `${brief.slice(0, MAX_CODE)}…` : brief.trim();
}
