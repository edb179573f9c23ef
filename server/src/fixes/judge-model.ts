import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type { ArgumentReference } from '../catalog/entry.ts';
import { builtinCatalogs } from '../catalog/index.ts';
import { HOLE } from '../flow/parts.ts';
import type {
  Assign,
  Attribute,
  Call,
  Expression,
  FlowUnit,
  FunctionDefinition,
  Name,
  Parameter,
} from '../flow/program.ts';
import { descendants, expressionsIn, statementsIn } from '../flow/walk.ts';
import { words } from '../provenance/names.ts';
import { addArgument, addParameter, argumentFor } from './arguments.ts';
import { calledName } from './called-name.ts';
import {
  type FixContext,
  lineBreak,
  lineStart,
  nextLine,
  replace,
  statementAt,
  textOf,
  unitText,
} from './fix-context.ts';
import { freeName } from './names.ts';
import { namesOf, type Occurrence } from './occurrences.ts';

/** Where the code names the model that judges, so that another one can be named there. */
export interface Naming {
  /** What is called with the name, in full as far as it is known. */
  readonly called: string;
  readonly unit: FlowUnit;
  /** The first place that would read the other name. */
  readonly from: number;
  /** It names the judge only: its value may be another one. Else it takes the name of a constant. */
  readonly isOwn: boolean;
  /** The constant that named it until now, for answers as well. */
  readonly beside: Assign | null;
  /** Puts a literal, or the name of a constant, there. */
  edits(text: string): readonly Edit[] | null;
}

/** A call on the way to the model, with the cell it stands in. */
export interface CallIn {
  readonly unit: FlowUnit;
  readonly call: Call;
}

/** Names that are of a judge only. */
export const namesJudgeOnly = (name: string): boolean =>
  words(name).some((word) => /^(?:judges?|judging|graders?|grading|critics?|evaluators?|verifiers?)$/.test(word));

/**
 * Finds it from the calls that lead to the judge: the model's own first, the judge's last, which no answers come from.
 *
 * @param model the judge's model, as the engine knows it
 */
export function namingOfJudge(calls: readonly CallIn[], model: string, context: FixContext): Naming | null {
  const [asking, ...callers] = calls;
  if (!asking) return null;
  const own = inSettings(model, asking, context);
  if (own) return own;
  return new Search(model, context, asking).inCall(asking, callers);
}

/** One place where the model is named for a judge: `JUDGE = "gpt-4o"`, `{"judge": {"model": "gpt-4o"}}`. */
function inSettings(model: string, asking: CallIn, context: FixContext): Naming | null {
  const found = context.module.units.flatMap((unit) =>
    expressionsIn(unit.body)
      .filter((node) => literalOf(node) === model && isOfJudge(node, unit, context))
      .map((node) => ({ unit, node })),
  );
  const [only, ...others] = found;
  if (!only || others.length > 0) return null;
  return {
    called: qualifiedName(asking, context),
    unit: only.unit,
    from: only.node.start,
    isOwn: true,
    beside: null,
    edits: (text) => [replace(context, only.unit, only.node, text)],
  };
}

/** The text of a literal, with a hole for each value in it. */
export function literalOf(node: Expression): string | null {
  if (node.kind === 'template') return node.parts.map((part) => literalOf(part) ?? HOLE).join('');
  return node.kind === 'constant' && typeof node.value === 'string' ? node.value : null;
}

function isOfJudge(node: Expression, unit: FlowUnit, context: FixContext): boolean {
  const statement = statementAt(context.module, {
    document: context.document.uri,
    cell: unit.cell,
    start: node.start,
    end: node.end,
  })?.statement;
  if (statement?.kind === 'define-function')
    return statement.function.parameters.some(
      ({ target, default: otherwise }) =>
        target.kind === 'name' && namesJudgeOnly(target.name) && otherwise !== null && holds(otherwise, node),
    );
  if (statement?.kind !== 'assign') return false;
  const isValue = !descendants(statement.value).some(({ kind }) => kind === 'call' || kind === 'function');
  if (isValue && statement.targets.every((target) => namesJudgeOnly(targetName(target)))) return true;
  return descendants(statement.value).some(
    (outer) =>
      outer.kind === 'mapping' &&
      outer.entries.some(
        ({ key, value }) =>
          key?.kind === 'constant' && typeof key.value === 'string' && namesJudgeOnly(key.value) && holds(value, node),
      ),
  );
}

const holds = (outer: Expression, node: Expression): boolean => outer.start <= node.start && node.end <= outer.end;

const targetName = (node: Expression): string =>
  node.kind === 'name' || node.kind === 'attribute'
    ? node.name
    : node.kind === 'subscript' && node.index.kind === 'constant'
      ? String(node.index.value)
      : '';

/** What is called, in full where it is a library's: by what the client was made with, too. */
export function qualifiedName({ unit, call }: CallIn, context: FixContext, depth = 0): string {
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
    ? `${qualifiedName({ unit: binding!.unit, call: value }, context, depth + 1)}.${path.join('.')}`
    : ['?', ...path].join('.');
}

/** The argument of a call that says which model is asked, as far as the catalog knows the call. */
function modelArgument({ unit, call }: CallIn, context: FixContext): Expression | null {
  const does = builtinCatalogs.python.find(qualifiedName({ unit, call }, context))?.does;
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
function takesModelByName(at: CallIn, context: FixContext): boolean {
  const name = qualifiedName(at, context);
  const does = builtinCatalogs.python.find(name)?.does;
  const reference = does?.kind === 'scores' ? does.model : null;
  return (
    /^inspect_ai\./.test(name) && (reference === 'model' || (Array.isArray(reference) && reference[1] === 'model'))
  );
}

class Search {
  private steps = 0;

  constructor(
    private readonly model: string,
    private readonly context: FixContext,
    private readonly asking: CallIn,
  ) {}

  /** @param callers the calls around, of functions that lead to this one */
  inCall(at: CallIn, callers: readonly CallIn[]): Naming | null {
    const { call, unit } = at;
    const argument =
      modelArgument(at, this.context) ?? call.arguments.find(({ name }) => /^model/.test(name ?? ''))?.value;
    if (argument) return this.inExpression(argument, unit, callers);
    if (callers.length === 0 && takesModelByName(at, this.context)) return this.asArgument(at, 'model');
    return call.callee.kind === 'attribute' ? this.inExpression(call.callee.object, unit, callers) : null;
  }

  /** In what gives the model, or what asks it; `callers` are of the function that it stands in. */
  private inExpression(node: Expression, unit: FlowUnit, callers: readonly CallIn[]): Naming | null {
    if (++this.steps > 20) return null;
    const [literal, ...more] = descendants(node).filter((each) => literalOf(each) === this.model);
    if (literal && more.length === 0 && callers.length === 0) {
      const maker = descendants(node).findLast(
        (each) => each.kind === 'call' && holds(each, literal) && modelArgument({ unit, call: each }, this.context),
      );
      const naming = this.naming(unit, literal);
      return maker?.kind === 'call'
        ? { ...naming, called: qualifiedName({ unit, call: maker }, this.context) }
        : naming;
    }
    const definition = this.functionAround(node, unit);
    // `model`, `model or "gpt-4o"`
    const [first] = node.kind === 'operation' && node.form === 'logical' ? node.operands : [node];
    const parameter = definition?.parameters.find(
      ({ target }) => target.kind === 'name' && first?.kind === 'name' && target.name === first.name,
    );
    if (definition && parameter) return this.inParameter(definition, parameter, unit, callers);
    if (callers.length > 0) return this.asParameter(node, unit, callers);
    if (node.kind === 'name' || node.kind === 'attribute') return this.inName(node, unit);
    if (node.kind === 'call') return this.inMaker({ unit, call: node });
    if (node.kind === 'operation' && node.operator === '|') return this.inParts(node.operands, unit);
    return null;
  }

  private inParts(nodes: readonly Expression[], unit: FlowUnit): Naming | null {
    const found = nodes.flatMap((node) => this.inExpression(node, unit, []) ?? []);
    return found.length === 1 ? found[0]! : null;
  }

  /** `JUDGE_MODEL` in the place of an expression. */
  private naming(unit: FlowUnit, node: Expression, beside: Assign | null = null): Naming {
    return {
      called: qualifiedName(this.asking, this.context),
      unit,
      from: node.start,
      isOwn: false,
      beside,
      edits: (text) => [replace(this.context, unit, node, text)],
    };
  }

  /** The function gets its model from the call that leads to it, or has a default for it. */
  private inParameter(
    definition: FunctionDefinition,
    parameter: Parameter,
    unit: FlowUnit,
    [caller, ...rest]: readonly CallIn[],
  ): Naming | null {
    const name = parameter.target.kind === 'name' ? parameter.target.name : '';
    if (!caller) return parameter.default ? this.inExpression(parameter.default, unit, []) : null;
    const given = argumentFor(parameter, definition, caller.call);
    if (given === 'unknown') return null;
    if (given) return rest.length > 0 ? this.inExpression(given, caller.unit, rest) : this.inGiven(given, caller.unit);
    return rest.length > 0 ? null : this.asArgument(caller, name);
  }

  private asArgument({ unit, call }: CallIn, name: string): Naming {
    const { context } = this;
    return {
      ...this.naming(unit, call),
      edits: (text) => {
        const edit = addArgument(context, unit, call, `${name}=${text}`);
        return edit && [edit];
      },
    };
  }

  /** What the judge's own call hands over is its own, whatever it is. */
  private inGiven(given: Expression, unit: FlowUnit): Naming | null {
    return this.inExpression(given, unit, []) ?? (given.kind === 'attribute' ? this.naming(unit, given) : null);
  }

  /** Answers come through the same function: it takes the model as a parameter from now on. */
  private asParameter(node: Expression, unit: FlowUnit, [caller, ...rest]: readonly CallIn[]): Naming | null {
    const { context } = this;
    const definition = this.functionAround(node, unit);
    const isText = literalOf(node) === this.model || this.constantBehind(node, unit) !== null;
    if (!caller || rest.length > 0 || !definition || !isText || node.kind === 'template') return null;
    const name = freeIn(definition, 'model') ? 'model' : freeName(context.module, 'judge_model');
    const constant = this.constantBehind(node, unit);
    return {
      ...this.naming(caller.unit, caller.call, constant),
      edits: (text) => {
        const parameter = addParameter(context, unit, definition, name, textOf(context, unit, node));
        const argument = addArgument(context, caller.unit, caller.call, `${name}=${text}`);
        return parameter && argument && [parameter, replace(context, unit, node, name), argument];
      },
    };
  }

  private inName(node: Name | Attribute, unit: FlowUnit): Naming | null {
    const constant = this.constantBehind(node, unit);
    if (constant) return this.naming(unit, node, constant);
    const made = assignmentOf(node, unit, this.context);
    if (!made) return null;
    const { value } = made.statement;
    // a client of its own, by its name or as nobody else asks it
    const isOwn = namesJudgeOnly(node.name) || made.isReadOnce;
    if (isOwn && value.kind !== 'call') return this.inExpression(value, made.unit, []);
    if (value.kind !== 'call') return null;
    return isOwn ? this.inMaker({ unit: made.unit, call: value }) : this.withOwnClient(node, unit, made, value);
  }

  /** Answers come from the same client: the judge gets a second one that is made alike. */
  private withOwnClient(node: Name | Attribute, unit: FlowUnit, made: Made, maker: Call): Naming | null {
    const { context } = this;
    const argument = modelArgument({ unit: made.unit, call: maker }, context);
    const text = unitText(context, made.unit.cell);
    const { start, end } = made.statement;
    const line = text.slice(lineStart(text, start), start);
    if (!argument || line.trim() !== '' || !/^[ \t]*(?:#.*)?\r?(?:\n|$)/.test(text.slice(end))) return null;
    const name = freeName(context.module, `judge_${node.name.replace(/^_+/, '')}`);
    const target = node.kind === 'name' ? name : `${textOf(context, unit, node.object)}.${name}`;
    const at = nextLine(text, end);
    const newLine = lineBreak(text);
    return {
      ...this.naming(made.unit, maker, this.constantBehind(argument, made.unit)),
      from: start,
      called: qualifiedName({ unit: made.unit, call: maker }, context),
      edits: (model) => {
        const call = text.slice(maker.start, argument.start) + model + text.slice(argument.end, maker.end);
        const statement = `${line}${target} = ${call}`;
        const isOpen = !text.slice(0, at).endsWith('\n');
        return [
          replace(context, made.unit, { start: at, end: at }, isOpen ? newLine + statement : statement + newLine),
          replace(context, unit, node, target),
        ];
      },
    };
  }

  /** In what makes a client, or wraps one. */
  private inMaker(at: CallIn): Naming | null {
    const argument = modelArgument(at, this.context);
    const given = argument ? [argument] : at.call.arguments.map(({ value }) => value);
    const found = this.inParts(given, at.unit);
    return found && argument ? { ...found, called: qualifiedName(at, this.context) } : found;
  }

  /** The statement `MODEL = …` at the top level that a name stands for, where its value is the judge's model. */
  private constantBehind(node: Expression, unit: FlowUnit): Assign | null {
    const binding = node.kind === 'name' ? this.onlyBinding(node, unit) : null;
    if (binding?.statement.kind !== 'assign' || binding.enclosing.length > 0) return null;
    const { statement } = binding;
    const isIt = descendants(statement.value).some((each) => literalOf(each) === this.model);
    return isIt && statement.targets.length === 1 && statement.targets[0] === binding.node && !hasClient(statement)
      ? statement
      : null;
  }

  private onlyBinding(node: Expression, unit: FlowUnit): Occurrence | null {
    const names = namesOf(this.context);
    const occurrence = names.at(unit, node);
    const bindings = occurrence ? names.bindings(names.variableOf(occurrence)) : [];
    return bindings.length === 1 ? bindings[0]! : null;
  }

  private functionAround(node: Expression, unit: FlowUnit): FunctionDefinition | null {
    let innermost: FunctionDefinition | null = null;
    for (const statement of statementsIn(unit.body))
      if (statement.kind === 'define-function' && statement.start <= node.start && node.end <= statement.end)
        innermost = statement.function;
    return innermost;
  }
}

/** The statement that a name, or `self.name`, got its value from. */
interface Made {
  readonly unit: FlowUnit;
  readonly statement: Assign;
  readonly isReadOnce: boolean;
}

function assignmentOf(node: Name | Attribute, unit: FlowUnit, context: FixContext): Made | null {
  if (node.kind === 'name') {
    const names = namesOf(context);
    const occurrence = names.at(unit, node);
    const all = occurrence ? names.of(names.variableOf(occurrence)) : [];
    const [binding, ...others] = all.filter(({ role }) => role !== 'reads');
    if (binding?.statement.kind !== 'assign' || others.length > 0 || !isTarget(binding.statement, binding.node))
      return null;
    return { unit: binding.unit, statement: binding.statement, isReadOnce: all.length === 2 };
  }
  const { object, name } = node;
  if (object.kind !== 'name' || object.name !== 'self') return null;
  const uses = expressionsIn(unit.body).filter(
    (other) => other.kind === 'attribute' && other.name === name && targetName(other.object) === 'self',
  );
  const made = statementsIn(unit.body).filter(
    (statement) => statement.kind === 'assign' && statement.targets.some((target) => uses.includes(target)),
  );
  const [statement, ...others] = made;
  return statement?.kind === 'assign' && others.length === 0 && statement.targets.length === 1
    ? { unit, statement, isReadOnce: uses.length === 2 }
    : null;
}

const isTarget = ({ targets }: Assign, node: Expression | null): boolean => targets.length === 1 && targets[0] === node;

/** A client that is made with the name, as opposed to `os.environ.get("MODEL", "gpt-4o")`. */
const hasClient = ({ value }: Assign): boolean =>
  descendants(value).some(
    (node) => node.kind === 'call' && node.callee.kind !== 'attribute' && !/^getenv$/.test(targetName(node.callee)),
  );

/** Does a function have no such name yet? */
const freeIn = ({ parameters, body }: FunctionDefinition, name: string): boolean =>
  !parameters.some(({ target }) => target.kind === 'name' && target.name === name) &&
  !expressionsIn(body).some((node) => node.kind === 'name' && node.name === name);
