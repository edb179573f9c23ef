import type { FlowModule } from '../flow/program.ts';
import { takenNames } from './occurrences.ts';

/** A name that the module does not use yet. */
export function freeName(module: FlowModule, wanted: string): string {
  const taken = takenNames(module);
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted}_${n}`;
    if (!taken.has(name)) return name;
  }
}
