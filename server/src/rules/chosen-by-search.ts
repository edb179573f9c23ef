import type { Site } from '../flow/observation.ts';
import type { Call, Expression, FlowUnit, FunctionDefinition, Span, Statement } from '../flow/program.ts';
import { descendants, nameOf, ownExpressions, statementsIn } from '../flow/walk.ts';
import { words } from '../provenance/names.ts';
import { boundBy, dependentOn, uses } from './depends-on.ts';
import { isWord, namesIn } from './names-in-code.ts';

/** Code that tries several settings of a judge on the same rows. */

/** Other judges, which are compared with each other, or other draws: nothing of one judge is set by them. */
const NO_SETTING =
  /^(?:model|models|judge|judges|grader|graders|llm|llms|evaluator|evaluators|annotator|annotators|rater|raters|seed|seeds|metric|metrics|fold|folds)$/;
const SETTING = /^(?:prompt|template|rubric|variant)s?$/;
/** Rows are set apart: somebody thought of it. */
const APART =
  /^(?:split|splits|train|training|test|tests|holdout|heldout|held|dev|val|valid|validation|fold|folds|kfold|cv|nested|oof|unseen|fresh)$/;

/** Rows that a judge labelled, in code, and the labels that they are held against. */
export interface Held {
  readonly site: Site;
  readonly judged: Expression;
  readonly labels: Expression;
}

/**
 * What differs between the tries ("threshold"); null where one thing is tried only, or not on the same rows.
 * @param choices where the best is kept, or put first
 */
export function settingTried(
  { site, judged, labels }: Held,
  choices: readonly Site[],
  units: readonly FlowUnit[],
): string | null {
  const known = looks(site.unit);
  if ([site.unit, ...units].some((unit) => looks(unit).setsApart)) return null;
  for (const search of known.searches) {
    const tried = namesTried(search, site, known);
    if (!tried || !uses(judged, tried) || uses(labels, tried)) continue;
    if (!choices.some((choice) => leadsTo(search, choice, site.unit))) continue;
    if ([...search.settings].flatMap(words).some((word) => NO_SETTING.test(word))) continue;
    if (
      isCutAt(judged, tried) ||
      search.body.some((statement) => ownExpressions(statement).some((node) => isCutAt(node, tried)))
    )
      return 'threshold';
    return (
      [...search.settings]
        .flatMap(words)
        .find((word) => SETTING.test(word))
        ?.replace(/s$/, '') ?? 'setting'
    );
  }
  return null;
}

/** Code that runs once for each setting. */
interface Search {
  readonly settings: ReadonlySet<string>;
  readonly span: Span;
  /** The statements that run each time, where it is more than an expression. */
  readonly body: readonly Statement[];
  /** The function that is run each time, where it is named only: `key=agreement`. */
  readonly runs: string | null;
}

/** The names that stand, where a number is computed, for the setting and what is made of it; null outside of the search. */
function namesTried(
  { settings, span, body, runs }: Search,
  site: Site,
  { calls, functions }: Look,
): ReadonlySet<string> | null {
  if (contains(span, site.node)) return dependentOn(settings, body);
  const [name, called] = [...functions].findLast(([, definition]) => contains(definition, site.node)) ?? [];
  if (name === undefined || !called) return null;
  const parameters = called.parameters.flatMap(({ target }) => boundBy(target));
  if (runs === name) return dependentOn(new Set(parameters.slice(0, 1)), called.body);
  const call = calls.get(name)?.find((other) => contains(span, other));
  if (!call) return null;
  const outside = dependentOn(settings, body);
  const skipped = parameters[0] === 'self' ? 1 : 0;
  const handed = call.arguments.flatMap(({ name: keyword, value }, i) =>
    uses(value, outside) ? [keyword ?? parameters[i + skipped] ?? ''] : [],
  );
  return dependentOn(new Set(handed), called.body);
}

/** Is the choice made among the tries, as opposed to other numbers of the same function? */
function leadsTo({ settings, span, body }: Search, { node, unit }: Site, of: FlowUnit): boolean {
  if (unit !== of || contains(span, node) || contains(node, span)) return true;
  const kept = [...dependentOn(settings, body)].filter((name) => !settings.has(name));
  const given = statementsIn(of.body).flatMap((each) =>
    each.kind === 'assign' && contains(each, span) ? each.targets.flatMap(boundBy) : [],
  );
  return uses(node, dependentOn(new Set([...kept, ...given]), of.body));
}

const contains = (span: Span, { start, end }: Span): boolean => span.start <= start && end <= span.end;

/** `score >= threshold` */
const isCutAt = (node: Expression, tried: ReadonlySet<string>): boolean =>
  [...descendants(node)].some(
    (part) =>
      part.kind === 'operation' &&
      /^[<>]=?$/.test(part.operator) &&
      part.operands.some((operand) => operand.kind === 'name' && tried.has(operand.name)),
  );

interface Look {
  readonly searches: readonly Search[];
  readonly calls: ReadonlyMap<string, readonly Call[]>;
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  readonly setsApart: boolean;
}

const known = new WeakMap<readonly Statement[], Look>();

function looks({ body }: FlowUnit): Look {
  let look = known.get(body);
  if (!look) {
    look = lookAt(body);
    known.set(body, look);
  }
  return look;
}

function lookAt(body: readonly Statement[]): Look {
  const searches: Search[] = [];
  const calls = new Map<string, Call[]>();
  const functions = new Map<string, FunctionDefinition>();
  const names = new Set<string>();
  for (const statement of statementsIn(body)) {
    if (statement.kind === 'loop' && statement.target)
      searches.push({
        settings: new Set(boundBy(statement.target)),
        span: statement,
        body: statement.body,
        runs: null,
      });
    if (statement.kind === 'define-function') {
      functions.set(statement.function.name, statement.function);
      names.add(statement.function.name);
    }
    const [target] = statement.kind === 'assign' && statement.value.kind === 'function' ? statement.targets : [];
    if (target?.kind === 'name' && statement.kind === 'assign' && statement.value.kind === 'function')
      functions.set(target.name, statement.value.function);
    for (const own of ownExpressions(statement))
      for (const node of descendants(own)) {
        for (const name of namesIn(node, isWord)) if (!isSplitting(node)) names.add(name);
        if (node.kind === 'comprehension')
          searches.push({
            settings: new Set(node.clauses.flatMap(({ target }) => boundBy(target))),
            span: node,
            body: [],
            runs: null,
          });
        if (node.kind !== 'call') continue;
        if (node.callee.kind === 'name') calls.set(node.callee.name, [...(calls.get(node.callee.name) ?? []), node]);
        const key = node.arguments.find(({ name }) => name === 'key')?.value ?? calledOnEach(node);
        if (key) searches.push(searchBy(key, node));
      }
  }
  return { searches, calls, functions, setsApart: [...names].flatMap(words).some((word) => APART.test(word)) };
}

/** `text.split()` */
const isSplitting = (node: Expression): boolean => node.kind === 'attribute' && node.name === 'split';

const ON_EACH = /^(?:map|forEach|flatMap|reduce|maxBy|minBy|sortBy|orderBy|greatest|least|maxIndex)$/;

/** In TypeScript: `settings.map((setting) => …)`, `_.maxBy(settings, agreement)` */
function calledOnEach({ callee, arguments: given }: Call): Expression | undefined {
  if (!ON_EACH.test(nameOf(callee))) return undefined;
  const [first, second] = given.map(({ value }) => value);
  return first?.kind === 'function' ? first : (second ?? first);
}

/** `max(settings, key=lambda setting: agreement(setting))` */
const searchBy = (key: Expression, span: Span): Search =>
  key.kind === 'function'
    ? {
        settings: new Set(key.function.parameters.flatMap(({ target }) => boundBy(target))),
        span,
        body: key.function.body,
        runs: null,
      }
    : { settings: new Set(), span, body: [], runs: key.kind === 'name' ? key.name : null };
