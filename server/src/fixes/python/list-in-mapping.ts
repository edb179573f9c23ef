import type { Call, Expression } from '../../flow/program.ts';
import { nameOf } from '../../flow/walk.ts';
import { contains, type FixContext, textOf } from '../fix-context.ts';
import { namesOf, type Occurrence } from '../occurrences.ts';
import type { Group } from './rounds.ts';

/** One of the lists that rows were sorted into by a key. */
export interface ListInMapping {
  /** The mapping, where something is appended to one of its lists, and what. */
  readonly appended: Occurrence;
  readonly label: Expression;
  /** Which rows went into this one. */
  readonly group: Group;
}

/** `labels` of `for model, labels in by_model.items()`, `by_model[model]`. Null where more than one thing is appended. */
export function listInMapping(node: Expression, context: FixContext): ListInMapping | null {
  const found = mappingOf(node, context);
  const names = namesOf(context);
  const at = found && names.all.find((other) => other.node === found.mapping);
  if (!found || !at) return null;
  const uses = names.of(names.variableOf(at));
  const [binding, ...further] = uses.filter(({ role }) => role !== 'reads');
  if (binding?.statement.kind !== 'assign' || !isEmpty(binding.statement.value) || further.length > 0) return null;
  const [only, ...others] = uses.flatMap((use) => appendedTo(use) ?? []);
  if (!only || others.length > 0) return null;
  const group = { key: only.key, wanted: textOf(context, at.unit, found.key) };
  return { appended: only.use, label: only.label, group };
}

const isEmpty = (node: Expression): boolean =>
  (node.kind === 'mapping' && node.entries.length === 0) ||
  (node.kind === 'call' &&
    ((nameOf(node.callee) === 'dict' && node.arguments.length === 0) ||
      (nameOf(node.callee) === 'defaultdict' && nameOf(node.arguments[0]?.value ?? node) === 'list')));

/** `by_model[key].append(label)`, `by_model.setdefault(key, []).append(label)` */
function appendedTo(use: Occurrence): { use: Occurrence; key: Expression; label: Expression } | null {
  const [first, second] = use.parents;
  const isSet = first?.kind === 'attribute' && first.name === 'setdefault' && second?.kind === 'call';
  const key = isSet ? second.arguments[0]?.value : first?.kind === 'subscript' ? first.index : undefined;
  const [method, call] = use.parents.slice(isSet ? 2 : 1);
  if (!key || method?.kind !== 'attribute' || call?.kind !== 'call' || call.callee !== method) return null;
  const label = method.name === 'append' ? (call as Call).arguments[0]?.value : undefined;
  return label && use.statement.kind === 'evaluate' && use.statement.value === call ? { use, key, label } : null;
}

function mappingOf(node: Expression, context: FixContext): { mapping: Expression; key: Expression } | null {
  if (node.kind === 'subscript') return node.object.kind === 'name' ? { mapping: node.object, key: node.index } : null;
  const names = namesOf(context);
  const at = names.all.find((other) => other.node === node);
  const [binding, ...others] = at ? names.bindings(names.variableOf(at)) : [];
  if (!binding?.node || others.length > 0) return null;
  const clause = binding.parents
    .flatMap((each) => (each.kind === 'comprehension' ? each.clauses : []))
    .find(({ target }) => contains(target, binding.node!));
  const { statement } = binding;
  const [through, target] = clause
    ? [clause.iterable, clause.target]
    : statement.kind === 'loop'
      ? [statement.iterable, statement.target]
      : [null, null];
  const items = through && expressionsOfSorted(through);
  const [key, value] = target?.kind === 'sequence' ? target.items : [];
  if (items?.kind !== 'call' || items.callee.kind !== 'attribute' || nameOf(items.callee) !== 'items') return null;
  const isOfBoth = key?.kind === 'name' && value === binding.node && items.callee.object.kind === 'name';
  return isOfBoth ? { mapping: items.callee.object, key } : null;
}

/** `sorted(by_model.items())` */
const expressionsOfSorted = (node: Expression): Expression =>
  node.kind === 'call' && nameOf(node.callee) === 'sorted' && node.arguments[0] ? node.arguments[0].value : node;
