import type { Site } from '../../flow/observation.ts';
import type { Expression, FunctionDefinition, Parameter, Span } from '../../flow/program.ts';
import { descendants, expressionsIn, nameOf, ownExpressions, statementsIn } from '../../flow/walk.ts';
import { snakeCase } from '../../provenance/names.ts';
import { contains, type FixContext, textOf } from '../fix-context.ts';

/** A function that makes a mean, or a share, of whatever it is handed, and gives it back. */
export interface HelperForm {
  /** What its arguments are called. */
  readonly names: readonly string[];
  /** Which argument is averaged; or is the total, and which one it is divided by. */
  readonly labels: number;
  readonly below: number | null;
  /** What it does with the number before it gives it back: `round(…, 3)`. Null where it writes a text of it. */
  readonly around: ((number: string) => string) | null;
  /** Nothing is done with the number. */
  readonly isPlain: boolean;
  /** It looks first whether there is anything to divide by. */
  readonly isGuarded: boolean;
}

export function helperForm({ unit, node, within }: Site, context: FixContext): HelperForm | null {
  const functions = context.module.units.flatMap(({ body }) =>
    statementsIn(body).flatMap((each) =>
      each.kind === 'define-function' && each.function.name === within ? each : [],
    ),
  );
  const [only, ...others] = functions;
  if (!only || others.length > 0 || !contains(only, node) || OTHERWISE.test(snakeCase(within ?? ''))) return null;
  const { function: definition } = only;
  const parameters = definition.parameters.filter(
    ({ target }, index) => index > 0 || !/^(self|cls)$/.test(nameOf(target)),
  );
  const parts = partsOf(node, parameters, definition);
  const around = parts && givenBack(node, definition, (span) => textOf(context, unit, span));
  if (!parts || around === undefined || around === null) return null;
  if (around.of === null && parts.below === null) return null;
  const isGuarded = /\b(if|max|or)\b/.test(textOf(context, unit, definition).replace(/"""[\s\S]*?"""/g, ''));
  return {
    names: parameters.map(({ target }) => nameOf(target)),
    ...parts,
    around: around.of,
    isPlain: around.of?.('_') === '_',
    isGuarded,
  };
}

/** What draws rows, or makes an interval of them. */
const OTHERWISE =
  /(^|_)(boot\w*|resampl\w*|permut\w*|perm|intervals?|wilson|clopper\w*|confidence|ci|ci95|jackknife|stderr|sem|margin|p_?values?)(_|$)/;

/** `sum(xs) / len(xs)`, `np.mean(xs)`, `k / n`, of nothing but parameters. */
function partsOf(
  node: Expression,
  parameters: readonly Parameter[],
  definition: FunctionDefinition,
): Pick<HelperForm, 'labels' | 'below'> | null {
  const place = (part: Expression | undefined): number =>
    part?.kind === 'name' && isKept(part.name, definition)
      ? parameters.findIndex(({ target, form }) => form === 'plain' && nameOf(target) === part.name)
      : -1;
  const first = (call: Expression | undefined) => (call?.kind === 'call' ? call.arguments[0]?.value : undefined);
  if (node.kind === 'call') {
    const isOne = /^(mean|fmean|average|nanmean)$/.test(nameOf(node.callee)) && node.arguments.length === 1;
    const labels = isOne ? place(first(node)) : -1;
    return labels < 0 ? null : { labels, below: null };
  }
  if (node.kind !== 'operation' || node.operator !== '/' || node.operands.length !== 2) return null;
  const [above, below] = node.operands.map((part) => withoutFactor(part));
  if (above?.kind === 'call' && nameOf(above.callee) === 'sum' && above.arguments.length === 1) {
    const labels = place(first(above));
    const counted = madeIn(below!, definition);
    const inner = nameOf(counted) === 'max' ? madeIn(lengthOf(counted), definition) : counted;
    const isLength = inner.kind === 'call' && nameOf(inner) === 'len' && place(first(inner)) === labels;
    return labels < 0 || !isLength ? null : { labels, below: null };
  }
  const [labels, count] = [place(above), place(nameOf(below!) === 'max' ? lengthOf(below!) : below)];
  const reads = expressionsIn(definition.body).filter((each) => each.kind === 'name' && each.name === nameOf(above!));
  const tests = testsIn(definition);
  const isReadHere = reads.every((each) => contains(node, each) || tests.some((test) => contains(test, each)));
  return labels < 0 || count < 0 || labels === count || !isReadHere ? null : { labels, below: count };
}

const isOne = (node: Expression): boolean => node.kind === 'constant';

/** `max(len(xs), 1)`, `max(1, n)` */
const lengthOf = (node: Expression): Expression =>
  (node.kind === 'call' ? node.arguments.map(({ value }) => value) : []).find((each) => !isOne(each)) ?? node;

const withoutFactor = (node: Expression): Expression =>
  node.kind === 'operation' && node.operator === '*' && node.operands.some(isOne)
    ? (node.operands.find((each) => !isOne(each)) ?? node)
    : node;

const testsIn = ({ body }: FunctionDefinition): readonly Expression[] => [
  ...statementsIn(body).flatMap((each) => (each.kind === 'if' ? each.test : [])),
  ...expressionsIn(body).flatMap((each) => (each.kind === 'conditional' ? each.test : [])),
];

/** What a name of the function was made of. */
function madeIn(node: Expression, { body }: FunctionDefinition): Expression {
  if (node.kind !== 'name') return node;
  const made = statementsIn(body).flatMap((each) =>
    each.kind === 'assign' && each.targets.some((target) => nameOf(target) === node.name) ? each : [],
  );
  return made.length === 1 && made[0]!.operator === null && made[0]!.targets.length === 1 ? made[0]!.value : node;
}

/** A parameter that stays what it is, but for `xs = list(xs)`. */
const isKept = (name: string, { body }: FunctionDefinition): boolean =>
  statementsIn(body).every(
    (each) =>
      each.kind !== 'assign' ||
      !each.targets.some((target) => nameOf(target) === name) ||
      (each.value.kind === 'call' &&
        nameOf(each.value) === 'list' &&
        nameOf(each.value.arguments[0]?.value ?? each.value) === name),
  );

/** What is done with the number: null where the function gives back something else, or does anything beside. */
function givenBack(
  node: Expression,
  definition: FunctionDefinition,
  text: (span: Span) => string,
): { readonly of: HelperForm['around'] } | null {
  const statements = statementsIn(definition.body);
  if (!statements.every(({ kind }) => /^(return|assign|if|raise)$/.test(kind))) return null;
  const returns = statements.flatMap((each) => (each.kind === 'return' && each.value ? each.value : []));
  const rest = returns.filter(
    (value) => !descendants(value).every((each) => !/^(name|call)$/.test(each.kind) || isNan(each)),
  );
  const [value, ...others] = rest;
  if (!value || others.length > 0) return null;
  const whole = madeIn(value, definition);
  if (statements.some((each) => each.kind === 'if' && ownExpressions(each).some((part) => contains(part, node))))
    return null;
  if (whole.kind === 'template') return contains(whole, node) ? { of: null } : null;
  const of = aroundIn(whole, node, definition, text);
  return of && { of };
}

/** `float("nan")`, `math.nan` */
const isNan = (node: Expression): boolean => /^(float|nan|math|np|numpy|None)$/.test(nameOf(node));

function aroundIn(
  outer: Expression,
  node: Expression,
  definition: FunctionDefinition,
  text: (span: Span) => string,
): HelperForm['around'] {
  if (outer === node) return (number) => number;
  const inside = (part: Expression) => aroundIn(part, node, definition, text);
  if (outer.kind === 'name') return madeIn(outer, definition) === outer ? null : inside(madeIn(outer, definition));
  if (outer.kind === 'conditional')
    return contains(outer.then, node) || outer.then.kind === 'name' ? inside(outer.then) : inside(outer.otherwise);
  const [part, ...others] =
    outer.kind === 'call' && /^(round|float)$/.test(nameOf(outer))
      ? outer.arguments.map(({ value }) => value)
      : outer.kind === 'operation' && /^[*/]$/.test(outer.operator)
        ? outer.operands.toSorted((a, b) => Number(isOne(a)) - Number(isOne(b)))
        : [];
  if (!part || others.some((each) => each.kind !== 'constant')) return null;
  if (outer.kind === 'operation' && outer.operator === '/' && outer.operands[0] !== part) return null;
  const inner = inside(part);
  if (!inner) return null;
  const [before, after] = [text({ start: outer.start, end: part.start }), text({ start: part.end, end: outer.end })];
  return nameOf(outer) === 'float' ? inner : (number) => `${before}${inner(number)}${after}`.replace(/\s+/g, ' ');
}
