import type { Effect } from '../catalog/entry.ts';
import { PREDICTED, ROWS, SAW_ALL_ROWS, SPLIT_TEST, SPLIT_TRAIN, TABLE } from '../provenance/marks.ts';
import { words } from '../provenance/names.ts';
import { UNIT_ORIGINS } from '../provenance/origins.ts';
import { dataMarks, joinAll, UNKNOWN, unitOrigins, Value, withField } from '../provenance/value.ts';
import { argument, argumentNode } from './argument.ts';
import { update } from './assign.ts';
import type { CallSite } from './call-site.ts';
import { columnOf } from './column.ts';
import { estimate } from './estimate.ts';
import { causeAt, type Frame, siteOf } from './frame.ts';
import { elementOf } from './parts.ts';
import type { Attribute } from './program.ts';
import { withoutColumns } from './table.ts';
import { noteSplitWeights } from './weights.ts';

/** What sets rows apart, learns from them, and is applied to them. */

export function split(effect: Extract<Effect, { kind: 'splits' }>, site: CallSite): Value {
  // a dataset's own method gives its parts by name
  const dataset = effect.data === 'all' && site.receiver && site.receiver.marks & ROWS ? site.receiver : null;
  const data = dataset
    ? [dataset]
    : effect.data === 'all'
      ? [...site.positional]
      : effect.data.map((reference) => argument(site, reference) ?? UNKNOWN);
  site.frame.engine.observe({ kind: 'split', site: siteOf(site.frame, site.node), data }, site.frame.context);
  noteSplitWeights(site);
  const part = (value: Value, mark: number): Value =>
    value.with({
      marks: (value.marks & ~(SPLIT_TEST | SPLIT_TRAIN)) | mark,
      constant: undefined,
      items: null,
      element: value.items ? elementOf(value) : value.element,
      cause: causeAt(
        site.frame,
        site.node,
        'split',
        mark === SPLIT_TEST ? 'set apart for the test' : 'set apart for training',
        [value],
      ),
    });
  if (dataset) {
    const parts = new Map([
      ['train', part(dataset, SPLIT_TRAIN)],
      ['test', part(dataset, SPLIT_TEST)],
    ]);
    return new Value({ fields: parts, origins: unitOrigins(dataset) });
  }
  if (effect.gives === 'parts') {
    const [train, test] = [part(data[0]!, SPLIT_TRAIN), part(data[0]!, SPLIT_TEST)];
    return new Value({ items: [train, test, test], element: test, origins: unitOrigins(data[0]!), marks: ROWS });
  }
  if (effect.gives === 'pairs')
    return new Value({ items: data.flatMap((value) => [part(value, SPLIT_TRAIN), part(value, SPLIT_TEST)]) });
  const index = (mark: number): Value =>
    new Value({ marks: mark, cause: causeAt(site.frame, site.node, 'split', null, data) });
  return new Value({ element: new Value({ items: [index(SPLIT_TRAIN), index(SPLIT_TEST)] }), marks: ROWS });
}

/** `df.drop(train.index)`: what was not drawn for training is for the test. */
export function restOfTraining(rows: Value, site: CallSite): Value | null {
  const [dropped] = site.positionalNodes;
  if (dropped?.kind !== 'attribute' || dropped.name !== 'index' || dropped.object.kind !== 'name') return null;
  if (!words(dropped.object.name).includes('train')) return null;
  site.frame.engine.observe({ kind: 'split', site: siteOf(site.frame, site.node), data: [rows] }, site.frame.context);
  return rows.with({
    marks: (rows.marks & ~SPLIT_TRAIN) | SPLIT_TEST,
    cause: causeAt(site.frame, site.node, 'split', 'set apart for the test', [rows]),
  });
}

export function fit(effect: Extract<Effect, { kind: 'fits' }>, site: CallSite): Value {
  const data = effect.data.map((reference) => argument(site, reference) ?? UNKNOWN);
  site.frame.engine.observe({ kind: 'training', site: siteOf(site.frame, site.node), data }, site.frame.context);
  const fitted = learnedFrom(data);
  let receiver = withField(site.receiver ?? UNKNOWN, '$fitted', fitted);
  if (effect.resplits !== undefined) {
    // a search on a training part is for choosing, unless somebody asks for its score
    if (data.some((value) => dataMarks(value) & SPLIT_TRAIN))
      receiver = withField(receiver, '$searched', joinAll(data));
    else {
      const nodes = effect.data.map((reference) => argumentNode(site, reference));
      estimate(site.frame, site.node, effect.resplits, data, nodes, { resplits: true });
    }
  }
  receiver = receiver.with({ origins: site.receiver?.origins ?? 0 });
  if (site.receiverNode) update(site.receiverNode, site.frame, () => receiver);
  return receiver;
}

/** What a model or generator keeps of the rows that it was fitted on. */
export function learnedFrom(data: readonly Value[]): Value {
  const rows = joinAll(data.map(withoutColumns));
  // a join keeps one cause only, and any of the rows may be asked for later
  return data.length > 1 ? rows.with({ cause: { kind: 'join', place: null, message: null, inputs: data } }) : rows;
}

/** `search.best_score_`: the score of a search on a training part is reported after all. */
export function searchScore(search: Value, node: Attribute, frame: Frame): Value | null {
  const data = search.fields?.get('$searched');
  if (!data || !/^(best_score_|cv_results_)$/.test(node.name)) return null;
  return estimate(frame, node, 'cross-validated score', [data], [null], { resplits: true });
}

/** `trainer.predict(rows).label_ids`: beside the predictions, the labels that the rows have. */
export function labelsOfRows({ marks, cause }: Value, node: Attribute, frame: Frame): Value | null {
  if (node.name !== 'label_ids' || !(marks & PREDICTED)) return null;
  const rows = cause?.inputs[0];
  if (!rows || !(rows.marks & TABLE)) return null;
  return columnOf(rows, rows.fields?.has('labels') ? 'labels' : 'label', node, frame);
}

export function predict(effect: Extract<Effect, { kind: 'predicts' }>, site: CallSite): Value {
  const rows = argument(site, effect.rows) ?? UNKNOWN;
  const fitted = site.receiver?.fields?.get('$fitted');
  return new Value({
    origins: rows.origins & UNIT_ORIGINS,
    marks:
      PREDICTED | (rows.marks & (SPLIT_TEST | SPLIT_TRAIN | ROWS)) | (fitted ? dataMarks(fitted) & SAW_ALL_ROWS : 0),
    ...(fitted && dataMarks(fitted) & SAW_ALL_ROWS ? { fields: new Map([['$trained', fitted]]) } : {}),
    cause: rows.origins ? causeAt(site.frame, site.node, 'step', 'predictions for these rows', [rows]) : null,
  });
}
