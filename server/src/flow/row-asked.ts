import { namesOrigin } from '../provenance/names.ts';
import type { Value } from '../provenance/value.ts';
import { originAsked, selectRows } from './evaluate.ts';
import type { Frame } from './frame.ts';
import type { Expression } from './program.ts';
import type { Scope } from './scope.ts';
import { opposite } from './select.ts';
import { descendants } from './walk.ts';

/** `if (row.source === "real")`: in each branch the row is of one origin. */

/** The name whose entry a test on the origin asks for; null where it asks for more. */
function rowOf(test: Expression): string | null {
  for (const node of descendants(test)) {
    if (node.kind === 'operation' && node.form === 'logical') return null;
    const isEntry =
      (node.kind === 'attribute' && namesOrigin(node.name)) ||
      (node.kind === 'subscript' && node.index.kind === 'constant' && namesOrigin(String(node.index.value)));
    if (isEntry && node.object.kind === 'name') return node.object.name;
  }
  return null;
}

/**
 * Says what the row is in the scope of a branch, which runs where the test holds, or where it does not. Gives what takes
 * that back where the other branch goes on as well.
 */
export function narrow(test: Expression, value: Value, holds: boolean, scope: Scope, frame: Frame): () => void {
  const origin = originAsked(value);
  const name = origin && rowOf(test);
  const row = name && scope.local(name);
  if (!row) return () => {};
  const narrowed = selectRows(row, holds ? origin : opposite(origin), test, frame);
  scope.set(name, narrowed);
  return () => {
    if (scope.local(name) === narrowed) scope.set(name, row);
  };
}
