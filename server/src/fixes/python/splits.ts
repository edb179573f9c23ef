import type { Place } from '@unpool/shared/protocol/finding.ts';
import type { Assign, Attribute, Call, Expression, FlowUnit, Name } from '../../flow/program.ts';
import { SYNTHETIC } from '../../provenance/origins.ts';
import { causeOfKind } from '../../provenance/trace.ts';
import type { Value } from '../../provenance/value.ts';
import { calledName } from '../called-name.ts';
import { type FixContext, type Located, statementAt } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';

export interface SplitCall {
  readonly unit: FlowUnit;
  readonly statement: Assign;
  readonly call: Call;
  /** What is split, and the names of the training parts, in the same order. */
  readonly given: readonly Expression[];
  readonly training: readonly string[];
}

/** The split behind a finding: `X_train, X_test, y_train, y_test = train_test_split(X, y)` */
export function splitBehind(
  context: FixContext,
  value: Value = context.report.value,
  fact: number = SYNTHETIC,
): SplitCall | null {
  const place = causeOfKind(value, fact, 'split')?.place;
  return place ? splitCallAt(place, context) : null;
}

export function splitCallAt(place: Place, context: FixContext): SplitCall | null {
  const located = statementAt(context.module, place);
  return located && splitCallOf(located, context);
}

export function splitCallOf({ unit, statement }: Located, context: FixContext): SplitCall | null {
  if (statement.kind !== 'assign') return null;
  const { value: call } = statement;
  const [parts, ...more] = statement.targets;
  if (call.kind !== 'call' || parts?.kind !== 'sequence' || more.length > 0) return null;
  const names = namesOf(context);
  const [at] = names.within(unit, call);
  if (!at || calledName(call.callee, names, at.scope) !== 'sklearn.model_selection.train_test_split') return null;
  const given = call.arguments.filter(({ name }) => name === null).map(({ value }) => value);
  const items = parts.items.flatMap((item) => (item.kind === 'name' ? item.name : []));
  if (given.some(({ kind }) => kind === 'spread') || items.length !== parts.items.length) return null;
  if (items.length !== 2 * given.length) return null;
  return { unit, statement, call, given, training: items.filter((_, index) => index % 2 === 0) };
}

export type Fitting = Call & { readonly callee: Attribute & { readonly object: Name } };

/** `scaler.fit_transform(X)` */
export const isFitted = (node: Expression): node is Fitting =>
  node.kind === 'call' &&
  node.callee.kind === 'attribute' &&
  node.callee.name === 'fit_transform' &&
  node.callee.object.kind === 'name' &&
  node.arguments.length === 1 &&
  node.arguments[0]!.name === null;
