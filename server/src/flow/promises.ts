import { external, join, UNKNOWN, type Value } from '../provenance/value.ts';
import { update } from './assign.ts';
import type { CallSite } from './call-site.ts';
import { isTypeScript, placeOf } from './frame.ts';
import { bind } from './parameters.ts';
import { callFunction } from './run-function.ts';

/** What is handed over as `resolve`: it keeps what it is called with. */
const RESOLVES = 'new Promise.resolve';

/** `new Promise((resolve) => …)` gives what `resolve` is called with, however deep in there. */
export function promised(site: CallSite): Value | null {
  const executor = site.positional[0]?.target;
  if (site.name !== '?.Promise' || executor?.kind !== 'function' || !isTypeScript(site.frame)) return null;
  const values = bind(executor, [external(RESOLVES)], new Map(), site.frame);
  return callFunction(executor, values, site.frame, placeOf(site.frame, site.node)).arguments[0]?.element ?? UNKNOWN;
}

/** `resolve(answer)` */
export function resolved({ name, node, frame, positional: [value] }: CallSite): Value | null {
  if (name !== RESOLVES) return null;
  if (value)
    update(node.callee, frame, (resolve) =>
      resolve.with({ element: resolve.element ? join(resolve.element, value) : value }),
    );
  return UNKNOWN;
}
