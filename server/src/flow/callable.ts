import type { Value } from '../provenance/value.ts';
import type { DefineClass, DefineType, FlowUnit, FunctionDefinition } from './program.ts';
import type { Scope } from './scope.ts';

/** A function of the workspace, with the scope it closes over. */
export interface FunctionValue {
  readonly kind: 'function';
  readonly definition: FunctionDefinition;
  readonly document: string;
  readonly unit: FlowUnit;
  readonly scope: Scope;
  /** Name of the class it is a method of, and of that one's bases; null for a plain function. */
  readonly owner: string | null;
  /** The class it is a method of. */
  readonly class: ClassValue | null;
  /** Further ones of which any may be meant: `scorers[kind]`. */
  readonly others?: readonly FunctionValue[];
}

/** How many functions are told apart where any may be meant. */
const MAX_OTHERS = 5;

/** One function or another: the first with the rest beside it; the very `a` where nothing new comes in. */
export function eitherFunction(a: FunctionValue, b: FunctionValue): FunctionValue {
  const known = [a, ...(a.others ?? [])];
  const added = [b, ...(b.others ?? [])].filter(
    ({ definition }) => !known.some((one) => one.definition === definition),
  );
  const others = [...(a.others ?? []), ...added].slice(0, MAX_OTHERS);
  return others.length > (a.others?.length ?? 0) ? { ...a, others } : a;
}

/** Do two values mean the same functions? */
export const areSameFunctions = (a: FunctionValue, b: FunctionValue): boolean =>
  a.definition === b.definition &&
  a.others?.length === b.others?.length &&
  (a.others ?? []).every(({ definition }, i) => definition === b.others![i]!.definition);

/** A class of the workspace. */
export interface ClassValue {
  readonly kind: 'class';
  readonly definition: DefineClass;
  readonly document: string;
  readonly unit: FlowUnit;
  /** Methods and class attributes. */
  readonly members: ReadonlyMap<string, Value>;
  readonly bases: readonly Value[];
}

/** A type of the workspace: what values hold, by their annotations. */
export interface TypeValue {
  readonly kind: 'type';
  readonly definition: DefineType;
  readonly document: string;
  /** In which the annotations of its members mean something. */
  readonly scope: Scope;
}

/** A module or package of the workspace. */
export interface ModuleValue {
  readonly kind: 'module';
  /** As the importing document names it. */
  readonly name: string;
  /** The document that imports it: its submodules are found from there. */
  readonly importer: string;
  /** URI of its code; null for a folder of modules without code of its own. */
  readonly document: string | null;
}

/** Annotated names of a dataclass or model are its fields, in order, those of its bases first. */
export function fieldNames({ definition, bases }: ClassValue, depth = 0): readonly string[] {
  const inherited =
    depth > 8 ? [] : bases.flatMap(({ target }) => (target?.kind === 'class' ? fieldNames(target, depth + 1) : []));
  const own = definition.body.flatMap((s) =>
    s.kind === 'assign' && s.targets[0]?.kind === 'name' ? [s.targets[0].name] : [],
  );
  return [...new Set([...inherited, ...own])];
}

/** A member of a class or of its nearest base in the workspace. */
export function memberOf(value: ClassValue, name: string, depth = 0): Value | null {
  const own = value.members.get(name);
  if (own) return own;
  if (depth > 8) return null;
  for (const base of value.bases) {
    if (base.target?.kind !== 'class') continue;
    const found = memberOf(base.target, name, depth + 1);
    if (found) return found;
  }
  return null;
}
