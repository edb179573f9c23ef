import type { Place } from '@unpool/shared/protocol/finding.ts';
import { ROWS, VERDICT } from '../provenance/marks.ts';
import { rowEvidence } from '../provenance/names.ts';
import { has, JUDGED } from '../provenance/origins.ts';
import { dataOrigins, joinAll, sameContent, UNKNOWN, unitOrigins, Value } from '../provenance/value.ts';
import { besidePeople } from './beside-people.ts';
import type { FunctionValue } from './callable.ts';
import { executeBlock } from './execute.ts';
import { type Entry, type Frame, isTypeScript, siteOf } from './frame.ts';
import { bindParameter } from './parameters.ts';
import type { Expression, FunctionDefinition, Parameter } from './program.ts';
import { argumentsCorrected, noteArgumentsCorrected } from './rate-correction.ts';
import { roundsAround, roundsWithin } from './rounds.ts';
import { noteLists, noteRows } from './row-types.ts';
import { type Circumstances, holds, type Summary } from './summary.ts';

const MAX_CONTEXTS = 8;
const MAX_CALL_DEPTH = 24;

export interface Outcome {
  readonly result: Value;
  /** The arguments as the function left them. */
  readonly arguments: readonly Value[];
  /** Did nothing but code that is here take part, and no model? */
  readonly isAlone: boolean;
}

/** Runs a function, or takes the summary of an earlier run with the same arguments. `nodes`: how they are written. */
export function callFunction(
  target: FunctionValue,
  values: readonly Value[],
  frame: Frame,
  call: Place,
  nodes: readonly (Expression | null)[] = [],
): Outcome {
  if (frame.depth >= MAX_CALL_DEPTH) return { result: UNKNOWN, arguments: values, isAlone: false };
  const known = frame.engine.summariesOf(target.definition);
  const control = decidingOf(frame);
  const around = isTypeScript(frame) ? roundsAround(frame, target.definition, nodes) : [];
  const fitting = known.find((summary) =>
    summary.running
      ? known.length > 2 || summary.arguments.every((v, i) => values[i] && sameContent(v, values[i]!))
      : holds(summary, { values, control, around }, frame.engine.own(target.scope)),
  );
  const { answered, calledOut, corrected } = frame.engine;
  const before = corrected.length;
  const summary = fitting ?? run(target, { values, control, around }, frame, call, known);
  if (!fitting) {
    summary.asks = frame.engine.answered > answered;
    summary.callsOut = frame.engine.calledOut > calledOut;
    summary.corrects = argumentsCorrected(summary.arguments, corrected.slice(before));
  } else {
    if (summary.asks) frame.engine.answered++;
    if (summary.callsOut) frame.engine.calledOut++;
  }
  noteArgumentsCorrected(summary, values, frame);
  const after = summary.after.map((left, i) => (left === summary.arguments[i] ? (values[i] ?? left) : left));
  const isAlone = !summary.asks && !summary.callsOut;
  return { result: returned(summary.result, target, values, call), arguments: after, isAlone };
}

function returned(result: Value, target: FunctionValue, values: readonly Value[], call: Place): Value {
  if (dataOrigins(result) === 0) return result;
  const { name } = target.definition;
  return result.with({
    cause: {
      kind: 'return',
      place: call,
      message: name ? `returned by ${name}()` : null,
      inputs: [result],
      arguments: values,
      of: target.definition,
    },
  });
}

function run(
  target: FunctionValue,
  { values: given, control, around }: Circumstances,
  caller: Frame,
  call: Place,
  known: Summary[],
): Summary {
  const like = known.length < MAX_CONTEXTS ? undefined : known.find((summary) => areAlike(summary.arguments, given));
  const isLast = !like && known.length >= 2 * MAX_CONTEXTS;
  const joined = like ? [like] : isLast ? known : [];
  const values = given.map((value, i) => joinAll([...joined.map((summary) => summary.arguments[i] ?? UNKNOWN), value]));
  const scope = caller.engine.own(target.scope).inner();
  const outside = new Map<string, Value>();
  const summary: Summary = {
    arguments: values,
    control,
    around,
    result: UNKNOWN,
    after: values,
    outside,
    running: true,
    asks: false,
    callsOut: false,
    corrects: [],
  };
  if (like) known[known.indexOf(like)] = summary;
  else if (isLast) known[known.length - 1] = summary;
  else known.push(summary);
  // spelled out: a copy of the caller's with the changes would take half of the time of a call
  const frame: Frame = {
    engine: caller.engine,
    gates: caller.gates,
    statement: caller.statement,
    block: caller.block,
    document: target.document,
    unit: target.unit,
    scope,
    name: target.definition.name || null,
    owner: target.owner,
    class: target.class,
    depth: caller.depth + 1,
    control,
    iterating: [],
    rounds: roundsWithin(caller.rounds, target.definition),
    around,
    calledIn: caller.rounds.length > 0 ? [...caller.calledIn, ...caller.rounds] : caller.calledIn,
    jumps: [],
    aliases: new Map(),
    call: null,
    entry: caller.entry ?? entryFrom(caller, target.document, values),
    caller: caller.document === target.document ? caller.caller : caller.document,
    returned: null,
    yielded: null,
    outside,
    context: String(known.indexOf(summary)),
  };
  const { parameters } = target.definition;
  parameters.forEach((parameter, index) => {
    const value = values[index] ?? UNKNOWN;
    const cause =
      dataOrigins(value) === 0
        ? value.cause
        : {
            kind: 'parameter' as const,
            place: null,
            message: null,
            inputs: [],
            parameter: { index, firstArguments: values, firstCall: call },
            of: target.definition,
          };
    bindParameter(parameter.target, value.with({ cause }), frame);
  });
  besidePeople(target.definition, frame);
  const local = ({ target: given }: Parameter) => (given.kind === 'name' ? frame.scope.local(given.name) : undefined);
  const bound = parameters.map(local);
  executeBlock(target.definition.body, frame);
  const yielded = frame.yielded as Value | null;
  summary.result = yielded
    ? new Value({ element: yielded, origins: unitOrigins(yielded), marks: ROWS })
    : (frame.returned ?? UNKNOWN);
  summary.after = parameters.map((parameter, index) => {
    const now = local(parameter);
    const isContainer =
      now && now !== bound[index] && (now.fields || now.element || now.items || now.target?.kind === 'instance');
    return isContainer ? now.with({ cause: values[index]?.cause ?? now.cause }) : (values[index] ?? UNKNOWN);
  });
  noteTyped(target.definition, values, summary.result, frame);
  summary.running = false;
  return summary;
}

/** What a function is given, fills and gives, where its code says the types. */
function noteTyped(definition: FunctionDefinition, given: readonly Value[], result: Value, frame: Frame): void {
  definition.parameters.forEach(({ annotation }, i) => {
    noteRows(annotation, given[i] ?? UNKNOWN, frame);
  });
  noteLists(definition, frame.scope, frame);
  noteRows(definition.returns, result, frame);
}

/** Rows of one origin here and there: such calls are joined first where there are many. */
const areAlike = (a: readonly Value[], b: readonly Value[]): boolean =>
  a.length === b.length && a.every((value, i) => originsSaid(value) === originsSaid(b[i]!));

const originsSaid = (value: Value): number =>
  dataOrigins(value) | (typeof value.constant === 'string' ? rowEvidence(value.constant) : 0);

/** A call that leaves the module it stands in. */
const entryFrom = (caller: Frame, document: string, handed: readonly Value[]): Entry | null =>
  caller.call && caller.document !== document ? { site: siteOf(caller, caller.call), handed } : null;

/** `if (winner === "A") update(a, b)`: what is called for what it does counts by the verdict that decides on it. */
const decidingOf = (caller: Frame): readonly Value[] =>
  isTypeScript(caller) && isDone(caller)
    ? caller.control.filter(({ origins, marks }) => has(origins, JUDGED) && marks & VERDICT)
    : [];

/** Is the call all that its statement does? */
function isDone({ statement, call }: Frame): boolean {
  if (statement?.kind !== 'evaluate') return false;
  const { value } = statement;
  return (value.kind === 'suspend' ? value.value : value) === call;
}
