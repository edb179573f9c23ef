import {
  ASSUMED_REAL,
  DRAWN,
  ESTIMATE,
  GENERATOR,
  NO_DATA,
  ROWS,
  SAW_ALL_ROWS,
  SPLIT_TRAIN,
  TABLE,
} from '../provenance/marks.ts';
import { words } from '../provenance/names.ts';
import { at, confidenceOf, has, REAL, SYNTHETIC, without } from '../provenance/origins.ts';
import { dataMarks, UNKNOWN, unitOrigins, type Value, withField } from '../provenance/value.ts';
import { update } from './assign.ts';
import type { CallSite } from './call-site.ts';
import { causeAt } from './frame.ts';
import { lastName } from './parts.ts';
import type { Expression } from './program.ts';
import { mapOrigins } from './select.ts';
import { learnedFrom } from './training.ts';
import { nameOf } from './walk.ts';

/** Generators that no catalogue knows: a class with train() and sample(), train_gan(X), generate_rows(gan, 300). */

const TRAINS = /^(fit|train|learn|build)/i;
const MAKES = /^(generate|sample|synthesi[sz]e|make|create|produce|augment|oversample)/i;
/** Said of an object that learned from rows, these speak of rows; the others may make anything. */
const SURELY_MAKES = /^(generate|sample|synthesi[sz]e)/i;
const NETWORK = /^(predict|forward|call|decode)$/i;
const NOISE = /noise|latent|randn|random_normal|^normal$|^z(_|$)/i;
const GENERATOR_WORDS = new Set([
  'autoencoder',
  'generator',
  'synthesizer',
  'diffusion',
  'ddpm',
  'copula',
  'decoder',
  'smote',
  'oversampler',
]);
/** What else objects and functions of such names give. */
const NOT_ROWS =
  /report|summary|plot|figure|chart|metric|stat|loss|predict|label|feature|embed|noise|latent|text|prompt|config|model|fig|name|id$|ids$|batch/i;

/** What a call adds to what it gives when it trains or uses a generator of the code's own. */
export function ownGenerator(result: Value, site: CallSite): Value {
  const name = lastName(site.name);
  if (isFedNoise(name, site)) return madeBy(UNKNOWN, result, site);
  if (TRAINS.test(name) || isOwnClass(result, name)) return trained(result, name, site);
  const generator = generatorOf(name, site);
  return generator && !NOT_ROWS.test(name) ? madeBy(generator, result, site) : result;
}

/** `Smote(minority)`, a class of the code's own. */
const isOwnClass = ({ target }: Value, name: string): boolean =>
  target?.kind === 'instance' && target.class.definition.name === name && namesGenerator(name);

/** An object remembers what it learned from; of functions, those that are named for a generator. */
function trained(result: Value, name: string, site: CallSite): Value {
  const rows = [...site.positional, ...site.named.values()].filter((value) => has(unitOrigins(value), REAL));
  if (rows.length === 0) return result;
  const learned = learnedFrom(rows);
  const remember = (value: Value): Value =>
    withField(value, '$fitted', learned).with({ origins: value.origins, marks: value.marks | GENERATOR });
  const { receiver, receiverNode } = site;
  if (receiver && receiverNode && /^(fit|train|learn)/i.test(name) && isGenerator(receiver, receiverNode)) {
    update(receiverNode, site.frame, remember);
    return result.target?.kind === 'instance' ? remember(result) : result;
  }
  if (receiver?.target?.kind === 'instance' || !namesGenerator(name)) return result;
  return result.items ? result.with({ items: result.items.map(remember) }) : remember(result);
}

/** By the name of its class or its own. */
function isGenerator({ target }: Value, node: Expression): boolean {
  const names = [
    target?.kind === 'instance' ? target.class.definition.name : target?.kind === 'external' ? target.name : '',
    node.kind === 'name' || node.kind === 'attribute' ? node.name : '',
  ];
  return names.some(namesGenerator);
}

const namesGenerator = (name: string): boolean =>
  words(name).some((word) => GENERATOR_WORDS.has(word) || /gan$|vae$/.test(word));

/** The generator that a call makes rows with: the object, or what it is handed. */
function generatorOf(name: string, { receiver, receiverNode, positional, named, node, frame }: CallSite): Value | null {
  if (receiver?.fields?.has('$fitted') && !(receiver.marks & TABLE)) {
    const isOwn = (receiver.marks & GENERATOR) !== 0;
    if (isOwn && NETWORK.test(name) && !judges(receiverNode)) return receiver;
    if ((isOwn ? MAKES : SURELY_MAKES).test(name)) return receiver;
  }
  const called = node.callee.kind === 'name' && !judges(node.callee) ? frame.scope.get(node.callee.name) : undefined;
  if (called && called.marks & GENERATOR) return called;
  if (!MAKES.test(name)) return null;
  return [...positional, ...named.values()].find((value) => (value.marks & GENERATOR) !== 0) ?? null;
}

/** `generator(noise)`, `self.decoder.predict(z)`: a network by its name, that random numbers are put in. */
function isFedNoise(name: string, { node: { callee }, receiverNode, positional, positionalNodes }: CallSite): boolean {
  const network = NETWORK.test(name) ? receiverNode : callee;
  if (network?.kind !== 'name' && network?.kind !== 'attribute') return false;
  const isDecoded = /^decode$/i.test(name) && /vae|autoencoder/i.test(network.name);
  const isGenerator =
    !/^[A-Z][a-z]/.test(network.name) && /^(net)?G$|^gen$|gen_?model|^g_?model|generator|decoder/i.test(network.name);
  if (!(isDecoded || (isGenerator && !judges(network)))) return false;
  const isNoise = (value: Value | undefined, given: Expression | undefined): boolean =>
    (!!value && (dataMarks(value) & DRAWN) !== 0) ||
    (!!given && NOISE.test(nameOf(given)) && !/(dim|size|shape)$/i.test(nameOf(given)));
  const [first] = positionalNodes;
  return first?.kind === 'sequence'
    ? first.items.some((item, i) => isNoise(positional[0]?.items?.[i], item))
    : isNoise(positional[0], first);
}

/** The other half of a GAN, or of an autoencoder. */
const judges = (node: Expression | null): boolean =>
  (node?.kind === 'name' || node?.kind === 'attribute') && /disc|critic|classif|encoder|^D$/.test(node.name);

function madeBy(generator: Value, result: Value, site: CallSite): Value {
  const learned = generator.fields?.get('$fitted') ?? UNKNOWN;
  const sawAll = dataMarks(learned) & SPLIT_TRAIN ? 0 : SAW_ALL_ROWS;
  const cause = causeAt(site.frame, site.node, 'source', `synthetic rows made by ${lastName(site.name)}()`, []);
  const made = (value: Value): Value => {
    if (value.marks & NO_DATA || (value.marks & ESTIMATE && !(value.marks & ROWS))) return value;
    const known = has(value.origins, SYNTHETIC) && confidenceOf(value.origins, SYNTHETIC) !== 'possible';
    // what it made of real rows is not real
    const rows = withField(known ? value : mapOrigins(value, (held) => without(held, REAL)), '$fitted', learned);
    return rows.with({
      origins: known ? value.origins : without(value.origins, REAL) | at('likely', SYNTHETIC),
      marks: (value.marks & ~ASSUMED_REAL) | ROWS | sawAll,
      cause: known ? value.cause : cause,
    });
  };
  return result.items ? result.with({ items: result.items.map(made) }) : made(result);
}
