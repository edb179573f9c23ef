import type { Edit, Fix, Place } from '@unpool/shared/protocol/finding.ts';
import type { Statement } from '../flow/program.ts';
import { expressionsIn } from '../flow/walk.ts';
import { type Answer, type Judging, judgingsBehind } from '../provenance/judgings.ts';
import { modelNamed } from '../provenance/models.ts';
import { samePlace } from '../provenance/trace.ts';
import { expressionAt, type FixContext, lineBreak, nextLine, placeIn, replace, unitText } from './fix-context.ts';
import { insertBehindImports } from './imports.ts';
import { type CallIn, type Naming, namingOfJudge } from './judge-model.ts';
import { freeName } from './names.ts';
import { namesOf } from './occurrences.ts';
import { type OtherModel, otherModel } from './other-model.ts';

/** Lets a model of another family judge: a constant of its own, which the judging call alone is given. */
export function otherJudge(context: FixContext): Fix | null {
  const { finding, report, module, document } = context;
  if (finding.rule !== 'self-judging' || document.language !== 'python') return null;
  const way = wayToJudge(judgingsBehind(report.value), context);
  const naming = way && namingOfJudge(way.calls, way.judge.model, context);
  if (!naming) return null;
  const taken = [way.judge.model, ...way.judged, ...modelsNamed(context)];
  const other =
    otherModel(naming.called, way.judge.model, taken) ??
    otherModel(naming.called, way.judge.model, [way.judge.model, ...way.judged]);
  if (!other) return null;
  const known = knownConstant(naming, other, context);
  const edits = naming.isOwn
    ? inPlace(naming, other, context)
    : known
      ? naming.edits(known)
      : withConstant(naming, freeName(module, 'JUDGE_MODEL'), other, context);
  if (!edits) return null;
  return {
    title: other.needsClient
      ? `Let a model of another family judge (needs ${other.needsClient}'s client)`
      : 'Let a model of another family judge',
    kind: 'repair',
    safety: 'suggested',
    edits,
  };
}

interface Way {
  readonly judge: Answer;
  readonly judged: readonly string[];
  /** From the call of the model to the one that is the judge's only. */
  readonly calls: readonly CallIn[];
}

/** The calls that lead to the judge at the place of the report, and whom it judges. */
function wayToJudge(judgings: readonly Judging[], context: FixContext): Way | null {
  const { place } = context.report.site;
  for (const { judges, judged } of judgings) {
    const [judge] = judges;
    const end = judge?.calls.findIndex((call) => call.place && samePlace(call.place, place)) ?? -1;
    if (!judge || end < 0 || judges.some(({ model }) => model !== judge.model)) continue;
    const calls = judge.calls.slice(0, end + 1).map((call) => callAt(call.place, context));
    if (calls.every((call) => call !== null)) return { judge, judged: judged.map(({ model }) => model), calls };
  }
  return null;
}

function callAt(place: Place | null, { module }: FixContext): CallIn | null {
  if (place?.document !== module.document) return null;
  const unit = module.units.find(({ cell }) => cell === place.cell);
  const call = expressionAt(module, place);
  return unit && call?.kind === 'call' ? { unit, call } : null;
}

/** Models that the file names: one of another family than all of them is no party. That of an earlier correction is none either. */
const modelsNamed = ({ module }: FixContext): readonly string[] =>
  module.units
    .flatMap(({ body }) => expressionsIn(body.filter((statement) => !isConstantOfJudge(statement))))
    .flatMap((node) => (node.kind === 'constant' && typeof node.value === 'string' ? [node.value] : []))
    .filter((text) => modelNamed(text)?.family != null);

const CONSTANT = /^JUDGE_MODEL(_\d+)?$/;

const isConstantOfJudge = (statement: Statement): boolean =>
  statement.kind === 'assign' && statement.targets.every((node) => node.kind === 'name' && CONSTANT.test(node.name));

/** The literal in the style of the one that was there. */
function inPlace(naming: Naming, other: OtherModel, context: FixContext): readonly Edit[] | null {
  const [edit] = naming.edits('') ?? [];
  if (!edit) return null;
  const before = unitText(context, edit.place.cell).slice(edit.place.start, edit.place.end);
  const newText = quoted(other.id, before);
  const named = { ...edit, newText, tabStops: [{ start: 1, end: newText.length - 1 }] };
  const text = unitText(context, naming.unit.cell);
  const rest = /^[\])}\s,]*?(?=\r?\n|$)/.exec(text.slice(edit.place.end));
  if (!other.needsClient || !rest) return [named];
  const end = edit.place.end + rest[0].length;
  return [named, replace(context, naming.unit, { start: end, end }, noteOf(other))];
}

/** The constant of an earlier correction. */
function knownConstant({ unit, from }: Naming, { id }: OtherModel, context: FixContext): string | null {
  const names = namesOf(context);
  const found = names.all.find(
    (other) =>
      CONSTANT.test(other.name) &&
      other.role === 'binds' &&
      other.enclosing.length === 0 &&
      other.statement.kind === 'assign' &&
      other.statement.value.kind === 'constant' &&
      other.statement.value.value === id &&
      names.isBefore(other, unit, from) &&
      names.bindings(names.variableOf(other)).length === 1,
  );
  return found?.name ?? null;
}

/** The constant stands beside the one that named the model until now, else behind the imports. */
function withConstant(naming: Naming, name: string, other: OtherModel, context: FixContext): readonly Edit[] | null {
  const uses = naming.edits(name);
  if (!uses) return null;
  const { unit, from, beside } = naming;
  const line = constantLine(name, other, context);
  const besideUnit = beside && context.module.units.find(({ body }) => body.includes(beside));
  if (beside && besideUnit) {
    const text = unitText(context, besideUnit.cell);
    const at = nextLine(text, beside.end);
    const isOpen = !text.slice(0, at).endsWith('\n');
    const newText = isOpen ? lineBreak(text) + line : line + lineBreak(text);
    return [marked(replace(context, besideUnit, { start: at, end: at }, newText), other.id), ...uses];
  }
  const before = placeIn(context, unit, { start: Math.min(from, ...uses.map(({ place }) => place.start)), end: from });
  return [...insertBehindImports(context, before, ['', line]).map((edit) => marked(edit, other.id)), ...uses];
}

const constantLine = (name: string, other: OtherModel, context: FixContext): string =>
  `${name} = ${quoted(other.id, styleOf(context))}${noteOf(other)}`;

const noteOf = ({ needsClient }: OtherModel): string =>
  needsClient ? `  # TODO: ask it with ${needsClient}'s client, or one that reaches several makers` : '';

/** The quotes that most texts of the file have. */
function styleOf(context: FixContext): string {
  const all = context.document.units.map(({ text }) => text).join('\n');
  return all.split("'").length > all.split('"').length ? "'" : '"';
}

const quoted = (text: string, style: string): string => (style.startsWith("'") ? `'${text}'` : `"${text}"`);

function marked(edit: Edit, id: string): Edit {
  const start = edit.newText.indexOf(id);
  return start < 0 ? edit : { ...edit, tabStops: [{ start, end: start + id.length }] };
}
