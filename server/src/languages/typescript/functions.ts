import { ts } from 'ts-morph';
import type { Assign, Expression, FunctionDefinition, Parameter, Span, Statement } from '../../flow/program.ts';
import { commentText } from './comments.ts';
import { lowerDecorators } from './declarations.ts';
import { lowerExpression } from './expressions.ts';
import { outerNames } from './outer-names.ts';
import { lowerTarget } from './patterns.ts';
import { name, spanOf } from './spans.ts';
import { lowerStatements } from './statements.ts';

export type FunctionNode =
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration
  | ts.AccessorDeclaration
  | ts.ConstructorDeclaration;

export function lowerFunction(node: FunctionNode, file: ts.SourceFile): FunctionDefinition {
  return {
    name: node.name ? node.name.getText(file) : '',
    nameSpan: node.name ? spanOf(node.name, file) : null,
    parameters: lowerParameters(node, file),
    decorators: [...lowerDecorators(node, file), ...decoratorsMeant(node, file)],
    isAsync: hasModifier(node, ts.SyntaxKind.AsyncKeyword),
    isGenerator: 'asteriskToken' in node && node.asteriskToken !== undefined,
    body: [
      ...(node.body && ts.isBlock(node.body) ? outerNames(node.parameters, node.body, spanOf(node.body, file)) : []),
      ...lowerParameterProperties(node.parameters, file),
      ...lowerFunctionBody(node.body, file),
    ],
    documentation: documentationOf(node, file),
    ...(node.type && { returns: node.type.getText(file) }),
    ...spanOf(node, file),
  };
}

/** What Python writes as a decorator is a word here: `get total()`, `static create()`. */
function decoratorsMeant(node: FunctionNode, file: ts.SourceFile): Expression[] {
  const at = node.name ? spanOf(node.name, file) : spanOf(node, file);
  if (ts.isGetAccessor(node)) return [name('property', at)];
  if (ts.isSetAccessor(node)) return [{ kind: 'attribute', object: name('property', at), name: 'setter', ...at }];
  return hasModifier(node, ts.SyntaxKind.StaticKeyword) ? [name('staticmethod', at)] : [];
}

/** A method gets its receiver as first parameter, as the flow program has it; `this` is a name like any other. */
export function withReceiver(method: FunctionDefinition): FunctionDefinition {
  const at = method.nameSpan ?? method;
  const receiver: Parameter = {
    target: name('this', at),
    form: 'plain',
    keywordOnly: false,
    default: null,
    annotation: null,
    start: at.start,
    end: at.end,
  };
  return { ...method, parameters: [receiver, ...method.parameters] };
}

export function hasModifier(node: ts.Node, kind: ts.ModifierSyntaxKind): boolean {
  if (!ts.canHaveModifiers(node)) return false;
  return ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) ?? false;
}

export function annotationOf(type: ts.TypeNode | undefined, file: ts.SourceFile): string | null {
  return type ? type.getText(file) : null;
}

function lowerFunctionBody(body: ts.ConciseBody | undefined, file: ts.SourceFile): readonly Statement[] {
  if (!body) return [];
  if (ts.isBlock(body)) return lowerStatements(body.statements, file);
  const value = lowerExpression(body, file);
  return [{ kind: 'return', value, start: value.start, end: value.end }];
}

const PARAMETER = /@param\s+\{([^}\n]+)\}\s+\[?([\w$]+)/g;

/** JavaScript says the types in a comment: `@param {JudgeVerdict[]} verdicts`. */
function typesInComment(node: ts.Node, file: ts.SourceFile): ReadonlyMap<string, string> {
  const before = file.text.slice(node.pos, node.getStart(file));
  return new Map(Array.from(before.matchAll(PARAMETER), ([, type, parameter]) => [parameter!, type!]));
}

function lowerParameters(node: ts.SignatureDeclaration, file: ts.SourceFile): Parameter[] {
  const documented = typesInComment(node, file);
  return node.parameters
    .filter(({ name }) => name.getText(file) !== 'this')
    .map((parameter) => ({
      target: lowerTarget(parameter.name, file),
      form: parameter.dotDotDotToken ? 'rest' : 'plain',
      keywordOnly: false,
      default: parameter.initializer ? lowerExpression(parameter.initializer, file) : null,
      annotation: annotationOf(parameter.type, file) ?? documented.get(parameter.name.getText(file)) ?? null,
      ...spanOf(parameter, file),
    }));
}

/** `constructor(private model: Model)` also assigns `this.model`: a parameter with a modifier is a field. */
function lowerParameterProperties(nodes: readonly ts.ParameterDeclaration[], file: ts.SourceFile): Assign[] {
  const assigns: Assign[] = [];
  for (const node of nodes) {
    if (!ts.getModifiers(node)?.length || !ts.isIdentifier(node.name)) continue;
    const at: Span = spanOf(node.name, file);
    const target: Expression = { kind: 'attribute', object: name('this', at), name: node.name.text, ...at };
    assigns.push({
      kind: 'assign',
      targets: [target],
      value: name(node.name.text, at),
      operator: null,
      annotation: null,
      ...at,
    });
  }
  return assigns;
}

/** The text of the JSDoc comment right before a function. */
function documentationOf(node: FunctionNode, file: ts.SourceFile): string | null {
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return null;
  const last = ts.getLeadingCommentRanges(file.text, node.pos)?.at(-1);
  const text = last ? file.text.slice(last.pos, last.end) : '';
  return text.startsWith('/**') ? commentText(text) : null;
}
