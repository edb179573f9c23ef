import { ts } from 'ts-morph';
import type { Assign, Expression, Import, Span, Statement } from '../../flow/program.ts';
import { unwrap } from './expressions.ts';
import { constant, name, spanOf } from './spans.ts';

type ImportedName = NonNullable<Import['names']>[number];

/** `import d, { a as b } from 'm'`; a namespace beside a default import makes a second import. */
export function lowerImport(node: ts.ImportDeclaration, file: ts.SourceFile): Statement[] {
  const module = moduleText(node.moduleSpecifier);
  const clause = node.importClause;
  const at = spanOf(node, file);
  if (isData(module) && clause?.name)
    return [
      {
        kind: 'assign',
        targets: [name(clause.name.text, spanOf(clause.name, file))],
        value: loadData(module, spanOf(node.moduleSpecifier, file)),
        operator: null,
        annotation: null,
        ...at,
      },
    ];
  if (!clause) return [importNames(module, [], at)];
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword && !isNear(module)) return [];
  const names: ImportedName[] = [];
  if (clause.name) names.push({ name: 'default', alias: clause.name.text, ...spanOf(clause.name, file) });
  const bindings = clause.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) {
    const whole = importWhole(module, bindings.name.text, at);
    return names.length > 0 ? [importNames(module, names, at), whole] : [whole];
  }
  const values = bindings?.elements.filter((element) => !element.isTypeOnly || isNear(module)) ?? [];
  names.push(...values.map((element) => importedName(element, file)));
  const onlyTypes = names.length === 0 && bindings !== undefined && bindings.elements.length > 0;
  return onlyTypes ? [] : [importNames(module, names, at)];
}

/** A type of the workspace may be a class, whose objects are handed over. */
const isNear = (module: string): boolean => /^(?:[.#]|[@~]\/)/.test(module);

/** `import fs = require('fs')`; an alias of a namespace member is an ordinary assignment to the engine. */
export function lowerImportEquals(node: ts.ImportEqualsDeclaration, file: ts.SourceFile): Import[] {
  const reference = node.moduleReference;
  if (node.isTypeOnly || !ts.isExternalModuleReference(reference)) return [];
  return [importWhole(moduleText(reference.expression), node.name.text, spanOf(node, file))];
}

/**
 * `const m = require('m')`, `const { a: b } = require('m')`, `const b = require('m').a`, and the same with
 * `await import('m')`, or only under a condition (`judges ? await import('m') : null`). Null when the declaration is
 * anything else.
 */
export function lowerRequire(node: ts.VariableDeclaration, at: Span, file: ts.SourceFile): Import | null {
  if (!node.initializer) return null;
  const value = whereGiven(unwrap(node.initializer));
  if (isData(requiredModule(value) ?? '')) return null;
  if (ts.isPropertyAccessExpression(value) && ts.isIdentifier(node.name)) {
    const module = requiredModule(value.expression);
    const imported = { name: value.name.text, alias: node.name.text, ...spanOf(value.name, file) };
    return module === null ? null : importNames(module, [imported], at);
  }
  const module = requiredModule(value);
  if (module === null) return null;
  if (ts.isIdentifier(node.name)) return importWhole(module, node.name.text, at);
  if (!ts.isObjectBindingPattern(node.name)) return null;
  const names: ImportedName[] = [];
  for (const element of node.name.elements) {
    const { name: alias, propertyName = alias } = element;
    const isPlain = !element.dotDotDotToken && !element.initializer;
    if (!isPlain || !ts.isIdentifier(alias) || !ts.isIdentifier(propertyName)) return null;
    names.push({ name: propertyName.text, alias: alias.text, ...spanOf(element, file) });
  }
  return importNames(module, names, at);
}

/** Of two ways one of which gives nothing, the other. */
function whereGiven(value: ts.Expression): ts.Expression {
  if (!ts.isConditionalExpression(value)) return value;
  const [given, ...others] = [value.whenTrue, value.whenFalse].map(unwrap).filter((way) => !isNothing(way));
  return given && others.length === 0 ? given : value;
}

const isNothing = (node: ts.Expression): boolean =>
  node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined');

/** `export { a as b }` binds `b`, which is what another module imports; `export … from` imports first. */
export function lowerExport(node: ts.ExportDeclaration, file: ts.SourceFile): Statement[] {
  if (node.isTypeOnly) return [];
  const at = spanOf(node, file);
  const clause = node.exportClause;
  if (!node.moduleSpecifier) {
    if (!clause || !ts.isNamedExports(clause)) return [];
    return clause.elements
      .filter((element) => !element.isTypeOnly)
      .map((element) => (element.propertyName ? lowerExportAlias(element, file) : lowerExported(element, file)));
  }
  const module = moduleText(node.moduleSpecifier);
  if (!clause) return [importNames(module, [{ name: '*', alias: '*', ...at }], at)];
  if (ts.isNamespaceExport(clause)) return [importWhole(module, clause.name.text, at)];
  const values = clause.elements.filter((element) => !element.isTypeOnly);
  return [
    importNames(
      module,
      values.map((element) => importedName(element, file)),
      at,
    ),
  ];
}

/** What is exported under its own name is only read. */
function lowerExported({ name: own }: ts.ExportSpecifier, file: ts.SourceFile): Statement {
  const span = spanOf(own, file);
  return { kind: 'evaluate', value: name(own.text, span), isExported: true, ...span };
}

const isData = (module: string): boolean => /\.(json|jsonl|csv|tsv|ya?ml)$/i.test(module);

/** An import of a data file reads it: it becomes `JSON.load(path)`, a call that the language itself does not have. */
export function loadData(path: string, at: Span): Expression {
  const callee: Expression = { kind: 'attribute', object: name('JSON', at), name: 'load', ...at };
  return { kind: 'call', callee, arguments: [{ name: null, value: constant(path, at) }], ...at };
}

/** The path of the data file that `require("./cases.json")` reads; null for other calls. */
export function requiredData(node: ts.Expression): string | null {
  const module = requiredModule(node);
  return module !== null && isData(module) ? module : null;
}

/** The default export is bound to the name `default`, as an import asks for it. */
export function assignDefault(value: Assign['value'], at: Span): Assign {
  return { kind: 'assign', targets: [name('default', at)], value, operator: null, annotation: null, ...at };
}

function lowerExportAlias(element: ts.ExportSpecifier, file: ts.SourceFile): Assign {
  const original = element.propertyName ?? element.name;
  const value = name(original.text, spanOf(original, file));
  const targets = [name(element.name.text, spanOf(element.name, file))];
  return {
    kind: 'assign',
    targets,
    value,
    operator: null,
    annotation: null,
    isExported: true,
    ...spanOf(element, file),
  };
}

function importedName(element: ts.ImportSpecifier | ts.ExportSpecifier, file: ts.SourceFile): ImportedName {
  const { name: alias, propertyName = alias } = element;
  return { name: propertyName.text, alias: alias.text, ...spanOf(element, file) };
}

function importWhole(module: string, alias: string, at: Span): Import {
  return { kind: 'import', module, alias, names: null, start: at.start, end: at.end };
}

function importNames(module: string, names: readonly ImportedName[], at: Span): Import {
  return { kind: 'import', module, alias: null, names, start: at.start, end: at.end };
}

function moduleText(node: ts.Expression): string {
  return ts.isStringLiteralLike(node) ? node.text : '';
}

function requiredModule(node: ts.Expression): string | null {
  const call = unwrap(node);
  if (ts.isAwaitExpression(call)) {
    const inner = unwrap(call.expression);
    return isImportCall(inner) ? firstText(inner) : null;
  }
  return isImportCall(call) ? null : moduleCalled(call);
}

/** The module that `import('m')` promises, or that `require('m')` gives; null for other calls. */
export function moduleCalled(call: ts.Expression): string | null {
  if (isImportCall(call)) return firstText(call);
  if (!ts.isCallExpression(call) || !ts.isIdentifier(call.expression)) return null;
  return call.expression.text === 'require' ? firstText(call) : null;
}

function isImportCall(node: ts.Expression): node is ts.CallExpression {
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
}

function firstText(call: ts.CallExpression): string | null {
  const [first] = call.arguments;
  return first && ts.isStringLiteralLike(first) ? first.text : null;
}
