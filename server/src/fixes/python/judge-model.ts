import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type {
  Assign,
  Attribute,
  Call,
  Expression,
  FlowUnit,
  FunctionDefinition,
  Name,
  Parameter,
} from '../../flow/program.ts';
import { descendants, expressionsIn, statementsIn } from '../../flow/walk.ts';
import { addArgument, addParameter, argumentFor } from '../arguments.ts';
import {
  contains,
  type FixContext,
  lineBreak,
  lineStart,
  nextLine,
  replace,
  textOf,
  unitText,
} from '../fix-context.ts';
import {
  type CallIn,
  literalOf,
  modelArgument,
  namesJudgeOnly,
  qualifiedName,
  takesModelByName,
  targetName,
} from '../judge-calls.ts';
import { freeName } from '../names.ts';
import { namesOf, type Occurrence } from '../occurrences.ts';
import { inSettings } from './judge-settings.ts';
import { assignmentOf, type Made } from './made.ts';

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
    const argument = modelArgument(at) ?? call.arguments.find(({ name }) => /^model/.test(name ?? ''))?.value;
    if (argument) return this.inExpression(argument, unit, callers);
    if (callers.length === 0 && takesModelByName(at)) return this.asArgument(at, 'model');
    return call.callee.kind === 'attribute' ? this.inExpression(call.callee.object, unit, callers) : null;
  }

  /** In what gives the model, or what asks it; `callers` are of the function that it stands in. */
  private inExpression(node: Expression, unit: FlowUnit, callers: readonly CallIn[]): Naming | null {
    if (++this.steps > 20) return null;
    const [literal, ...more] = descendants(node).filter((each) => literalOf(each) === this.model);
    if (literal && more.length === 0 && callers.length === 0) {
      const maker = descendants(node).findLast(
        (each) =>
          each.kind === 'call' && contains(each, literal) && modelArgument({ unit, call: each, context: this.context }),
      );
      const naming = this.naming(unit, literal);
      return maker?.kind === 'call'
        ? { ...naming, called: qualifiedName({ unit, call: maker, context: this.context }) }
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
    if (node.kind === 'call') return this.inMaker({ unit, call: node, context: this.context });
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
      called: qualifiedName(this.asking),
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
    return isOwn
      ? this.inMaker({ unit: made.unit, call: value, context: this.context })
      : this.withOwnClient(node, unit, made, value);
  }

  /** Answers come from the same client: the judge gets a second one that is made alike. */
  private withOwnClient(node: Name | Attribute, unit: FlowUnit, made: Made, maker: Call): Naming | null {
    const { context } = this;
    const argument = modelArgument({ unit: made.unit, call: maker, context });
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
      called: qualifiedName({ unit: made.unit, call: maker, context }),
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
    const argument = modelArgument(at);
    const given = argument ? [argument] : at.call.arguments.map(({ value }) => value);
    const found = this.inParts(given, at.unit);
    return found && argument ? { ...found, called: qualifiedName(at) } : found;
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

/** A client that is made with the name, as opposed to `os.environ.get("MODEL", "gpt-4o")`. */
const hasClient = ({ value }: Assign): boolean =>
  descendants(value).some(
    (node) => node.kind === 'call' && node.callee.kind !== 'attribute' && !/^getenv$/.test(targetName(node.callee)),
  );

/** Does a function have no such name yet? */
const freeIn = ({ parameters, body }: FunctionDefinition, name: string): boolean =>
  !parameters.some(({ target }) => target.kind === 'name' && target.name === name) &&
  !expressionsIn(body).some((node) => node.kind === 'name' && node.name === name);
