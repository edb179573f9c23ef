import type { Argument, Comprehension, Constant, Expression, Mapping, Sequence, Span } from '../../flow/program.ts';
import { type Context, DEEPEST, nameOf, namesWithin, textOf, unknown } from './context.ts';
import { numberValue } from './literal.ts';
import { lowerLambda } from './lower-function.ts';
import { lowerBinary, lowerBoolean, lowerComparison, lowerUnary } from './lower-operation.ts';
import { lowerConcatenation, lowerString } from './lower-string.ts';
import type { Syntax } from './syntax.ts';

type Lower = (context: Context, node: Syntax) => Expression;

export function lowerExpression(context: Context, node: Syntax): Expression {
  if (context.depth >= DEEPEST) return namesWithin(context, node);
  context.depth++;
  const lower = LOWER.get(node.type) ?? lowerUnread;
  const expression = lower(context, node);
  context.depth--;
  return expression;
}

function lowerUnread(context: Context, node: Syntax): Expression {
  return unknown(node, lowerAll(context, node.children));
}

export function lowerAll(context: Context, nodes: readonly Syntax[]): Expression[] {
  return nodes.map((node) => lowerExpression(context, node));
}

/** One expression, or the tuple of several that stand side by side. */
export function lowerTogether(context: Context, nodes: readonly Syntax[]): Expression {
  const first = nodes[0]!;
  if (nodes.length === 1) return lowerExpression(context, first);
  const items = lowerAll(context, nodes);
  return { kind: 'sequence', form: 'tuple', items, start: first.start, end: nodes.at(-1)!.end };
}

export function constant(node: Span, value: Constant['value']): Constant {
  return { kind: 'constant', value, start: node.start, end: node.end };
}

function lowerNumber(context: Context, node: Syntax): Expression {
  const value = numberValue(textOf(context, node));
  return value === null ? unknown(node) : constant(node, value);
}

function lowerAttribute(context: Context, node: Syntax): Expression {
  const object = lowerExpression(context, node.children[0]!);
  return { kind: 'attribute', object, name: textOf(context, node.children[1]!), start: node.start, end: node.end };
}

function lowerSubscript(context: Context, node: Syntax): Expression {
  const [object, ...indices] = node.children;
  const last = indices.at(-1)!;
  const index =
    indices.length === 1 && hasTrailingComma(context, last.end, node.end)
      ? sequence('tuple', last, lowerAll(context, indices))
      : lowerTogether(context, indices);
  return { kind: 'subscript', object: lowerExpression(context, object!), index, start: node.start, end: node.end };
}

/** `a,` and `x[a,]` are tuples of one; the grammar does not tell them from `a` and `x[a]`. */
export function hasTrailingComma(context: Context, from: number, to: number): boolean {
  return context.source.slice(from, to).trimStart().startsWith(',');
}

/** Its parts are start, stop and, if there is one, step; what is left out is the constant null, as in Python. */
function lowerSlice(context: Context, node: Syntax): Expression {
  const parts: Expression[] = [];
  let position = node.start;
  let missing = true;
  const skipTo = (to: number) => {
    for (; position < to; position++) {
      if (context.source[position] !== ':') continue;
      if (missing) parts.push(constant({ start: position, end: position }, null));
      missing = true;
    }
  };
  for (const child of node.children) {
    skipTo(child.start);
    parts.push(lowerExpression(context, child));
    missing = false;
    position = child.end;
  }
  skipTo(node.end);
  if (missing) parts.push(constant({ start: node.end, end: node.end }, null));
  return { kind: 'slice', parts, start: node.start, end: node.end };
}

function lowerCall(context: Context, node: Syntax): Expression {
  const [callee, list] = node.children;
  return {
    kind: 'call',
    callee: lowerExpression(context, callee!),
    arguments: list!.type === 'argument_list' ? lowerArguments(context, list!) : [argument(context, list!)],
    start: node.start,
    end: node.end,
  };
}

export function lowerArguments(context: Context, list: Syntax): Argument[] {
  return list.children.map((node) => argument(context, node));
}

function argument(context: Context, node: Syntax): Argument {
  if (node.type !== 'keyword_argument') return { name: null, value: lowerExpression(context, node) };
  return { name: textOf(context, node.children[0]!), value: lowerExpression(context, node.children[1]!) };
}

function sequence(form: Sequence['form'], span: Span, items: readonly Expression[]): Sequence {
  return { kind: 'sequence', form, items, start: span.start, end: span.end };
}

const sequenceOf =
  (form: Sequence['form']): Lower =>
  (context, node) =>
    sequence(form, node, lowerAll(context, node.children));

function lowerDictionary(context: Context, node: Syntax): Expression {
  const entries: Mapping['entries'][number][] = node.children.map((child) => {
    if (child.type === 'pair') {
      return { key: lowerExpression(context, child.children[0]!), value: lowerExpression(context, child.children[1]!) };
    }
    const spread = child.type === 'dictionary_splat' ? child.children[0]! : child;
    return { key: null, value: lowerExpression(context, spread) };
  });
  return { kind: 'mapping', entries, start: node.start, end: node.end };
}

const comprehensionOf =
  (form: Comprehension['form']): Lower =>
  (context, node) => {
    const [body, ...rest] = node.children;
    const clauses: { target: Expression; iterable: Expression; conditions: Expression[] }[] = [];
    for (const clause of rest) {
      if (clause.type === 'for_in_clause') {
        const [target, ...iterables] = clause.children;
        const iterable = lowerTogether(context, iterables);
        clauses.push({ target: lowerExpression(context, target!), iterable, conditions: [] });
      } else {
        clauses.at(-1)?.conditions.push(...lowerAll(context, clause.children));
      }
    }
    const [key, element] = body!.type === 'pair' ? body!.children : [null, body];
    return {
      kind: 'comprehension',
      form,
      key: key ? lowerExpression(context, key) : null,
      element: lowerExpression(context, element!),
      clauses,
      start: node.start,
      end: node.end,
    };
  };

function lowerConditional(context: Context, node: Syntax): Expression {
  const [then, test, otherwise] = lowerAll(context, node.children);
  return { kind: 'conditional', test: test!, then: then!, otherwise: otherwise!, start: node.start, end: node.end };
}

function lowerNamed(context: Context, node: Syntax): Expression {
  const [target, value] = lowerAll(context, node.children);
  return { kind: 'assignment', target: target!, value: value!, start: node.start, end: node.end };
}

function lowerAwait(context: Context, node: Syntax): Expression {
  const value = lowerExpression(context, node.children[0]!);
  return { kind: 'suspend', form: 'await', value, start: node.start, end: node.end };
}

function lowerYield(context: Context, node: Syntax): Expression {
  context.yields = true;
  const child = node.children[0];
  const between = child ? context.source.slice(node.start + 'yield'.length, child.start) : '';
  return {
    kind: 'suspend',
    form: /\bfrom\b/.test(between) ? 'yield-from' : 'yield',
    value: child ? lowerExpression(context, child) : null,
    start: node.start,
    end: node.end,
  };
}

const spreadOf =
  (form: 'list' | 'mapping'): Lower =>
  (context, node) => {
    const value = lowerExpression(context, node.children[0]!);
    return { kind: 'spread', form, value, start: node.start, end: node.end };
  };

const first: Lower = (context, node) => lowerExpression(context, node.children[0]!);

const LOWER: ReadonlyMap<string, Lower> = new Map<string, Lower>([
  ['identifier', nameOf],
  ['integer', lowerNumber],
  ['float', lowerNumber],
  ['true', (_, node) => constant(node, true)],
  ['false', (_, node) => constant(node, false)],
  ['none', (_, node) => constant(node, null)],
  ['string', lowerString],
  ['concatenated_string', lowerConcatenation],
  ['attribute', lowerAttribute],
  ['subscript', lowerSubscript],
  ['slice', lowerSlice],
  ['call', lowerCall],
  ['list', sequenceOf('list')],
  ['tuple', sequenceOf('tuple')],
  ['set', sequenceOf('set')],
  ['expression_list', sequenceOf('tuple')],
  ['pattern_list', sequenceOf('tuple')],
  ['tuple_pattern', sequenceOf('tuple')],
  ['list_pattern', sequenceOf('tuple')],
  ['dictionary', lowerDictionary],
  ['list_comprehension', comprehensionOf('list')],
  ['set_comprehension', comprehensionOf('set')],
  ['dictionary_comprehension', comprehensionOf('mapping')],
  ['generator_expression', comprehensionOf('generator')],
  ['binary_operator', lowerBinary],
  ['boolean_operator', lowerBoolean],
  ['comparison_operator', lowerComparison],
  ['unary_operator', lowerUnary],
  [
    'not_operator',
    (context, node) => ({
      kind: 'operation',
      form: 'not',
      operator: 'not',
      operands: lowerAll(context, node.children),
      start: node.start,
      end: node.end,
    }),
  ],
  ['conditional_expression', lowerConditional],
  ['named_expression', lowerNamed],
  ['lambda', lowerLambda],
  ['await', lowerAwait],
  ['yield', lowerYield],
  ['list_splat', spreadOf('list')],
  ['list_splat_pattern', spreadOf('list')],
  ['dictionary_splat', spreadOf('mapping')],
  ['parenthesized_expression', first],
  ['as_pattern_target', first],
]);
