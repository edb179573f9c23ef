import type {
  DefineClass,
  Expression,
  FunctionDefinition,
  FunctionExpression,
  Parameter,
  Statement,
} from '../../flow/program.ts';
import { type Context, textOf } from './context.ts';
import { lowerArguments, lowerExpression } from './lower-expression.ts';
import { lowerBlock } from './lower-statement.ts';
import type { Syntax } from './syntax.ts';

export function lowerFunction(context: Context, node: Syntax, decorators: readonly Expression[]): FunctionDefinition {
  const name = node.children[0]!;
  const parameters = node.children.find((child) => child.type === 'parameters');
  const block = node.children.at(-1)!;
  const documentation = docstring(context, block);
  const { body, isGenerator } = lowerBody(context, () =>
    lowerBlock(context, documentation === null ? block.children : block.children.slice(1)),
  );
  return {
    name: textOf(context, name),
    nameSpan: { start: name.start, end: name.end },
    parameters: parameters ? lowerParameters(context, parameters.children) : [],
    decorators,
    isAsync: context.source.startsWith('async', node.start),
    isGenerator,
    body,
    documentation,
    start: node.start,
    end: node.end,
  };
}

export function lowerLambda(context: Context, node: Syntax): FunctionExpression {
  const value = node.children.at(-1)!;
  const parameters = node.children.length > 1 ? node.children[0]!.children : [];
  const { body, isGenerator } = lowerBody(context, () => [
    { kind: 'return', value: lowerExpression(context, value), start: value.start, end: value.end },
  ]);
  const { start, end } = node;
  return {
    kind: 'function',
    function: {
      name: '',
      nameSpan: null,
      parameters: lowerParameters(context, parameters),
      decorators: [],
      isAsync: false,
      isGenerator,
      body,
      documentation: null,
      start,
      end,
    },
    start,
    end,
  };
}

/** Lowers the body of a function and finds out whether it yields. */
function lowerBody(context: Context, lower: () => Statement[]): { body: Statement[]; isGenerator: boolean } {
  const outer = context.yields;
  context.yields = false;
  const body = lower();
  const isGenerator = context.yields;
  context.yields = outer;
  return { body, isGenerator };
}

function docstring(context: Context, block: Syntax): string | null {
  const first = block.children[0];
  const value = first?.type === 'expression_statement' ? first.children[0] : undefined;
  if (value?.type !== 'string' && value?.type !== 'concatenated_string') return null;
  const expression = lowerExpression(context, value);
  return expression.kind === 'constant' && typeof expression.value === 'string' ? expression.value : null;
}

export function lowerParameters(context: Context, nodes: readonly Syntax[]): Parameter[] {
  const parameters: Parameter[] = [];
  let keywordOnly = false;
  for (const node of nodes) {
    if (node.type === 'keyword_separator') keywordOnly = true;
    if (node.type === 'keyword_separator' || node.type === 'positional_separator') continue;
    const parameter = lowerParameter(context, node, keywordOnly);
    parameters.push(parameter);
    if (parameter.form === 'rest') keywordOnly = true;
  }
  return parameters;
}

function lowerParameter(context: Context, node: Syntax, keywordOnly: boolean): Parameter {
  const typed = node.type === 'typed_parameter' || node.type === 'typed_default_parameter';
  const withDefault = node.type === 'default_parameter' || node.type === 'typed_default_parameter';
  const name = typed || withDefault ? node.children[0]! : node;
  const form = PARAMETER_FORMS[name.type] ?? 'plain';
  const type = typed ? node.children[1] : undefined;
  return {
    target: lowerExpression(context, form === 'plain' ? name : name.children[0]!),
    form,
    keywordOnly: keywordOnly && form === 'plain',
    default: withDefault ? lowerExpression(context, node.children.at(-1)!) : null,
    annotation: type ? textOf(context, type) : null,
    start: node.start,
    end: node.end,
  };
}

const PARAMETER_FORMS: Readonly<Record<string, Parameter['form']>> = {
  list_splat_pattern: 'rest',
  dictionary_splat_pattern: 'rest-mapping',
};

export function lowerClass(context: Context, node: Syntax, decorators: readonly Expression[]): DefineClass {
  const name = node.children[0]!;
  const list = node.children.find((child) => child.type === 'argument_list');
  const bases = list ? lowerArguments(context, list).filter((base) => base.name === null) : [];
  return {
    kind: 'define-class',
    form: 'class',
    name: textOf(context, name),
    nameSpan: { start: name.start, end: name.end },
    bases: bases.map((base) => base.value),
    decorators,
    body: lowerBlock(context, node.children.at(-1)!.children),
    start: node.start,
    end: node.end,
  };
}
