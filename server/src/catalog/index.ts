import { anthropic } from './anthropic.ts';
import { Catalog } from './catalog.ts';
import { corrections } from './corrections.ts';
import { imbalancedLearn } from './imbalanced-learn.ts';
import { inspectAi } from './inspect-ai.ts';
import { litellm } from './litellm.ts';
import { numpy } from './numpy.ts';
import { openai } from './openai.ts';
import { pandas } from './pandas.ts';
import { python } from './python.ts';
import { scikitLearn } from './scikit-learn.ts';
import { scipy } from './scipy.ts';
import { synthesizers } from './synthesizers.ts';

/** What Unpool knows of libraries out of the box. */
export const builtinCatalog = new Catalog([
  ...python,
  ...pandas,
  ...numpy,
  ...scipy,
  ...scikitLearn,
  ...imbalancedLearn,
  ...openai,
  ...anthropic,
  ...litellm,
  ...inspectAi,
  ...synthesizers,
  ...corrections,
]);
