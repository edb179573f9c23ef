import { ts } from 'ts-morph';
import type { Assign, Span, Statement, Try } from '../../flow/program.ts';
import { lowerAssertion } from './assertions.ts';
import { lowerClass, lowerEnum, lowerNamespace } from './declarations.ts';
import { lowerExpression, unwrap } from './expressions.ts';
import { annotationOf, hasModifier, lowerFunction } from './functions.ts';
import { emptyArray } from './literals.ts';
import { lowerDoWhile, lowerFor, lowerForIn, lowerForOf, lowerWhile } from './loops.ts';
import { assignDefault, lowerExport, lowerImport, lowerImportEquals, lowerRequire } from './modules.ts';
import { assignmentOperator, stepOperator } from './operations.ts';
import { lowerTarget } from './patterns.ts';
import { constant, name, spanOf, unknown } from './spans.ts';
import { lowerSwitch } from './switch.ts';
import { lowerType } from './types.ts';

const Kind = ts.SyntaxKind;

export function lowerStatements(nodes: readonly ts.Statement[], file: ts.SourceFile): Statement[] {
  return runningOrder(nodes).flatMap((node) => lowerStatement(node, file));
}

/** Functions come first, as they are known in their whole block before it runs. */
export function runningOrder<Node extends { readonly kind: ts.SyntaxKind }>(nodes: readonly Node[]): readonly Node[] {
  const isFunction = (node: Node) => node.kind === Kind.FunctionDeclaration;
  if (!nodes.some(isFunction)) return nodes;
  return [...nodes.filter(isFunction), ...nodes.filter((node) => !isFunction(node))];
}

/** The statements of a body, whether it has braces or not. */
export function lowerBody(node: ts.Statement, file: ts.SourceFile): readonly Statement[] {
  return ts.isBlock(node) ? lowerStatements(node.statements, file) : lowerStatement(node, file);
}

/** One statement may be several (`const a = 1, b = 2`) or none (types, empty statements). */
export function lowerStatement(node: ts.Statement, file: ts.SourceFile): readonly Statement[] {
  if (hasModifier(node, Kind.DeclareKeyword)) return [];
  const at = spanOf(node, file);
  switch (node.kind) {
    case Kind.VariableStatement: {
      const { declarationList, modifiers } = node as ts.VariableStatement;
      const made = lowerVariables(declarationList, at, file);
      return modifiers?.some(({ kind }) => kind === Kind.ExportKeyword) ? made.map(exported) : made;
    }
    case Kind.ExpressionStatement:
      return lowerEvaluate((node as ts.ExpressionStatement).expression, at, file);
    case Kind.FunctionDeclaration:
      return lowerFunctionDeclaration(node as ts.FunctionDeclaration, file);
    case Kind.ClassDeclaration:
      return lowerClassDeclaration(node as ts.ClassDeclaration, file);
    case Kind.ReturnStatement: {
      const { expression } = node as ts.ReturnStatement;
      return [{ kind: 'return', value: expression ? lowerExpression(expression, file) : null, ...at }];
    }
    case Kind.ThrowStatement:
      return [{ kind: 'raise', value: lowerExpression((node as ts.ThrowStatement).expression, file), ...at }];
    case Kind.IfStatement: {
      const { expression, thenStatement, elseStatement } = node as ts.IfStatement;
      const test = lowerExpression(expression, file);
      const then = lowerBody(thenStatement, file);
      return [{ kind: 'if', test, then, otherwise: elseStatement ? lowerBody(elseStatement, file) : [], ...at }];
    }
    case Kind.ForOfStatement:
      return lowerForOf(node as ts.ForOfStatement, file);
    case Kind.ForInStatement:
      return lowerForIn(node as ts.ForInStatement, file);
    case Kind.ForStatement:
      return lowerFor(node as ts.ForStatement, file);
    case Kind.WhileStatement:
      return lowerWhile(node as ts.WhileStatement, file);
    case Kind.DoStatement:
      return lowerDoWhile(node as ts.DoStatement, file);
    case Kind.SwitchStatement:
      return lowerSwitch(node as ts.SwitchStatement, file);
    case Kind.TryStatement:
      return [lowerTry(node as ts.TryStatement, file)];
    case Kind.Block:
      return [{ kind: 'scope', bindings: [], body: lowerStatements((node as ts.Block).statements, file), ...at }];
    case Kind.LabeledStatement:
      return lowerStatement((node as ts.LabeledStatement).statement, file);
    case Kind.BreakStatement:
      return [{ kind: 'jump', form: 'break', ...at }];
    case Kind.ContinueStatement:
      return [{ kind: 'jump', form: 'continue', ...at }];
    case Kind.ImportDeclaration:
      return lowerImport(node as ts.ImportDeclaration, file);
    case Kind.ImportEqualsDeclaration:
      return lowerImportEquals(node as ts.ImportEqualsDeclaration, file);
    case Kind.ExportDeclaration:
      return lowerExport(node as ts.ExportDeclaration, file);
    case Kind.ExportAssignment:
      return lowerDefaultExport(node as ts.ExportAssignment, file);
    case Kind.InterfaceDeclaration:
    case Kind.TypeAliasDeclaration:
      return lowerType(node as ts.InterfaceDeclaration | ts.TypeAliasDeclaration, file);
    case Kind.EnumDeclaration:
      return [lowerEnum(node as ts.EnumDeclaration, file)];
    case Kind.ModuleDeclaration:
      return lowerNamespace(node as ts.ModuleDeclaration, file);
    default:
      // Types, `;`, `debugger`.
      return [];
  }
}

/** `await read(path) as JudgeResult[]` */
function typeAsserted(node: ts.Expression | undefined): ts.TypeNode | undefined {
  if (node && (ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node))) return typeAsserted(node.expression);
  return node && (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) ? node.type : undefined;
}

const exported = (statement: Statement): Statement =>
  statement.kind === 'assign' ? { ...statement, isExported: true } : statement;

/** `at` is the whole statement, which is the span of a declaration that stands alone in it. */
export function lowerVariables(list: ts.VariableDeclarationList, at: Span, file: ts.SourceFile): Statement[] {
  const isVar = (list.flags & ts.NodeFlags.BlockScoped) === 0;
  const isAlone = list.declarations.length === 1;
  return list.declarations.flatMap((node): Statement[] => {
    const span = isAlone ? at : spanOf(node, file);
    const required = lowerRequire(node, span, file);
    if (required) return [required];
    const { initializer } = node;
    // `let x;` makes x undefined; `var x;` leaves what it may already hold.
    if (!initializer && isVar) return [];
    if (initializer && ts.isClassExpression(initializer) && ts.isIdentifier(node.name)) {
      return [lowerClass(initializer, file, node.name)];
    }
    const targets = [lowerTarget(node.name, file)];
    const value = initializer
      ? (emptyArray(initializer, file) ?? lowerExpression(initializer, file))
      : constant(null, { start: node.name.end, end: node.name.end });
    const annotation = annotationOf(node.type ?? typeAsserted(node.initializer), file);
    return [{ kind: 'assign', targets, value, operator: null, annotation, ...span }];
  });
}

/** An expression whose value nobody takes; here assignments are statements. */
export function lowerEvaluate(expression: ts.Expression, at: Span, file: ts.SourceFile): Statement[] {
  const node = unwrap(expression);
  if (ts.isBinaryExpression(node)) {
    if (node.operatorToken.kind === Kind.CommaToken) {
      const left = lowerEvaluate(node.left, spanOf(node.left, file), file);
      return [...left, ...lowerEvaluate(node.right, spanOf(node.right, file), file)];
    }
    const operator = assignmentOperator(node);
    if (operator === '') return [lowerAssignments(node, at, file)];
    if (operator !== null) {
      const value = lowerExpression(node.right, file);
      return [{ kind: 'assign', targets: [lowerTarget(node.left, file)], value, operator, annotation: null, ...at }];
    }
  }
  if (ts.isDeleteExpression(node))
    return [{ kind: 'delete', targets: [lowerExpression(node.expression, file)], ...at }];
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const operator = stepOperator(node);
    const targets = [lowerExpression(node.operand, file)];
    if (operator) return [{ kind: 'assign', targets, value: constant(1, at), operator, annotation: null, ...at }];
  }
  return [lowerAssertion(node, at, file) ?? { kind: 'evaluate', value: lowerExpression(node, file), ...at }];
}

/** `a = b = v` has two targets. */
function lowerAssignments(node: ts.BinaryExpression, at: Span, file: ts.SourceFile): Assign {
  const targets = [lowerTarget(node.left, file)];
  let value = unwrap(node.right);
  while (ts.isBinaryExpression(value) && assignmentOperator(value) === '') {
    targets.push(lowerTarget(value.left, file));
    value = unwrap(value.right);
  }
  return { kind: 'assign', targets, value: lowerExpression(value, file), operator: null, annotation: null, ...at };
}

/** Overload signatures have no body and are types. */
function lowerFunctionDeclaration(node: ts.FunctionDeclaration, file: ts.SourceFile): Statement[] {
  if (!node.body) return [];
  const at = spanOf(node, file);
  const lowered = lowerFunction(node, file);
  const isDefault = hasModifier(node, Kind.DefaultKeyword);
  if (!isDefault) return [{ kind: 'define-function', function: lowered, ...at }];
  if (!node.name) return [{ kind: 'define-function', function: { ...lowered, name: 'default' }, ...at }];
  return [{ kind: 'define-function', function: lowered, ...at }, assignDefault(name(node.name.text, at), at)];
}

function lowerClassDeclaration(node: ts.ClassDeclaration, file: ts.SourceFile): Statement[] {
  const lowered = lowerClass(node, file);
  if (!hasModifier(node, Kind.DefaultKeyword)) return [lowered];
  if (!node.name) return [{ ...lowered, name: 'default' }];
  const at = spanOf(node, file);
  return [lowered, assignDefault(name(node.name.text, at), at)];
}

function lowerDefaultExport(node: ts.ExportAssignment, file: ts.SourceFile): Statement[] {
  return [assignDefault(lowerExpression(node.expression, file), spanOf(node, file))];
}

function lowerTry(node: ts.TryStatement, file: ts.SourceFile): Try {
  const handlers: Statement[][] = [];
  if (node.catchClause) {
    const { variableDeclaration: caught, block } = node.catchClause;
    const body = lowerStatements(block.statements, file);
    handlers.push(caught ? [bindCaught(caught.name, file), ...body] : body);
  }
  return {
    kind: 'try',
    body: lowerStatements(node.tryBlock.statements, file),
    handlers,
    otherwise: [],
    finally: node.finallyBlock ? lowerStatements(node.finallyBlock.statements, file) : [],
    ...spanOf(node, file),
  };
}

function bindCaught(binding: ts.BindingName, file: ts.SourceFile): Assign {
  const at = spanOf(binding, file);
  const targets = [lowerTarget(binding, file)];
  return { kind: 'assign', targets, value: unknown([], at), operator: null, annotation: null, ...at };
}
