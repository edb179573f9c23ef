import type { CatalogEntry } from '../entry.ts';
import { aiSdk } from './ai-sdk.ts';
import { anthropic } from './anthropic.ts';
import { autoevals } from './autoevals.ts';
import { bedrock } from './bedrock.ts';
import { braintrust } from './braintrust.ts';
import { commandLine } from './command-line.ts';
import { concurrency } from './concurrency.ts';
import { csv } from './csv.ts';
import { d3 } from './d3.ts';
import { databases } from './databases.ts';
import { deepeval } from './deepeval.ts';
import { evalite } from './evalite.ts';
import { files } from './files.ts';
import { genkit } from './genkit.ts';
import { google } from './google.ts';
import { http } from './http.ts';
import { javascript } from './javascript.ts';
import { jstat } from './jstat.ts';
import { langchain } from './langchain.ts';
import { langfuse } from './langfuse.ts';
import { langgraph } from './langgraph.ts';
import { langsmith } from './langsmith.ts';
import { llamaindex } from './llamaindex.ts';
import { lodash } from './lodash.ts';
import { mastra } from './mastra.ts';
import { mathjs } from './mathjs.ts';
import { ml } from './ml.ts';
import { openai } from './openai.ts';
import { opik } from './opik.ts';
import { otherModels } from './other-models.ts';
import { phoenix } from './phoenix.ts';
import { promptfoo } from './promptfoo.ts';
import { ramda } from './ramda.ts';
import { simpleStatistics } from './simple-statistics.ts';
import { stdlib } from './stdlib.ts';
import { synthesizers } from './synthesizers.ts';
import { tables } from './tables.ts';
import { templates } from './templates.ts';
import { unpool } from './unpool.ts';
import { vitestEvals } from './vitest-evals.ts';
import { viteval } from './viteval.ts';
import { voltagent } from './voltagent.ts';
import { weave } from './weave.ts';
import { zod } from './zod.ts';

/** What Unpool knows of TypeScript, JavaScript and their libraries. Names that several share (`*.post`) are looked up in this order. */
export const typescriptEntries: readonly CatalogEntry[] = [
  ...aiSdk,
  ...anthropic,
  ...autoevals,
  ...bedrock,
  ...braintrust,
  ...commandLine,
  ...concurrency,
  ...csv,
  ...d3,
  ...databases,
  ...deepeval,
  ...evalite,
  ...genkit,
  ...google,
  ...http,
  ...jstat,
  ...langchain,
  ...langfuse,
  ...langgraph,
  ...langsmith,
  ...llamaindex,
  ...lodash,
  ...mastra,
  ...mathjs,
  ...ml,
  ...openai,
  ...opik,
  ...otherModels,
  ...phoenix,
  ...promptfoo,
  ...ramda,
  ...simpleStatistics,
  ...stdlib,
  ...synthesizers,
  ...tables,
  ...templates,
  ...unpool,
  ...vitestEvals,
  ...viteval,
  ...voltagent,
  ...weave,
  ...zod,
  ...files,
  ...javascript,
];
