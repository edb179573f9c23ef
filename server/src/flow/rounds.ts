import { REPEATED, SEVERAL } from '../provenance/marks.ts';
import { snakeCase, words } from '../provenance/names.ts';
import { GENERATED, has, JUDGED, REAL, SYNTHETIC } from '../provenance/origins.ts';
import { dataOrigins, type Value } from '../provenance/value.ts';
import { remembering, rememberingOf } from '../recent.ts';
import { evaluate } from './evaluate.ts';
import { type Frame, isTypeScript } from './frame.ts';
import type { Comprehension, Expression, FunctionDefinition, Loop, Mapping, Statement } from './program.ts';
import { blocksOf, childrenOf, descendants, expressionsIn, nameOf, statementsIn } from './walk.ts';

/** What loops go through: rows (prompts, questions), or several turns of the same (`for _ in range(n_samples)`). */

/** A loop around the current statement, or a clause of a comprehension. */
export interface Round {
  readonly form: Form;
  readonly byRows: boolean;
  readonly repeats: boolean;
  /** How often a model had been asked before it began. */
  readonly answered: number;
  /** What it goes through. */
  readonly iterable: Expression | null;
  readonly rows: Value | null;
  /** In a function that is called in its turns: where it stands. */
  readonly in?: Frame;
}

/** What is written of a loop. */
export interface Form {
  /** Names of what it goes through, and all that are new in each turn. */
  readonly targets: ReadonlySet<string>;
  readonly bound: ReadonlySet<string>;
  readonly byRows: boolean;
  /** Do its names leave open whether what it goes through are rows? */
  readonly mayBeRows: boolean;
  /** How often it runs, where it may run for the same again: the count, or null where that is in the names. */
  readonly turns: { readonly count: Expression | null } | null;
  /** By their names, calls in it ask a model. */
  readonly asks: boolean;
}

type Clause = Comprehension['clauses'][number];

const formsOfLoops = new WeakMap<Loop | Clause, Form>();

/** Goes into a loop, or a clause of a comprehension. */
export function enterRound(of: Loop | Clause, element: Expression | null, given: Value | null, frame: Frame): Round {
  let form = formsOfLoops.get(of);
  if (!form) {
    form = 'body' in of ? formOfLoop(of, frame) : formOf(of.target, of.iterable, null, element ? [element] : [], false);
    formsOfLoops.set(of, form);
  }
  const counted = 'body' in of ? countedThrough(of) : null;
  const rows = counted ? evaluate(counted, frame) : given;
  return roundOf(form, rows, of.iterable ?? counted, frame);
}

function roundOf(form: Form, rows: Value | null, iterable: Expression | null, frame: Frame): Round {
  const marks = rows?.marks ?? 0;
  const repeats = (marks & (REPEATED | SEVERAL)) !== 0 || (form.turns !== null && isOften(form.turns.count, frame));
  return {
    form,
    byRows: (marks & SEVERAL) === 0 && (form.byRows || (marks & REPEATED) !== 0 || areRead(form, rows, frame)),
    repeats,
    answered: (marks & (REPEATED | SEVERAL)) !== 0 ? -1 : frame.engine.answered,
    iterable,
    rows,
  };
}

/** In TypeScript, rows by where they come from: entries of a file of data, or the files of a folder. */
function areRead({ mayBeRows }: Form, rows: Value | null, frame: Frame): boolean {
  if (!rows || !mayBeRows || !isTypeScript(frame)) return false;
  const origins = dataOrigins(rows);
  const isFolder = rows.target?.kind === 'external' && /readdir(?:Sync)?$/.test(rows.target.name);
  return isFolder || (has(origins, REAL | SYNTHETIC) && !has(origins, GENERATED | JUDGED));
}

/** The list whose entries a loop takes by their number, or takes out one by one: `while (queue.length > 0)`. */
function countedThrough({ iterable, test }: Loop): Expression | null {
  const first = iterable ? endOfRange(iterable) : test;
  if (!first) return null;
  for (const node of descendants(first)) {
    const list = lengthOf(node);
    if (list?.kind === 'name' || list?.kind === 'attribute') return list;
  }
  return !iterable && first.kind === 'name' ? first : null;
}

/** `rows` in `len(rows)`, `rows.length` */
function lengthOf(node: Expression): Expression | null {
  if (node.kind === 'attribute') return node.name === 'length' ? node.object : null;
  return node.kind === 'call' && nameOf(node.callee) === 'len' ? (node.arguments[0]?.value ?? null) : null;
}

/** Goes into a function that is called for each entry: `tasks.map(async (task) => …)`, `Array.from({ length: n }, …)`. */
export function enterCallback(definition: FunctionDefinition, of: Expression | null, rows: Value, frame: Frame): Round {
  const { forms } = frame.engine;
  let form = forms.get(definition);
  if (!form) {
    form = formOfCallback(definition, of, frame);
    forms.set(definition, form);
  }
  return roundOf(form, rows, of, frame);
}

function formOfCallback(definition: FunctionDefinition, iterable: Expression | null, frame: Frame): Form {
  const { body } = definition;
  const target = targetsOf(definition);
  const form = formOf(target, iterable, null, [...expressionsIn(body)], isTypeScript(frame));
  // a count alone may be of workers
  const counted = form.turns?.count ? wordsOfCount(form.turns.count) : [];
  const isTold = [...[...namesIn(target)].flatMap(words), ...counted].some(
    (word) => REPEATS.has(word) || ATTEMPTS.test(word) || /^[nk]$/.test(word),
  );
  return { ...form, bound: namesWithin(target, body), turns: isTold ? form.turns : null };
}

const targetsOf = ({ parameters, start, end }: FunctionDefinition): Expression => {
  return { kind: 'sequence', form: 'tuple', items: parameters.map((one) => one.target), start, end };
};

/** What each function is to the rounds around it, by what it is handed that is the same in all of their turns. */
const formsWithin = rememberingOf((_form: Form) => new WeakMap<FunctionDefinition, Map<string, Form>>());

/** The rounds around a call, as the code of a function sees them that is written there: what it binds itself is new in each. */
export function roundsWithin(rounds: readonly Round[], definition: FunctionDefinition): readonly Round[] {
  if (rounds.length === 0 || definition.name !== '') return [];
  return rounds.map((round) => ({ ...round, form: formWithin(round.form, definition) }));
}

/**
 * The rounds around a call of a function that has a name: `record(totals, ok)`, `this.board.add(ok)`. What it binds itself
 * is new in each, but for what it is handed that is not. `nodes`: what it is handed.
 */
export function roundsAround(
  frame: Frame,
  definition: FunctionDefinition,
  nodes: readonly (Expression | null)[],
): readonly Round[] {
  const all = [...frame.around, ...frame.rounds];
  if (definition.name === '' || !all.some(({ byRows, repeats }) => byRows || repeats)) return [];
  return all.map((round) => {
    const held = definition.parameters.flatMap(({ target }, i) => {
      const node = nodes[i];
      return target.kind === 'name' && node && heldOver(node, round, new Set()) === 'same' ? [target.name] : [];
    });
    return { ...round, form: formWithin(round.form, definition, held), in: round.in ?? frame };
  });
}

function formWithin(form: Form, definition: FunctionDefinition, held: readonly string[] = []): Form {
  const forms = formsWithin(form);
  const known = forms.get(definition) ?? new Map<string, Form>();
  forms.set(definition, known);
  const key = held.join();
  let within = known.get(key);
  if (!within) {
    const bound = new Set([...form.bound, ...namesWithin(targetsOf(definition), definition.body)]);
    for (const name of held) bound.delete(name);
    within = { ...form, bound };
    known.set(key, within);
  }
  return within;
}

function namesWithin(target: Expression | null, body: readonly Statement[]): Set<string> {
  const names = new Set(target ? namesIn(target) : []);
  for (const statement of statementsIn(body)) for (const name of namesSet(statement)) names.add(name);
  return names;
}

/** Once is not often; a parameter that nobody sets may be once by default only. */
function isOften(count: Expression | null, frame: Frame): boolean {
  const known = count && evaluate(count, frame).constant;
  return typeof known === 'number' ? known > 1 || (known === 1 && isByDefault(count!, frame)) : true;
}

/** A parameter is there so that somebody sets it. */
export const isByDefault = (count: Expression, frame: Frame): boolean =>
  count.kind === 'name' && frame.name !== null && frame.scope.local(count.name) !== undefined;

/** Was a model asked since the round began? */
export const hasAsked = ({ form, answered }: Round, frame: Frame): boolean =>
  form.asks || frame.engine.answered > answered;

function formOfLoop(loop: Loop, frame: Frame): Form {
  const inner = [...expressionsIn(loop.body)];
  const isWhole = isTypeScript(frame) && !loop.body.some(leaves);
  const form = formOf(loop.target, loop.iterable, loop.test, inner, isWhole);
  // tried until it works; what stands first is a limit to all turns: `if (spent > budget) break`
  const first = loop.body.findIndex(({ kind }) => kind !== 'if');
  const isTried = breaksOff(first < 0 ? loop.body : loop.body.slice(first));
  return { ...form, bound: namesWithin(loop.target, loop.body), turns: isTried ? null : form.turns };
}

function formOf(
  target: Expression | null,
  iterable: Expression | null,
  test: Expression | null,
  inner: readonly Expression[],
  withAttempts: boolean,
): Form {
  const bound = new Set(target ? namesIn(target) : []);
  const asks = inner.some((node) => node.kind === 'call' && asksByName(nameOf(node.callee)));
  const form = { targets: bound, bound, byRows: false, mayBeRows: false, turns: null, asks };
  if (!target || !iterable) return { ...form, turns: test ? turnsUntil(test, withAttempts) : null };
  const turns = turnsOf(target, iterable, withAttempts);
  const isIndex = inner.some(
    (node) => node.kind === 'subscript' && node.index.kind === 'name' && bound.has(node.index.name),
  );
  const names = [...bound, nameOf(wrapped(iterable))].flatMap(words);
  const mayBeRows = !names.some((word) => CONDITION.test(word));
  return { ...form, byRows: goesThroughRows(target, iterable), mayBeRows, turns: isIndex ? null : turns };
}

/** Does a call of this name ask a model? */
export const asksByName = remembering((name) => ASKS.test(snakeCase(name)), 2000);

const ASKS =
  /(?:^|_)(?:llms?|gpt\w*|claude|gemini|complet\w*|chat\w*|ask\w*|generate|sampler|judge\w*|grade\w*|completion_fn|answer_\w+|respond)(?:_|$)|^answer$|^(?:run|call|query|prompt|invoke)_(?:model|agent|assistant|chain|bot)$/i;

/** `range(n)`, `tqdm(range(n))`, `enumerate(range(n))`: its end. */
function endOfRange(node: Expression): Expression | null {
  if (node.kind === 'mapping') return node.entries.find(isLength)?.value ?? null;
  if (node.kind !== 'call') return null;
  const name = nameOf(node.callee);
  const [first, second, step] = node.arguments.map(({ value }) => value);
  if (/^t?range$/.test(name)) return step ? null : (second ?? first ?? null);
  return /^(tqdm|trange|enumerate|list|track)$/.test(name) && first ? endOfRange(first) : null;
}

/** `{ length: n }` stands for as many entries. */
const isLength = ({ key }: Mapping['entries'][number]): boolean => key?.kind === 'constant' && key.value === 'length';

const REPEATS = new Set(
  (
    'repeat repeats rep reps replicate replicates trial trials run runs seed seeds sample samples generation generations ' +
    'rollout rollouts completion completions votes calls judgments judgements evaluations replication replications resample'
  ).split(' '),
);
/** Turns of something else: of a conversation, a training, a simulation, until it works. */
const OTHERS =
  /^(?:retr(?:y|ies)|turn|step|round|epoch|batch|page|hop|fold|split|boot\w*|resampl\w*|perm\w*|sim\w*|iter\w*|layer|dim|feature|bin|chunk|shot|token|tokens|day|year|month|max|len|size|worker|gpu|rank)s?$/;
/** Of these, a loop may make as many as it takes, or all of them; in what draws from rows, no model is asked. */
const ATTEMPTS = /^(?:attempt|tr(?:y|ies)|draw)s?$/;

/** `withAttempts`: are all attempts made, whatever comes of them? */
function turnsOf(target: Expression, iterable: Expression, withAttempts: boolean): Form['turns'] {
  const isOther = (word: string): boolean => OTHERS.test(word) || (!withAttempts && ATTEMPTS.test(word));
  const told = [...namesIn(target)].flatMap(words);
  if (told.some(isOther)) return null;
  const end = endOfRange(iterable);
  if (!end) {
    // for seed in seeds, for seed in [0, 1, 2]
    const list = words(nameOf(iterable));
    const isListed = iterable.kind === 'sequence' && iterable.items.length > 1;
    const isTold = list.some((word) => REPEATS.has(word) && /^(seed|run|trial|rep\w*|rollout)s$/.test(word));
    return isTold || (isListed && told.some((word) => /^(seed|run|trial|rep)$/.test(word))) ? { count: null } : null;
  }
  const counted = wordsOfCount(end);
  if (counted.some((word) => isOther(word) || (isRows(word) && !REPEATS.has(word)))) return null;
  const isTold = [...told, ...counted].some(isTurn);
  const isShort = [...namesIn(target)].every((name) => /^(?:_+|[a-z])$/.test(name));
  const isPlain = end.kind === 'constant' || (end.kind === 'name' && /^[nkNK]$/.test(end.name));
  const isPer = counted.includes('per') || counted.includes('times');
  return isTold || (isShort && (isPlain || isPer)) ? { count: end } : null;
}

/**
 * What is counted: `generations` in `GENERATIONS_PER_PROMPT`, by prompt. Of `n_responses`, each is one more of the same; as
 * many as a list has are its own.
 */
function wordsOfCount(end: Expression): string[] {
  return [...descendants(end)].flatMap((node) => {
    const all = words(nameOf(node));
    const per = all.indexOf('per');
    const told = per > 0 ? all.slice(0, per + 1) : all;
    return COUNTED.test(told[0] ?? '') || per > 0 ? told.map((word) => (ANSWERS.test(word) ? 'samples' : word)) : told;
  });
}

const COUNTED = /^(?:n|num)$/;
const ANSWERS = /^(?:responses?|answers?|outputs?|repl(?:y|ies))$/;

/** `while len(answers) < n`, `while (answers.length < SAMPLES)` */
function turnsUntil(test: Expression, withAttempts: boolean): Form['turns'] {
  if (test.kind !== 'operation' || test.operator !== '<') return null;
  const [held, wanted] = test.operands;
  if (!held || !wanted || !lengthOf(held)) return null;
  if (wanted.kind === 'name' && /^(?:n|k|n_\w+|num_\w+)$/.test(wanted.name)) return { count: null };
  const counted = withAttempts ? wordsOfCount(wanted) : [];
  return counted.some(isTurn) && !counted.some((word) => OTHERS.test(word)) ? { count: wanted } : null;
}

const ROW_NOUNS = new Set(
  (
    'prompt question query task item example case problem scenario persona instance row record vignette puzzle document ' +
    'article conversation dialogue dialog sample datum sentence text statement proposal claim tweet review ticket ' +
    'respondent participant profile probe input line story essay exercise intent request instruction passage topic answer ' +
    'response output completion'
  ).split(' '),
);
const ROW_LISTS = new Set('data dataset queries stories essays dialogues df'.split(' '));

/** Is this a word for what is asked, or answered: `prompts`, `question`? */
export const isRows = remembering(
  (word) => ROW_NOUNS.has(word) || ROW_LISTS.has(word) || (word.endsWith('s') && ROW_NOUNS.has(word.slice(0, -1))),
  2000,
);

function goesThroughRows(target: Expression, iterable: Expression): boolean {
  const end = endOfRange(iterable);
  if (end) {
    return wordsOfCount(end).some((word) => isRows(word) && !REPEATS.has(word));
  }
  if ([...descendants(iterable)].some((node) => /^(iterrows|itertuples|open|read_text)$/.test(nameOf(node))))
    return true;
  return [...namesIn(target), nameOf(wrapped(iterable))].some((name) => {
    const list = words(name);
    return list.some(isRows) && !list.some((word) => NO_ROWS.test(word));
  });
}

const NO_ROWS = /^(?:model|seed|trial|run|rep\w*|metric|field|key|type)s?$/;
/** Of what a model is asked with: of each, there are answers to all prompts. */
const CONDITION =
  /^(?:model|provider|llm|seed|trial|run|rep\w*|judge|grader|metric|field|key|type|variant|version|mode|arm|style|strateg(?:y|ie)|config\w*|cfg|setting|option|param\w*|temperature|system|agent|condition|treatment|candidate|tool|worker|batch\w*|chunk|token|message|turn|step|argv|args)s?$/;

/** Does a key of rows tell with what was asked: the model, the variant? */
export const isOfAsking = (key: string): boolean => words(key).some((word) => CONDITION.test(word) && !isTurn(word));

/** Does a key of rows tell what was asked, or in which turn? */
export const isOfPrompt = (key: string): boolean => words(key).some((word) => isRows(word) || isTurn(word));

const isTurn = (word: string): boolean => REPEATS.has(word) || ATTEMPTS.test(word);

/** `prompts` in `enumerate(prompts)`, `tqdm(prompts.items())` */
function wrapped(node: Expression): Expression {
  if (node.kind !== 'call') return node.kind === 'subscript' ? node.object : node;
  if (node.callee.kind === 'attribute' && /^(items|values|keys|entries|copy|tolist|slice)$/.test(node.callee.name))
    return wrapped(isObject(node.callee.object) && node.arguments[0] ? node.arguments[0].value : node.callee.object);
  const [first] = node.arguments;
  return first && /^(enumerate|tqdm|zip|list|sorted|track|reversed)$/.test(nameOf(node.callee))
    ? wrapped(first.value)
    : node;
}

/** `Object.entries(tasks)` */
const isObject = (node: Expression): boolean => node.kind === 'name' && node.name === 'Object';

function* namesIn(target: Expression): Generator<string> {
  if (target.kind === 'name') yield target.name;
  else if (target.kind !== 'attribute' && target.kind !== 'subscript')
    for (const child of childrenOf(target)) yield* namesIn(child);
}

function* namesSet(statement: Statement): Generator<string> {
  if (statement.kind === 'assign' && statement.operator === null)
    for (const target of statement.targets) yield* namesIn(target);
  if (statement.kind === 'loop' && statement.target) yield* namesIn(statement.target);
  if (statement.kind === 'scope') for (const { target } of statement.bindings) if (target) yield* namesIn(target);
}

/** Does a statement leave the loop that it stands in, or all of the function? */
const leaves = (statement: Statement): boolean =>
  breaksOff([statement]) || statementsIn([statement]).some(({ kind }) => kind === 'return');

/** Is there a `break` of the loop itself? */
function breaksOff(block: readonly Statement[]): boolean {
  return block.some(
    (statement) =>
      (statement.kind === 'jump' && statement.form === 'break') ||
      (statement.kind !== 'loop' && statement.kind !== 'define-function' && blocksOf(statement).some(breaksOff)),
  );
}

/**
 * Is what lies at a path the same in all turns of a round? `keyed`: each turn has one of its own, as `scores[model]` in a
 * loop over models. `keys`: names that tell such apart in the rounds within.
 */
export function heldOver(path: Expression, round: Round, keys: ReadonlySet<string>): 'same' | 'keyed' | 'new' {
  const { form } = round;
  if (path.kind === 'name') return form.bound.has(path.name) ? 'new' : 'same';
  if (path.kind === 'attribute') return heldOver(path.object, round, keys);
  // of a file, its address
  if (path.kind === 'template' || path.kind === 'constant') return heldUnder(path, round, keys);
  if (path.kind !== 'subscript') return 'new';
  const whole = heldOver(path.object, round, keys);
  return whole === 'same' ? heldUnder(path.index, round, keys) : whole;
}

function heldUnder(key: Expression, { form }: Round, keys: ReadonlySet<string>): 'same' | 'keyed' | 'new' {
  if (isOutcome(key)) return 'same';
  const names = [...descendants(key)].flatMap((node) =>
    node.kind === 'name' && !keys.has(node.name) ? [node.name] : [],
  );
  if (names.some((name) => form.bound.has(name) && !form.targets.has(name))) return 'new';
  return names.some((name) => form.targets.has(name)) ? 'keyed' : 'same';
}

/** `counts[ok ? "valid" : "invalid"]`: what came out in a turn tells no prompts apart. */
const isOutcome = (key: Expression): boolean =>
  key.kind === 'conditional' && key.then.kind === 'constant' && key.otherwise.kind === 'constant';
