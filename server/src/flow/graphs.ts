import type { Effect } from '../catalog/entry.ts';
import { join, UNKNOWN, Value, withField } from '../provenance/value.ts';
import { argument } from './argument.ts';
import { update } from './assign.ts';
import { callHanded } from './call.ts';
import type { CallSite } from './call-site.ts';
import { chainStart } from './command-options.ts';

/** Graphs of functions that hand a state on: each is given it, and what it gives back goes into it. */

/** What a graph keeps its functions under. */
const NODES = '$nodes';

/** `graph.addNode("answer", answer)`, in a chain or by itself. */
export function addNode(effect: Extract<Effect, { kind: 'adds-node' }>, site: CallSite): Value {
  const node = argument(site, effect.function) ?? UNKNOWN;
  const added = (graph: Value): Value =>
    withField(graph, NODES, new Value({ items: [...(graph.fields?.get(NODES)?.items ?? []), node] }));
  if (site.receiverNode) update(chainStart(site.receiverNode), site.frame, added);
  return added(site.receiver ?? UNKNOWN);
}

/** What a node needs may be given by one that was added later. */
const ROUNDS = 2;

/** `app.invoke({ question })`: the state in the end. */
export function runGraph(effect: Extract<Effect, { kind: 'runs-graph' }>, site: CallSite): Value | null {
  const nodes = site.receiver?.fields?.get(NODES)?.items;
  if (!nodes) return null;
  let state = argument(site, effect.state) ?? new Value({});
  for (let round = 0; round < ROUNDS; round++)
    for (const node of nodes) state = withUpdate(state, callHanded(node, [state], new Map(), site));
  return state;
}

const withUpdate = (state: Value, { fields }: Value): Value =>
  [...(fields ?? [])].reduce((all, [name, given]) => {
    const before = all.fields?.get(name);
    return withField(all, name, before ? join(before, given) : given);
  }, state);
