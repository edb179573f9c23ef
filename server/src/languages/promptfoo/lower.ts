import { DEFAULT_GRADERS, OWN_GRADER } from '../../catalog/promptfoo.ts';
import { HOLE } from '../../flow/parts.ts';
import type { Argument, Call, Expression, FlowUnit, Span, Statement } from '../../flow/program.ts';
import { type Assertion, type Configuration, readConfiguration } from './configuration.ts';
import { Cursor } from './cursor.ts';
import { isNamedForPromptfoo } from './names.ts';
import { commentsIn, hasKeys, parseYaml } from './parse.ts';
import type { Provider } from './provider.ts';
import { type ReferencedTexts, referencedIn } from './referenced.ts';

/**
 * Lowers a configuration of promptfoo to a flow unit, as the code that it stands for: models answer, a grader grades the
 * answers, an evaluation reports the scores. Each of these calls stands where the configuration says it. Never throws.
 *
 * @param texts what is in the files that the configuration names
 */
export function lowerPromptfoo(text: string, fileName: string, texts: ReferencedTexts): FlowUnit {
  const { documents, errors } = parseYaml(text);
  const files = referencedIn(texts);
  const body = documents.flatMap((document) => {
    const isMeant = isNamedForPromptfoo(fileName) || hasKeys(document, EVALUATION);
    // a red team attacks, and reports no score
    if (!isMeant || hasKeys(document, [['redteam']])) return [];
    const root = Cursor.of(document.contents, { document, at: null });
    return root ? statementsOf(readConfiguration(root, files)) : [];
  });
  const ordered = body.sort((a, b) => a.start - b.start);
  return {
    cell: null,
    body: ordered.length > 0 ? [IMPORT, ...ordered] : [],
    comments: commentsIn(text),
    skipped: errors,
  };
}

const EVALUATION = [
  ['providers', 'targets'],
  ['prompts', 'tests', 'scenarios'],
];

const START: Span = { start: 0, end: 0 };
const IMPORT: Statement = { kind: 'import', module: 'promptfoo', alias: 'promptfoo', names: null, ...START };

function statementsOf(configuration: Configuration): Statement[] {
  const { tested, assertions, calibration, repeat, isScored } = configuration;
  const answers = (tested.length > 0 ? tested : [null]).map((provider) => positional(answersOf(provider)));
  const statements = gradersIn(assertions, tested).map((grading) => evaluation(grading, answers));
  if (calibration) {
    const call = callOf('calibrate', calibration.at, [positional(constant(calibration.file, calibration.at))]);
    statements.push({ kind: 'evaluate', value: call, ...calibration.at });
  }
  if (repeat && isScored) {
    const rows: Expression = { kind: 'sequence', form: 'list', items: answers.map(({ value }) => value), ...repeat };
    const again = callOf('repeat', repeat, [positional(rows)]);
    statements.push({ kind: 'evaluate', value: callOf('passes', repeat, [positional(again)]), ...repeat });
  }
  return statements;
}

/** Assertions that one model grades. */
interface Grading {
  readonly model: string;
  /** How sure that is, where no grader is named. */
  readonly assumed: string | null;
  readonly called: string;
  readonly assertions: readonly Assertion[];
}

function gradersIn(assertions: readonly Assertion[], tested: readonly Provider[]): Grading[] {
  const byGrader = new Map<string, Assertion[]>();
  for (const assertion of assertions) {
    const key = assertion.type === OWN_GRADER ? OWN_GRADER : (assertion.grader?.id ?? '');
    const others = byGrader.get(key) ?? [];
    others.push(assertion);
    byGrader.set(key, others);
  }
  return [...byGrader].map(([key, held]) => {
    if (key === OWN_GRADER) return { model: '', assumed: null, called: 'the model of Pi Labs', assertions: held };
    const [{ grader }] = held as [Assertion];
    if (grader) return { model: grader.model, assumed: null, called: shown(grader), assertions: held };
    const assumed = defaultGrader(tested);
    return { ...assumed, called: "promptfoo's default model", assertions: held };
  });
}

/** What grades where no grader is named, as far as the keys that the tested providers need tell it. */
function defaultGrader(tested: readonly Provider[]): Pick<Grading, 'model' | 'assumed'> {
  const keyed = tested.filter(({ isRedirected, hasOwnKey }) => !isRedirected && !hasOwnKey);
  const found = DEFAULT_GRADERS.find(({ platform }) => keyed.some((provider) => platform.test(provider.platform)));
  return found ? { model: `${found.family}-${HOLE}`, assumed: found.assumed } : { model: '', assumed: null };
}

const shown = ({ id, model }: Provider): string => (model.replaceAll(HOLE, '') === '' ? id : model.replaceAll(HOLE, '…'));

/** The first of the assertions stands for all of them. */
function evaluation({ model, assumed, called, assertions }: Grading, answers: readonly Argument[]): Statement {
  const [first] = [...assertions].sort((a, b) => a.at.start - b.at.start) as [Assertion];
  const { at, within } = first;
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

const constant = (value: string | number, { start, end }: Span): Expression => ({ kind: 'constant', value, start, end });
const positional = (value: Expression): Argument => ({ name: null, value });
const named = (name: string, value: Expression): Argument => ({ name, value });
