import type { Estimate, Site } from '../flow/observation.ts';
import type { Comprehension, Expression, Statement } from '../flow/program.ts';
import { descendants, expressionsIn, ownExpressions } from '../flow/walk.ts';
import { namesJudgeStudy } from '../provenance/names.ts';
import { JUDGED, REAL } from '../provenance/origins.ts';
import { sourceOf } from '../provenance/trace.ts';

/** Is the judge itself what the code studies: its bias, its consistency, its agreement with people or other judges? */
export const studiesJudge = ({ site, calledFrom, data }: Estimate): boolean =>
  [site, calledFrom].some((place) => place && namesOf(place).some(namesJudgeStudy)) ||
  data.some((value) => [JUDGED, REAL].some((fact) => namesJudgeStudy(sourceOf(value, fact)?.file ?? '')));

/** Around a place: the function, the class, the file, and what the result is called. */
function namesOf(site: Site): string[] {
  const { document } = site.place;
  return [site.within ?? '', site.owner ?? '', fileOf(document), ...studiesOnPath(document), ...namesOfResult(site)];
}

/** The last two parts of a path: the folder may be the package. */
const fileOf = (uri: string): string => uri.split('/').slice(-2).join('/');

/** A folder further up, as the repository's, has to name the judge, too: `llm-judge-bias`. */
const studiesOnPath = (uri: string): string[] => uri.split('/').filter((part) => /judge/i.test(part));

/** `agreement = …`, `report["flip_rate"] = …`, `{"position_bias": …}`, `Report(kappa=…)` */
function namesOfResult({ statement, node }: Site): string[] {
  if (!statement) return [];
  const holds = ({ value }: { readonly value: Expression }) => value.start <= node.start && node.end <= value.end;
  const target = statement.kind === 'assign' ? statement.targets[0]! : null;
  return [
    textOf(target?.kind === 'subscript' ? target.index : target),
    ...ownExpressions(statement)
      .flatMap((part) => [...descendants(part)])
      .flatMap((part) => {
        if (part.kind === 'mapping') return part.entries.filter(holds).map(({ key }) => textOf(key));
        return part.kind === 'call' ? part.arguments.filter(holds).map(({ name }) => name ?? '') : [];
      }),
  ];
}

const textOf = (node: Expression | null): string =>
  node?.kind === 'name' || node?.kind === 'attribute' ? node.name : node?.kind === 'constant' ? String(node.value) : '';

/** `middle`, which is only there for `(score - middle) ** 2 for score in scores`: a step on the way to a spread. */
export function onlyCentres({ site: { statement, block, node } }: Estimate): boolean {
  const { centring, named } = usesIn(block);
  if (centring.has(node)) return true;
  const target = statement?.kind === 'assign' && statement.operator === null ? statement.targets[0] : undefined;
  if (target?.kind !== 'name') return false;
  const uses = (named.get(target.name) ?? []).filter((use) => use !== target);
  return uses.length > 0 && uses.every((use) => centring.has(use));
}

interface Uses {
  /** What is taken from each element of something. */
  readonly centring: ReadonlySet<Expression>;
  readonly named: ReadonlyMap<string, readonly Expression[]>;
}

/** By the list of statements, since many estimates stand in one. */
const known = new WeakMap<readonly Statement[], Uses>();

function usesIn(block: readonly Statement[]): Uses {
  const found = known.get(block);
  if (found) return found;
  const centring = new Set<Expression>();
  const named = new Map<string, Expression[]>();
  for (const part of expressionsIn(block)) {
    if (part.kind === 'comprehension') for (const node of centresIn(part)) centring.add(node);
    if (part.kind === 'name') {
      const uses = named.get(part.name);
      if (uses) uses.push(part);
      else named.set(part.name, [part]);
    }
  }
  const uses = { centring, named };
  known.set(block, uses);
  return uses;
}

/** What a comprehension takes from each of its elements. */
function centresIn({ element, clauses }: Comprehension): Expression[] {
  const targets = clauses.flatMap(({ target }) => [...descendants(target)]);
  const elements = new Set(targets.map((node) => (node.kind === 'name' ? node.name : '')));
  const isElement = (node: Expression) => node.kind === 'name' && elements.has(node.name);
  return [...descendants(element)].flatMap((node) =>
    node.kind === 'operation' && node.operator === '-' && node.operands.some(isElement)
      ? node.operands.filter((operand) => !isElement(operand))
      : [],
  );
}
