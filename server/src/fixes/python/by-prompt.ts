import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Estimate } from '../../flow/observation.ts';
import type { Expression, FlowUnit } from '../../flow/program.ts';
import { namesPromptKey } from '../../flow/repeats.ts';
import { descendants, expressionsIn } from '../../flow/walk.ts';
import { samePlace } from '../../provenance/trace.ts';
import { answersOfPrompt, isBinomial } from '../answers-of-prompt.ts';
import {
  type FixContext,
  indentAt,
  lineBreak,
  lineStart,
  replace,
  textOf,
  unitText,
  withoutDoubles,
} from '../fix-context.ts';
import { columnsOfFile } from '../human-column.ts';
import { columnIn } from '../judged-labels.ts';
import { freeName } from '../names.ts';
import { namesOf } from '../occurrences.ts';
import { insertBehindImports, moduleName } from './imports.ts';

/** Averages by prompt what is computed over all answers, so that an interval is one over prompts. */
export function averageByPrompt(context: FixContext): Fix | null {
  const { finding, report, document } = context;
  if (finding.rule !== 'dependent-generations' || report.estimate.framework || document.language !== 'python')
    return null;
  const told = context.estimates.filter(
    ({ site, confirmatory }) => confirmatory && finding.trace.some(({ place }) => samePlace(place, site.place)),
  );
  const ofColumns = columnsByPrompt(told, context);
  if (ofColumns) return ofColumns;
  const fix = answersOfPrompt(told, context);
  const spreads = told.map((estimate) => spreadOf(estimate, context));
  return fix && spreads.every((spread) => spread !== null)
    ? { ...fix, edits: withoutDoubles([...fix.edits, ...spreads.flat()]) }
    : null;
}

/** `p * (1 - p)` is the spread of what passes and fails: that of means by prompt is worked out. Null where these are not in sight. */
function spreadOf({ site: { unit, node, place } }: Estimate, context: FixContext): readonly Edit[] | null {
  const inside = descendants(node);
  const [spread, ...others] = inside.filter(isBinomial);
  if (!spread) return [];
  const lists = inside.flatMap((each) => {
    const isLength = each.kind === 'call' && each.callee.kind === 'name' && each.callee.name === 'len';
    const [only] = isLength ? each.arguments : [];
    return only?.value.kind === 'name' ? [only.value.name] : [];
  });
  const [list] = lists;
  if (!list || lists.length > 1 || others.length > 0) return null;
  const statistics = moduleName(context, 'statistics', place);
  const text = unitText(context, unit.cell);
  const { start, end } = spread;
  const isGrouped = text[start - 1] === '(' && text[end] === ')' && !/[\w)\]]\s*$/.test(text.slice(0, start - 1));
  const span = isGrouped ? { start: start - 1, end: end + 1 } : { start, end };
  return [
    ...insertBehindImports(context, place, [statistics.line]),
    replace(context, unit, span, `${statistics.name}.variance(${list})`),
  ];
}

/** `df["score"].sem()` becomes `df.groupby("prompt_id")["score"].mean().sem()`. */
function columnsByPrompt(told: readonly Estimate[], context: FixContext): Fix | null {
  const columns = told.flatMap((estimate) => columnsOf(estimate, context).map((column) => ({ estimate, column })));
  if (columns.length === 0 || told.some((estimate) => columnsOf(estimate, context).length === 0)) return null;
  const [first] = columns;
  const key = promptColumn(first!.column, context);
  if (key === null) return null;
  const corrected = told.map((estimate) => corrections(estimate, key, context));
  if (!corrected.every((correction) => correction !== null)) return null;
  const centres = context.estimates.flatMap((estimate) => centresOf(estimate, corrected, key, context));
  return {
    title: `Average by "${key}" first`,
    kind: 'repair',
    safety: 'suggested',
    edits: withoutDoubles([...corrected.flatMap(({ edits }) => edits), ...centres]),
  };
}

export interface OfTable {
  readonly node: Expression;
  readonly table: Expression;
  readonly name: string;
}

/** The columns that an estimate is computed of; none where it is of something else, too. */
function columnsOf({ site: { unit }, expressions }: Estimate, context: FixContext): readonly OfTable[] {
  // what a test holds them against is a number
  const data = expressions.filter((node) => node !== null && node.kind !== 'constant');
  const found = data.flatMap((node) => (node ? (columnOf(node, unit, context) ?? []) : []));
  return found.length === data.length ? found : [];
}

function columnOf(node: Expression, unit: FlowUnit, context: FixContext): OfTable | null {
  if (node.kind === 'call') {
    // `x.std()` of a standard error by hand
    const [only, ...others] = node.arguments.filter(({ name }) => name === null);
    const data = only ?? (node.callee.kind === 'attribute' ? { value: node.callee.object } : null);
    return data && others.length === 0 ? columnOf(data.value, unit, context) : null;
  }
  const column = columnIn(node, context, unit);
  if (node.kind !== 'subscript' || !column) return null;
  return { node, table: node.object, name: column.name };
}

/** Which column tells the prompts of a table apart: one that stands beside this one in the code, or in the table's file. */
export function promptColumn({ name, table }: OfTable, context: FixContext): string | null {
  const written = context.module.units.flatMap(({ body }) => expressionsIn(body));
  const records = written.flatMap((node) => {
    const keys = node.kind === 'mapping' ? node.entries.map(({ key }) => key) : [];
    const texts = keys.flatMap((key) => (key?.kind === 'constant' && typeof key.value === 'string' ? [key.value] : []));
    return texts.includes(name) ? texts : [];
  });
  const roots = rootsOf(table, context);
  const isOfTable = (node: Expression): boolean =>
    descendants(node).some((each) => each.kind === 'name' && roots.has(each.name));
  const uses = written.flatMap((node) => {
    if (node.kind === 'subscript' && isOfTable(node.object)) return textsIn(node.index);
    const isGrouping = node.kind === 'call' && node.callee.kind === 'attribute' && node.callee.name === 'groupby';
    return isGrouping && isOfTable(node.callee) ? node.arguments.flatMap(({ value }) => textsIn(value)) : [];
  });
  const candidates = [...records, ...uses, ...columnsOfFile(context)].filter(
    (other) => other !== name && namesPromptKey(other),
  );
  return candidates.find((other) => /^(?:prompt|question|task|item)/i.test(other)) ?? candidates[0] ?? null;
}

const textsIn = (node: Expression): string[] =>
  (node.kind === 'sequence' ? node.items : [node]).flatMap((each) =>
    each.kind === 'constant' && typeof each.value === 'string' ? [each.value] : [],
  );

/** The names of a table, and of those whose rows it was made of. */
function rootsOf(table: Expression, context: FixContext): ReadonlySet<string> {
  const roots = new Set(namesIn(table));
  for (const root of roots) {
    const bindings = namesOf(context).all.filter(({ name, role }) => name === root && role === 'binds');
    for (const { statement } of bindings)
      if (statement.kind === 'assign') for (const name of namesIn(statement.value)) roots.add(name);
  }
  return roots;
}

/** The first name of each chain: `answers` of `answers[answers["tone"] == "warm"]`. */
function namesIn(node: Expression): string[] {
  if (node.kind === 'name') return [node.name];
  if (node.kind === 'sequence') return node.items.flatMap(namesIn);
  if (node.kind === 'attribute' || node.kind === 'subscript') return namesIn(node.object);
  return node.kind === 'call' && node.callee.kind === 'attribute' ? namesIn(node.callee) : [];
}

interface Corrected {
  readonly estimate: Estimate;
  readonly edits: readonly Edit[];
  /** What the means by prompt are called from there on. */
  readonly name: string | null;
}

/** The means by prompt in the place of the columns, under a name where the number of rows is used as well. */
function corrections(estimate: Estimate, key: string, context: FixContext): Corrected | null {
  const { unit, node, statement } = estimate.site;
  const columns = columnsOf(estimate, context);
  const same = descendants(node).flatMap((each) => {
    const column = columns.find((other) => textOf(context, unit, other.node) === textOf(context, unit, each));
    return column && each.kind === 'subscript' ? [{ each, column }] : [];
  });
  const isInside = (inner: Expression): boolean =>
    same.some(({ each }) => each.start <= inner.start && inner.end <= each.end);
  const roots = new Set(
    columns.flatMap(({ table }) => descendants(table).flatMap((each) => (each.kind === 'name' ? [each.name] : []))),
  );
  const others = descendants(node).filter((each) => each.kind === 'name' && roots.has(each.name) && !isInside(each));
  if (others.length === 0 && same.length > 0) {
    const edits = same.map(({ each, column }) =>
      replace(context, unit, each, meansByPrompt(column, key, unit, context)),
    );
    return { estimate, edits, name: null };
  }
  const [only, ...more] = columns;
  if (!only || more.length > 0 || !statement || !/^(?:assign|evaluate|return)$/.test(statement.kind)) return null;
  const table = textOf(context, unit, only.table);
  const counts = descendants(node).filter(
    (each) =>
      each.kind === 'call' &&
      each.callee.kind === 'name' &&
      each.callee.name === 'len' &&
      each.arguments.length === 1 &&
      textOf(context, unit, each.arguments[0]!.value) === table,
  );
  if (others.some((other) => !counts.some((count) => count.start <= other.start && other.end <= count.end)))
    return null;
  const text = unitText(context, unit.cell);
  const start = lineStart(text, statement.start);
  if (text.slice(start, statement.start).trim() !== '') return null;
  const name = freeName(context.module, 'by_prompt');
  const line = `${indentAt(text, statement.start)}${name} = ${meansByPrompt(only, key, unit, context)}${lineBreak(text)}`;
  const edits = [
    replace(context, unit, { start, end: start }, line),
    ...same.map(({ each }) => replace(context, unit, each, name)),
    ...counts.map((count) => replace(context, unit, count, `len(${name})`)),
  ];
  return { estimate, edits, name };
}

export function meansByPrompt({ table, name }: OfTable, key: string, unit: FlowUnit, context: FixContext): string {
  const text = textOf(context, unit, table);
  const quote =
    unitText(context, unit.cell).split("'").length > unitText(context, unit.cell).split('"').length ? "'" : '"';
  return `${text}.groupby(${quote}${key}${quote})[${quote}${name}${quote}].mean()`;
}

/** The mean that an interval is around is the one of prompts, too. */
function centresOf(
  estimate: Estimate,
  corrected: readonly Corrected[],
  key: string,
  context: FixContext,
): readonly Edit[] {
  if (estimate.confirmatory || estimate.what !== 'mean') return [];
  const { unit, node, within, statement } = estimate.site;
  const [column, ...others] = columnsOf(estimate, context);
  const isSame = (other: OfTable): boolean => textOf(context, unit, other.node) === textOf(context, unit, column!.node);
  const own = corrected.filter(({ estimate: { site } }) => site.unit === unit && site.within === within);
  const around = own.find((other) => column && columnsOf(other.estimate, context).some(isSame));
  const isPart = own.some(({ estimate: { site } }) => site.node.start <= node.start && node.end <= site.node.end);
  if (!column || others.length > 0 || !around || isPart) return [];
  const name = around.estimate.site.statement === statement ? around.name : null;
  return [replace(context, unit, column.node, name ?? meansByPrompt(column, key, unit, context))];
}
