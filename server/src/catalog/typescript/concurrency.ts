import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

/**
 * What calls functions, many at once, in turn or again: p-limit and the like (https://github.com/sindresorhus/promise-fun),
 * async (https://caolan.github.io/async), Bluebird (http://bluebirdjs.com), Bottleneck
 * (https://github.com/SGrondin/bottleneck); and what wraps a function to trace or remember what it gives
 * (https://react.dev/reference/react/useMemo).
 */
export const concurrency: readonly CatalogEntry[] = [
  {
    call: [
      'p-limit',
      'p-retry',
      'p-throttle',
      'async-retry',
      'p-queue.add',
      'p-queue.PQueue.add',
      'exponential-backoff.backOff',
      'bottleneck.schedule',
      'bottleneck.wrap',
      'react.useMemo',
    ],
    does: { kind: 'calls', function: 0, on: 'rest', gives: 'value' },
  },
  {
    call: [
      'p-map',
      ...namesFrom(['bluebird', 'bluebird.Promise'], ['map', 'mapSeries']),
      ...namesFrom(['async'], ['map', 'mapSeries']),
    ],
    does: { kind: 'calls', function: 1, on: 0, gives: 'list' },
  },
  { call: ['async.mapLimit', 'async.eachLimit'], does: { kind: 'calls', function: 2, on: 0, gives: 'list' } },
  {
    call: [
      ...['langsmith/traceable.traceable', 'langsmith.traceable', '@langfuse/tracing.observe'],
      ...namesFrom(['braintrust'], ['wrapTraced', 'wrapOpenAI', 'wrapAnthropic']),
      ...namesFrom(['langsmith/wrappers', 'langsmith/wrappers/openai'], ['wrapOpenAI', 'wrapSDK']),
      ...['p-memoize', 'lodash.memoize', 'lodash/memoize'],
    ],
    does: { kind: 'passes', from: 0, as: 'same' },
  },
];
