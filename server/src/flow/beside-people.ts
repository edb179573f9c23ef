import { valueEvidence } from '../provenance/names.ts';
import { has, JUDGED, MEASURED } from '../provenance/origins.ts';
import { rememberingOf } from '../recent.ts';
import type { Frame } from './frame.ts';
import type { Expression, FunctionDefinition } from './program.ts';
import { descendants } from './walk.ts';

/**
 * `function shift(human, judge)`, `const { human, judge } = sample`: what is asked for together with people's labels is
 * there to be held against them, where nothing but its name says that it is a judge's.
 */
export function besidePeople(of: FunctionDefinition | Expression, { scope }: Frame): void {
  for (const name of 'parameters' in of ? judgesOfParameters(of) : judgesOfPattern(of)) {
    const value = scope.local(name);
    if (value?.cause && has(value.origins, JUDGED))
      scope.set(name, value.with({ cause: { ...value.cause, besidePeople: true } }));
  }
}

const judgesOfParameters = rememberingOf(({ parameters }: FunctionDefinition) =>
  judgesBesidePeople(parameters.map(({ target }) => target)),
);

const judgesOfPattern = rememberingOf((pattern: Expression) => judgesBesidePeople([pattern]));

/** Of the names in targets, those of a judge's labels, where people's are among them, too. */
function judgesBesidePeople(targets: readonly Expression[]): readonly string[] {
  const names = targets.flatMap(descendants).flatMap((node) => (node.kind === 'name' ? [node.name] : []));
  if (!names.some((name) => has(valueEvidence(name), MEASURED))) return [];
  return names.filter((name) => has(valueEvidence(name), JUDGED));
}
