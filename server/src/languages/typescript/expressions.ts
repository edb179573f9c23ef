import { ts } from 'ts-morph';
import type { Argument, Expression, Span } from '../../flow/program.ts';
import { lowerClassExpression } from './declarations.ts';
import { lowerFunction } from './functions.ts';
import { lowerJsx } from './jsx.ts';
import { lowerArray, lowerObject, lowerTemplate } from './literals.ts';
import { loadData, moduleCalled, requiredData } from './modules.ts';
import { lowerBinary, lowerPostfix, lowerPower, lowerPrefix } from './operations.ts';
import { constant, name, spanOf, unknown } from './spans.ts';

const Kind = ts.SyntaxKind;

export function lowerExpression(node: ts.Expression, file: ts.SourceFile): Expression {
  const at = spanOf(node, file);
  switch (node.kind) {
    case Kind.Identifier:
      return lowerIdentifier(node as ts.Identifier, at);
    case Kind.ThisKeyword:
    case Kind.SuperKeyword:
    case Kind.ImportKeyword:
      return name(ts.tokenToString(node.kind)!, at);
    case Kind.StringLiteral:
    case Kind.NoSubstitutionTemplateLiteral:
      return constant((node as ts.LiteralExpression).text, at);
    case Kind.NumericLiteral:
    case Kind.BigIntLiteral:
      return constant(Number((node as ts.LiteralExpression).text.replace(/n$/, '')), at);
    case Kind.TrueKeyword:
      return constant(true, at);
    case Kind.FalseKeyword:
      return constant(false, at);
    case Kind.NullKeyword:
      return constant(null, at);
    case Kind.TemplateExpression:
      return lowerTemplate(node as ts.TemplateExpression, file);
    case Kind.ArrayLiteralExpression:
      return lowerArray(node as ts.ArrayLiteralExpression, file);
    case Kind.ObjectLiteralExpression:
      return lowerObject(node as ts.ObjectLiteralExpression, file);
    case Kind.PropertyAccessExpression:
      return lowerPropertyAccess(node as ts.PropertyAccessExpression, file);
    case Kind.ElementAccessExpression: {
      const { expression, argumentExpression } = node as ts.ElementAccessExpression;
      const index = lowerExpression(argumentExpression, file);
      return { kind: 'subscript', object: lowerExpression(expression, file), index, ...at };
    }
    case Kind.CallExpression:
    case Kind.NewExpression: {
      const call = node as ts.CallExpression | ts.NewExpression;
      const data = requiredData(call);
      if (data !== null) return loadData(data, at);
      const module = moduleCalled(call);
      if (module !== null) return { kind: 'module', module, ...at };
      const power = lowerPower(call, file);
      if (power) return power;
      const callee = lowerExpression(call.expression, file);
      const [type, ...others] = call.typeArguments ?? [];
      const given = { kind: 'call' as const, callee, arguments: lowerArguments(call.arguments ?? [], file), ...at };
      return type && others.length === 0 && ts.isCallExpression(call) ? ofType(given, type, file) : given;
    }
    case Kind.TaggedTemplateExpression: {
      const { tag, template } = node as ts.TaggedTemplateExpression;
      const value = lowerExpression(template, file);
      return { kind: 'call', callee: lowerExpression(tag, file), arguments: [{ name: null, value }], ...at };
    }
    case Kind.BinaryExpression:
      return lowerBinary(node as ts.BinaryExpression, file);
    case Kind.PrefixUnaryExpression:
      return lowerPrefix(node as ts.PrefixUnaryExpression, file);
    case Kind.PostfixUnaryExpression:
      return lowerPostfix(node as ts.PostfixUnaryExpression, file);
    case Kind.ConditionalExpression: {
      const { condition, whenTrue, whenFalse } = node as ts.ConditionalExpression;
      const test = lowerExpression(condition, file);
      const then = lowerExpression(whenTrue, file);
      return { kind: 'conditional', test, then, otherwise: lowerExpression(whenFalse, file), ...at };
    }
    case Kind.ArrowFunction:
    case Kind.FunctionExpression:
      return { kind: 'function', function: lowerFunction(node as ts.ArrowFunction, file), ...at };
    case Kind.ClassExpression:
      return lowerClassExpression(node as ts.ClassExpression, file);
    case Kind.AwaitExpression:
      return {
        kind: 'suspend',
        form: 'await',
        value: lowerExpression((node as ts.AwaitExpression).expression, file),
        ...at,
      };
    case Kind.YieldExpression: {
      const { asteriskToken, expression } = node as ts.YieldExpression;
      const value = expression ? lowerExpression(expression, file) : null;
      return { kind: 'suspend', form: asteriskToken ? 'yield-from' : 'yield', value, ...at };
    }
    case Kind.SpreadElement: {
      const value = lowerExpression((node as ts.SpreadElement).expression, file);
      return { kind: 'spread', form: 'list', value, ...at };
    }
    case Kind.ParenthesizedExpression:
    case Kind.NonNullExpression:
    case Kind.ExpressionWithTypeArguments:
      return lowerExpression(unwrap(node), file);
    case Kind.AsExpression:
    case Kind.SatisfiesExpression:
    case Kind.TypeAssertionExpression:
      return ofType(lowerExpression(unwrap(node), file), (node as ts.AsExpression).type, file);
    case Kind.JsxElement:
    case Kind.JsxSelfClosingElement:
    case Kind.JsxFragment:
      return lowerJsx(node as ts.JsxElement | ts.JsxSelfClosingElement | ts.JsxFragment, file);
    case Kind.TypeOfExpression:
    case Kind.VoidExpression:
    case Kind.DeleteExpression:
      return unknown([lowerExpression((node as ts.TypeOfExpression).expression, file)], at);
    default:
      // Regular expressions, `import.meta`, holes in arrays, and whatever the language gains.
      return unknown([], at);
  }
}

/** `(await response.json()) as Row[]`: what a call gives is of the type that the code says. */
function ofType(value: Expression, type: ts.TypeNode, file: ts.SourceFile): Expression {
  if (value.kind === 'call') return { ...value, type: type.getText(file) };
  if (value.kind !== 'suspend' || !value.value) return value;
  return { ...value, value: ofType(value.value, type, file) };
}

/** The expression inside parentheses, type assertions, `satisfies` and `!`. */
export function unwrap(node: ts.Expression): ts.Expression {
  let inner = node;
  while (
    ts.isParenthesizedExpression(inner) ||
    ts.isAsExpression(inner) ||
    ts.isSatisfiesExpression(inner) ||
    ts.isNonNullExpression(inner) ||
    ts.isTypeAssertionExpression(inner) ||
    ts.isExpressionWithTypeArguments(inner)
  ) {
    inner = inner.expression;
  }
  return inner;
}

/** The parser puts an empty identifier where it expected an expression. */
function lowerIdentifier(node: ts.Identifier, at: Span): Expression {
  if (node.text === '') return unknown([], at);
  return node.text === 'undefined' ? constant(null, at) : name(node.text, at);
}

/** `globalThis.fetch` is `fetch`. */
const isGlobal = (node: ts.Expression): boolean => ts.isIdentifier(node) && node.text === 'globalThis';

function lowerPropertyAccess(node: ts.PropertyAccessExpression, file: ts.SourceFile): Expression {
  const at = spanOf(node, file);
  if (isGlobal(node.expression) && node.name.text !== '') return { kind: 'name', name: node.name.text, ...at };
  const object = lowerExpression(node.expression, file);
  return node.name.text === '' ? unknown([object], at) : { kind: 'attribute', object, name: node.name.text, ...at };
}

function lowerArguments(nodes: readonly ts.Expression[], file: ts.SourceFile): Argument[] {
  return nodes.map((node) => ({ name: null, value: lowerExpression(node, file) }));
}
