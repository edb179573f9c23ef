import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type { Expression, FunctionDefinition, Span, Statement } from '../../flow/program.ts';
import { nameOf, ownExpressions, statementsIn } from '../../flow/walk.ts';
import { addArgument, addParameter } from '../arguments.ts';
import { contains, type FixContext, indentAt, lineStart, nextLine, replace, textOf, unitText } from '../fix-context.ts';
import { namesOf, type Occurrence, type Variable } from '../occurrences.ts';
import type { Best } from './best-of-tries.ts';
import { freeName, isTyped, semicolonOf } from './imports.ts';
import { layoutAt } from './layout.ts';
import { definitionsIn } from './number-helper.ts';
import { definedIn, isWithin, type Tries } from './tries.ts';
import { assigned, constant } from './values.ts';

/** How the number of a setting is worked out of a part of the rows. */
export interface Measure {
  /** The rows, in the code around the tries. */
  readonly rows: Variable;
  /** A function to be put above the tries; empty where there is one. */
  readonly definition: string;
  readonly edits: readonly Edit[];
  call(part: string, setting: string): string;
}

interface Parts {
  readonly tries: Tries;
  readonly best: Best;
  /** What the part is called that the best is chosen on. */
  readonly dev: string;
}

/** Null where the number is not plainly of one array of rows. */
export function measureOf(parts: Parts, site: Expression, context: FixContext): Measure | null {
  const { tries, best } = parts;
  const number = definitionOf(best.number, tries) ?? best.number;
  const definition = definitionsIn(context).findLast(
    ({ unit, function: each }) => unit === tries.unit && contains(each, site),
  );
  const isWritten = contains(tries.span, site);
  if (isWritten) return written(parts, site, context);
  const called =
    tries.runs && tries.runs === best.number ? tries.runs : number.kind === 'suspend' ? number.value : number;
  return definition && called && nameOf(called) === definition.name
    ? helped(parts, called, definition.function, context)
    : null;
}

/** `agreement(threshold)` of `const value = agreement(threshold)` */
const definitionOf = (number: Expression, { body }: Tries): Expression | null =>
  (number.kind === 'name' && definedIn(body, number.name)?.value) || null;

/** A function of the file works it out: it gets the rows from now on. */
function helped(
  { tries, best, dev }: Parts,
  called: Expression,
  definition: FunctionDefinition,
  context: FixContext,
): Measure | null {
  const { unit, setting } = tries;
  const rows = rowsIn(definition, [definition.body], tries, context);
  if (!rows) return null;
  const code = (node: Expression) => textOf(context, unit, node);
  const name = nameOf(called);
  const sign = definition.isAsync ? 'await ' : '';
  const own = definition.parameters.findIndex(
    ({ target }) =>
      target.kind === 'name' && target.name === rows.variable.name && isParameterOf(target, rows.variable, context),
  );
  if (own >= 0) {
    const given = called.kind === 'call' ? called.arguments.map(({ value }) => value) : [];
    const root = given[own];
    const at = root?.kind === 'name' ? namesOf(context).at(unit, root) : undefined;
    if (!root || !at || best.again || given.some((each, i) => i !== own && nameOf(each) !== setting)) return null;
    return {
      rows: namesOf(context).variableOf(at),
      definition: '',
      edits: [replace(context, unit, root, dev)],
      call: (part, chosen) =>
        `${sign}${name}(${given.map((each, i) => (i === own ? part : nameOf(each) === setting ? chosen : code(each))).join(', ')})`,
    };
  }
  if (definition.parameters.length !== 1 || definition.parameters[0]!.default) return null;
  const part = freeName(context, 'part');
  const parameter = withPart(definition, part, rows.variable.name, tries, context);
  const call = tries.runs
    ? byName(tries, dev, definition, context)
    : called.kind === 'call' && called.arguments.length === 1 && nameOf(called.arguments[0]!.value) === setting
      ? addArgument(context, unit, called, dev)
      : null;
  const again = best.again?.kind === 'call' ? addArgument(context, unit, best.again, dev) : null;
  if (!parameter || !call || (best.again && !again)) return null;
  return {
    rows: rows.variable,
    definition: '',
    edits: [
      parameter,
      ...rows.uses.map(({ node }) => replace(context, unit, node!, part)),
      call,
      ...(again ? [again] : []),
    ],
    call: (of, chosen) => `${sign}${name}(${chosen}, ${of})`,
  };
}

/** `thresholds.map((threshold) => agreement(threshold, dev))` */
function byName(
  { unit, runs }: Tries,
  dev: string,
  { parameters }: FunctionDefinition,
  context: FixContext,
): Edit | null {
  const setting = nameOf(parameters[0]!.target);
  return setting === '' ? null : replace(context, unit, runs!, `(${setting}) => ${nameOf(runs!)}(${setting}, ${dev})`);
}

/** `(threshold: number, part = rows)` */
function withPart(
  definition: FunctionDefinition,
  part: string,
  rows: string,
  { unit }: Tries,
  context: FixContext,
): Edit | null {
  const [only] = definition.parameters;
  const isOpen = /\(\s*$/.test(textOf(context, unit, { start: definition.start, end: only!.start }));
  if (isOpen) return addParameter(context, unit, definition, part, rows);
  return replace(context, unit, only!, `(${textOf(context, unit, only!)}, ${part} = ${rows})`);
}

const isParameterOf = (target: Expression, variable: Variable, context: FixContext): boolean =>
  namesOf(context)
    .bindings(variable)
    .some(({ node }) => node === target);

/** It is worked out where it is tried: that becomes a function. */
function written(parts: Parts, site: Expression, context: FixContext): Measure | null {
  const { tries, best, dev } = parts;
  const { unit, setting, body } = tries;
  const defined = best.number.kind === 'name' ? definedIn(body, best.number.name) : undefined;
  const number = defined?.value ?? best.number;
  const until = defined ?? best.kept;
  const moved = until ? body.filter((each) => each.end <= until.start && each.kind !== 'outer') : [];
  if (!contains(number, site) && !isWithin(site, moved)) return null;
  const rest = body.filter((each) => !moved.includes(each) && each !== defined);
  const type = typeOfSetting(tries, context);
  if (!isMovable({ moved, number, rest }, tries, context) || type === null) return null;
  const span = { start: moved[0]?.start ?? number.start, end: number.end };
  const rows = rowsIn(span, [moved], tries, context, number);
  if (!rows) return null;
  const name = freeName(context, `${best.name}On`);
  const part = freeName(context, 'part');
  const text = unitText(context, unit.cell);
  const inner = (from: Span) => withNames(text, from, rows.uses, part);
  const isAsync = /\bawait\b/.test(
    moved.map((each) => textOf(context, unit, each)).join('\n') + textOf(context, unit, number),
  );
  const parameters = isTyped(context)
    ? `${part}: typeof ${rows.variable.name}, ${setting}: ${type}`
    : `${part}, ${setting}`;
  const head = `const ${name} = ${isAsync ? 'async ' : ''}(${parameters}) =>`;
  const [first] = moved;
  const cut = first && { start: lineStart(text, first.start), end: nextLine(text, moved.at(-1)!.end) };
  if (cut && (text.slice(cut.start, first.start).trim() !== '' || cut.end > until!.start)) return null;
  const { indent, step, width } = layoutAt(context, unit.cell, tries.statement.start);
  const isLong = indent.length + head.length + number.end - number.start >= width;
  const between = isLong ? `\n${indent}${step}` : ' ';
  const definition = cut
    ? `${head} {\n${indented(inner(cut), indentAt(text, first.start), indent + step)}${indent}${step}return ${inner(number)}${semicolonOf(context)}\n${indent}}`
    : `${head}${between}${inner(number)}`;
  const call = (of: string, chosen: string) => `${isAsync ? 'await ' : ''}${name}(${of}, ${chosen})`;
  return {
    rows: rows.variable,
    definition,
    edits: [...(cut ? [replace(context, unit, cut, '')] : []), replace(context, unit, number, call(dev, setting))],
    call,
  };
}

/** Text with another name for the rows. */
const withNames = (text: string, { start, end }: Span, uses: readonly Occurrence[], name: string): string =>
  uses
    .filter(({ node }) => contains({ start, end }, node!))
    .toSorted((a, b) => b.node!.start - a.node!.start)
    .reduce(
      (code, { node }) => code.slice(0, node!.start - start) + name + code.slice(node!.end - start),
      text.slice(start, end),
    );

const indented = (lines: string, from: string, to: string): string =>
  lines
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => (line.startsWith(from) ? to + line.slice(from.length) : line))
    .join('\n');

/** What becomes a function, and what stays. */
interface Taken {
  readonly moved: readonly Statement[];
  readonly number: Expression;
  readonly rest: readonly Statement[];
}

/** Does what runs before the number change nothing but names of its own, which nothing later takes? */
function isMovable({ moved, rest, number }: Taken, { unit }: Tries, context: FixContext): boolean {
  const names = namesOf(context);
  const isOwn = (node: Span) => moved.some((each) => contains(each, node));
  const all = statementsIn(moved);
  const isLeft = all.some((each) => LEAVES.test(each.kind) && !(each.kind === 'jump' && isInLoop(each, moved)));
  const prints = all.flatMap(ownExpressions).some((each) => /^console\./.test(textOf(context, unit, each)));
  if (isLeft || prints) return false;
  const changed = moved
    .flatMap((each) => names.within(unit, each))
    .filter((each) => each.role !== 'reads' || isChanging(each));
  return changed.every((each) => {
    const variable = names.variableOf(each);
    const bound = names.bindings(variable);
    const uses = names.of(variable);
    return (
      bound.every(({ node }) => node !== null && isOwn(node)) &&
      !uses.some(({ node }) => node && !contains(number, node) && rest.some((other) => contains(other, node)))
    );
  });
}

const LEAVES = /^(?:return|jump|raise|define-class)$/;

const isInLoop = (jump: Statement, moved: readonly Statement[]): boolean =>
  moved.some((each) => each.kind === 'loop' && contains(each, jump));

const isChanging = ({ parents: [method, call] }: Occurrence): boolean =>
  method?.kind === 'attribute' &&
  /^(?:push|unshift|splice|pop|shift|sort|reverse|set|add|delete)$/.test(method.name) &&
  call?.kind === 'call' &&
  call.callee === method;

interface Rows {
  readonly variable: Variable;
  readonly uses: readonly Occurrence[];
}

/** The one array of rows from outside that is gone through; null where there are others beside it. */
function rowsIn(
  span: Span,
  blocks: readonly (readonly Statement[])[],
  tries: Tries,
  context: FixContext,
  number?: Expression,
): Rows | null {
  const names = namesOf(context);
  const { unit } = tries;
  const isInside = (node: Span) =>
    blocks.some((block) => block.some((each) => contains(each, node))) ||
    (number !== undefined && contains(number, node));
  const reads = names.within(unit, span).filter(({ role, node }) => role === 'reads' && isInside(node!));
  const outer = reads.filter(
    (read) =>
      !names
        .bindings(names.variableOf(read))
        .some(({ node, statement }) => (node ? isInside(node) : isInside(statement))),
  );
  const through = outer.filter(isGoneThrough);
  const [first] = through;
  if (!first) return null;
  const variable = names.variableOf(first);
  if (names.bindings(variable).length !== 1) return null;
  const uses = outer.filter((read) => names.variableOf(read).owner === variable.owner && read.name === variable.name);
  const isOne = through.every((read) => uses.includes(read));
  const isPlain = uses.every((read) => isGoneThrough(read) || isEntry(read));
  const isBeside = outer.some((read) => !uses.includes(read) && isEntry(read));
  return isOne && isPlain && !isBeside ? { variable, uses } : null;
}

const METHODS = /^(?:map|filter|forEach|reduce|some|every|flatMap|length|entries)$/;
const FUNCTIONS = /^(?:map|filter|meanBy|sumBy|countBy|mean|sum)$/;

function isGoneThrough({ node, parents: [parent], statement }: Occurrence): boolean {
  if (!parent) return statement.kind === 'loop' && statement.iterable === node;
  if (parent.kind === 'attribute') return METHODS.test(parent.name);
  return parent.kind === 'call' && parent.arguments[0]?.value === node && FUNCTIONS.test(nameOf(parent.callee));
}

/** `rows[i]` */
const isEntry = ({ node, parents: [parent] }: Occurrence): boolean =>
  parent?.kind === 'subscript' && parent.object === node && parent.index.kind !== 'constant';

/** `number` of `[0.2, 0.4]`, `(typeof prompts)[number]` of what has a name; null where nothing says it. */
function typeOfSetting({ grid, unit }: Tries, context: FixContext): string | null {
  const list = assigned(grid, unit, context);
  const kinds = new Set(list.kind === 'sequence' ? list.items.map((each) => typeof constant(each)) : []);
  const [kind] = kinds;
  if (kinds.size === 1 && (kind === 'number' || kind === 'string')) return kind;
  if (grid.kind === 'name') return `(typeof ${grid.name})[number]`;
  return isTyped(context) ? null : '';
}
