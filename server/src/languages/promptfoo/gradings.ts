import type { Confidence } from '@unpool/shared/protocol/finding.ts';
import { DEFAULT_GRADERS, OWN_GRADER } from '../../catalog/promptfoo.ts';
import { HOLE } from '../../provenance/hole.ts';
import type { Assertion } from './configuration.ts';
import type { Provider } from './provider.ts';

/** Assertions that one model grades. */
export interface Grading {
  /** Empty where it is not known. */
  readonly model: string;
  /** How sure the model is, where no grader is named. */
  readonly assumed: Confidence | null;
  /** The grader in words. */
  readonly called: string;
  readonly assertions: readonly [Assertion, ...Assertion[]];
}

/** The assertions by who grades. */
export function gradingsIn(assertions: readonly Assertion[], tested: readonly Provider[]): readonly Grading[] {
  const byGrader = new Map<string, [Assertion, ...Assertion[]]>();
  for (const assertion of assertions) {
    const key = assertion.type === OWN_GRADER ? OWN_GRADER : graderKey(assertion.grader);
    const others = byGrader.get(key);
    if (others) others.push(assertion);
    else byGrader.set(key, [assertion]);
  }
  return [...byGrader].map(([key, held]) => {
    if (key === OWN_GRADER) return { model: '', assumed: null, called: 'the model of Pi Labs', assertions: held };
    const [{ grader }] = held;
    if (grader) return { model: grader.model, assumed: null, called: shown(grader), assertions: held };
    return { ...defaultGrader(tested), called: "promptfoo's default model", assertions: held };
  });
}

/** The one that stands first in the text. */
export const firstOf = (assertions: Grading['assertions']): Assertion =>
  assertions.reduce((first, each) => (each.at.start < first.at.start ? each : first));

const graderKey = (grader: Provider | null): string => (grader ? `${grader.id} ${grader.model}` : '');

/** What grades where no grader is named, as far as the keys that the tested providers need tell it. */
function defaultGrader(tested: readonly Provider[]): Pick<Grading, 'model' | 'assumed'> {
  const keyed = tested.filter(({ isRedirected, hasOwnKey }) => !isRedirected && !hasOwnKey);
  const found = DEFAULT_GRADERS.find(({ platform }) => keyed.some((provider) => platform.test(provider.platform)));
  return found ? { model: `${found.family}-${HOLE}`, assumed: found.assumed } : { model: '', assumed: null };
}

const shown = ({ id, model }: Provider): string =>
  model.replaceAll(HOLE, '') === '' ? id : model.replaceAll(HOLE, '…');
