import type { Expression, FlowUnit, FunctionDefinition } from '../../flow/program.ts';
import { expressionsIn, nameOf } from '../../flow/walk.ts';
import { GENERATED, has, JUDGED } from '../../provenance/origins.ts';
import { causeOfKind } from '../../provenance/trace.ts';
import { dataOrigins, type Value } from '../../provenance/value.ts';
import { calledName } from '../called-name.ts';
import type { FixContext } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';
import { assigned, constant } from './values.ts';

/** A scorer that an evaluation is given, as the function which the framework calls. */
export interface GivenScorer {
  readonly node: Expression;
  /** Empty where it has none. */
  readonly name: string;
}

/** The scorers in a list that grade with a model, each as what stands there; null where one is no function. */
export function gradersGiven(
  list: Expression,
  unit: FlowUnit,
  graders: readonly string[],
  context: FixContext,
): readonly GivenScorer[] | null {
  const found = entriesOf(list, unit, context).map((entry) => {
    const scorer = scorerIn(entry, unit, context);
    if (!isGrader(scorer.node, unit, graders, context)) return [];
    return isFunction(scorer.node, unit, graders, context) ? [scorer] : null;
  });
  return found.every((each) => each !== null) ? found.flat() : null;
}

/** Also of lists that are spread, or called by a name. */
function entriesOf(list: Expression, unit: FlowUnit, context: FixContext, depth = 0): readonly Expression[] {
  const value = assigned(list, unit, context);
  if (value.kind !== 'sequence' || depth > 4) return [];
  return value.items.flatMap((item) =>
    item.kind === 'spread' ? entriesOf(item.value, unit, context, depth + 1) : [item],
  );
}

/** `{ name: 'Polite', scorer: async (…) => … }`, `createScorer({ name, score: … })`, `createJudge('Polite', async (…) => …)`. */
function scorerIn(entry: Expression, unit: FlowUnit, context: FixContext): GivenScorer {
  const value = assigned(entry, unit, context);
  const options = value.kind === 'call' ? value.arguments[0]?.value : value;
  if (value.kind === 'call' && nameOf(value.callee) === 'createJudge' && options && value.arguments[1])
    return { node: value.arguments[1].value, name: nameIn(options) };
  if (options?.kind === 'mapping') {
    const [inner] = options.entries.filter(
      ({ key }) => key?.kind === 'constant' && /^scorer?$/.test(String(key.value)),
    );
    if (inner) return { node: inner.value, name: nameIn(options) };
  }
  const ownName = entry.kind === 'name' || entry.kind === 'attribute' ? nameOf(entry) : '';
  const made = value.kind === 'call' ? nameIn(options) || nameOf(value.callee) : '';
  return { node: entry, name: ownName || made };
}

function nameIn(options: Expression | undefined): string {
  const named =
    options?.kind === 'mapping'
      ? options.entries.find(
          ({ key }) => key?.kind === 'constant' && /^(?:name|id|feedbackKey|slug)$/.test(String(key.value)),
        )?.value
      : options;
  const name = constant(named);
  return typeof name === 'string' ? name : '';
}

/** @param graders what those are called of which the evaluation knows that they ask a model */
function isGrader(node: Expression, unit: FlowUnit, graders: readonly string[], context: FixContext): boolean {
  const value = context.seenValue(unit, node);
  if (value && has(value.origins, JUDGED)) return true;
  const definition = definitionOf(node, unit, context);
  if (definition) return graders.includes(definition.name || SCORER) && asksModel(definition, unit, context);
  return graders.includes(madeBy(node, unit, context)?.split('.').at(-1) ?? '');
}

/** What a function without a name is called. */
const SCORER = 'a scorer';

function definitionOf(node: Expression, unit: FlowUnit, context: FixContext): FunctionDefinition | null {
  const value = assigned(node, unit, context);
  if (value.kind === 'function') return value.function;
  const names = namesOf(context);
  const at = names.at(unit, node);
  const [binding, ...more] = at ? names.bindings(names.variableOf(at)) : [];
  return binding?.statement.kind === 'define-function' && more.length === 0 ? binding.statement.function : null;
}

/** `autoevals.Factuality` */
function externalName(node: Expression, unit: FlowUnit, context: FixContext): string | null {
  const names = namesOf(context);
  const [root] = names.within(unit, node).filter(({ node: at }) => at?.start === node.start);
  return root ? calledName(node, names, root.scope) : null;
}

const asksModel = ({ body }: FunctionDefinition, unit: FlowUnit, context: FixContext): boolean =>
  expressionsIn(body).some((inner) => {
    const seen = inner.kind === 'suspend' || inner.kind === 'call' ? context.seenValue(unit, inner) : null;
    return seen !== null && has(dataOrigins(seen), GENERATED | JUDGED);
  });

/** What a scorer is called in its library, or what makes it there: `autoevals.Factuality.partial`. */
function madeBy(node: Expression, unit: FlowUnit, context: FixContext): string | null {
  const made = assigned(node, unit, context);
  return externalName(made.kind === 'call' ? made.callee : node, unit, context);
}

/**
 * Objects with methods of their own are no functions, and neither are texts. Of what another module of the code makes, it
 * has to be known.
 */
function isFunction(node: Expression, unit: FlowUnit, graders: readonly string[], context: FixContext): boolean {
  if (definitionOf(node, unit, context)) return true;
  const name = madeBy(node, unit, context);
  if (name === null || name.startsWith('builtins.') || OBJECTS.test(name)) return false;
  if (!/^\.|^[@~]\//.test(name)) return true;
  const isNamed = node.kind === 'name' && /^[a-z]/.test(node.name) && graders.includes(node.name);
  return isNamed || context.seenValue(unit, node)?.target?.kind === 'function';
}

/** Judges that are objects, with a method for the framework to call. */
const OBJECTS = /^vitest-evals(?:\/judges)?\.|^@(?:mastra|voltagent)\//;

/** What a call calls, in full. */
export const calledIn = ({ callee }: Expression & { kind: 'call' }, unit: FlowUnit, context: FixContext) =>
  externalName(callee, unit, context);

/** What the scorers are called that an evaluation found to grade with a model. */
export const namesOfGraders = (scores: Value): readonly string[] =>
  (scores.cause?.inputs ?? []).map(
    (input) =>
      /^(.+?)(?:\(\))? grades with a language model$/.exec(causeOfKind(input, JUDGED, 'judge')?.message ?? '')?.[1] ??
      '',
  );
