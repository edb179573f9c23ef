import { nameEvidence } from '../provenance/evidence.ts';
import { external, Value } from '../provenance/value.ts';
import type { ModuleValue } from './callable.ts';
import type { Engine } from './engine.ts';
import { type Frame, isTypeScript, placeOf } from './frame.ts';
import type { Import } from './program.ts';

/** Binds the names of an import: to what the workspace's own modules hold, else to the library's name for them. */
export function executeImport(statement: Import, frame: Frame): void {
  if (statement.names) importNames(statement, frame);
  else importModule(statement, frame);
}

function importModule({ module, alias }: Import, frame: Frame): void {
  if (isTypeScript(frame)) {
    frame.scope.set(alias ?? module, wholeModule(module, frame));
    return;
  }
  const [root] = module.split('.');
  const name = alias === null ? root! : module;
  const inWorkspace = importedModule(frame.document, module, frame.engine) !== null;
  const value = inWorkspace ? moduleValue(frame.document, name, frame.engine) : external(name);
  frame.scope.set(alias ?? root!, value);
}

/** A module of TypeScript as a whole: of one that exports one function or class, that. */
export function wholeModule(module: string, { document, engine }: Frame): Value {
  const found = importedModule(document, module, engine);
  if (found?.target?.kind !== 'module') return external(libraryName(module));
  const only = engine.memberOfModule(found.target, 'module.exports');
  return only?.target ? only : found;
}

/** `node:fs` is `fs`. */
const libraryName = (module: string): string => module.replace(/^node:/, '');

function importNames(statement: Import, frame: Frame): void {
  const { engine, document } = frame;
  const origin: ModuleValue = {
    kind: 'module',
    name: statement.module,
    importer: document,
    document: engine.resolve(document, statement.module),
  };
  const typescript = isTypeScript(frame);
  const module = typescript ? libraryName(statement.module) : statement.module.replace(/^\.+/, '');
  for (const entry of statement.names ?? []) {
    const { name, alias } = entry;
    if (name === '*') {
      for (const [own, value] of engine.namesToImport(origin)) frame.scope.set(own, value);
      continue;
    }
    const found = engine.memberOfModule(origin, name);
    // a library's default export stands for all of it, as in `import fs from 'fs'`
    const isWhole = typescript && name === 'default';
    const imported = found ?? external(isWhole ? module : module ? `${module}.${name}` : name);
    // `from data import synthetic_df`: only its name tells
    const isData = statement.module.startsWith('.') || !engine.catalogFor(document).knowsModule(module);
    frame.scope.set(alias, isData ? nameEvidence(imported, alias, placeOf(frame, entry)) : imported);
  }
}

/** The module of the workspace that a document means by a dotted name; null when it has none. */
export function importedModule(importer: string, name: string, engine: Engine): Value | null {
  return engine.resolve(importer, name) === null ? null : moduleValue(importer, name, engine);
}

const moduleValue = (importer: string, name: string, engine: Engine): Value =>
  new Value({ target: { kind: 'module', name, importer, document: engine.resolve(importer, name) } });
