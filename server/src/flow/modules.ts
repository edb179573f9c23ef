import type { FlowModule } from './program.ts';

/** The modules that one analysis may look into, and how they name each other. */
export interface Program {
  readonly modules: ReadonlyMap<string, FlowModule>;
  /** The module of the workspace that an import means; null when it is a library's, or nobody's. */
  resolve(document: string, module: string): string | null;
}

/** `a` and `b` → `a.b`; `.` and `b` → `.b`. */
export const submodule = (module: string, name: string): string =>
  module.endsWith('.') ? `${module}${name}` : `${module}.${name}`;
