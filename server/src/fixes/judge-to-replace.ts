import type { Edit, Place } from '@unpool/shared/protocol/finding.ts';
import type { Expression, FlowUnit, Statement } from '../flow/program.ts';
import { expressionsIn } from '../flow/walk.ts';
import type { Cause } from '../provenance/cause.ts';
import { type Answer, judgingsBehind } from '../provenance/judgings.ts';
import { kinship, modelNamed } from '../provenance/models.ts';
import { placeKey, samePlace } from '../provenance/trace.ts';
import type { Value } from '../provenance/value.ts';
import { expressionAt, type FixContext, within } from './fix-context.ts';
import type { CallIn } from './judge-calls.ts';
import { namesOf } from './occurrences.ts';
import { type OtherModel, otherModel } from './other-model.ts';

/** A judge that is of the family of what it judges. */
export interface JudgeToReplace {
  readonly judge: Answer;
  readonly judged: readonly string[];
  /** The calls that lead to the judge: the model's own first, as far out as they can be seen. */
  readonly calls: readonly CallIn[];
  /** Which of the calls is the first that no answers come from; null where the calls are of several judges. */
  readonly own: number | null;
}

/** The calls that lead to the judge of the report, and whom it judges. */
export function judgeToReplace(context: FixContext): JudgeToReplace | null {
  const { site, value } = context.report;
  const all = judgesOfKin(value);
  const here = all.find(({ judge }) => judge.calls.some(({ place }) => place && samePlace(place, site.place)));
  const judging = here ?? all[0];
  return judging ? wayTo(judging, context) : onlyJudge(context);
}

/** A judge of whom it is known whom it judges, if only that it is of the same family. */
interface JudgeOfKin {
  readonly judge: Answer;
  readonly judged: readonly Answer[];
}

const judgesOfKin = (value: Value): readonly JudgeOfKin[] =>
  judgingsBehind(value).flatMap(({ judges, judged }) => {
    const [judge] = judges;
    if (!judge?.model || judges.some(({ model }) => model !== judge.model)) return [];
    const isKin = judged.length === 0 || judged.some(({ model }) => kinship(judge.model, model) !== null);
    return isKin ? [{ judge, judged }] : [];
  });

function wayTo({ judge, judged }: JudgeOfKin, context: FixContext): JudgeToReplace | null {
  const known = judge.calls.map(({ place }) => callAt(place, context));
  const end = known.indexOf(null);
  const calls = (end < 0 ? known : known.slice(0, end)).filter((call) => call !== null);
  const own = firstOwn(judge, judged, context);
  // nobody's answers are seen, and some come from where the judge is asked: who of the callers judges is not known
  if (judged.length === 0 && own !== 0) return null;
  const isSeen = own >= 0 && own < calls.length;
  return { judge, judged: judged.map(({ model }) => model), calls, own: isSeen ? own : null };
}

/**
 * The other calls of the module that ask the same model for a judgement, of which no number but that of the report tells:
 * of a number that is made of several verdicts, only one way back to a judge is known.
 */
export function judgesBeside({ judge, calls, own }: JudgeToReplace, context: FixContext): readonly JudgeToReplace[] {
  const asking = own === null ? undefined : calls[own];
  if (!asking) return [];
  const placeOf = (one: JudgeOfKin): string => {
    const place = one.judge.calls[firstOwn(one.judge, one.judged, context)]?.place;
    return place ? placeKey(place) : '';
  };
  const isSame = (one: JudgeOfKin) => one.judge.model === judge.model;
  const told = new Set(context.estimates.flatMap(({ data }) => data.flatMap(judgesOfKin).map(placeOf)));
  const beside = new Map(
    judgesSeen(asking.context, context).flatMap((one) => (isSame(one) ? [[placeOf(one), one]] : [])),
  );
  return [...beside].flatMap(([place, one]) => {
    const way = told.has(place) ? null : wayTo(one, context);
    const call = way?.own == null ? undefined : way.calls[way.own];
    return way && call && call.call !== asking.call && call.context.module === asking.context.module ? [way] : [];
  });
}

/** All judges that were seen at calls of a module; of another one than the document's, those whom it asks. */
function judgesSeen(there: FixContext, { module, judgesAsked, seenValue }: FixContext): readonly JudgeOfKin[] {
  if (there.module === module)
    return module.units.flatMap((unit) =>
      expressionsIn(unit.body).flatMap((node) => {
        const value = node.kind === 'call' ? seenValue(unit, node) : null;
        return value ? judgesOfKin(value) : [];
      }),
    );
  return [...judgesAsked].flatMap(([model, places]) =>
    places.map((place) => ({ judge: { model, calls: [asked(place)] }, judged: [] })),
  );
}
const asked = (place: Place): Cause => ({ kind: 'source', place, message: null, inputs: [] });

/** The way from the judge to the number is not seen, but where it is asked, and whom else the code asks. */
export function onlyJudge(context: FixContext): JudgeToReplace | null {
  const { judgesAsked, modelsAsked } = context;
  const [asked, ...others] = [...judgesAsked];
  if (!asked || asked[0] === '' || others.length > 0) return null;
  const [model, places] = asked;
  const calls = places.map((place) => callAt(place, context)).filter((call) => call !== null);
  const isShared = places.some((place) => modelsAsked.has(placeKey(place)));
  if (calls.length === 0 || calls.length < places.length || isShared) return null;
  const judged = [...modelsAsked.values()].flatMap((models) => [...models]).filter((name) => name !== '');
  return { judge: { model, calls: [] }, judged, calls, own: calls.length === 1 ? 0 : null };
}

/** The innermost call that no answers come from: one function may ask for both. */
function firstOwn({ calls }: Answer, judged: readonly Answer[], { modelsAsked }: FixContext): number {
  const shared = new Set(judged.flatMap((answer) => answer.calls.map(({ place }) => place && placeKey(place))));
  // whose answers are judged may not be seen, but where somebody asks for some
  const isShared = (key: string) => (judged.length > 0 ? shared.has(key) : modelsAsked.has(key));
  return calls.findIndex(({ place }) => place && !isShared(placeKey(place)));
}

function callAt(place: Place | null, context: FixContext): CallIn | null {
  const there = place && within(context, place.document);
  const unit = there?.module.units.find(({ cell }) => cell === place?.cell);
  const call = there && expressionAt(there.module, place);
  return there && unit && call?.kind === 'call' ? { unit, call, context: there } : null;
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

/** What names the judges is given the other model; null where one of them can't be. */
export function usesOf(
  namings: readonly { edits(text: string): readonly Edit[] | null }[],
  text: string,
): readonly Edit[] | null {
  const uses = namings.map((naming) => naming.edits(text));
  return uses.every((edits) => edits !== null) ? uses.flat() : null;
}

/** With a tab stop on the model's name. */
export function marked(edit: Edit, id: string): Edit {
  const start = edit.newText.indexOf(id);
  return start < 0 ? edit : { ...edit, tabStops: [{ start, end: start + id.length }] };
}

/** Says what it needs, and where it is made if that is another file. */
export function titleOfOtherJudge(needs: string | null, { document }: FixContext, asked: FixContext): string {
  const file =
    document.uri === asked.document.uri ? '' : ` in ${decodeURIComponent(document.uri.replace(/^.*\//, ''))}`;
  return `Let a model of another family judge${file}${needs ? ` (needs ${needs})` : ''}`;
}
