import { ts } from 'ts-morph';
import type { Expression } from '../../flow/program.ts';
import { lowerExpression } from './expressions.ts';
import { spanOf, unknown } from './spans.ts';

type JsxRoot = ts.JsxElement | ts.JsxSelfClosingElement | ts.JsxFragment;

/** An element is unknown to the flow program; its operands are the values handed to it. */
export function lowerJsx(node: JsxRoot, file: ts.SourceFile): Expression {
  const operands: Expression[] = [];
  if (!ts.isJsxFragment(node)) {
    const { attributes } = ts.isJsxElement(node) ? node.openingElement : node;
    for (const attribute of attributes.properties) {
      const value = ts.isJsxSpreadAttribute(attribute) ? attribute.expression : attribute.initializer;
      if (value) addOperand(value, operands, file);
    }
  }
  if (!ts.isJsxSelfClosingElement(node)) {
    for (const child of node.children) addOperand(child, operands, file);
  }
  return unknown(operands, spanOf(node, file));
}

function addOperand(node: ts.Expression | ts.JsxChild, operands: Expression[], file: ts.SourceFile): void {
  if (ts.isJsxText(node)) return;
  const value = ts.isJsxExpression(node) ? node.expression : node;
  if (value) operands.push(lowerExpression(value, file));
}
