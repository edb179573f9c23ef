import { ts } from 'ts-morph';
import type { Outer, Span } from '../../flow/program.ts';
import { assignmentOperator, stepOperator } from './operations.ts';

/**
 * In the flow program a function that sets a name makes it its own, as in Python. Names that a function sets without
 * declaring them (`total += score` in a callback) belong to what is around it: here they are told.
 */
export function outerNames(parameters: readonly ts.ParameterDeclaration[], body: ts.Block, at: Span): Outer[] {
  const declared = new Set<string>();
  const assigned = new Set<string>();
  for (const { name } of parameters) addNames(name, declared);
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node)) addNames(node.name, declared);
    else if (ts.isBinaryExpression(node) && assignmentOperator(node) !== null) addAssigned(node.left, assigned);
    else if ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && stepOperator(node) !== null)
      addAssigned(node.operand, assigned);
    else if (ts.isForInStatement(node) || ts.isForOfStatement(node)) addAssigned(node.initializer, assigned);
    if ((ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) && node.name) declared.add(node.name.text);
    if (!ts.isFunctionLike(node) && !ts.isClassLike(node)) ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  const names = [...assigned].filter((name) => !declared.has(name));
  return names.length > 0 ? [{ kind: 'outer', names, isGlobal: false, start: at.start, end: at.start }] : [];
}

function addNames(name: ts.BindingName, names: Set<string>): void {
  if (ts.isIdentifier(name)) names.add(name.text);
  else for (const element of name.elements) if (ts.isBindingElement(element)) addNames(element.name, names);
}

/** Names in what is assigned to, be it a pattern; what only leads there (`row.total`) is none. */
function addAssigned(target: ts.Node, names: Set<string>): void {
  if (ts.isIdentifier(target)) names.add(target.text);
  else if (ts.isArrayLiteralExpression(target)) for (const element of target.elements) addAssigned(element, names);
  else if (ts.isSpreadElement(target)) addAssigned(target.expression, names);
  else if (ts.isObjectLiteralExpression(target))
    for (const property of target.properties) {
      if (ts.isPropertyAssignment(property)) addAssigned(property.initializer, names);
      else if (ts.isShorthandPropertyAssignment(property)) names.add(property.name.text);
    }
}
