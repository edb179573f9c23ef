import type { CatalogEntry } from '../entry.ts';
import { alpacaEval } from './alpaca-eval.ts';
import { anthropic } from './anthropic.ts';
import { augmenters } from './augmenters.ts';
import { azureAiEvaluation } from './azure-ai-evaluation.ts';
import { bedrock } from './bedrock.ts';
import { benchmarks } from './benchmarks.ts';
import { braintrust } from './braintrust.ts';
import { cohere } from './cohere.ts';
import { corrections } from './corrections.ts';
import { databases } from './databases.ts';
import { datasets } from './datasets.ts';
import { deepeval } from './deepeval.ts';
import { densityRatios } from './density-ratios.ts';
import { dspy } from './dspy.ts';
import { fastchat } from './fastchat.ts';
import { fidelity } from './fidelity.ts';
import { googleGenai } from './google-genai.ts';
import { haystack } from './haystack.ts';
import { hfEvaluate } from './hf-evaluate.ts';
import { http } from './http.ts';
import { huggingfaceHub } from './huggingface-hub.ts';
import { images } from './images.ts';
import { imbalancedLearn } from './imbalanced-learn.ts';
import { inspectAi } from './inspect-ai.ts';
import { instructor } from './instructor.ts';
import { langchain } from './langchain.ts';
import { langchainEvaluation } from './langchain-evaluation.ts';
import { langfuse } from './langfuse.ts';
import { langsmith } from './langsmith.ts';
import { litellm } from './litellm.ts';
import { llamaIndex } from './llama-index.ts';
import { llamaIndexEvaluation } from './llama-index-evaluation.ts';
import { mistral } from './mistral.ts';
import { mlflow } from './mlflow.ts';
import { nltk } from './nltk.ts';
import { numpy } from './numpy.ts';
import { ollama } from './ollama.ts';
import { openai } from './openai.ts';
import { openaiEvals } from './openai-evals.ts';
import { opik } from './opik.ts';
import { pandas } from './pandas.ts';
import { phoenix } from './phoenix.ts';
import { pingouin } from './pingouin.ts';
import { polars } from './polars.ts';
import { proteins } from './proteins.ts';
import { pydanticEvals } from './pydantic-evals.ts';
import { python } from './python.ts';
import { ragas } from './ragas.ts';
import { scikitLearn } from './scikit-learn.ts';
import { scipy } from './scipy.ts';
import { sentiment } from './sentiment.ts';
import { simpleEvals } from './simple-evals.ts';
import { statsmodels } from './statsmodels.ts';
import { synthesizers } from './synthesizers.ts';
import { together } from './together.ts';
import { torch } from './torch.ts';
import { transformers } from './transformers.ts';
import { trulens } from './trulens.ts';
import { unitxt } from './unitxt.ts';
import { vertexAi } from './vertex-ai.ts';
import { vllm } from './vllm.ts';
import { weave } from './weave.ts';

/** What Unpool knows of Python and its libraries. */
export const pythonEntries: readonly CatalogEntry[] = [
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
  ...fidelity,
  ...sentiment,
  ...proteins,
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
  ...unitxt,
  ...vertexAi,
  ...weave,
  ...augmenters,
  ...databases,
  ...datasets,
  ...nltk,
  ...densityRatios,
  ...pingouin,
  ...polars,
  ...statsmodels,
  ...torch,
  ...googleGenai,
  ...langchain,
  ...ollama,
  ...benchmarks,
  ...cohere,
  ...dspy,
  ...fastchat,
  ...huggingfaceHub,
  ...instructor,
  ...langfuse,
  ...llamaIndex,
  ...mistral,
  ...simpleEvals,
  ...together,
  ...transformers,
  ...vllm,
  ...corrections,
];
