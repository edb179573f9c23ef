/**
 * Packages, and scopes of packages, of which the entries name methods only (`*.runExperiment`). In the repository of
 * such a library its packages lie in the workspace: there, too, what the entries say of them is more than their code.
 */
export const typescriptLibraries: readonly string[] = [
  'openai',
  '@openai',
  '@anthropic-ai',
  '@google/genai',
  '@google/generative-ai',
  '@mistralai/mistralai',
  'groq-sdk',
  'together-ai',
  'langfuse',
  '@langfuse',
  'langchain',
  '@langchain',
  'langsmith',
  'llamaindex',
  '@llamaindex',
  '@mastra',
  '@ai-sdk',
  '@arizeai',
  'openevals',
  'agentevals',
];
