import { ts } from 'ts-morph';
import type { Expression, Mapping, Sequence, Template } from '../../flow/program.ts';
import { lowerExpression, unwrap } from './expressions.ts';
import { lowerFunction } from './functions.ts';
import { constant, name, spanOf } from './spans.ts';

export function lowerTemplate(node: ts.TemplateExpression, file: ts.SourceFile): Template {
  const parts: Expression[] = [];
  const addText = (literal: ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail) => {
    if (literal.text !== '') parts.push(constant(literal.text, spanOf(literal, file)));
  };
  addText(node.head);
  for (const { expression, literal } of node.templateSpans) {
    parts.push(lowerExpression(expression, file));
    addText(literal);
  }
  return { kind: 'template', parts, ...spanOf(node, file) };
}

export function lowerArray(node: ts.ArrayLiteralExpression, file: ts.SourceFile): Sequence {
  const items = node.elements.map((element) => lowerExpression(element, file));
  return { kind: 'sequence', form: 'list', items, ...spanOf(node, file) };
}

/** `new Array(rows.length)`, which is filled later, as `[]`; null for anything else. */
export function emptyArray(node: ts.Expression, file: ts.SourceFile): Sequence | null {
  const call = unwrap(node);
  if (!ts.isNewExpression(call) || !ts.isIdentifier(call.expression) || call.expression.text !== 'Array') return null;
  return (call.arguments?.length ?? 0) > 1
    ? null
    : { kind: 'sequence', form: 'list', items: [], ...spanOf(node, file) };
}

export function lowerObject(node: ts.ObjectLiteralExpression, file: ts.SourceFile): Mapping {
  const entries = node.properties.map((property) => lowerProperty(property, file));
  return { kind: 'mapping', entries, ...spanOf(node, file) };
}

function lowerProperty(property: ts.ObjectLiteralElementLike, file: ts.SourceFile): Mapping['entries'][number] {
  if (ts.isSpreadAssignment(property)) return { key: null, value: lowerExpression(property.expression, file) };
  const key = lowerPropertyName(property.name, file);
  if (ts.isPropertyAssignment(property)) return { key, value: lowerExpression(property.initializer, file) };
  if (ts.isShorthandPropertyAssignment(property)) {
    return { key, value: name(property.name.text, spanOf(property.name, file)) };
  }
  return { key, value: { kind: 'function', function: lowerFunction(property, file), ...spanOf(property, file) } };
}

/** The key that a property name stands for: a constant, or the expression of a computed name. */
export function lowerPropertyName(node: ts.PropertyName, file: ts.SourceFile): Expression {
  if (ts.isComputedPropertyName(node)) return lowerExpression(node.expression, file);
  return constant(node.text, spanOf(node, file));
}
