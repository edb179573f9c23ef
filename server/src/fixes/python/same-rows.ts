import type { Expression } from '../../flow/program.ts';
import { nameOf } from '../../flow/walk.ts';
import { contains, type FixContext } from '../fix-context.ts';
import { namesOf, type Occurrence, sameVariable, type Variable } from '../occurrences.ts';
import { listInMapping } from './list-in-mapping.ts';

/** The variables that hold the rows of a list: itself, those it was chosen from, what a function was handed for it. */
export function rowsBehind(list: Expression, context: FixContext, depth = 6): readonly Variable[] {
  if (depth === 0) return [];
  const behind = (node: Expression | null | undefined) => (node ? rowsBehind(node, context, depth - 1) : []);
  if (list.kind === 'comprehension') {
    const [clause, ...others] = list.clauses;
    const isChoice =
      others.length === 0 && nameOf(list.element) !== '' && nameOf(list.element) === nameOf(clause!.target);
    return isChoice ? behind(clause!.iterable) : [];
  }
  if (list.kind === 'call') {
    const { callee, arguments: given } = list;
    const name = nameOf(callee);
    if (callee.kind === 'attribute' && OF_TABLE.test(name)) return behind(callee.object);
    if (name === 'filter') return behind(given[1]?.value);
    return /^(list|tuple|sorted|enumerate|tqdm|track|sample|reversed)$/.test(name) ? behind(given[0]?.value) : [];
  }
  if (list.kind === 'attribute') return /^(loc|iloc)$/.test(list.name) ? behind(list.object) : [];
  if (list.kind === 'subscript')
    return list.index.kind === 'constant' ? [] : [...ofMapping(list, context, depth), ...behind(list.object)];
  if (list.kind !== 'name') return [];
  const names = namesOf(context);
  const at = names.all.find((other) => other.node === list);
  if (!at) return [];
  const variable = names.variableOf(at);
  const [binding, ...others] = names.bindings(variable);
  const before =
    !binding || others.length > 0
      ? []
      : binding.statement.kind === 'assign'
        ? behind(binding.statement.value)
        : binding.statement.kind === 'define-function'
          ? handedFor(binding, context).flatMap(behind)
          : binding.statement.kind === 'loop' && isGroup(binding)
            ? behind(binding.statement.iterable)
            : [];
  return [variable, ...before, ...ofMapping(list, context, depth)];
}

/** What leaves the rows of a table what they are, or chooses some. */
const OF_TABLE =
  /^(iterrows|itertuples|values|copy|query|dropna|head|tail|reset_index|sort_values|sort_index|assign|sample|drop_duplicates|groupby|group_by|filter|get_group|fillna|rename)$/;

/** `for name, group in df.groupby("model")` */
const isGroup = ({ statement, node }: Occurrence): boolean =>
  statement.kind === 'loop' &&
  statement.target?.kind === 'sequence' &&
  statement.target.items[1] === node &&
  statement.iterable?.kind === 'call' &&
  /^group_?by$/.test(nameOf(statement.iterable));

/** Rows that were sorted into lists by a key. */
function ofMapping(list: Expression, context: FixContext, depth: number): readonly Variable[] {
  const found = listInMapping(list, context);
  if (found?.label.kind !== 'name') return [];
  const names = namesOf(context);
  const at = names.all.find((other) => other.node === found.label);
  const [binding] = at ? names.bindings(names.variableOf(at)) : [];
  const loop = binding?.statement;
  return loop?.kind === 'loop' && loop.iterable ? rowsBehind(loop.iterable, context, depth - 1) : [];
}

/** What calls of a function hand over for a parameter. */
function handedFor({ statement, node }: Occurrence, context: FixContext): readonly Expression[] {
  if (statement.kind !== 'define-function') return [];
  const { name, parameters } = statement.function;
  const own = parameters.filter(({ target }, index) => index > 0 || !/^(self|cls)$/.test(nameOf(target)));
  const place = own.findIndex(({ target }) => target === node);
  return namesOf(context).all.flatMap(({ parents, node: at, role }) => {
    // of `table.groupby("model").apply(f)` each group
    const applied = parents.find((each) => each.kind === 'call' && nameOf(each) === 'apply' && role === 'reads');
    if (applied?.kind === 'call' && applied.callee.kind === 'attribute' && applied.arguments[0]?.value === at)
      return nameOf(at!) === name && place === 0 ? [applied.callee.object] : [];
    const call = parents.find(
      (each) => each.kind === 'call' && nameOf(each.callee) === name && contains(each.callee, at!),
    );
    const given = call?.kind === 'call' ? call.arguments : [];
    const handed = given.find((each) => each.name === nameOf(node!)) ?? given[place];
    return handed && place >= 0 ? handed.value : [];
  });
}

export const shareRows = (a: readonly Variable[], b: readonly Variable[]): boolean =>
  a.some((one) => b.some((other) => sameVariable(one, other)));
