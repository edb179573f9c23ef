import { rememberingOf } from '../recent.ts';
import type { Expression, FunctionDefinition, ModuleExpression, Statement } from './program.ts';

/** Expressions directly under an expression. */
export function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'name':
    case 'constant':
    case 'module':
      return [];
    case 'template':
    case 'slice':
      return node.parts;
    case 'attribute':
      return [node.object];
    case 'subscript':
      return [node.object, node.index];
    case 'call':
      return [node.callee, ...node.arguments.map(({ value }) => value)];
    case 'sequence':
      return node.items;
    case 'mapping':
      return node.entries.flatMap(({ key, value }) => (key ? [key, value] : [value]));
    case 'operation':
    case 'unknown':
      return node.operands;
    case 'conditional':
      return [node.test, node.then, node.otherwise];
    case 'comprehension':
      return [
        ...(node.key ? [node.key] : []),
        node.element,
        ...node.clauses.flatMap((c) => [c.target, c.iterable, ...c.conditions]),
      ];
    case 'function':
      return [...headOf(node.function), ...statementsIn(node.function.body).flatMap(ownExpressions)];
    case 'suspend':
      return node.value ? [node.value] : [];
    case 'assignment':
      return [node.target, node.value];
    case 'spread':
      return [node.value];
  }
}

/** The expression directly around one; null where that is a statement. */
export const parentOf = (node: Expression, block: readonly Statement[]): Expression | null =>
  expressionsIn(block).find((each) => each !== node && childrenOf(each).includes(node)) ?? null;

/** An expression and all expressions under it. */
export const descendants = (node: Expression): readonly Expression[] => inOrder([node], childrenOf);

/** Nodes, and all under them, each before what is under it. Iterative, so that depth cannot overflow the stack. */
function inOrder<Node>(nodes: readonly Node[], below: (node: Node) => readonly Node[]): Node[] {
  const found: Node[] = [];
  const pending = [...nodes].reverse();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    found.push(node);
    const children = below(node);
    for (let index = children.length - 1; index >= 0; index--) pending.push(children[index]!);
  }
  return found;
}

/** Expressions that a statement holds itself, without those of the statements in it. */
export function ownExpressions(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'assign':
      return [...statement.targets, statement.value];
    case 'evaluate':
      return [statement.value];
    case 'return':
    case 'raise':
      return statement.value ? [statement.value] : [];
    case 'if':
      return [statement.test];
    case 'loop':
      return [statement.target, statement.iterable, statement.test].filter((node) => node !== null);
    case 'scope':
      return statement.bindings.flatMap(({ target, value }) => (target ? [target, value] : [value]));
    case 'define-function':
      return headOf(statement.function);
    case 'define-class':
      return [...statement.bases, ...statement.decorators];
    case 'delete':
      return statement.targets;
    case 'try':
    case 'import':
    case 'define-type':
    case 'outer':
    case 'jump':
      return [];
  }
}

const headOf = (definition: FunctionDefinition): Expression[] => [
  ...definition.decorators,
  ...definition.parameters.flatMap((parameter) => (parameter.default ? [parameter.default] : [])),
];

/** Blocks of statements directly under a statement. */
export function blocksOf(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case 'if':
      return [statement.then, statement.otherwise];
    case 'loop':
      return [statement.body, statement.otherwise];
    case 'try':
      return [statement.body, ...statement.handlers, statement.otherwise, statement.finally];
    case 'scope':
    case 'define-class':
      return [statement.body];
    case 'define-function':
      return [statement.function.body];
    default:
      return [];
  }
}

/** A block's statements and all statements under them. */
export const statementsIn = (block: readonly Statement[]): readonly Statement[] => block.flatMap(statementsFrom);

/** Many ask for the same, and the most of a file stays when it is edited. */
const statementsFrom = rememberingOf((statement: Statement): readonly Statement[] =>
  inOrder([statement], (each) => blocksOf(each).flat()),
);

/**
 * The same with those of functions that are written as a value (`run(() => { … })`). A lone expression as such a
 * function's body is no statement of the text.
 */
export const writtenStatementsIn = (block: readonly Statement[]): readonly Statement[] =>
  block.flatMap((statement) => writtenFrom(statement).statements);

/** What stands for a whole module in the expressions of a block, and in the functions that are written in them. */
export const modulesWrittenIn = (block: readonly Statement[]): readonly ModuleExpression[] =>
  block.flatMap((statement) => writtenFrom(statement).modules);

const writtenFrom = rememberingOf((statement: Statement) => {
  const modules: ModuleExpression[] = [];
  const below = (each: Statement) => {
    const nodes = ownExpressions(each).flatMap((expression) => inOrder([expression], childrenOutsideFunctions));
    modules.push(...nodes.filter((node) => node.kind === 'module'));
    return [...blocksOf(each).flat(), ...nodes.flatMap((node) => (node.kind === 'function' ? node.function.body : []))];
  };
  return { statements: inOrder([statement], below).filter(isWritten), modules };
});

const childrenOutsideFunctions = (node: Expression): readonly Expression[] =>
  node.kind === 'function' ? headOf(node.function) : childrenOf(node);

/** Lowering adds returns of lone expressions, and the names that a function takes from outside. */
const isWritten = (statement: Statement): boolean =>
  statement.kind !== 'outer' && !(statement.kind === 'return' && statement.value?.start === statement.start);

/** All expressions in a block: many look for something in the same one. */
export const expressionsIn = rememberingOf((block: readonly Statement[]): readonly Expression[] =>
  block.flatMap(expressionsFrom),
);

export const expressionsFrom = rememberingOf((statement: Statement): readonly Expression[] =>
  inOrder(statementsFrom(statement).flatMap(ownExpressions), childrenOf),
);

/** All string literals in a block. */
export function* strings(block: readonly Statement[]): Generator<string> {
  for (const node of expressionsIn(block))
    if (node.kind === 'constant' && typeof node.value === 'string') yield node.value;
}

/** The last part of what a name, an attribute or the function of a call is called; empty for anything else. */
export const nameOf = (node: Expression): string =>
  node.kind === 'name' || node.kind === 'attribute' ? node.name : node.kind === 'call' ? nameOf(node.callee) : '';
