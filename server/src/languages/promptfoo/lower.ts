import type { Argument, Assign, Call, Expression, FlowUnit, Name, Span, Statement } from '../../flow/program.ts';
import { type Assertion, type Configuration, readConfiguration } from './configuration.ts';
import { firstOf, type Grading, gradingsIn } from './gradings.ts';
import { commentsIn, configurationsIn, parseYaml } from './parse.ts';
import type { Provider } from './provider.ts';
import { type ReferencedTexts, referencedIn } from './referenced.ts';
import type { TestSet } from './test-sets.ts';

/**
 * Lowers a configuration of promptfoo to a flow unit, as the code that it stands for: models answer, a grader grades the
 * answers, an evaluation reports the scores. Each of these calls stands where the configuration says it. Never throws.
 *
 * @param texts what is in the files that the configuration names
 */
export function lowerPromptfoo(text: string, fileName: string, texts: ReferencedTexts): FlowUnit {
  const parsed = parseYaml(text);
  const files = referencedIn(texts);
  const body = configurationsIn(parsed, fileName).flatMap((root) => statementsOf(readConfiguration(root, files)));
  return {
    cell: null,
    body: body.length > 0 ? [IMPORT, ...body] : [],
    comments: commentsIn(text),
    skipped: parsed.errors,
  };
}

const START: Span = { start: 0, end: 0 };
const IMPORT: Statement = { kind: 'import', module: 'promptfoo', alias: 'promptfoo', names: null, ...START };

function statementsOf(configuration: Configuration): Statement[] {
  const { tested, assertions, calibration, repeat, tests, isScored } = configuration;
  const answers = (tested.length > 0 ? tested : [null]).map((provider) => positional(answersOf(provider)));
  const statements = gradingsIn(assertions, tested).map((grading) => evaluation(grading, answers));
  if (calibration) {
    const call = callOf('calibrate', calibration.at, [positional(constant(calibration.file, calibration.at))]);
    statements.push({ kind: 'evaluate', value: call, ...calibration.at });
  }
  if (repeat && isScored) {
    const rows: Expression = { kind: 'sequence', form: 'list', items: answers.map(({ value }) => value), ...repeat };
    const again = callOf('repeat', repeat, [positional(rows)]);
    statements.push({ kind: 'evaluate', value: callOf('passes', repeat, [positional(again)]), ...repeat });
  }
  const sets = tests && isScored ? tests.sets.map(setOf) : [];
  const inOrder = [...statements, ...sets].sort((a, b) => a.start - b.start);
  return tests && isScored ? [...inOrder, rateOf(sets, tests.at)] : inOrder;
}

/** Tests of one source: a comment behind it may declare what they are. */
function setOf({ file, at }: TestSet, index: number): Assign & { readonly targets: readonly [Name] } {
  const value = file === null ? callOf('written', at, []) : callOf('read', at, [positional(constant(file, at))]);
  const target: Name = { kind: 'name', name: `part${index}`, ...at };
  return { kind: 'assign', targets: [target], value, operator: null, annotation: null, ...at };
}

/** One rate over the tests of all sources. */
function rateOf(sets: readonly ReturnType<typeof setOf>[], at: Span): Statement {
  const items = sets.map(({ targets: [target] }) => ({ ...target, ...at }));
  const all = callOf('tests', at, [positional({ kind: 'sequence', form: 'list', items, ...at })]);
  return { kind: 'evaluate', value: callOf('rate', at, [positional(all)]), ...at };
}

/** The first of the assertions stands for all of them. */
function evaluation({ model, assumed, called, assertions }: Grading, answers: readonly Argument[]): Statement {
  const { at, within } = firstOf(assertions);
  const grades = callOf('grades', at, [
    ...(model === '' ? [] : [named('model', constant(model, at))]),
    ...(assumed === null ? [] : [named('assumed', constant(assumed, at))]),
    named('says', constant(saying(assertions, called), at)),
  ]);
  const bar = assertions.find(({ threshold }) => threshold)?.threshold;
  const gate = bar ? [named('threshold', constant(0, bar))] : [];
  const scores = callOf('evaluate', at, [...answers, named('assert', grades), ...gate]);
  return { kind: 'evaluate', value: scores, ...within };
}

function saying(assertions: readonly Assertion[], called: string): string {
  const types = [...new Set(assertions.map(({ type }) => type))];
  const [last, ...others] = [...types].reverse() as [string, ...string[]];
  const names = others.length > 0 ? `${others.reverse().join(', ')} and ${last}` : last;
  const many = assertions.length > 1 ? ` in ${assertions.length} assertions` : '';
  return `${names}${many} ${types.length > 1 ? 'grade' : 'grades'} with ${called}`;
}

const answersOf = (provider: Provider | null): Call =>
  callOf('answers', provider ?? START, provider?.model ? [named('model', constant(provider.model, provider))] : []);

function callOf(name: string, { start, end }: Span, given: readonly Argument[]): Call {
  const object: Expression = { kind: 'name', name: 'promptfoo', start, end: start };
  const callee: Expression = { kind: 'attribute', object, name, start, end: start };
  return { kind: 'call', callee, arguments: given, start, end };
}

const constant = (value: string | number, { start, end }: Span): Expression => ({
  kind: 'constant',
  value,
  start,
  end,
});
const positional = (value: Expression): Argument => ({ name: null, value });
const named = (name: string, value: Expression): Argument => ({ name, value });
