import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Assign, Expression, Statement } from '../../flow/program.ts';
import { blocksOf, expressionsIn, nameOf, statementsIn } from '../../flow/walk.ts';
import { callsOf, fixOfBothOrders } from '../both-orders.ts';
import { contains, type FixContext, indentAt, lineBreak, replace, textOf, unitText } from '../fix-context.ts';
import { namesOf, type Occurrence } from '../occurrences.ts';
import { pairOf } from '../pair-of-answers.ts';
import { awaitedIn, helperSource, type Judge, judgeAround, textCalled } from './both-orders.ts';
import { freeName, quoteOf } from './imports.ts';
import { layoutAt } from './layout.ts';
import { isMethod } from './scores.ts';
import { constant, isLength, onlyReturn } from './values.ts';

/**
 * Asks a judge that names the better answer ("A" or "B") about each pair in both orders: its function is called through
 * another one that gives both verdicts, the second turned round, and each counts half.
 */
export function bothVerdicts(context: FixContext): Fix | null {
  const { finding, report } = context;
  if (finding.rule !== 'single-order-judging' || report.estimate.confirmatory) return null;
  const judge = judgeAround(context);
  const pair = judge && pairOf(judge.definition);
  const calls = judge && callsOf(judge.name, context);
  if (!judge || !pair || !calls) return null;
  const helper = freeName(context, `${judge.name}InBothOrders`);
  const found = calls.map((call) => usedIn(call, helper, context));
  if (!found.every((each) => each !== null)) return null;
  const letters = lettersIn(
    found.flatMap(({ compared }) => compared),
    judge,
    context,
  );
  const [field, ...others] = new Set(found.map((each) => each.field));
  if (!letters || field === undefined || others.length > 0) return null;
  const source = letterHelper({ helper, judge, pair, letters, field }, context);
  return fixOfBothOrders(
    judge.unit,
    judge.statement,
    source,
    1,
    found.flatMap(({ edits }) => edits),
    context,
  );
}

interface Use {
  readonly edits: readonly Edit[];
  /** What the verdict is held against: "A". */
  readonly compared: readonly unknown[];
  /** The field of what the judge gives that is the verdict; empty if it is that itself. */
  readonly field: string;
}

/** A call whose verdict is only counted, one by one or in a list. */
function usedIn(call: Occurrence, helper: string, context: FixContext): Use | null {
  return countedAtOnce(call, helper, context) ?? countedInTest(call, helper, context) ?? listed(call, helper, context);
}

/** `const winner = await better(…); wins[winner]++` becomes a loop over both verdicts, with half a win for each. */
function countedAtOnce(call: Occurrence, helper: string, context: FixContext): Use | null {
  const { unit, statement, enclosing, parents } = call;
  const [target] = statement.kind === 'assign' ? statement.targets : [];
  const whole = awaitedIn(parents);
  if (statement.kind !== 'assign' || statement.value !== whole || target?.kind !== 'name') return null;
  const names = namesOf(context);
  const at = names.at(unit, target);
  const uses = at ? names.of(names.variableOf(at)).filter(({ role }) => role !== 'binds') : [];
  const block = blockOf(statement, enclosing, unit.body);
  const next = block[block.indexOf(statement) + 1];
  if (!at || !next || uses.length === 0 || !uses.every(({ node }) => node && contains(next, node))) return null;
  const counted = countedIn(next, uses, context, unit);
  if (!counted) return null;
  const text = unitText(context, unit.cell);
  const [newLine, { step }] = [lineBreak(text), layoutAt(context, unit.cell, statement.start)];
  const declared = text.slice(0, target.start);
  const start = declared.length - (/(?:const|let)\s+$/.exec(declared)?.[0].length ?? Number.NaN);
  if (Number.isNaN(start)) return null;
  const head = `for (const ${target.name} of ${textCalled(call, whole, helper, context)})`;
  const indent = indentAt(text, statement.start);
  const last = next.end + (text[next.end] === ';' ? 1 : 0);
  const isOne = !text.slice(next.start, last).includes('\n');
  const lines = [...text.slice(next.start, last).matchAll(/\n(?=[ \t]*\S)/g)].map(
    ({ index }) => next.start + index + 1,
  );
  return {
    ...counted,
    edits: [
      replace(context, unit, { start, end: next.start }, isOne ? `${head} ` : `${head} {${newLine}${indent}${step}`),
      ...counted.edits,
      ...(isOne
        ? []
        : [
            ...lines.map((line) => replace(context, unit, { start: line, end: line }, step)),
            replace(context, unit, { start: last, end: last }, `${newLine}${indent}}`),
          ]),
    ],
  };
}

/** `if ((await better(…)) === 'A') wins++` */
function countedInTest(call: Occurrence, helper: string, context: FixContext): Use | null {
  const { unit, statement, parents, enclosing } = call;
  const whole = awaitedIn(parents);
  const around = parents[parents.indexOf(whole) + 1];
  if (
    statement.kind !== 'if' ||
    statement.test !== around ||
    around.kind !== 'operation' ||
    !/^={2,3}$/.test(around.operator)
  )
    return null;
  const letter = around.operands.find((each) => each !== whole);
  const steps = statementsIn([...statement.then, ...statement.otherwise]);
  const edits = steps.map((step) => halved(step, context, unit));
  const isAlone = blockOf(statement, enclosing, unit.body).includes(statement) && isOnItsLine(statement, context, unit);
  if (!isAlone || !letter || constant(letter) === undefined || !edits.every((edit) => edit !== null)) return null;
  const name = freeName(context, 'winner');
  const text = unitText(context, unit.cell);
  const isInBrackets = text[whole.start - 1] === '(' && text[whole.end] === ')' && around.start < whole.start;
  const place = isInBrackets ? { start: whole.start - 1, end: whole.end + 1 } : whole;
  const head = `for (const ${name} of ${textCalled(call, whole, helper, context)}) `;
  return {
    compared: [constant(letter)],
    field: '',
    edits: [
      replace(context, unit, { start: statement.start, end: statement.start }, head),
      replace(context, unit, place, name),
      ...edits,
    ],
  };
}

/** Not behind an `else`, which would be the loop's then. */
const isOnItsLine = ({ start }: Statement, context: FixContext, unit: Occurrence['unit']): boolean =>
  !/else\s*$/.test(unitText(context, unit.cell).slice(0, start));

function blockOf(
  statement: Statement,
  enclosing: readonly Statement[],
  body: readonly Statement[],
): readonly Statement[] {
  const around = enclosing.at(-1);
  return around ? (blocksOf(around).find((block) => block.includes(statement)) ?? []) : body;
}

/** A statement that only counts, by what verdicts are held against or as the key of a count. */
function countedIn(
  statement: Statement,
  uses: readonly Occurrence[],
  context: FixContext,
  unit: Occurrence['unit'],
): Use | null {
  const all = statementsIn([statement]);
  const steps = all.flatMap((each) => (each.kind === 'if' ? [] : [each]));
  const edits = steps.map((step) => halved(step, context, unit));
  if (!edits.every((edit) => edit !== null)) return null;
  const held = uses.map((use) => heldAgainst(use));
  if (!held.every((each) => each !== null)) return null;
  const [field, ...others] = new Set(held.map((each) => each.field));
  return field === undefined || others.length > 0
    ? null
    : { edits, compared: held.flatMap(({ value }) => (value === null ? [] : [value])), field };
}

/** `wins++`, `wins += 1`, `wins[winner]++`, `counts.set(winner, (counts.get(winner) ?? 0) + 1)`. */
function halved(step: Statement, context: FixContext, unit: Occurrence['unit']): Edit | null {
  const text = unitText(context, unit.cell);
  if (step.kind === 'assign' && step.operator === '+' && constant(step.value) === 1) {
    const [target] = step.targets;
    const span = { start: step.start, end: text.slice(step.start, step.end).endsWith(';') ? step.end - 1 : step.end };
    return target ? replace(context, unit, span, `${textOf(context, unit, target)} += 0.5`) : null;
  }
  if (step.kind !== 'evaluate' || !isMethod(step.value, 'set')) return null;
  const sum = step.value.arguments[1]?.value;
  const one =
    sum?.kind === 'operation' && sum.operator === '+' ? sum.operands.find((each) => constant(each) === 1) : undefined;
  return one ? replace(context, unit, one, '0.5') : null;
}

/** What a verdict is held against, null as the value where it is a key; and the field that is taken of it. */
function heldAgainst({ node, parents }: Occurrence): { readonly value: unknown; readonly field: string } | null {
  const [first, second] = parents;
  const isField = first?.kind === 'attribute' && first.object === node;
  const [verdict, around] = isField ? [first, second] : [node!, first];
  const field = isField ? first.name : '';
  if (around?.kind === 'operation' && /^={2,3}$/.test(around.operator)) {
    const other = around.operands.find((each) => each !== verdict);
    return other && constant(other) !== undefined ? { value: constant(other), field } : null;
  }
  const isKey =
    (around?.kind === 'subscript' && around.index === verdict) ||
    (around?.kind === 'call' && /^(?:get|set)$/.test(nameOf(around.callee)) && around.arguments[0]?.value === verdict);
  return isKey ? { value: null, field } : null;
}

/** `verdicts = await Promise.all(rows.map((row) => better(…)))` or `verdicts.push(await better(…))`, of which shares are taken. */
function listed(call: Occurrence, helper: string, context: FixContext): Use | null {
  const { unit, statement, parents } = call;
  const whole = awaitedIn(parents);
  const around = parents[parents.indexOf(whole) + 1];
  if (around && isMethod(around, 'push') && around.arguments.length === 1 && around.callee.object.kind === 'name') {
    const shares = sharesOf(around.callee.object, unit, context, around);
    return (
      shares && {
        ...shares,
        edits: [replace(context, unit, whole, `...(${textCalled(call, whole, helper, context)})`)],
      }
    );
  }
  // `Promise.all(rows.map((row) => better(…)))`
  const made = statementsIn(unit.body).find(
    (each): each is Assign => each.kind === 'assign' && each.value.kind === 'suspend' && contains(each.value, whole),
  );
  const [target] = made?.targets ?? [];
  if (made?.value.kind !== 'suspend' || target?.kind !== 'name') return null;
  const { value } = made;
  const map = value.value && isMethod(value.value, 'all') ? value.value.arguments[0]?.value : null;
  const callback = map && isMethod(map, 'map') && map.arguments.length === 1 ? map.arguments[0]!.value : null;
  const isPlain =
    callback?.kind === 'function' && onlyReturn(callback.function) === whole && statement.kind === 'return';
  const shares = isPlain ? sharesOf(target, unit, context, null) : null;
  const callee = call.node!;
  return (
    shares && {
      ...shares,
      edits: [
        replace(context, unit, { start: value.start, end: value.start }, '('),
        replace(context, unit, callee, helper),
        replace(context, unit, { start: value.end, end: value.end }, ').flat()'),
      ],
    }
  );
}

/** Is a list of verdicts read for shares of its own length only? */
function sharesOf(
  list: Expression,
  unit: Occurrence['unit'],
  context: FixContext,
  push: Expression | null,
): Omit<Use, 'edits'> | null {
  const names = namesOf(context);
  const at = names.at(unit, list);
  const reads = at
    ? names
        .of(names.variableOf(at))
        .filter(({ role, parents }) => role !== 'binds' && !(push && parents.includes(push)))
    : [];
  const compared: unknown[] = [];
  const fields = new Set<string>();
  let isDivided = false;
  for (const {
    parents: [parent, around, outer],
  } of reads) {
    if (parent && isLength(parent)) {
      isDivided ||= around?.kind === 'operation' && around.operator === '/' && around.operands[1] === parent;
      continue;
    }
    const isCount =
      around &&
      parent?.kind === 'attribute' &&
      ((isMethod(around, 'filter') && outer && isLength(outer)) || isMethod(around, 'reduce'));
    const callback = isCount && around.kind === 'call' ? around.arguments[0]?.value : undefined;
    if (callback?.kind !== 'function') return null;
    const parameter =
      callback.function.parameters[around?.kind === 'call' && nameOf(around.callee) === 'reduce' ? 1 : 0]?.target;
    const held = parameter ? comparisonsOf(parameter, unit, context) : null;
    if (!held) return null;
    compared.push(...held.map(({ value }) => value));
    for (const { field } of held) fields.add(field);
  }
  const [field, ...others] = fields;
  return isDivided && field !== undefined && others.length === 0 ? { compared, field } : null;
}

function comparisonsOf(parameter: Expression, unit: Occurrence['unit'], context: FixContext) {
  const held = namesOf(context).reads(unit, parameter).map(heldAgainst);
  return held.length > 0 && held.every((each) => each !== null && each.value !== null)
    ? held.flatMap((each) => each ?? [])
    : null;
}

type Letters = readonly [first: string | number, second: string | number];

const LETTERS: readonly Letters[] = [
  ['A', 'B'],
  ['a', 'b'],
  ['1', '2'],
  [1, 2],
  ['first', 'second'],
  ['left', 'right'],
  ['model_a', 'model_b'],
  ['answer_a', 'answer_b'],
  ['response_a', 'response_b'],
];

/** What the judge calls the answers. */
function lettersIn(compared: readonly unknown[], judge: Judge, context: FixContext): Letters | null {
  const said = new Set(compared);
  const inJudge = expressionsIn([judge.statement]).flatMap((node) => (node.kind === 'constant' ? [node.value] : []));
  const typed = context.document.units.flatMap(({ text }) =>
    [...text.matchAll(/['"]([\w-]+)['"]/g)].map(([, word]) => word!),
  );
  const sources = [said, new Set<unknown>(inJudge), new Set<unknown>(typed)];
  for (const source of sources) {
    const found = LETTERS.filter((letters) => letters.some((letter) => source.has(letter)));
    if (found.length === 1) return found[0]!;
    if (found.length > 1) return null;
  }
  return null;
}

interface Helper {
  readonly helper: string;
  readonly judge: Judge;
  readonly pair: readonly [string, string];
  readonly letters: Letters;
  readonly field: string;
}

function letterHelper({ helper, judge, pair, letters, field }: Helper, context: FixContext): string {
  const quote = quoteOf(context);
  const [a, b] = letters.map((letter) => (typeof letter === 'number' ? String(letter) : quote + letter + quote));
  return helperSource(helper, judge, pair, context, {
    says: 'The verdicts in both orders, of the answers as they are given here.',
    type: returnType(judge, context),
    verdict: (call) => call,
    result(first, second) {
      const verdict = field === '' ? second : `${second}.${field}`;
      const turned = `${verdict} === ${a} ? ${b} : ${verdict} === ${b} ? ${a} : ${verdict}`;
      return `[${first}, ${field === '' ? turned : `{ ...${second}, ${field}: ${turned} }`}]`;
    },
  });
}

/** `: Promise<Verdict[]>` where the judge says `: Promise<Verdict>`. */
function returnType({ unit, definition }: Judge, context: FixContext): string {
  const text = unitText(context, unit.cell);
  const from = definition.parameters.at(-1)!.end;
  const until = definition.body[0]?.start ?? definition.end;
  const [, type] = /^[\s,]*\)\s*:\s*([^{=]*?)\s*(?:\{|=>)/.exec(text.slice(from, until)) ?? [];
  if (!type) return '';
  const inner = /^Promise<(.*)>$/s.exec(type)?.[1];
  const list = (of: string) => `(${of})[]`.replace(/^\(([\w.]+)\)/, '$1');
  return inner === undefined ? `: ${list(type)}` : `: Promise<${list(inner)}>`;
}
