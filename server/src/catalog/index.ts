import { alpacaEval } from './alpaca-eval.ts';
import { anthropic } from './anthropic.ts';
import { augmenters } from './augmenters.ts';
import { azureAiEvaluation } from './azure-ai-evaluation.ts';
import { bedrock } from './bedrock.ts';
import { braintrust } from './braintrust.ts';
import { Catalog } from './catalog.ts';
import { corrections } from './corrections.ts';
import { datasets } from './datasets.ts';
import { deepeval } from './deepeval.ts';
import { densityRatios } from './density-ratios.ts';
import { googleGenai } from './google-genai.ts';
import { haystack } from './haystack.ts';
import { hfEvaluate } from './hf-evaluate.ts';
import { http } from './http.ts';
import { images } from './images.ts';
import { imbalancedLearn } from './imbalanced-learn.ts';
import { inspectAi } from './inspect-ai.ts';
import { langchain } from './langchain.ts';
import { langchainEvaluation } from './langchain-evaluation.ts';
import { langsmith } from './langsmith.ts';
import { litellm } from './litellm.ts';
import { llamaIndexEvaluation } from './llama-index-evaluation.ts';
import { mlflow } from './mlflow.ts';
import { numpy } from './numpy.ts';
import { ollama } from './ollama.ts';
import { openai } from './openai.ts';
import { openaiEvals } from './openai-evals.ts';
import { opik } from './opik.ts';
import { pandas } from './pandas.ts';
import { phoenix } from './phoenix.ts';
import { pingouin } from './pingouin.ts';
import { polars } from './polars.ts';
import { pydanticEvals } from './pydantic-evals.ts';
import { python } from './python.ts';
import { ragas } from './ragas.ts';
import { scikitLearn } from './scikit-learn.ts';
import { scipy } from './scipy.ts';
import { statsmodels } from './statsmodels.ts';
import { synthesizers } from './synthesizers.ts';
import { torch } from './torch.ts';
import { trulens } from './trulens.ts';
import { vertexAi } from './vertex-ai.ts';
import { weave } from './weave.ts';

/** What Unpool knows of libraries out of the box. */
export const builtinCatalog = new Catalog([
  ...python,
  ...pandas,
  ...numpy,
  ...scipy,
  ...scikitLearn,
  ...imbalancedLearn,
  ...images,
  ...openai,
  ...anthropic,
  ...litellm,
  ...http,
  ...inspectAi,
  ...synthesizers,
  ...alpacaEval,
  ...azureAiEvaluation,
  ...bedrock,
  ...braintrust,
  ...deepeval,
  ...haystack,
  ...hfEvaluate,
  ...langchainEvaluation,
  ...langsmith,
  ...llamaIndexEvaluation,
  ...mlflow,
  ...openaiEvals,
  ...opik,
  ...phoenix,
  ...pydanticEvals,
  ...ragas,
  ...trulens,
  ...vertexAi,
  ...weave,
  ...augmenters,
  ...datasets,
  ...densityRatios,
  ...pingouin,
  ...polars,
  ...statsmodels,
  ...torch,
  ...googleGenai,
  ...langchain,
  ...ollama,
  ...corrections,
]);
