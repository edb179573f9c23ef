import type { ArgumentReference, Effect } from '../catalog/entry.ts';
import { asJudged } from '../provenance/evidence.ts';
import { namesJudgments, playsPerson, rowEvidence } from '../provenance/names.ts';
import {
  AUGMENTED,
  anyConfidence,
  at,
  GENERATED,
  has,
  JUDGED,
  lower,
  MEASURED,
  REAL,
  SIMULATED,
  SYNTHETIC,
  UNIT_ORIGINS,
} from '../provenance/origins.ts';
import {
  BY_ORIGIN,
  COUNT,
  DRAWN,
  dataMarks,
  dataOrigins,
  ESTIMATE,
  JUDGE_PROMPT,
  join,
  joinAll,
  LOCATOR,
  NO_DATA,
  NOTHING,
  OF_JUDGMENTS,
  ONES,
  ORIGIN_FLAG,
  ROWS,
  SAW_ALL_ROWS,
  SPLIT_TEST,
  SPLIT_TRAIN,
  SPREAD,
  TABLE,
  TOTAL,
  UNKNOWN,
  unitOrigins,
  Value,
  VERDICT,
  withField,
  ZEROS,
} from '../provenance/value.ts';
import { argument, argumentNode } from './argument.ts';
import { update } from './assign.ts';
import { type CallSite, callFunction } from './call.ts';
import { columnOf, isOriginColumn, selectColumns, withColumn } from './column.ts';
import { estimate } from './estimate.ts';
import { selectRows } from './evaluate.ts';
import { readData, writeData } from './files.ts';
import { causeAt, placeOf, siteOf } from './frame.ts';
import { type Graders, gradersIn, isScorer, judgedBy } from './graders.ts';
import { compared, noteTransform, selectedBy, selecting, verdict } from './operation.ts';
import { deepMarks, elementOf, HOLE, keyOf, partsOf, partsWithin, scalar, valuesOf } from './parts.ts';
import { coalesce, collect, pooled, wrapped } from './pool.ts';
import type { Expression } from './program.ts';
import { opposite, selectionOfQuery } from './select.ts';
import { asFrame, isColumnAxis, joinColumns, withoutColumns } from './table.ts';

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

  generates: (effect, site) => {
    const inputs = [argument(site, effect.prompt), ...site.positional, ...site.named.values()].filter(
      (value): value is Value => !!value,
    );
    const units = inputs.reduce((all, input) => all | unitOrigins(input), 0);
    const answer = new Value({
      origins: at('certain', GENERATED) | units,
      cause: causeAt(site.frame, site.node, 'source', 'answered by a language model', inputs),
    });
    const judges = inputs.some((input) => deepMarks(input) & JUDGE_PROMPT) && !inputs.some(asksPerson);
    return judges ? asJudged(answer, 'a language model is asked to judge', placeOf(site.frame, site.node)) : answer;
  },

  synthesizes: (effect, site) => {
    const origin = effect.origin === 'augmented' ? AUGMENTED : effect.origin === 'simulated' ? SIMULATED : 0;
    const learned = site.receiver?.fields?.get('$fitted');
    const sawAll = learned && !(dataMarks(learned) & SPLIT_TRAIN) ? SAW_ALL_ROWS : 0;
    const rows = new Value({
      origins: at('certain', SYNTHETIC | origin),
      marks: ROWS | (effect.gives === 'table' ? TABLE : 0) | sawAll,
      ...(learned ? { fields: new Map([['$fitted', learned]]) } : {}),
      cause: causeAt(site.frame, site.node, 'source', `${effect.origin} rows made by ${lastName(site.name)}()`, []),
    });
    return effect.gives === 'pair' ? new Value({ items: [rows, rows] }) : rows;
  },

  draws: () => new Value({ marks: DRAWN | ROWS }),

  resamples: (effect, site) => {
    const name = lastName(site.receiver?.target?.kind === 'external' ? site.receiver.target.name : site.name);
    const items = effect.data.map((reference) => {
      const data = argument(site, reference) ?? UNKNOWN;
      const confidence = /sampler|smote|adasyn|augment/i.test(name) ? 'certain' : 'likely';
      const cause = causeAt(site.frame, site.node, 'pool', `made-up rows added by ${name}`, [data]);
      return data.with({
        origins: data.origins | at('likely', REAL) | at(confidence, SYNTHETIC | AUGMENTED),
        marks: (data.marks | ROWS) & ~NO_DATA,
        items: null,
        constant: undefined,
        cause,
      });
    });
    return new Value({ items });
  },

  pools: (effect, site) => {
    if (effect.axis !== undefined && isColumnAxis(argument(site, effect.axis))) return joinColumns(effect.parts, site);
    const values = effect.parts.map((reference) => argument(site, reference) ?? UNKNOWN);
    const receiver = site.receiver;
    const isFrameAppend = receiver !== null && (receiver.marks & TABLE) !== 0;
    const parts = values.flatMap((value, i) => {
      if (effect.single && i > 0 && !isFrameAppend) return [wrapped(value)];
      return effect.inPlace || effect.parts.length > 1 ? [value] : partsOf(value);
    });
    const result =
      effect.single && !isFrameAppend && (values[1]?.marks ?? 0) & ROWS && !(values[1]!.marks & NO_DATA)
        ? collect(values)
        : pooled(parts, site);
    if (effect.inPlace && site.receiverNode && !isFrameAppend) update(site.receiverNode, site.frame, () => result);
    return result;
  },

  coalesces: (effect, site) => {
    const values = effect.parts.map((reference) => argument(site, reference) ?? UNKNOWN);
    for (const value of values) noteTransform(value, site.frame);
    return coalesce(values, site);
  },

  splits: (effect, site) => {
    // a dataset's own method gives its parts by name
    const dataset = effect.data === 'all' && site.receiver && site.receiver.marks & ROWS ? site.receiver : null;
    const data = dataset
      ? [dataset]
      : effect.data === 'all'
        ? [...site.positional]
        : effect.data.map((reference) => argument(site, reference) ?? UNKNOWN);
    site.frame.engine.observe({ kind: 'split', site: siteOf(site.frame, site.node), data }, String(site.frame.context));
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
    if (effect.gives === 'pairs')
      return new Value({ items: data.flatMap((value) => [part(value, SPLIT_TRAIN), part(value, SPLIT_TEST)]) });
    const index = (mark: number): Value =>
      new Value({ marks: mark, cause: causeAt(site.frame, site.node, 'split', null, data) });
    return new Value({ element: new Value({ items: [index(SPLIT_TRAIN), index(SPLIT_TEST)] }), marks: ROWS });
  },

  estimates: (effect, site) => {
    // a scorer's own method (`judge.evaluate(row)`) is the framework's, not a table's
    if (isScorer(site.receiver, site)) return site.receiver.with({ target: null });
    const data: Value[] = [];
    const nodes: (Expression | null)[] = [];
    for (const reference of effect.data) {
      const value = argument(site, reference);
      if (!value) continue;
      data.push(chosenColumns(value, effect.columns, site));
      nodes.push(argumentNode(site, reference));
    }
    return estimate(site.frame, site.node, effect.what, data, nodes, {
      confirmatory: effect.confirmatory ?? false,
      resplits: effect.resplits ?? false,
      compares: effect.compares ?? false,
    });
  },

  part: (effect, site) => {
    const value = argument(site, effect.of) ?? UNKNOWN;
    if (effect.is === 'count') return new Value({ marks: NO_DATA | COUNT });
    if (effect.is === 'root') return scalar(value).with({ marks: (value.marks | (value.marks & COUNT)) & ~ROWS });
    const held = value.element || value.items ? elementOf(value) : value;
    const plain = scalar(held);
    return plain.with({
      marks: (plain.marks & ~(NO_DATA | ROWS)) | (effect.is === 'total' ? TOTAL : SPREAD),
      cause: value.cause ?? plain.cause,
    });
  },

  compares: (effect, site) => compared(effect.data.map((reference) => argument(site, reference) ?? UNKNOWN)),

  corrects: (effect, site) => {
    const data =
      effect.data === 'all'
        ? [...site.positional, ...site.named.values()]
        : effect.data.map((reference) => argument(site, reference) ?? UNKNOWN);
    site.frame.engine.observe(
      { kind: 'correction', site: siteOf(site.frame, site.node), data },
      String(site.frame.context),
    );
    return new Value({ marks: ESTIMATE });
  },

  fits: (effect, site) => {
    const data = effect.data.map((reference) => argument(site, reference) ?? UNKNOWN);
    site.frame.engine.observe(
      { kind: 'training', site: siteOf(site.frame, site.node), data },
      String(site.frame.context),
    );
    // a search on a training part is for choosing, not for reporting
    if (effect.resplits !== undefined && !data.some((value) => dataMarks(value) & SPLIT_TRAIN)) {
      const nodes = effect.data.map((reference) => argumentNode(site, reference));
      estimate(site.frame, site.node, effect.resplits, data, nodes, { resplits: true });
    }
    const fitted = joinAll(data.map(withoutColumns));
    const receiver = withField(site.receiver ?? UNKNOWN, '$fitted', fitted).with({
      origins: site.receiver?.origins ?? 0,
    });
    if (site.receiverNode) update(site.receiverNode, site.frame, () => receiver);
    return receiver;
  },

  predicts: (effect, site) => {
    const rows = argument(site, effect.rows) ?? UNKNOWN;
    const fitted = site.receiver?.fields?.get('$fitted');
    return new Value({
      origins: rows.origins & UNIT_ORIGINS,
      marks: (rows.marks & (SPLIT_TEST | SPLIT_TRAIN | ROWS)) | (fitted ? dataMarks(fitted) & SAW_ALL_ROWS : 0),
      ...(fitted && dataMarks(fitted) & SAW_ALL_ROWS ? { fields: new Map([['$trained', fitted]]) } : {}),
      cause: rows.origins ? causeAt(site.frame, site.node, 'step', 'predictions for these rows', [rows]) : null,
    });
  },

  passes: (effect, site) => {
    const value = argument(site, effect.from);
    if (!value) return null;
    switch (effect.as) {
      case 'element':
        return value.items || value.element ? elementOf(value) : value;
      case 'list':
        return new Value({ element: value, origins: unitOrigins(value), marks: ROWS });
      case 'pairs': {
        const items = [...site.positional].map(elementOf);
        return new Value({
          element: new Value({ items, origins: items.reduce((all, item) => all | unitOrigins(item), 0) }),
          marks: ROWS,
        });
      }
      case 'numbered':
        return new Value({
          element: new Value({ items: [NOTHING, elementOf(value)], origins: unitOrigins(value) }),
          marks: ROWS,
        });
      case 'values':
        return value.fields && !(value.marks & TABLE) ? valuesOf(value) : value;
      case 'each':
        return new Value({ items: site.positional });
      case 'same':
        return value;
      case 'missing':
        return value.with({
          origins: value.origins & anyConfidence(MEASURED),
          fields: null,
          element: null,
          items: null,
        });
      case 'frame':
        return asFrame(value, site);
      default:
        return value.constant !== undefined && site.receiver ? scalar(value) : reduced(value, site);
    }
  },

  'looks-up': (effect, site) => {
    const from = site.receiver ?? UNKNOWN;
    const key = argument(site, effect.key);
    const name = key ? keyOf(key) : null;
    const found =
      name !== null
        ? columnOf(from, name, site.node, site.frame)
        : from.fields || from.element
          ? elementOf(valuesOf(from))
          : scalar(from);
    const otherwise = argument(site, effect.default);
    return otherwise && otherwise.constant === undefined && !(otherwise.marks & NO_DATA)
      ? join(found, otherwise)
      : found;
  },

  'joins-columns': (effect, site) => joinColumns(effect.parts, site),

  transforms: (effect, site) => {
    const rows = argument(site, effect.rows);
    return rows && site.receiver?.target?.kind !== 'function' ? rows.with({ target: null }) : (rows ?? site.receiver);
  },

  groups: (effect, site) => {
    const by = argument(site, effect.by);
    const table = site.receiver ?? UNKNOWN;
    const level = site.named.get('level');
    const keys = [by, level].flatMap((given) => (given?.items ?? (given ? [given] : [])).map(keyOf));
    const flagged =
      (by?.marks ?? 0) & ORIGIN_FLAG || keys.some((key) => key !== null && isOriginColumn(table, key, site));
    return flagged ? table.with({ marks: table.marks | BY_ORIGIN }) : table;
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
    const table = site.receiver ?? UNKNOWN;
    const columns = argument(site, effect.columns) ?? site.named.get('columns');
    const names = (columns?.items ?? (columns ? [columns] : [])).map(keyOf);
    if (!table.fields) return table;
    const fields = new Map([...table.fields].filter(([key]) => !names.includes(key)));
    return table.with({ fields });
  },

  assigns: (_effect, site) => {
    let table = site.receiver ?? UNKNOWN;
    for (const [name, value] of site.named) {
      const given =
        value.target?.kind === 'function'
          ? callFunction(value.target, [table], site.frame, placeOf(site.frame, site.node)).result
          : value;
      table = withColumn(table, name, given, site);
    }
    return table;
  },

  calls: (effect, site) => {
    const called = argument(site, effect.function);
    const given = argument(site, effect.on);
    // series.map(f) and dataset.map(f), as opposed to pool.map(f, rows)
    const own = given ? null : site.receiver;
    const data = given ?? own ?? UNKNOWN;
    const target = called?.target;
    const place = placeOf(site.frame, site.node);
    const argumentsOf = [elementOf(data)];
    const result =
      target?.kind === 'function'
        ? callFunction(target, argumentsOf, site.frame, place).result
        : target?.kind === 'bound'
          ? callFunction(target.function, [target.receiver, ...argumentsOf], site.frame, place).result
          : scalar(data).with({ origins: lower(dataOrigins(data)) });
    const name =
      target?.kind === 'function'
        ? target.definition.name
        : target?.kind === 'bound'
          ? target.function.definition.name
          : '';
    const judged =
      /judge|grade|verdict/i.test(name) && has(result.origins, GENERATED) && !has(result.origins, JUDGED)
        ? asJudged(result, `graded by ${name}()`, place)
        : result;
    if (effect.gives === 'value') return judged;
    // what is given back for a row are columns that are added to it
    if (own && own.marks & ROWS && judged.fields)
      return [...judged.fields].reduce((table, [name, column]) => withColumn(table, name, column, site), own);
    return new Value({
      element: judged,
      origins: unitOrigins(judged) | (data.origins & UNIT_ORIGINS),
      marks: ROWS | (data.marks & (SPLIT_TEST | SPLIT_TRAIN)),
    });
  },

  'joins-path': (_effect, site) => {
    const parts = [...(site.receiver?.constant !== undefined ? [site.receiver] : []), ...site.positional];
    const text = parts.map((part) => (typeof part.constant === 'string' ? part.constant : HOLE)).join('/');
    const origins = parts.reduce((all, part) => all | part.origins, 0);
    const judged = namesJudgments(text) ? OF_JUDGMENTS : 0;
    const marks = parts.reduce((all, part) => all | (part.marks & OF_JUDGMENTS), LOCATOR | judged);
    return new Value({ constant: text, origins, marks });
  },

  scores: (effect, site) => {
    if (effect.around === undefined) return judgedBy(`${lastName(site.name)}()`, site);
    const inner = argument(site, effect.around);
    const { found, all } = inner ? gradersIn(inner, effect, site) : NO_GRADERS;
    if (found.length === 0) return null;
    return new Value({
      origins: at(all ? 'certain' : 'likely', JUDGED),
      target: { kind: 'external', name: site.name },
      cause: causeAt(site.frame, site.node, 'step', null, found),
    });
  },

  evaluates: (effect, site) => {
    const scorers = effect.scorers === null ? null : argument(site, effect.scorers);
    const byDefault = scorers ? scorers.constant === null && effect.ungiven : effect.scorers === null || effect.ungiven;
    const own = { found: [judgedBy(`${lastName(site.name)}()`, site)], all: true };
    const { found, all } = byDefault ? own : scorers ? gradersIn(scorers, effect, site) : NO_GRADERS;
    if (found.length === 0) return null;
    const node = effect.scorers === null ? null : argumentNode(site, effect.scorers);
    estimate(site.frame, site.node, 'score', [joinAll(found)], [node], { framework: true });
    // the scores of single rows, where not all of them are a judge's, are too unsure to report what is made of them
    return new Value({
      origins: at(all ? 'certain' : 'possible', JUDGED),
      target: { kind: 'external', name: site.name },
      cause: causeAt(site.frame, site.node, 'step', 'scores of an evaluation', found),
    });
  },

  nothing: () => NOTHING,
};

/** A model that plays a person judges nothing, whatever else the prompt asks. */
const asksPerson = (input: Value): boolean =>
  partsWithin(input).some(({ constant }) => typeof constant === 'string' && playsPerson(constant));

const lastName = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

const NO_GRADERS: Graders = { found: [], all: false };

/** A model's answer turned into a number or literal is a grade. */
function reduced(value: Value, site: CallSite): Value {
  if (!has(value.origins, GENERATED) || !/\.(int|float|bool|loads|literal_eval|group)$/.test(site.name)) return value;
  return value.with({ marks: value.marks | VERDICT });
}

/** The columns of a table that a formula (`"score ~ group"`) or names of columns speak of; the table where none do. */
function chosenColumns(table: Value, by: readonly ArgumentReference[] | undefined, site: CallSite): Value {
  const texts = (by ?? []).flatMap((reference) => {
    const given = argument(site, reference);
    return (given?.items ?? (given ? [given] : [])).map(({ constant }) => constant);
  });
  const names = texts.flatMap((text) =>
    typeof text !== 'string' ? [] : text.includes('~') ? (text.match(/[A-Za-z_]\w*/g) ?? []) : [text],
  );
  return names.length > 0 ? selectColumns(table, names, site.node, site.frame) : table;
}
