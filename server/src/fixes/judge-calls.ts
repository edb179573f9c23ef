import type { ArgumentReference } from '../catalog/entry.ts';
import { builtinCatalogs } from '../catalog/index.ts';
import type { Call, Expression, FlowUnit } from '../flow/program.ts';
import { HOLE } from '../provenance/hole.ts';
import { words } from '../provenance/names.ts';
import { calledName } from './called-name.ts';
import type { FixContext } from './fix-context.ts';
import { namesOf } from './occurrences.ts';

/** A call on the way to the model, with the cell it stands in. */
export interface CallIn {
  readonly unit: FlowUnit;
  readonly call: Call;
  /** As the module looks that it is in. */
  readonly context: FixContext;
}

/** Names that are of a judge only. */
export const namesJudgeOnly = (name: string): boolean =>
  words(name).some((word) => /^(?:judges?|judging|graders?|grading|critics?|evaluators?|verifiers?)$/.test(word));

/** The text of a literal, with a hole for each value in it. */
export function literalOf(node: Expression): string | null {
  if (node.kind === 'template') return node.parts.map((part) => literalOf(part) ?? HOLE).join('');
  return node.kind === 'constant' && typeof node.value === 'string' ? node.value : null;
}

/** What is assigned to, or read, by its last name. */
export const targetName = (node: Expression): string =>
  node.kind === 'name' || node.kind === 'attribute'
    ? node.name
    : node.kind === 'subscript' && node.index.kind === 'constant'
      ? String(node.index.value)
      : '';

/** What is called, in full where it is a library's: by what the client was made with, too. */
export function qualifiedName({ unit, call, context }: CallIn, depth = 0): string {
  const names = namesOf(context);
  let root: Expression = call.callee;
  const path: string[] = [];
  for (; root.kind === 'attribute' || root.kind === 'call'; root = root.kind === 'call' ? root.callee : root.object)
    if (root.kind === 'attribute') path.unshift(root.name);
  const occurrence = names.at(unit, root);
  if (!occurrence) return ['?', ...path].join('.');
  const library = calledName(root, names, occurrence.scope);
  if (library && !library.startsWith('builtins.')) return [library, ...path].join('.');
  const [binding, ...others] = names.bindings(names.variableOf(occurrence));
  const value = binding?.statement.kind === 'assign' && others.length === 0 ? binding.statement.value : null;
  return value?.kind === 'call' && depth < 4
    ? `${qualifiedName({ unit: binding!.unit, call: value, context }, depth + 1)}.${path.join('.')}`
    : ['?', ...path].join('.');
}

/** The argument of a call that says which model is asked, as far as the catalog knows the call. */
export function modelArgument(at: CallIn): Expression | null {
  const { call } = at;
  const does = builtinCatalogs.python.find(qualifiedName(at))?.does;
  const references: readonly ArgumentReference[] =
    does?.kind === 'generates' || does?.kind === 'evaluates'
      ? does.model === undefined
        ? []
        : [does.model]
      : does?.kind === 'scores'
        ? does.model === null
          ? []
          : [does.model]
        : does?.kind === 'binds-model'
          ? does.name
          : [];
  for (const reference of references) {
    const [position, keyword] =
      typeof reference === 'number' ? [reference, null] : typeof reference === 'string' ? [null, reference] : reference;
    const named = call.arguments.find(({ name }) => name !== null && name === keyword);
    const given = named ?? (position === null ? undefined : call.arguments[position]);
    if (given && (named || given.name === null)) return given.value;
  }
  return null;
}

/** A grader that nobody gives a model, but that takes the name of one. */
export function takesModelByName(at: CallIn): boolean {
  const name = qualifiedName(at);
  const does = builtinCatalogs.python.find(name)?.does;
  const reference = does?.kind === 'scores' ? does.model : null;
  return (
    /^inspect_ai\./.test(name) && (reference === 'model' || (Array.isArray(reference) && reference[1] === 'model'))
  );
}
