import type { Expression, FlowUnit, Statement } from '../flow/program.ts';
import { descendants, nameOf, ownExpressions, statementsIn } from '../flow/walk.ts';
import { snakeCase, words } from '../provenance/names.ts';
import { namesIn } from './names-in-code.ts';

/** Code that changes which of two stands first: by both orders, or by chance. */

const ORDER =
  /^(?:swap\w*|flip\w*|reversed?|shuffl\w*|permut\w*|randomi[sz]\w*|order|orders|ordering|orderings|position|positions|positional|pos|coin|invert\w*|switch\w*|mirror\w*|ab|ba|debias\w*)$/;
const CHANCE = /^(?:random|choice|randint|randrange|randbool|getrandbits|uniform|binomial|rand|integers|bernoulli)$/;

const known = new WeakMap<readonly Statement[], boolean>();

/** Does the code of a file or cell speak of an order, toss a coin, or give the same two the other way round? */
export function changesOrder({ body }: FlowUnit): boolean {
  let changes = known.get(body);
  if (changes === undefined) {
    changes = looksAtOrder(body);
    known.set(body, changes);
  }
  return changes;
}

function looksAtOrder(body: readonly Statement[]): boolean {
  const seen = new Set<string>();
  const apart = new Set<Expression>();
  for (const statement of statementsIn(body)) {
    if (statement.kind === 'define-function' && speaksOfOrder(statement.function.name)) return true;
    const isOutcome = namesOutcome(statement);
    for (const own of ownExpressions(statement))
      for (const node of descendants(own)) {
        if (namesIn(node, isIdentifier).some(speaksOfOrder) || tossesCoin(node)) return true;
        if (isOutcome || asksNobody(node)) for (const part of descendants(node)) apart.add(part);
        if (!apart.has(node) && isTurned(node, seen)) return true;
      }
  }
  return false;
}

const speaksOfOrder = (name: string): boolean => words(name).some((word) => ORDER.test(word));

/** Texts that are names, too, as opposed to patterns; a prompt that forbids a bias of position does nothing about it. */
const isIdentifier = (text: string): boolean => /^[\w-]{1,40}$/.test(text);

/** `random.random() < 0.5`, `i % 2` */
function tossesCoin(node: Expression): boolean {
  if (node.kind === 'call') return node.callee.kind === 'attribute' && CHANCE.test(node.callee.name);
  if (node.kind !== 'operation' || node.operator !== '%') return false;
  const by = node.operands.at(-1);
  return by?.kind === 'constant' && by.value === 2;
}

const MAX_PARTS = 12;

/** `judge(a, b)` and `judge(b, a)`, `(a, b)` and `(b, a)`, or in texts; `seen` holds the orders until here. */
function isTurned(node: Expression, seen: Set<string>): boolean {
  const names = [...new Set(partsOf(node).slice(0, MAX_PARTS).map(textOf))].filter((text) => text !== '');
  for (const [i, first] of names.entries())
    for (const [between, second] of names.slice(i + 1).entries()) {
      // as far from each other: else it is a third that stands elsewhere
      if (seen.has(`${second} ${between} ${first}`)) return true;
      seen.add(`${first} ${between} ${second}`);
    }
  return false;
}

/** What is only told to a person: `logger.info("%s of %s", n, name)`. */
const TELLS = /^(?:print|log|debug|info|warning|warn|error|exception|critical)$/;
/** What is counted by who won: `updateElo(winner, loser)`, `expected(b, a)`. */
const COUNTS = /^update(?:_|$)|^record_(?:win|result|outcome)|(?:^|_)(?:elo|wins?|winner|ratings?|expected)(?:_|$)/;

/** Is it a call that shows a judge nothing? */
const asksNobody = (node: Expression): boolean =>
  node.kind === 'call' &&
  namesIn(node.callee, isIdentifier).some((name) => TELLS.test(name) || COUNTS.test(snakeCase(name)));

/** `[winner, loser] = verdict === "A" ? [a, b] : [b, a]`: which of them won is no order. */
const namesOutcome = (statement: Statement): boolean =>
  statement.kind === 'assign' &&
  statement.targets.some(
    (target) => target.kind === 'sequence' && target.items.some((item) => /winner|loser/i.test(nameOf(item))),
  );

function partsOf(node: Expression): readonly Expression[] {
  if (node.kind === 'call') return node.arguments.map(({ value }) => value);
  if (node.kind === 'sequence') return node.items;
  return node.kind === 'template' ? node.parts : [];
}

/** `a`, `row.a`, `row["a"]`, `texts[0]`; nothing else has a place of its own. */
function textOf(node: Expression): string {
  if (node.kind === 'name') return node.name;
  if (node.kind === 'attribute') return `${textOf(node.object)}.${node.name}`;
  if (node.kind === 'subscript' && node.index.kind === 'constant') return `${textOf(node.object)}[${node.index.value}]`;
  return '';
}
