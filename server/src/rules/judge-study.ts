import type { Estimate, Site } from '../flow/observation.ts';
import type { Expression, Span, Statement } from '../flow/program.ts';
import { childrenOf, descendants, expressionsFrom, expressionsIn, ownExpressions, statementsIn } from '../flow/walk.ts';
import { namesJudgeStudy, snakeCase } from '../provenance/names.ts';
import { JUDGED, REAL } from '../provenance/origins.ts';
import { sourceOf } from '../provenance/trace.ts';
import { remembering, rememberingOf } from '../recent.ts';

/** Is the judge itself what the code studies: its bias, its consistency, its agreement with people or other judges? */
export const studiesJudge = ({ site, calledFrom, data }: Estimate): boolean =>
  [site, calledFrom].some((place) => place && saysSo(place)) ||
  data.some((value) => [JUDGED, REAL].some((fact) => namesJudgeStudy(sourceOf(value, fact)?.file ?? '')));

/** By what stands around a place: the function, the class, the file, and what the result is called. */
const saysSo = (site: Site): boolean =>
  pathSaysSo(site.place.document) ||
  [site.within ?? '', site.owner ?? '', ...functionsAround(site), ...namesOfResult(site)].some(namesJudgeStudy);

/** A helper for a mean stands in the function that takes a correlation. */
const functionsAround = ({ unit, node }: Site): string[] =>
  functionsIn(unit.body)
    .filter(({ start, end }) => start <= node.start && node.end <= end)
    .map((statement) => statement.function.name);

const functionsIn = rememberingOf((body: readonly Statement[]) =>
  statementsIn(body).filter((statement) => statement.kind === 'define-function'),
);

/**
 * By the last two parts of a path, since the folder may be the package, or by a folder further up, as the repository's,
 * if it names the judge, or a bias, too: `llm-judge-bias`, `position_bias`.
 */
const pathSaysSo = remembering((uri) => {
  const parts = uri.split('/');
  return [parts.slice(-2).join('/'), ...parts.filter((part) => /judge|bias/i.test(part))].some(namesJudgeStudy);
}, 100);

/** `recall = caught / all`, `{ precision: … }`: how often a model is right, held against what is known. */
export const testsClassifier = (site: Site): boolean =>
  namesOfResult(site).some((name) => CLASSIFIER.test(snakeCase(name)));

const CLASSIFIER =
  /^(?:recall|precision|f1|sensitivity|specificity|(?:true|false)_(?:positive|negative)_rate|[tf][pn]r|confusion)$/;

/**
 * `agree / n`, `flips / pairs`, `tp / (tp + fn)`, the mean of `f1s`: by what is counted, labels are held against others;
 * or replies are counted that nobody could read.
 */
export const countsAgainstOthers = ({ site: { node }, expressions }: Estimate): boolean =>
  isHarmonicMean(node) ||
  [over(node), ...expressions].some((part) => part && namesOfCount(part).some((name) => COUNTS.test(snakeCase(name))));

const COUNTS =
  /(?:^|_)(?:(?:dis)?agree(?:d|s|ments?)?|flips?|flipped|[tf][pn]|[tf][pn]r|(?:true|false)_(?:positive|negative)s?|f1s?|f1_scores?|json_(?:fail\w*|(?:in)?valid\w*|errors?|ok)|unparsed|unparse?able)(?:_|$)/;

const over = (node: Expression): Expression | null =>
  node.kind === 'operation' && node.operator === '/' ? node.operands[0]! : null;

/** `tp + tn`, `100 * agree`, `len(flips)`, `failures.length`, `rows["f1"]` */
function namesOfCount(node: Expression): string[] {
  if (node.kind === 'operation') return node.operands.flatMap(namesOfCount);
  if (node.kind === 'subscript') return [textOf(node.index), ...namesOfCount(node.object)];
  if (node.kind === 'attribute' && node.name === 'length') return namesOfCount(node.object);
  if (node.kind === 'call' && node.callee.kind === 'name' && /^(?:len|sum|float|int)$/.test(node.callee.name))
    return node.arguments.flatMap(({ value }) => namesOfCount(value));
  return node.kind === 'name' || node.kind === 'attribute' ? [node.name] : [];
}

/** `2 * p * r / (p + r)` */
function isHarmonicMean(node: Expression): boolean {
  if (node.kind !== 'operation' || node.operator !== '/') return false;
  const [above, below] = node.operands.map((part) => [...new Set(namesOfCount(part))].sort().join());
  const sum = node.operands[1]!;
  return sum.kind === 'operation' && sum.operator === '+' && above === below && above!.includes(',');
}

/** `agreement = …`, `report["flip_rate"] = …`, `{"position_bias": …}`, `Report(kappa=…)` */
function namesOfResult({ statement, node }: Site): string[] {
  if (!statement) return [];
  const holds = (part: Span) => part.start <= node.start && node.end <= part.end;
  const target = statement.kind === 'assign' ? statement.targets[0]! : null;
  const names = [textOf(target?.kind === 'subscript' ? target.index : target)];
  let around = ownExpressions(statement).filter(holds);
  for (; around.length > 0; around = around.flatMap(childrenOf).filter(holds))
    for (const part of around) {
      if (part.kind === 'mapping')
        names.push(...part.entries.filter(({ value }) => holds(value)).map(({ key }) => textOf(key)));
      if (part.kind === 'call')
        names.push(...part.arguments.filter(({ value }) => holds(value)).map(({ name }) => name ?? ''));
    }
  return names;
}

const textOf = (node: Expression | null): string =>
  node?.kind === 'name' || node?.kind === 'attribute' ? node.name : node?.kind === 'constant' ? String(node.value) : '';

/** `middle`, which is only there for `(score - middle) ** 2 for score in scores`: a step on the way to a spread. */
export function onlyCentres({ site: { statement, block, node } }: Estimate): boolean {
  const centres = centresOf(block);
  if (centres.size === 0) return false;
  if (centres.has(node)) return true;
  const target = statement?.kind === 'assign' && statement.operator === null ? statement.targets[0] : undefined;
  if (target?.kind !== 'name') return false;
  const uses = namesIn(block)
    .get(target.name)!
    .filter((part) => part !== target);
  return uses.length > 0 && uses.every((use) => centres.has(use));
}

/** Where each name stands. */
const namesIn = rememberingOf((block: readonly Statement[]): ReadonlyMap<string, readonly Expression[]> => {
  const found = new Map<string, Expression[]>();
  for (const node of expressionsIn(block)) {
    if (node.kind !== 'name') continue;
    const same = found.get(node.name);
    if (same) same.push(node);
    else found.set(node.name, [node]);
  }
  return found;
});

/** What is taken from each element of something; by the list of statements, since many estimates stand in one. */
const centresOf = rememberingOf(
  (block: readonly Statement[]): ReadonlySet<Expression> => new Set(block.flatMap(centresFrom)),
);

const centresFrom = rememberingOf((statement: Statement): readonly Expression[] =>
  expressionsFrom(statement).flatMap(centresIn),
);

/** What a comprehension, or a function that is written where it is handed over, takes from each element. */
function centresIn(node: Expression): Expression[] {
  if (node.kind === 'comprehension')
    return takenFrom(
      node.clauses.flatMap(({ target }) => descendants(target)),
      descendants(node.element),
    );
  if (node.kind !== 'function') return [];
  const { parameters, body } = node.function;
  return takenFrom(
    parameters.flatMap(({ target }) => descendants(target)),
    expressionsIn(body),
  );
}

function takenFrom(elements: readonly Expression[], expressions: readonly Expression[]): Expression[] {
  const names = new Set(elements.map((node) => (node.kind === 'name' ? node.name : '')));
  const isElement = (node: Expression) => node.kind === 'name' && names.has(node.name);
  return expressions.flatMap((node) =>
    node.kind === 'operation' && node.operator === '-' && node.operands.some(isElement)
      ? node.operands.filter((operand) => !isElement(operand))
      : [],
  );
}
