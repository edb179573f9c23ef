import type { Edit, Place } from '@unpool/shared/protocol/finding.ts';
import type { Expression, FlowUnit, Statement } from '../flow/program.ts';
import { expressionsIn } from '../flow/walk.ts';
import { type Answer, judgingsBehind } from '../provenance/judgings.ts';
import { modelNamed } from '../provenance/models.ts';
import { samePlace } from '../provenance/trace.ts';
import { expressionAt, type FixContext } from './fix-context.ts';
import type { CallIn } from './judge-model.ts';
import { namesOf } from './occurrences.ts';
import { type OtherModel, otherModel } from './other-model.ts';

/** A judge that is of the family of what it judges. */
export interface JudgeToReplace {
  readonly judge: Answer;
  readonly judged: readonly string[];
  /** From the call of the model to the one that is the judge's only. */
  readonly calls: readonly CallIn[];
}

/** The calls that lead to the judge at the place of the report, and whom it judges. */
export function judgeToReplace(context: FixContext): JudgeToReplace | null {
  const { site, value } = context.report;
  for (const { judges, judged } of judgingsBehind(value)) {
    const [judge] = judges;
    const end = judge?.calls.findIndex((call) => call.place && samePlace(call.place, site.place)) ?? -1;
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

/** A model of another family than all that the file names, where there is one; else than those that are judged. */
export function modelInstead(
  called: string,
  { judge, judged }: JudgeToReplace,
  context: FixContext,
): OtherModel | null {
  const parties = [judge.model, ...judged];
  return (
    otherModel(called, judge.model, [...parties, ...modelsNamed(context)]) ?? otherModel(called, judge.model, parties)
  );
}

/** Models that the file names: one of another family than all of them is no party. That of an earlier correction is none either. */
const modelsNamed = ({ module }: FixContext): readonly string[] =>
  module.units
    .flatMap(({ body }) => expressionsIn(body.filter((statement) => !isConstantOfJudge(statement))))
    .flatMap((node) => (node.kind === 'constant' && typeof node.value === 'string' ? [node.value] : []))
    .filter((text) => modelNamed(text)?.family != null);

const CONSTANT = /^JUDGE_MODEL_?\d*$/;

const isConstantOfJudge = (statement: Statement): boolean =>
  statement.kind === 'assign' && statement.targets.every((node) => node.kind === 'name' && CONSTANT.test(node.name));

/** The constant of an earlier correction, before an offset. */
export function knownConstant(
  unit: FlowUnit,
  offset: number,
  isIt: (value: Expression) => boolean,
  context: FixContext,
): string | null {
  const names = namesOf(context);
  const found = names.all.find(
    (other) =>
      CONSTANT.test(other.name) &&
      other.role === 'binds' &&
      other.enclosing.length === 0 &&
      other.statement.kind === 'assign' &&
      isIt(other.statement.value) &&
      names.isBefore(other, unit, offset) &&
      names.bindings(names.variableOf(other)).length === 1,
  );
  return found?.name ?? null;
}

/** With a tab stop on the model's name. */
export function marked(edit: Edit, id: string): Edit {
  const start = edit.newText.indexOf(id);
  return start < 0 ? edit : { ...edit, tabStops: [{ start, end: start + id.length }] };
}
