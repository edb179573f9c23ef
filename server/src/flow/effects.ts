import type { ArgumentReference, Effect } from '../catalog/entry.ts';
import { columnEvidence } from '../provenance/evidence.ts';
import {
  BY_ORIGIN,
  DRAWN,
  ESTIMATE,
  LOCATOR,
  NO_DATA,
  OF_JUDGMENTS,
  ONES,
  ORIGIN_FLAG,
  ROWS,
  TABLE,
  ZEROS,
} from '../provenance/marks.ts';
import { namesJudgments, rowEvidence } from '../provenance/names.ts';
import { at, has, IMPUTED, REAL, VALUE_ORIGINS } from '../provenance/origins.ts';
import { asTotal, dataOrigins, join, NOTHING, UNKNOWN, Value, withField } from '../provenance/value.ts';
import { addedTo } from './added-up.ts';
import { aggregate, compute, computing, expressionOf, nameColumns } from './aggregate.ts';
import { argument, argumentNode } from './argument.ts';
import { noteTransform } from './arithmetic.ts';
import { assign, inPlace, update } from './assign.ts';
import type { CallSite } from './call-site.ts';
import { assignColumns, callOnEach, fillIn, fold, groupRows, toldOfEach } from './callbacks.ts';
import { recordClass } from './classes.ts';
import { columnOf, isOriginColumn, selectColumns } from './column.ts';
import { chainStart, withOption } from './command-options.ts';
import { asChanged } from './copies.ts';
import { estimate } from './estimate.ts';
import { selectRows } from './evaluate.ts';
import { gradedByScorer, run, runEvaluation, score } from './evaluations.ts';
import { withControl } from './execute.ts';
import { readData, writeData } from './files.ts';
import { causeAt, isTypeScript, placeOf, siteOf } from './frame.ts';
import { isScorer } from './graders.ts';
import { addNode, runGraph } from './graphs.ts';
import { cluster, fillGaps, impute } from './imputed.ts';
import { generate, makeObjects, redraw, resample, synthesize } from './makers.ts';
import { bindModel } from './models.ts';
import { standingFor } from './moved.ts';
import { compared, membership, selectedBy, selecting, verdict } from './operation.ts';
import { INDEX, withoutNamed } from './origin-column.ts';
import { elementOf, heldBy, joinPath, keyOf, lastName, mappingOf, scalar, valuesOf } from './parts.ts';
import { pass } from './pass.ts';
import { coalesce } from './pool.ts';
import { poolRows } from './pool-rows.ts';
import type { Expression } from './program.ts';
import { crossed, groupedRows, recordRows, repeatedRows } from './repeats.ts';
import { opposite, selectionOfQuery } from './select.ts';
import { ofTest } from './significance.ts';
import { joinColumns, melt, ofEachRow, rename, rowsOfColumns } from './table.ts';
import { isVerdict, pickedBy } from './tally.ts';
import { fillTemplate } from './template.ts';
import { part, tally } from './totals.ts';
import { fit, predict, restOfTraining, split } from './training.ts';
import { weigh } from './weights.ts';

/** What a catalogued call gives; null when the entry does not fit this call after all. */
export function applyEffect(effect: Effect, site: CallSite): Value | null {
  const apply = EFFECTS[effect.kind] as (effect: Effect, site: CallSite) => Value | null;
  return apply(effect, site);
}

type Effects = {
  readonly [K in Effect['kind']]: (effect: Extract<Effect, { kind: K }>, site: CallSite) => Value | null;
};

const EFFECTS: Effects = {
  reads: readData,

  writes: (effect, site) => {
    writeData(effect, site);
    return NOTHING;
  },

  generates: generate,

  'binds-model': bindModel,

  'reads-setting': (effect, site) => argument(site, effect.otherwise) ?? NOTHING,

  synthesizes: synthesize,

  observes: (_effect, site) =>
    new Value({
      origins: at('likely', REAL),
      marks: ROWS,
      cause: causeAt(site.frame, site.node, 'source', 'written by hand', []),
    }),

  // one at a time in TypeScript
  draws: (_effect, { frame }) => new Value({ marks: DRAWN | (isTypeScript(frame) ? 0 : ROWS) }),

  resamples: resample,

  redraws: redraw,

  changes: (effect, site) => {
    const unit = argument(site, effect.unit);
    return unit && asChanged(unit.with({ target: null }));
  },

  pools: poolRows,

  repeats: (effect, site) => (effect.crosses ? crossed(site) : repeatedRows(argument(site, effect.rows), site)),

  weighs: weigh,

  records: recordRows,

  coalesces: (effect, site) => {
    const values = effect.parts.map((reference) => argument(site, reference) ?? UNKNOWN);
    for (const value of values) noteTransform(value, site.frame);
    const filled = coalesce(values, site);
    return has(filled.origins, IMPUTED) ? inPlace(filled, site) : filled;
  },

  splits: split,

  estimates: (effect, site) => {
    // a scorer's own method (`judge.evaluate(row)`) is the framework's, not a table's
    if (isScorer(site.receiver, site)) return gradedByScorer(site) ?? site.receiver.with({ target: null });
    if (expressionOf(site.receiver)) return computing(site);
    if (ofEachRow(site)) return rowsOfColumns(site.receiver!);
    const data: Value[] = [];
    const nodes: (Expression | null)[] = [];
    let truth: Value | null = null;
    for (const [i, reference] of effect.data.entries()) {
      const given = argument(site, reference);
      if (!given) continue;
      const value = toldOfEach(given, effect.by, site);
      if (isVote(value, site)) return elementOf(value);
      data.push(chosenColumns(value, effect.columns, site));
      if (i === effect.truth) truth = value;
      nodes.push(argumentNode(site, reference));
    }
    const result = estimate(site.frame, site.node, effect.what, data, nodes, {
      confirmatory: effect.confirmatory ?? false,
      resplits: effect.resplits ?? false,
      compares: effect.compares ?? false,
      framework: effect.framework ?? false,
      truth,
    });
    if (effect.gives) return ofTest(result, effect.gives);
    // a mean along an axis is a list of features
    return site.named.has('axis') ? result.with({ marks: result.marks | ROWS }) : result;
  },

  aggregates: aggregate,

  'names-columns': nameColumns,

  computes: compute,

  part,

  tallies: tally,

  compares: (effect, site) => compared(effect.data.map((reference) => argument(site, reference) ?? UNKNOWN)),

  corrects: (effect, site) => {
    const data =
      effect.data === 'all'
        ? [...site.positional, ...site.named.values()]
        : effect.data.map((reference) => argument(site, reference) ?? UNKNOWN);
    site.frame.engine.observe({ kind: 'correction', site: siteOf(site.frame, site.node), data }, site.frame.context);
    return new Value({ marks: ESTIMATE });
  },

  fits: fit,

  predicts: predict,

  clusters: cluster,

  imputes: impute,

  'fills-gaps': fillGaps,

  passes: pass,

  'looks-up': (effect, site) => {
    const from = site.receiver ?? UNKNOWN;
    const key = argument(site, effect.key);
    // job.get() waits for all of it; rows.pop() gives one
    if (!key) return lastName(site.name) === 'get' && !from.fields ? from : heldBy(from);
    const name = keyOf(key);
    const found =
      name !== null
        ? columnOf(from, name, site.node, site.frame)
        : key && isVerdict(key) && from.fields && !(from.marks & (ROWS | TABLE))
          ? pickedBy(key, from, site.frame)
          : from.fields || from.element
            ? elementOf(valuesOf(from))
            : scalar(from);
    const otherwise = argument(site, effect.default);
    return otherwise && otherwise.constant === undefined && !(otherwise.marks & NO_DATA)
      ? join(found, otherwise)
      : found;
  },

  'makes-mapping': (effect, site) => mappingOf(argument(site, effect.entries)),

  stores: (effect, site) => {
    const [object, index] = [site.receiverNode, argumentNode(site, effect.key)];
    if (!object || !index) return site.receiver;
    const place = standingFor(site.node, { ...site.node, kind: 'subscript' as const, object, index });
    const value = argument(site, effect.value) ?? UNKNOWN;
    const node = argumentNode(site, effect.value);
    const isAdded = isTypeScript(site.frame) && node && addedTo(place, node) !== null;
    assign(place, isAdded ? withControl(asTotal(value), site.frame) : value, site.frame);
    return site.receiver;
  },

  holds: (effect, site) => {
    // test("adds", () => …) runs a test
    if (site.positional.some(({ target }) => target?.kind === 'function')) return null;
    const what = effect.what === undefined ? NOTHING : (argument(site, effect.what) ?? UNKNOWN);
    return membership(what, argument(site, effect.in) ?? UNKNOWN);
  },

  'joins-columns': (effect, site) => joinColumns(effect.parts, site),

  transforms: (effect, site) => {
    const rows = argument(site, effect.rows);
    // a column's own: df.groupby("model")["score"].transform("mean")
    if (site.receiver && site.receiver.marks & (ROWS | TABLE)) return site.receiver;
    return rows && site.receiver?.target?.kind !== 'function' ? rows.with({ target: null }) : (rows ?? site.receiver);
  },

  groups: (effect, site) => {
    if (effect.rows !== undefined) return groupRows(effect, argument(site, effect.rows) ?? UNKNOWN, site);
    const by = argument(site, effect.by);
    const table = site.receiver ?? UNKNOWN;
    const level = site.named.get('level');
    const keys = [by, level].flatMap((given) => (given?.items ?? (given ? [given] : [])).map(keyOf));
    const flagged =
      (by?.marks ?? 0) & ORIGIN_FLAG ||
      (level?.constant === 0 && table.fields?.has(INDEX)) ||
      keys.some((key) => key !== null && isOriginColumn(table, key, site));
    const grouped = groupedRows(table, by);
    return flagged ? grouped.with({ marks: grouped.marks | BY_ORIGIN }) : grouped;
  },

  fills: (effect) => new Value({ marks: (effect.with === 'zeros' ? ZEROS : ONES) | ROWS }),

  selects: (effect, site) => {
    const rows = site.receiver ?? UNKNOWN;
    const query = argument(site, effect.query)?.constant;
    const chosen = typeof query === 'string' ? selectionOfQuery(query) : null;
    return chosen ? selectRows(rows, chosen, site.node, site.frame) : rows;
  },

  matches: (effect, site) => {
    const column = site.receiver ?? UNKNOWN;
    const entries = argument(site, effect.entries) ?? UNKNOWN;
    if (!(column.marks & ORIGIN_FLAG) || !column.fields?.has('$column')) return verdict(column);
    const chosen = (entries.items ?? [entries]).map((entry) => selectedBy(column, entry));
    const all = chosen.every((origin) => origin === chosen[0]) ? chosen[0]! : null;
    if (!all) return column;
    return selecting(effect.negated ? opposite(all) : all);
  },

  'finds-files': (effect, site) => {
    const folder = site.receiver?.constant;
    const pattern = argument(site, effect.pattern)?.constant;
    if (typeof pattern !== 'string') return UNKNOWN;
    const path = typeof folder === 'string' ? `${folder}/${pattern}` : pattern;
    const judged = namesJudgments(path) || (site.receiver?.marks ?? 0) & OF_JUDGMENTS ? OF_JUDGMENTS : 0;
    const found = new Value({ constant: path, marks: LOCATOR | judged, origins: rowEvidence(path) });
    return new Value({ element: found, marks: ROWS | NO_DATA });
  },

  drops: (effect, site) => {
    const table = (effect.of === undefined ? site.receiver : argument(site, effect.of)) ?? UNKNOWN;
    const rest = restOfTraining(table, site);
    if (rest) return rest;
    const columns = argument(site, effect.columns) ?? site.named.get('columns') ?? site.named.get('labels');
    const names = (columns?.items ?? (columns ? [columns] : [])).map(keyOf);
    const dropped = withoutNamed(table, names, site.node, site.frame);
    return effect.of === undefined ? inPlace(dropped, site) : dropped;
  },

  'resets-index': (effect, site) => {
    const table = site.receiver ?? UNKNOWN;
    const isKept =
      argument(site, effect.drop)?.constant !== true || (argument(site, effect.level)?.constant ?? 0) !== 0;
    const reset = isKept ? table : withoutNamed(table, [INDEX], site.node, site.frame);
    return inPlace(reset, site);
  },

  renames: rename,

  melts: melt,

  assigns: assignColumns,

  calls: callOnEach,

  folds: fold,

  'fills-in': fillIn,

  'makes-record': (effect, site) => {
    const place = placeOf(site.frame, site.node);
    return [...site.named].reduce(
      (record, [name, value]) => withField(record, name, columnEvidence(value, name, place)),
      argument(site, effect.from) ?? new Value({}),
    );
  },

  'adds-option': (effect, site) => {
    const { receiver, receiverNode: node, frame } = site;
    if (node) update(chainStart(node), frame, (options) => withOption(options, effect.default, site));
    // `new Command().option(…).option(…)`
    return isTypeScript(frame) && receiver ? withOption(receiver, effect.default, site) : NOTHING;
  },

  'adds-node': addNode,

  'runs-graph': runGraph,

  'makes-object': makeObjects,

  'defines-record': (effect, site) => {
    const given = argument(site, effect.fields);
    // ["answer", ("score", int)], "answer score"
    const names =
      given?.items?.map(({ constant, items }) => constant ?? items?.[0]?.constant) ??
      (typeof given?.constant === 'string' ? given.constant.split(/[\s,]+/) : []);
    const fields = names.filter((name): name is string => typeof name === 'string' && name !== '');
    return fields.length > 0 ? new Value({ target: recordClass(fields, site.node, site.frame) }) : null;
  },

  'joins-path': (_effect, site) => {
    const parts = [...(site.receiver?.constant !== undefined ? [site.receiver] : []), ...site.positional];
    return joinPath(parts);
  },

  scores: score,

  evaluates: runEvaluation,

  'fills-template': fillTemplate,

  runs: run,

  // of objects, at their call
  delegates: () => null,

  nothing: () => NOTHING,
};

/** `np.mean([a.predict_proba(X), b.predict_proba(X)], axis=0)`: still one number for each row. */
const isVote = (value: Value, site: CallSite): boolean =>
  site.named.get('axis')?.constant === 0 &&
  !(value.marks & TABLE) &&
  (dataOrigins(value) & VALUE_ORIGINS) === 0 &&
  (value.items ?? [value.element]).every((each) => each && each.marks & ROWS && !(each.marks & ESTIMATE));

/** The columns of a table that a formula (`"score ~ group"`) or names of columns speak of; the table where none do. */
function chosenColumns(table: Value, by: readonly ArgumentReference[] | undefined, site: CallSite): Value {
  const texts = (by ?? []).flatMap((reference) => {
    const given = argument(site, reference);
    return (given?.items ?? (given ? [given] : [])).map(({ constant }) => constant);
  });
  const names = texts.flatMap((text) =>
    typeof text !== 'string' ? [] : text.includes('~') ? (text.match(/[A-Za-z_]\w*/g) ?? []) : [text],
  );
  if (names.length === 0) return table;
  const chosen = selectColumns(table, names, site.node, site.frame);
  const asksForOrigin = [...(chosen.fields?.values() ?? [])].some(({ marks }) => marks & ORIGIN_FLAG);
  return asksForOrigin ? chosen.with({ marks: chosen.marks | ORIGIN_FLAG }) : chosen;
}
