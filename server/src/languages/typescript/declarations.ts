import { ts } from 'ts-morph';
import type { Assign, DefineClass, Expression, Statement } from '../../flow/program.ts';
import { lowerExpression } from './expressions.ts';
import { annotationOf, hasModifier, lowerFunction, withReceiver } from './functions.ts';
import { lowerPropertyName } from './literals.ts';
import { constant, name, spanOf, unknown } from './spans.ts';
import { lowerStatements } from './statements.ts';

const Kind = ts.SyntaxKind;

/** `named` is the identifier that the class is bound to, where it has none of its own. */
export function lowerClass(
  node: ts.ClassLikeDeclaration,
  file: ts.SourceFile,
  named: ts.Identifier | undefined = node.name,
): DefineClass {
  const at = spanOf(node, file);
  return {
    kind: 'define-class',
    form: 'class',
    name: named?.text ?? '',
    nameSpan: named ? spanOf(named, file) : { start: at.start, end: at.start },
    bases: lowerBases(node, file),
    decorators: lowerDecorators(node, file),
    body: node.members.flatMap((member) => lowerMember(member, file)),
    ...at,
  };
}

/** A class without a name to bind is unknown; its bases and the functions of its members stay readable. */
export function lowerClassExpression(node: ts.ClassExpression, file: ts.SourceFile): Expression {
  const operands = [...lowerBases(node, file)];
  for (const statement of node.members.flatMap((member) => lowerMember(member, file))) {
    if (statement.kind === 'assign') operands.push(statement.value);
    if (statement.kind === 'define-function') {
      const { start, end } = statement;
      operands.push({ kind: 'function', function: statement.function, start, end });
    }
  }
  return unknown(operands, spanOf(node, file));
}

export function lowerDecorators(node: ts.Node, file: ts.SourceFile): Expression[] {
  const decorators = ts.canHaveDecorators(node) ? ts.getDecorators(node) : undefined;
  return decorators?.map((decorator) => lowerExpression(decorator.expression, file)) ?? [];
}

function lowerBases(node: ts.ClassLikeDeclaration, file: ts.SourceFile): Expression[] {
  const clause = node.heritageClauses?.find(({ token }) => token === Kind.ExtendsKeyword);
  return clause?.types.map((base) => lowerExpression(base, file)) ?? [];
}

function lowerMember(member: ts.ClassElement, file: ts.SourceFile): readonly Statement[] {
  if (ts.isPropertyDeclaration(member)) return lowerField(member, file);
  if (ts.isClassStaticBlockDeclaration(member)) return lowerStatements(member.body.statements, file);
  if (ts.isConstructorDeclaration(member)) {
    if (!member.body) return [];
    const lowered = { ...lowerFunction(member, file), name: 'constructor' };
    return [{ kind: 'define-function', function: withReceiver(lowered), ...spanOf(member, file) }];
  }
  if (!ts.isMethodDeclaration(member) && !ts.isAccessor(member)) return [];
  if (!member.body) return [];
  const method = lowerFunction(member, file);
  const isStatic = hasModifier(member, Kind.StaticKeyword);
  return [{ kind: 'define-function', function: isStatic ? method : withReceiver(method), ...spanOf(member, file) }];
}

/** A field that holds a function is a method, so that `this` inside it is known; a bare declaration has no value. */
function lowerField(field: ts.PropertyDeclaration, file: ts.SourceFile): readonly Statement[] {
  const { initializer } = field;
  if (!initializer) return [];
  const at = spanOf(field, file);
  const nameSpan = spanOf(field.name, file);
  const fieldName = field.name.getText(file);
  const isStatic = hasModifier(field, Kind.StaticKeyword);
  if (!isStatic && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))) {
    const method = { ...lowerFunction(initializer, file), name: fieldName, nameSpan };
    return [{ kind: 'define-function', function: withReceiver(method), ...at }];
  }
  const value = lowerExpression(initializer, file);
  const annotation = annotationOf(field.type, file);
  return [{ kind: 'assign', targets: [name(fieldName, nameSpan)], value, operator: null, annotation, ...at }];
}

/** An enum is the mapping it is at run time; members without a value count up from the last number. */
export function lowerEnum(node: ts.EnumDeclaration, file: ts.SourceFile): Assign {
  let next = 0;
  const entries = node.members.map((member) => {
    const value = member.initializer
      ? lowerExpression(member.initializer, file)
      : constant(next, spanOf(member.name, file));
    if (value.kind === 'constant' && typeof value.value === 'number') next = value.value + 1;
    return { key: lowerPropertyName(member.name, file), value };
  });
  const at = spanOf(node, file);
  const targets = [name(node.name.text, spanOf(node.name, file))];
  return {
    kind: 'assign',
    targets,
    value: { kind: 'mapping', entries, ...at },
    operator: null,
    annotation: null,
    ...at,
  };
}

/** The names of a namespace are reached as attributes. */
export function lowerNamespace(node: ts.ModuleDeclaration, file: ts.SourceFile): readonly Statement[] {
  const { body } = node;
  if (!body || !ts.isIdentifier(node.name)) return [];
  const inner = ts.isModuleBlock(body)
    ? lowerStatements(body.statements, file)
    : ts.isModuleDeclaration(body)
      ? lowerNamespace(body, file)
      : [];
  const nameSpan = spanOf(node.name, file);
  const at = spanOf(node, file);
  const own = { name: node.name.text, nameSpan, bases: [], decorators: [], body: inner, ...at };
  return [{ kind: 'define-class', form: 'namespace', ...own }];
}
