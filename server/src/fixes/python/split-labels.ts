import type { Fix } from '@unpool/shared/protocol/finding.ts';
import type { Call, Comprehension, Expression } from '../../flow/program.ts';
import { descendants, expressionsIn } from '../../flow/walk.ts';
import {
  type FixContext,
  indentAt,
  lineBreak,
  lineStart,
  replace,
  statementAt,
  textOf,
  unitText,
} from '../fix-context.ts';
import { freeName } from '../names.ts';
import { importedName, insertBehindImports } from './imports.ts';

/**
 * Splits the labelled rows where the best of several settings is told: `max(f1(df["y"], df["s"] >= x) for x in grid)`
 * becomes a choice on one half, and the number of the setting that was chosen on the other.
 */
export function splitLabels(context: FixContext): Fix | null {
  const { finding, report, module } = context;
  if (finding.rule !== 'circular-calibration') return null;
  const { unit, node, place } = report.site;
  const search = searchAround(node, [...expressionsIn(unit.body)]);
  const statement = statementAt(module, place)?.statement;
  if (!search || !statement || !/^(?:assign|evaluate|return)$/.test(statement.kind)) return null;
  const code = unitText(context, unit.cell);
  if (code.slice(lineStart(code, statement.start), statement.start).trim() !== '') return null;
  const { call, setting, grid } = search;
  const table = tableOf(node);
  if (table === null || table === setting) return null;
  if (descendants(grid).some((part) => part.kind === 'name' && part.name === table)) return null;

  const split = importedName(context, 'sklearn.model_selection', 'train_test_split', place);
  const [dev, test, best] = ['dev', 'test', 'best'].map((name) => freeName(module, name));
  const on = (names: Readonly<Record<string, string>>) => renamed(node, names, context);
  const newLine = `${lineBreak(code)}${indentAt(code, statement.start)}`;
  const choice = `${best} = max(${textOf(context, unit, grid)}, key=lambda ${setting}: ${on({ [table]: dev! })})`;
  const halves = `${dev}, ${test} = ${split.name}(${table}, test_size=0.5, random_state=0)`;
  const at = { start: statement.start, end: statement.start };
  return {
    title: 'Choose on one half of the labelled rows, and report the other',
    kind: 'repair',
    safety: 'suggested',
    edits: [
      ...insertBehindImports(context, place, [split.line]),
      replace(context, unit, at, `${halves}${newLine}${choice}${newLine}`),
      replace(context, unit, call, on({ [table]: test!, [setting]: best! })),
    ],
  };
}

interface Search {
  readonly call: Call;
  readonly setting: string;
  readonly grid: Expression;
}

/** `max(number for setting in grid)`, around the number and within nothing that is run several times. */
function searchAround(number: Expression, all: readonly Expression[]): Search | null {
  const call = all.find((each): each is Call => {
    const [only, ...others] = each.kind === 'call' ? each.arguments : [];
    const isMax = each.kind === 'call' && each.callee.kind === 'name' && each.callee.name === 'max';
    return isMax && only?.value.kind === 'comprehension' && others.length === 0 && only.value.element === number;
  });
  const tries = call?.arguments[0]?.value as Comprehension | undefined;
  const [clause, ...others] = tries?.clauses ?? [];
  if (!call || !clause || others.length > 0 || clause.conditions.length > 0 || clause.target.kind !== 'name')
    return null;
  const isRepeated = all.some(
    (each) =>
      (each.kind === 'comprehension' || each.kind === 'function') && each.start < call.start && each.end >= call.end,
  );
  return isRepeated ? null : { call, setting: clause.target.name, grid: clause.iterable };
}

/** The one table whose columns a number is computed of, where nothing else is read of it. */
function tableOf(number: Expression): string | null {
  const nodes = [...descendants(number)];
  if (nodes.some(({ kind }) => kind === 'comprehension' || kind === 'function')) return null;
  const objects = nodes.flatMap((node) =>
    node.kind === 'subscript' && node.index.kind === 'constant' && typeof node.index.value === 'string'
      ? [node.object]
      : [],
  );
  const [first] = objects;
  if (first?.kind !== 'name') return null;
  const isSame = (node: Expression) => node.kind === 'name' && node.name === first.name;
  return objects.every(isSame) && nodes.filter(isSame).length === objects.length ? first.name : null;
}

/** The text of an expression with other names in it. */
function renamed(node: Expression, names: Readonly<Record<string, string>>, context: FixContext): string {
  const { unit } = context.report.site;
  return [...descendants(node)]
    .filter((part) => part.kind === 'name' && Object.hasOwn(names, part.name))
    .sort((a, b) => b.start - a.start)
    .reduce(
      (text, part) =>
        text.slice(0, part.start - node.start) +
        names[(part as { readonly name: string }).name] +
        text.slice(part.end - node.start),
      textOf(context, unit, node),
    );
}
