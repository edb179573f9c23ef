import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Comprehension, Expression, Loop, Span, Statement } from '../../flow/program.ts';
import { descendants, nameOf, ownExpressions, statementsIn } from '../../flow/walk.ts';
import {
  contains,
  type FixContext,
  indentAt,
  lineBreak,
  lineStart,
  nextLine,
  replace,
  textOf,
  unitText,
} from '../fix-context.ts';
import { inPattern } from '../in-pattern.ts';
import { freeName } from '../names.ts';
import { namesOf, type Occurrence, sameVariable } from '../occurrences.ts';
import { importedName, insertBehindImports } from './imports.ts';

/**
 * Splits the labelled rows before several settings are tried on them, in a loop that keeps the best or in a list: the
 * search runs on one half, and the number of the setting that was chosen is worked out again on the other.
 */
export function splitSearch(context: FixContext): Fix | null {
  const { finding, report } = context;
  if (finding.rule !== 'circular-calibration') return null;
  const search = searchIn(context);
  if (!search) return null;
  const { statement, best, told } = search;
  const { unit, place } = report.site;
  const text = unitText(context, unit.cell);
  if (text.slice(lineStart(text, statement.start), statement.start).trim() !== '') return null;
  const rows = rowsOf(search, context);
  if (!rows) return null;
  const apart = new Map(rows.map(({ name }) => [name, freeName(context.module, `${name}_test`)]));
  const later = readsLater(rows, search, context);
  if (!later) return null;
  const number = worked(search.number, new Map([...apart, [search.setting, best]]), search, context, 6);
  const split = importedName(context, 'sklearn.model_selection', 'train_test_split', place);
  const names = rows.map(({ name }) => name);
  const [newLine, indent] = [lineBreak(text), indentAt(text, statement.start)];
  const line = `${names.map((name) => `${name}, ${apart.get(name)}`).join(', ')} = ${split.name}(${names.join(', ')}, test_size=0.5, random_state=0)`;
  const edits: Edit[] = [
    ...insertBehindImports(context, place, [split.line]),
    replace(context, unit, { start: statement.start, end: statement.start }, `${line}${newLine}${indent}`),
    ...later.map((read) => replace(context, unit, read.node!, apart.get(read.name)!)),
  ];
  if (typeof told === 'string') {
    const at = nextLine(text, statement.end);
    const open = text.slice(0, at).endsWith('\n') ? '' : newLine;
    edits.push(replace(context, unit, { start: at, end: at }, `${open}${indent}${told} = ${number}${newLine}`));
  } else edits.push(...told.map((each) => replace(context, unit, each, number)));
  return {
    title: 'Choose on one half of the labelled rows, and report the other',
    kind: 'repair',
    safety: 'suggested',
    edits,
  };
}

interface Search {
  /** The loop, or the statement with the list. */
  readonly statement: Statement;
  readonly setting: string;
  /** The number of each setting. */
  readonly number: Expression;
  /** What the best setting is called. */
  readonly best: string;
  /** The name of the best number; or where it is read. */
  readonly told: string | readonly Expression[];
}

function searchIn(context: FixContext): Search | null {
  const { unit, node } = context.report.site;
  const around = statementsIn(unit.body).filter((each) => contains(each, node));
  const loop = around.findLast((each): each is Loop => each.kind === 'loop');
  if (loop && loop.target?.kind === 'name') return loopSearch(loop, loop.target.name, node, context);
  const statement = around.at(-1);
  const [target] = statement?.kind === 'assign' && statement.operator === null ? statement.targets : [];
  const isRepeated = around.some(({ kind }) => kind === 'loop');
  if (statement?.kind !== 'assign' || target?.kind !== 'name' || statement.targets.length !== 1 || isRepeated)
    return null;
  const tries = triesOf(statement.value);
  const [clause, ...more] = tries?.clauses ?? [];
  if (!tries || !clause || more.length > 0 || clause.conditions.length > 0 || clause.target.kind !== 'name')
    return null;
  if (!contains(tries.element, node)) return null;
  return listSearch(statement, target, tries, clause.target.name, clause.iterable, context);
}

const triesOf = (value: Expression): Comprehension | null => {
  const made =
    value.kind === 'call' && /^(?:array|asarray|list)$/.test(nameOf(value.callee)) ? value.arguments[0]?.value : value;
  return made?.kind === 'comprehension' && /^(?:list|mapping)$/.test(made.form) ? made : null;
};

/** `if number > best: best, chosen = number, setting` */
function loopSearch(loop: Loop, setting: string, node: Expression, { report: { site } }: FixContext): Search | null {
  const made = loop.body.find((each) => contains(each, node));
  if (made?.kind !== 'assign' || made.operator !== null || made.targets[0]?.kind !== 'name') return null;
  const number = made.targets[0].name;
  const kept = loop.body.flatMap((each) => (each.kind === 'if' && each.otherwise.length === 0 ? [each] : []));
  const [keep, ...others] = kept;
  if (!keep || others.length > 0 || loop.otherwise.length > 0) return null;
  const pairs = keep.then.flatMap((each) =>
    each.kind === 'assign' && each.operator === null ? pairsOf(each.targets[0]!, each.value) : [],
  );
  const of = (name: string) => pairs.find(([, value]) => value.kind === 'name' && value.name === name)?.[0] ?? null;
  const [best, told] = [of(setting), of(number)];
  const last = loop.body.at(-1)!;
  if (best?.kind !== 'name' || told?.kind !== 'name' || last.start > keep.start || site.unit.body.length === 0)
    return null;
  return { statement: loop, setting, number: made.value, best: best.name, told: told.name };
}

const pairsOf = (target: Expression, value: Expression): (readonly [Expression, Expression])[] =>
  target.kind === 'sequence' && value.kind === 'sequence' && target.items.length === value.items.length
    ? target.items.map((item, index) => [item, value.items[index]!] as const)
    : [[target, value]];

/** `grid[np.argmax(numbers)]`, or `max(numbers, key=numbers.get)` of a mapping. */
function listSearch(
  statement: Statement,
  target: Expression,
  tries: Comprehension,
  setting: string,
  grid: Expression,
  context: FixContext,
): Search | null {
  const { unit } = context.report.site;
  const names = namesOf(context);
  const at = names.at(unit, target);
  const uses = at ? names.of(names.variableOf(at)) : [];
  if (uses.filter(({ role }) => role !== 'reads').length !== 1) return null;
  const text = (node: Expression) => textOf(context, unit, node);
  const numbers = text(target);
  const isMapping = tries.form === 'mapping';
  const choice = isMapping
    ? new RegExp(`^max\\(${inPattern(numbers)}, key=${inPattern(numbers)}\\.(?:get|__getitem__)\\)$`)
    : new RegExp(
        `^${inPattern(text(grid))}\\[(?:int\\()?(?:\\w+\\.argmax\\(${inPattern(numbers)}\\)|${inPattern(numbers)}\\.(?:argmax\\(\\)|index\\(max\\(${inPattern(numbers)}\\)\\)))\\)?\\]$`,
      );
  const chosen = statementsIn(unit.body).flatMap((each) =>
    each.kind === 'assign' && each.start > statement.start && choice.test(text(each.value)) ? [each] : [],
  );
  const [only, ...others] = chosen;
  const [best] = only?.targets ?? [];
  if (!only || others.length > 0 || best?.kind !== 'name' || only.targets.length !== 1) return null;
  const told = uses.flatMap(({ role, node, parents, statement: own }) => {
    if (role !== 'reads' || own === only) return [];
    const whole = parents.find((parent) => isBest(text(parent), numbers, best.name));
    return [whole ?? node!];
  });
  if (told.some((node) => node.kind === 'name')) return null;
  return { statement, setting, number: tries.element, best: best.name, told: [...new Set(told)] };
}

const isBest = (code: string, numbers: string, best: string): boolean =>
  code === `max(${numbers})` ||
  code === `np.max(${numbers})` ||
  code === `${numbers}.max()` ||
  code === `${numbers}[${best}]`;

/** The variables that the number is worked out from, but for the setting: one for each column, or the table. */
function rowsOf(
  { statement, number, setting }: Search,
  context: FixContext,
): readonly { readonly name: string; readonly at: Occurrence }[] | null {
  const { unit } = context.report.site;
  const names = namesOf(context);
  const found = new Map<string, Occurrence>();
  const visit = (node: Expression, depth: number): boolean => {
    if (depth === 0) return false;
    return names.within(unit, node).every((each) => {
      if (each.role !== 'reads' || each.name === setting) return true;
      const variable = names.variableOf(each);
      if (contains(node, each.node!) && variable.owner.kind === 'comprehension') return true;
      const bindings = names.bindings(variable);
      // functions and modules
      if (bindings.every((made) => made.statement.kind === 'import' || made.statement.kind === 'define-function'))
        return true;
      const [made, ...others] = names.of(variable).filter(({ role }) => role !== 'reads');
      if (made?.statement.kind !== 'assign' || others.some((other) => contains(statement, other.statement)))
        return false;
      if (contains(statement, made.statement)) return others.length === 0 && visit(made.statement.value, depth - 1);
      found.set(each.name, each);
      return made.unit === unit && [made, ...others].every((other) => other.statement.end <= statement.start);
    });
  };
  return visit(number, 6) && found.size > 0 ? [...found].map(([name, at]) => ({ name, at })) : null;
}

/** Where the rows are read behind the search, always with the setting that was chosen; null where they are for anything else. */
function readsLater(
  rows: readonly { readonly at: Occurrence }[],
  { statement, best }: Search,
  context: FixContext,
): readonly Occurrence[] | null {
  const names = namesOf(context);
  const found: Occurrence[] = [];
  for (const { at } of rows) {
    const variable = names.variableOf(at);
    for (const use of names.all.filter((other) => sameVariable(names.variableOf(other), variable))) {
      if (use.unit !== at.unit || use.statement.start < statement.end) continue;
      const isOfBest = ownExpressions(use.statement).some((own) =>
        descendants(own).some((node) => node.kind === 'name' && node.name === best),
      );
      if (use.role !== 'reads' || !isOfBest) return null;
      found.push(use);
    }
  }
  return found;
}

/** The number as it is worked out with other names; what the loop gave a name is put in its place. */
function worked(
  node: Expression,
  other: ReadonlyMap<string, string>,
  search: Search,
  context: FixContext,
  depth: number,
): string {
  const { unit } = context.report.site;
  const names = namesOf(context);
  return names
    .within(unit, node)
    .filter(({ role }) => role === 'reads')
    .toSorted((a, b) => b.node!.start - a.node!.start)
    .reduce(
      (text, each) => {
        const part: Span = each.node!;
        const variable = names.variableOf(each);
        const made = names.bindings(variable).find((binding) => contains(search.statement, binding.statement));
        const isInside = variable.owner.kind !== 'comprehension' && made?.statement.kind === 'assign' && depth > 0;
        const by =
          other.get(each.name) ??
          (isInside
            ? bracketed(made.statement.value, worked(made.statement.value, other, search, context, depth - 1))
            : each.name);
        return text.slice(0, part.start - node.start) + by + text.slice(part.end - node.start);
      },
      textOf(context, unit, node),
    );
}

const bracketed = (node: Expression, text: string): string =>
  /^(?:call|name|subscript|attribute)$/.test(node.kind) ? text : `(${text})`;
