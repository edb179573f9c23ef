import { ts } from 'ts-morph';
import type { Expression } from '../../flow/program.ts';
import { lowerExpression, unwrap } from './expressions.ts';
import { lowerPropertyName } from './literals.ts';
import { constant, spanOf, unknown } from './spans.ts';

/**
 * What is assigned to: a name, an attribute, a subscript, or a pattern of them. `[a, ...b]` is a tuple sequence,
 * `{ a, ...b }` a mapping from the property to its target; a target with a default is an assignment of that default.
 */
export function lowerTarget(node: ts.Expression | ts.BindingName, file: ts.SourceFile): Expression {
  if (ts.isArrayBindingPattern(node)) {
    const items = node.elements.map((element) => lowerBindingItem(element, file));
    return { kind: 'sequence', form: 'tuple', items, ...spanOf(node, file) };
  }
  if (ts.isObjectBindingPattern(node)) {
    const entries = node.elements.map((element) => ({
      key: element.dotDotDotToken ? null : lowerBindingKey(element, file),
      value: withDefault(element.name, element.initializer, file),
    }));
    return { kind: 'mapping', entries, ...spanOf(node, file) };
  }
  const target = unwrap(node);
  if (ts.isArrayLiteralExpression(target)) {
    const items = target.elements.map((element) => lowerArrayItem(element, file));
    return { kind: 'sequence', form: 'tuple', items, ...spanOf(target, file) };
  }
  if (ts.isObjectLiteralExpression(target)) {
    const entries = target.properties.map((property) => lowerObjectEntry(property, file));
    return { kind: 'mapping', entries, ...spanOf(target, file) };
  }
  if (isDefaulted(target)) return withDefault(target.left, target.right, file);
  return lowerExpression(target, file);
}

function lowerBindingItem(element: ts.ArrayBindingElement, file: ts.SourceFile): Expression {
  if (ts.isOmittedExpression(element)) return unknown([], spanOf(element, file));
  if (element.dotDotDotToken) {
    return { kind: 'spread', form: 'list', value: lowerTarget(element.name, file), ...spanOf(element, file) };
  }
  return withDefault(element.name, element.initializer, file);
}

function lowerBindingKey(element: ts.BindingElement, file: ts.SourceFile): Expression {
  if (element.propertyName) return lowerPropertyName(element.propertyName, file);
  return constant(element.name.getText(file), spanOf(element.name, file));
}

function lowerArrayItem(element: ts.Expression, file: ts.SourceFile): Expression {
  if (!ts.isSpreadElement(element)) return lowerTarget(element, file);
  return { kind: 'spread', form: 'list', value: lowerTarget(element.expression, file), ...spanOf(element, file) };
}

function lowerObjectEntry(property: ts.ObjectLiteralElementLike, file: ts.SourceFile) {
  if (ts.isSpreadAssignment(property)) return { key: null, value: lowerTarget(property.expression, file) };
  const key = lowerPropertyName(property.name, file);
  if (ts.isPropertyAssignment(property)) return { key, value: lowerTarget(property.initializer, file) };
  if (ts.isShorthandPropertyAssignment(property)) {
    return { key, value: withDefault(property.name, property.objectAssignmentInitializer, file) };
  }
  return { key, value: unknown([], spanOf(property, file)) };
}

function withDefault(
  node: ts.Expression | ts.BindingName,
  initializer: ts.Expression | undefined,
  file: ts.SourceFile,
): Expression {
  const target = lowerTarget(node, file);
  if (!initializer) return target;
  const value = lowerExpression(initializer, file);
  return { kind: 'assignment', target, value, start: target.start, end: value.end };
}

function isDefaulted(node: ts.Expression): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}
