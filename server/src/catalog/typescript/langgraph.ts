import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

const GRAPH = ['@langchain/langgraph.StateGraph', '@langchain/langgraph.Graph', '@langchain/langgraph.MessageGraph'];

/** https://docs.langchain.com/oss/javascript/langgraph/graph-api: each node is given the state, and gives what is new in it. */
export const langgraph: readonly CatalogEntry[] = [
  { call: namesFrom(GRAPH, ['addNode']), does: { kind: 'adds-node', function: 1 } },
  {
    call: namesFrom(GRAPH, ['addEdge', 'addConditionalEdges', 'setEntryPoint', 'setFinishPoint', 'compile']),
    does: { kind: 'passes', from: 'self', as: 'same' },
  },
  { call: namesFrom(GRAPH, ['invoke']), does: { kind: 'runs-graph', state: 0 } },
];
