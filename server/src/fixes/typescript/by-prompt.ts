import type { Fix } from '@unpool/shared/protocol/finding.ts';
import type { Estimate } from '../../flow/observation.ts';
import type { Expression, Loop, Span } from '../../flow/program.ts';
import { namesPromptKey } from '../../flow/repeats.ts';
import { descendants } from '../../flow/walk.ts';
import { samePlace } from '../../provenance/trace.ts';
import { answersOfPrompt, isBinomial, type Wording } from '../answers-of-prompt.ts';
import { type FixContext, lineStart, replace, textOf, unitText } from '../fix-context.ts';
import { namesOf, type Occurrence } from '../occurrences.ts';
import { freeName, imported, STATISTICS } from './imports.ts';
import { endOf, lineBefore } from './line-before.ts';
import { fieldsOf } from './row-fields.ts';
import { eachOf, isMethod } from './scores.ts';
import { assigned, bindingOf, constant, isLength } from './values.ts';

/** Averages the answers to each prompt where they are collected: `scores` gets the mean of each prompt's. */
export function averageByPrompt(context: FixContext): Fix | null {
  const { finding, report, estimates, document } = context;
  if (finding.rule !== 'dependent-generations' || report.estimate.framework) return null;
  const told = estimates.filter(
    ({ site, confirmatory }) => confirmatory && finding.trace.some(({ place }) => samePlace(place, site.place)),
  );
  const spreads = told.map((estimate) => spreadOf(estimate, context));
  const [list] = told.flatMap((estimate) => listOf(estimate, context) ?? []);
  const loop = list && loopOf(list, context);
  if (!loop || spreads.includes('elsewhere') || !isNumbers(list, context)) return null;
  const end = endOf(loop.body.at(-1)!, list.unit, context);
  const typed = /\.[cm]?tsx?$/.test(document.uri) ? ': number[]' : '';
  const wording: Wording = {
    list: 'ofPrompt',
    add: 'push',
    begin: (name) => `const ${name}${typed} = []${end}`,
    addMean: (all, name, isFilled) =>
      `${isFilled ? '' : `if (${name}.length > 0) `}${all}.push(${name}.reduce((a, b) => a + b, 0) / ${name}.length)${end}`,
  };
  const fix = answersOfPrompt(told, context, wording, listOf);
  const more = spreads.flatMap((spread) => (spread === null || spread === 'elsewhere' ? [] : [spread]));
  return fix && { ...fix, edits: [...fix.edits, ...more] };
}

/** The array that an estimate is computed of. */
function listOf({ site: { unit }, expressions }: Estimate, context: FixContext): Occurrence | null {
  const [only, ...others] = expressions.filter((node) => node !== null && constant(node) === undefined);
  if (!only || others.length > 0) return null;
  // `standardDeviation(xs)` of a standard error by hand
  const inner = only.kind === 'call' && only.arguments.length === 1 ? only.arguments[0]!.value : only;
  const node = isMethod(only, 'reduce') ? only.callee.object : inner;
  return namesOf(context).at(unit, node) ?? null;
}

/** The loop that goes over the answers to one prompt; null where another line can't stand around it. */
function loopOf(list: Occurrence, context: FixContext): Loop | null {
  const names = namesOf(context);
  const push = names
    .of(names.variableOf(list))
    .find(({ parents: [parent] }) => parent?.kind === 'attribute' && parent.name === 'push');
  const loops = push?.enclosing.filter((statement): statement is Loop => statement.kind === 'loop') ?? [];
  const [outer, inner] = loops.slice(-2);
  if (!push || !outer || !inner) return null;
  const text = unitText(context, push.unit.cell);
  const isInBraces = outer.body.length > 1 || text.slice(0, lineStart(text, inner.start)).trimEnd().endsWith('{');
  return isInBraces ? inner : null;
}

/** Not of what a type says is no number. */
function isNumbers(list: Occurrence, context: FixContext): boolean {
  const annotation = bindingOf(list.node!, list.unit, context)?.annotation;
  return !annotation || /^(?:number\[\]|Array<number>)$/.test(annotation.replace(/^:?\s*/, ''));
}

/**
 * `p * (1 - p)` is the spread of what passes and fails, and too large for means of it: these have a spread of their own.
 * `elsewhere`: a function knows only `p`.
 */
function spreadOf({ site: { unit, node }, expressions }: Estimate, context: FixContext) {
  const [of] = expressions;
  const inside = descendants(node);
  const spread = inside.find((each) => isBinomial(each));
  if (spread?.kind !== 'operation') return null;
  const lengths = inside.filter(isLength).map(({ object }) => object);
  const [list, ...others] = lengths;
  const p = spread.operands.find(({ kind }) => kind === 'name');
  if (!list || others.length > 0 || list.kind !== 'name' || p?.kind !== 'name' || !of) return 'elsewhere';
  const mean = assigned(p, unit, context);
  const isOfList = descendants(mean).some((each) => each.kind === 'name' && each.name === list.name);
  if (!isOfList || p.name === list.name) return 'elsewhere';
  const added = `${list.name}.reduce((sum, x) => sum + (x - ${p.name}) ** 2, 0)`;
  return replace(
    context,
    unit,
    withBrackets(spread, unitText(context, unit.cell)),
    `${added} / (${list.name}.length - 1)`,
  );
}

/** With the brackets around it that a quotient does not need; those of a call stay. */
function withBrackets({ start, end }: Span, text: string): Span {
  const stands = text[start - 1] === '(' && text[end] === ')' && !/[\w$)\]]\s*$/.test(text.slice(0, start - 1));
  return stands ? { start: start - 1, end: end + 1 } : { start, end };
}

/** An interval of rows that say which prompt they are of, clustered by it: `meanInterval(values, { clusters })`. */
export function clusterByPrompt(context: FixContext): Fix | null {
  const { finding, report } = context;
  if (finding.rule !== 'dependent-generations' || finding.trace.length > 2 || report.estimate.framework) return null;
  const { node, unit } = report.estimate.site;
  const values = node.kind === 'call' && node.arguments.length === 1 ? node.arguments[0]!.value : null;
  const column = values && isMethod(values, 'map') ? values : null;
  const each = column?.arguments.length === 1 ? eachOf(column.arguments[0]!.value) : null;
  if (node.kind !== 'call' || !values || !column || !each || !givesInterval(node.callee, unit, context)) return null;
  const rows = column.callee.object;
  const key = rows.kind === 'name' ? promptField(rows, unit, context) : null;
  if (key === null) return null;
  const imports = imported(context, [{ module: STATISTICS, names: ['meanInterval'] }]);
  const of = textOf(context, unit, rows);
  const [ofRows, clusters] = ['numbers', 'clusters'].map((wanted) => freeName(context, wanted));
  const lines = [
    `const ${ofRows} = ${textOf(context, unit, values)}`,
    `const ${clusters} = ${of}.map((row) => row.${key})`,
  ];
  const line = lineBefore(node, unit, lines, context);
  if (!line) return null;
  const option = clusters === 'clusters' ? clusters : `clusters: ${clusters}`;
  const interval = `${imports.name('meanInterval')}(${ofRows}, { ${option} }).ci`;
  return {
    title: `Cluster the interval by "${key}"`,
    kind: 'repair',
    safety: 'suggested',
    edits: [...imports.edits, line, replace(context, unit, node, interval)],
  };
}

/** A function of the file that gives the two ends of an interval of an array. */
function givesInterval(callee: Expression, unit: Occurrence['unit'], context: FixContext): boolean {
  const names = namesOf(context);
  const at = callee.kind === 'name' ? names.at(unit, callee) : undefined;
  if (!at || !/ci$|ci_?95|95_?ci|interval|bootstrap/i.test(at.name)) return false;
  const [binding, ...others] = names.bindings(names.variableOf(at));
  const { statement } = binding ?? {};
  const definition =
    statement?.kind === 'define-function'
      ? statement.function
      : statement?.kind === 'assign' && statement.value.kind === 'function'
        ? statement.value.function
        : null;
  const last = definition?.body.at(-1);
  return (
    others.length === 0 && last?.kind === 'return' && last.value?.kind === 'sequence' && last.value.items.length === 2
  );
}

/** Which field tells the prompts apart: of the rows as they are collected, or as the code uses them. */
export function promptField(
  rows: Expression & { kind: 'name' },
  unit: Occurrence['unit'],
  context: FixContext,
): string | null {
  const names = namesOf(context);
  const at = names.at(unit, rows);
  const all = at ? names.of(names.variableOf(at)) : [];
  const pushed = all.flatMap(({ parents: [method, call] }) => {
    const isPush = method?.kind === 'attribute' && method.name === 'push' && call?.kind === 'call';
    const entries = isPush
      ? call.arguments.flatMap(({ value }) => (value.kind === 'mapping' ? value.entries : []))
      : [];
    return entries.flatMap(({ key }) => (key?.kind === 'constant' ? [String(key.value)] : []));
  });
  const fields = [...pushed, ...fieldsOf(rows, unit, context).map(({ path }) => path)].filter(
    (name) => namesPromptKey(name) && /^[A-Za-z_$][\w$]*$/.test(name),
  );
  return fields.find((name) => /^(?:prompt|question|task|item)/i.test(name)) ?? fields[0] ?? null;
}
