import type { Assign, Evaluate, Expression, Import, Scope, Span, Statement } from '../../flow/program.ts';
import { type Context, DEEPEST, namesWithin, textOf, unknown } from './context.ts';
import { lowerAlternatives } from './lower-alternatives.ts';
import { hasTrailingComma, lowerAll, lowerExpression, lowerTogether } from './lower-expression.ts';
import { lowerClass, lowerFunction } from './lower-function.ts';
import { lowerMatch } from './lower-match.ts';
import type { Syntax } from './syntax.ts';

type Lower = (context: Context, node: Syntax) => Statement | readonly Statement[];

export function lowerBlock(context: Context, nodes: readonly Syntax[]): Statement[] {
  return nodes.flatMap((node) => lowerSafely(context, node));
}

/** A statement that is not as the grammar promises, or nested too deeply, keeps the names in it. */
function lowerSafely(context: Context, node: Syntax): Statement | readonly Statement[] {
  const { depth, yields } = context;
  if (depth >= DEEPEST) return evaluate(node, namesWithin(context, node));
  try {
    context.depth++;
    const lower = LOWER.get(node.type) ?? lowerEvaluation;
    return lower(context, node);
  } catch {
    context.yields = yields;
    return evaluate(node, namesWithin(context, node));
  } finally {
    context.depth = depth;
  }
}

function evaluate(span: Span, value: Expression): Evaluate {
  return { kind: 'evaluate', value, start: span.start, end: span.end };
}

/** Each child is computed for itself: whatever has no rule of its own. */
function lowerEvaluation(context: Context, node: Syntax): readonly Evaluate[] {
  return node.children.map((child) => evaluate(child, lowerExpression(context, child)));
}

function lowerAssert(context: Context, node: Syntax): readonly Statement[] {
  const [test, message] = lowerEvaluation(context, node) as readonly Evaluate[];
  return [{ ...test!, isAsserted: true }, ...(message ? [message] : [])];
}

function lowerExpressionStatement(context: Context, node: Syntax): Statement {
  const [first] = node.children;
  if (first!.type === 'assignment') return lowerAssignment(context, first!);
  if (first!.type === 'augmented_assignment') return lowerAugmented(context, first!);
  if (node.children.length === 1 && hasTrailingComma(context, first!.end, node.end)) {
    const { start, end } = node;
    return evaluate(node, { kind: 'sequence', form: 'tuple', items: lowerAll(context, node.children), start, end });
  }
  return evaluate(node, lowerTogether(context, node.children));
}

/** A chain `a = b = v`; a bare annotation `x: int` has an unknown value. */
function lowerAssignment(context: Context, node: Syntax): Assign {
  const targets: Expression[] = [];
  let annotation: string | null = null;
  let value: Syntax | undefined = node;
  while (value?.type === 'assignment') {
    const [target, ...rest]: readonly Syntax[] = value.children;
    targets.push(lowerExpression(context, target!));
    if (rest[0]?.type === 'type') annotation = textOf(context, rest.shift()!);
    value = rest[0];
  }
  return {
    kind: 'assign',
    targets,
    value: value ? lowerExpression(context, value) : unknown({ ...node, start: node.end }),
    operator: null,
    annotation,
    start: node.start,
    end: node.end,
  };
}

function lowerAugmented(context: Context, node: Syntax): Assign {
  const [target, operator, value] = node.children;
  return {
    kind: 'assign',
    targets: [lowerExpression(context, target!)],
    value: lowerExpression(context, value!),
    operator: operator!.type.slice(0, -1),
    annotation: null,
    start: node.start,
    end: node.end,
  };
}

/** `print a, b` of Python 2 is a call. */
function lowerPrint(context: Context, node: Syntax): Statement {
  const { start, end } = node;
  const callee = { kind: 'name', name: 'print', start, end: start + 'print'.length } as const;
  const values = lowerAll(context, node.children).map((value) => ({ name: null, value }));
  return evaluate(node, { kind: 'call', callee, arguments: values, start, end });
}

function lowerReturn(context: Context, node: Syntax): Statement {
  const [value] = node.children;
  return { kind: 'return', value: value ? lowerExpression(context, value) : null, start: node.start, end: node.end };
}

function lowerRaise(context: Context, node: Syntax): Statement {
  const [value] = node.children;
  return { kind: 'raise', value: value ? lowerExpression(context, value) : null, start: node.start, end: node.end };
}

function lowerDelete(context: Context, node: Syntax): Statement {
  const [only] = node.children;
  const targets = only!.type === 'expression_list' || only!.type === 'tuple' ? only!.children : [only!];
  return { kind: 'delete', targets: lowerAll(context, targets), start: node.start, end: node.end };
}

/** `global a, b`, `nonlocal c`. */
function lowerOuter(context: Context, node: Syntax, isGlobal: boolean): Statement {
  const names = node.children.map((name) => textOf(context, name));
  return { kind: 'outer', names, isGlobal, start: node.start, end: node.end };
}

function lowerIf(context: Context, node: Syntax): readonly Statement[] {
  const [test, then, ...clauses] = node.children;
  const last = clauses.at(-1)?.type === 'else_clause' ? clauses.pop() : undefined;
  const branches = [
    { start: node.start, test: test!, then: then! },
    ...clauses.map(({ start, children }) => ({ start, test: children[0]!, then: children[1]! })),
  ];
  const lowerElse = () => (last ? lowerBlock(context, blockOf(last)) : []);
  return lowerAlternatives(context, branches, lowerElse, ({ start, test, then }, otherwise) => ({
    kind: 'if',
    test: lowerExpression(context, test),
    then: lowerBlock(context, then.children),
    otherwise,
    start,
    end: node.end,
  }));
}

/** The statements of the block that a clause or compound statement ends with. */
function blockOf(node: Syntax): readonly Syntax[] {
  return node.children.findLast((child) => child.type === 'block')?.children ?? [];
}

function elseOf(context: Context, node: Syntax): Statement[] {
  const clause = node.children.find((child) => child.type === 'else_clause');
  return clause ? lowerBlock(context, blockOf(clause)) : [];
}

function lowerFor(context: Context, node: Syntax): Statement {
  const [target, iterable] = node.children;
  return {
    kind: 'loop',
    target: lowerExpression(context, target!),
    iterable: lowerExpression(context, iterable!),
    test: null,
    body: lowerBlock(context, blockOf(node)),
    otherwise: elseOf(context, node),
    start: node.start,
    end: node.end,
  };
}

function lowerWhile(context: Context, node: Syntax): Statement {
  return {
    kind: 'loop',
    target: null,
    iterable: null,
    test: lowerExpression(context, node.children[0]!),
    body: lowerBlock(context, blockOf(node)),
    otherwise: elseOf(context, node),
    start: node.start,
    end: node.end,
  };
}

function lowerTry(context: Context, node: Syntax): Statement {
  const handlers = node.children.filter((child) => child.type === 'except_clause');
  const last = node.children.find((child) => child.type === 'finally_clause');
  return {
    kind: 'try',
    body: lowerBlock(context, node.children[0]!.children),
    handlers: handlers.map((handler) => lowerHandler(context, handler)),
    otherwise: elseOf(context, node),
    finally: last ? lowerBlock(context, blockOf(last)) : [],
    start: node.start,
    end: node.end,
  };
}

/** `except E as e` binds `e` to something unknown. */
function lowerHandler(context: Context, node: Syntax): Statement[] {
  const body = lowerBlock(context, blockOf(node));
  const caught = node.children[0];
  if (caught?.type !== 'as_pattern') return body;
  const [exception, target] = caught.children;
  const { start, end } = caught;
  const targets = [lowerExpression(context, target!)];
  return [
    { kind: 'assign', targets, value: unknown(exception!), operator: null, annotation: null, start, end },
    ...body,
  ];
}

function lowerWith(context: Context, node: Syntax): Scope {
  const bindings = node.children[0]!.children.map((item) => {
    const value = item.children[0]!;
    if (value.type !== 'as_pattern') return { target: null, value: lowerExpression(context, value) };
    const [resource, target] = lowerAll(context, value.children);
    return { target: target!, value: resource! };
  });
  return { kind: 'scope', bindings, body: lowerBlock(context, blockOf(node)), start: node.start, end: node.end };
}

function lowerDefinition(context: Context, node: Syntax, decorators: readonly Expression[], span: Span): Statement {
  const { start, end } = span;
  if (node.type === 'class_definition') return { ...lowerClass(context, node, decorators), start, end };
  return { kind: 'define-function', function: lowerFunction(context, node, decorators), start, end };
}

function lowerDecorated(context: Context, node: Syntax): Statement {
  const decorators = node.children.slice(0, -1).map((decorator) => lowerExpression(context, decorator.children[0]!));
  return lowerDefinition(context, node.children.at(-1)!, decorators, node);
}

/** `import a.b, c as d` is one import for each module. */
function lowerImport(context: Context, node: Syntax): Import[] {
  return node.children.map((item) => {
    const aliased = item.type === 'aliased_import';
    const module = compact(textOf(context, aliased ? item.children[0]! : item));
    const alias = aliased ? textOf(context, item.children[1]!) : null;
    return { kind: 'import', module, alias, names: null, start: node.start, end: node.end };
  });
}

function lowerImportFrom(context: Context, node: Syntax): Import {
  const [module, ...items] = node.children;
  return importNames(context, node, compact(textOf(context, module!)), items);
}

function importNames(context: Context, node: Syntax, module: string, items: readonly Syntax[]): Import {
  const names = items.map((item) => {
    const [name, alias] = item.type === 'aliased_import' ? item.children : [item, item];
    return { name: textOf(context, name!), alias: textOf(context, alias!), start: item.start, end: item.end };
  });
  return { kind: 'import', module, alias: null, names, start: node.start, end: node.end };
}

/** A dotted name may be written with blanks in it. */
function compact(name: string): string {
  return name.replace(/\s+/g, '');
}

const LOWER: ReadonlyMap<string, Lower> = new Map<string, Lower>([
  ['expression_statement', lowerExpressionStatement],
  ['print_statement', lowerPrint],
  ['assert_statement', lowerAssert],
  ['return_statement', lowerReturn],
  ['raise_statement', lowerRaise],
  ['delete_statement', lowerDelete],
  ['break_statement', (_, { start, end }) => ({ kind: 'jump', form: 'break', start, end })],
  ['continue_statement', (_, { start, end }) => ({ kind: 'jump', form: 'continue', start, end })],
  ['global_statement', (context, node) => lowerOuter(context, node, true)],
  ['nonlocal_statement', (context, node) => lowerOuter(context, node, false)],
  ['if_statement', lowerIf],
  ['for_statement', lowerFor],
  ['while_statement', lowerWhile],
  ['try_statement', lowerTry],
  ['with_statement', lowerWith],
  ['match_statement', lowerMatch],
  ['function_definition', (context, node) => lowerDefinition(context, node, [], node)],
  ['class_definition', (context, node) => lowerDefinition(context, node, [], node)],
  ['decorated_definition', lowerDecorated],
  ['import_statement', lowerImport],
  ['import_from_statement', lowerImportFrom],
  ['future_import_statement', (context, node) => importNames(context, node, '__future__', node.children)],
]);
