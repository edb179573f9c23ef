import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type { FlowUnit } from '../flow/program.ts';
import { type FixContext, lineBreak, nextLine, replace, unitText } from './fix-context.ts';

/** `from module import name`, unless the module has it; behind the last import at the top of the first unit with one. */
export function importEdit(context: FixContext, module: string, name: string): Edit[] {
  for (const unit of context.module.units)
    for (const statement of unit.body)
      if (
        statement.kind === 'import' &&
        statement.module === module &&
        statement.names?.some((entry) => entry.name === name && entry.alias === name)
      )
        return [];
  const { unit, at } = behindImports(context);
  const text = unitText(context, unit.cell);
  return [
    replace(context, unit, { start: at, end: at }, `${lead(text, at)}from ${module} import ${name}${lineBreak(text)}`),
  ];
}

/** What numpy is called in this module, and the edit that imports it where it is not. */
export function numpyAlias(context: FixContext): { readonly name: string; readonly edits: readonly Edit[] } {
  for (const unit of context.module.units)
    for (const statement of unit.body)
      if (statement.kind === 'import' && statement.module === 'numpy' && !statement.names)
        return { name: statement.alias ?? 'numpy', edits: [] };
  const { unit, at } = behindImports(context);
  const text = unitText(context, unit.cell);
  return {
    name: 'np',
    edits: [replace(context, unit, { start: at, end: at }, `${lead(text, at)}import numpy as np${lineBreak(text)}`)],
  };
}

/** Where a new import, or a helper behind the imports, goes: never between a docstring or `__future__` and what follows. */
export function behindImports(context: FixContext): { readonly unit: FlowUnit; readonly at: number } {
  const unit =
    context.module.units.find(({ body }) => body.some(({ kind }) => kind === 'import')) ?? context.module.units[0]!;
  const text = unitText(context, unit.cell);
  let at = 0;
  for (const statement of unit.body) {
    const isDocstring = statement.kind === 'evaluate' && statement.value.kind === 'constant';
    if (statement.kind !== 'import' && !isDocstring) break;
    at = nextLine(text, statement.end);
  }
  if (at === 0) at = behindLeadingComments(text);
  return { unit, at };
}

/** A file that ends without a line break needs one before anything is added. */
export const lead = (text: string, at: number): string =>
  at === text.length && at > 0 && !text.endsWith('\n') ? lineBreak(text) : '';

/** Shebang, encoding and magics stay first. */
function behindLeadingComments(text: string): number {
  let at = 0;
  while (at < text.length && /^(#!|#.*coding|%)/.test(text.slice(at))) at = nextLine(text, at);
  return at;
}
