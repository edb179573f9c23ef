import type { Site } from '../flow/observation.ts';
import type { Expression, FlowUnit, Span, Statement } from '../flow/program.ts';
import { descendants, ownExpressions, statementsIn } from '../flow/walk.ts';
import { words } from '../provenance/names.ts';
import { isWord, namesIn } from './names-in-code.ts';

/** Code that tries several settings on rows and keeps the best. */

const SETTING =
  /^(?:threshold|thresholds|thresh|thr|cutoff|cutoffs|cut|tau|prompt|prompts|template|templates|rubric|rubrics|variant|variants)$/;
const BEST = /^(?:best|optimal|opt|chosen|selected|top)$/;
/** Rows are set apart: somebody thought of it. */
const APART =
  /^(?:split|splits|train|training|test|tests|holdout|heldout|held|dev|val|valid|validation|fold|folds|kfold|cv|nested|oof|unseen|fresh)$/;

/** What is chosen by the number at a place ("threshold"), if several are tried and the best is kept; null else. */
export function chosenBySearch(site: Site, units: readonly FlowUnit[]): string | null {
  const known = looks(site.unit);
  if (!known.keepsBest || [site.unit, ...units].some((unit) => looks(unit).setsApart)) return null;
  const around = [site.node, ...(site.within === null ? [] : (known.calls.get(site.within) ?? []))];
  for (const { setting, span } of known.searches)
    if (around.some((node) => span.start <= node.start && node.end <= span.end)) return setting;
  return null;
}

interface Look {
  /** Loops over settings. */
  readonly searches: readonly { readonly setting: string; readonly span: Span }[];
  readonly calls: ReadonlyMap<string, readonly Expression[]>;
  readonly keepsBest: boolean;
  readonly setsApart: boolean;
}

const known = new WeakMap<FlowUnit, Look>();

function looks(unit: FlowUnit): Look {
  let look = known.get(unit);
  if (!look) {
    look = lookAt(unit.body);
    known.set(unit, look);
  }
  return look;
}

function lookAt(body: readonly Statement[]): Look {
  const searches: { setting: string; span: Span }[] = [];
  const calls = new Map<string, Expression[]>();
  const names = new Set<string>();
  const note = (targets: readonly Expression[], span: Span) => {
    const setting = targets
      .flatMap(allNamesIn)
      .flatMap(words)
      .find((word) => SETTING.test(word));
    if (setting !== undefined) searches.push({ setting: setting.replace(/s$/, ''), span });
  };
  for (const statement of statementsIn(body)) {
    if (statement.kind === 'loop' && statement.target && statement.iterable)
      note([statement.target, statement.iterable], statement);
    if (statement.kind === 'define-function') for (const word of words(statement.function.name)) names.add(word);
    for (const own of ownExpressions(statement))
      for (const node of descendants(own)) {
        for (const name of wordsOf(node)) for (const word of words(name)) names.add(word);
        if (node.kind === 'comprehension')
          note(
            node.clauses.flatMap(({ target, iterable }) => [target, iterable]),
            node,
          );
        if (node.kind !== 'call') continue;
        if (node.callee.kind === 'name') calls.set(node.callee.name, [...(calls.get(node.callee.name) ?? []), node]);
        // max(thresholds, key=lambda t: accuracy(t))
        const [over, ...others] = node.arguments;
        if (over && others.some(({ name }) => name === 'key')) note([over.value], node);
      }
  }
  return {
    searches,
    calls,
    keepsBest: [...names].some((word) => BEST.test(word)),
    setsApart: [...names].some((word) => APART.test(word)),
  };
}

const allNamesIn = (node: Expression): string[] => [...descendants(node)].flatMap(wordsOf);

const wordsOf = (node: Expression): string[] => namesIn(node, isWord);
