import type { Place } from '@unpool/shared/protocol/finding.ts';
import { capitalised } from '@unpool/shared/report/format.ts';
import {
  type Configuration,
  type ConfigurationProblem,
  type DataDeclaration,
  NO_CONFIGURATION,
  type RuleSetting,
  type Said,
} from './configuration.ts';
import { entryOf } from './effect-schema.ts';
import { type Home, homeOf } from './homes.ts';
import { positionsIn } from './positions.ts';
import { schema } from './schema.ts';
import { type ConfigurationNode, entryAt, type Span, SyntaxProblem } from './tree.ts';
import { validate } from './validate.ts';

/**
 * What a file says: null where it is none of ours (a `pyproject.toml` without `[tool.unpool]`). Never throws: what is
 * wrong becomes a problem, and is left out.
 */
export function readConfiguration(uri: string, text: string): Configuration | null {
  const home = homeOf(uri);
  if (!home) return null;
  const problems: ConfigurationProblem[] = [];
  const positionOf = positionsIn(text);
  const tell = (kind: ConfigurationProblem['kind'], message: string, { start, end }: Span) => {
    const [from, to] = [positionOf(start), positionOf(end)];
    const place = { document: uri, cell: null, start, end };
    problems.push({ kind, message, place, ...from, endLine: to.line, endColumn: to.column });
  };
  const section = sectionOf(text, home, (message, span) => tell('error', message, span));
  if (section === null) return null;
  if (section === 'unreadable') return { ...NO_CONFIGURATION, file: uri, problems };
  const node = (key: string) => entryAt(section, [key]);
  const head = home.path.length === 0 ? headIn(section) : undefined;
  const { value } = validate(section, schema, ({ message, ...span }) =>
    tell('error', span.start === head?.keySpan.start ? keysAtTop(head.written) : capitalised(message), span),
  );
  const said = (value ?? {}) as Said;
  return {
    file: uri,
    minConfidence: said['min-confidence'] ?? null,
    exclude: said.exclude ?? [],
    suppressionsNeedReason: said['suppressions-need-reason'] ?? false,
    rules: rulesOf(said),
    data: dataOf(node('data')?.value, uri, (message, span) => tell('error', message, span)),
    margins: said.margins ?? {},
    catalog: (said.catalog ?? []).map(entryOf),
    fix: said.fix ?? {},
    problems: problems.sort((a, b) => a.place.start - b.place.start),
  };
}

/** In `unpool.toml`, the name of a table around everything. */
function headIn(section: ConfigurationNode): { readonly keySpan: Span; readonly written: string } | undefined {
  const path = [['tool', 'unpool'], ['unpool']].find((names) => entryAt(section, names));
  return path && { keySpan: entryAt(section, path.slice(0, 1))!.keySpan, written: path.join('.') };
}

const keysAtTop = (head: string): string =>
  `In this file keys stand at the top: write [rules] in the place of [${head}.rules].`;

/** What is left out of the way to our part of `pyproject.toml`. */
const NO_TOOL = 'This is not read: write [tool.unpool] in the place of [unpool].';

function sectionOf(
  text: string,
  { parse, path, mentions }: Home,
  fail: (message: string, span: Span) => void,
): ConfigurationNode | 'unreadable' | null {
  try {
    const root = parse(text);
    if (path.length === 0) return root;
    const misplaced = path.length > 1 ? entryAt(root, path.slice(-1)) : undefined;
    if (misplaced) fail(NO_TOOL, misplaced.keySpan);
    return entryAt(root, path)?.value ?? (misplaced ? 'unreadable' : null);
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    if (!mentions.test(text)) return null;
    fail(`This file ${error.message}.`, error.span);
    return 'unreadable';
  }
}

function rulesOf({ rules = {} }: Said): Configuration['rules'] {
  return Object.fromEntries(
    Object.entries(rules).map(([id, said]): [string, RuleSetting] => {
      if (typeof said === 'string') return [id, { severity: said, minConfidence: null }];
      return [id, { severity: said.severity ?? null, minConfidence: said['min-confidence'] ?? null }];
    }),
  );
}

/** Each declaration with its place; the schema has told already what is wrong with one alone, these are the rest. */
function dataOf(
  node: ConfigurationNode | undefined,
  document: string,
  wrong: (message: string, span: Span) => void,
): readonly DataDeclaration[] {
  if (node?.kind !== 'list') return [];
  return node.items.flatMap((item) => {
    const checked = validate(item, itemSchema, () => {});
    if (!checked.isWhole || item.kind !== 'table') return [];
    const {
      glob,
      origin = null,
      column = null,
      values = null,
      'value-origin': valueOrigin = null,
    } = checked.value as SaidData;
    const span = (key: string) => item.entries.find((entry) => entry.key === key)!.keySpan;
    if (!origin && !valueOrigin) {
      wrong('This says nothing of the files: it needs "origin" or "value-origin".', span('glob'));
      return [];
    }
    if (values && valueOrigin) {
      wrong('"values" and "value-origin" would both be about "column": write two entries.', span('value-origin'));
      return [];
    }
    if (column && !values && !valueOrigin) {
      wrong('"column" needs "values", its entries in these rows, or "value-origin" beside it.', span('column'));
      return [];
    }
    const { start, end } = item.entries.reduce(
      (all, { keySpan, value }) => ({
        start: Math.min(all.start, keySpan.start),
        end: Math.max(all.end, value.end),
      }),
      { start: span('glob').start, end: 0 },
    );
    const place: Place = { document, cell: null, start, end };
    return [{ glob, origin, column, values, valueOrigin, place }];
  });
}

interface SaidData {
  readonly glob: string;
  readonly origin?: DataDeclaration['origin'];
  readonly column?: string;
  readonly values?: DataDeclaration['values'];
  readonly 'value-origin'?: DataDeclaration['valueOrigin'];
}

const data = schema.properties!.data!.items!;
const itemSchema = Array.isArray(data) ? data[0]! : data;
