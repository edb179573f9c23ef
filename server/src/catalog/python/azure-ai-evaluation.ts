import type { CatalogEntry } from '../entry.ts';

/** https://learn.microsoft.com/python/api/azure-ai-evaluation, and prompt flow before it. F1, BLEU, GLEU, METEOR and ROUGE compute. */
export const azureAiEvaluation: readonly CatalogEntry[] = [
  {
    call: ['*.AzureOpenAIModelConfiguration', '*.OpenAIModelConfiguration'],
    does: { kind: 'binds-model', name: ['azure_deployment', 'model'] },
  },
  {
    call: [
      'azure.ai.evaluation.CoherenceEvaluator',
      'azure.ai.evaluation.FluencyEvaluator',
      'azure.ai.evaluation.GroundednessEvaluator',
      'azure.ai.evaluation.QAEvaluator',
      'azure.ai.evaluation.RelevanceEvaluator',
      'azure.ai.evaluation.RetrievalEvaluator',
      'azure.ai.evaluation.SimilarityEvaluator',
      'azure.ai.evaluation.ContentSafetyEvaluator',
      'azure.ai.evaluation.GroundednessProEvaluator',
      'azure.ai.evaluation.HateUnfairnessEvaluator',
      'azure.ai.evaluation.IndirectAttackEvaluator',
      'azure.ai.evaluation.IntentResolutionEvaluator',
      'azure.ai.evaluation.ProtectedMaterialEvaluator',
      'azure.ai.evaluation.ResponseCompletenessEvaluator',
      'azure.ai.evaluation.SelfHarmEvaluator',
      'azure.ai.evaluation.SexualEvaluator',
      'azure.ai.evaluation.TaskAdherenceEvaluator',
      'azure.ai.evaluation.ToolCallAccuracyEvaluator',
      'azure.ai.evaluation.ViolenceEvaluator',
      'azure.ai.evaluation.CodeVulnerabilityEvaluator',
      'azure.ai.evaluation.UngroundedAttributesEvaluator',
    ],
    does: { kind: 'scores', model: 'model_config' },
  },
  {
    call: [
      'promptflow.evals.evaluators.CoherenceEvaluator',
      'promptflow.evals.evaluators.FluencyEvaluator',
      'promptflow.evals.evaluators.GroundednessEvaluator',
      'promptflow.evals.evaluators.QAEvaluator',
      'promptflow.evals.evaluators.RelevanceEvaluator',
      'promptflow.evals.evaluators.RetrievalEvaluator',
      'promptflow.evals.evaluators.SimilarityEvaluator',
    ],
    does: { kind: 'scores', model: 'model_config' },
  },
  {
    call: ['*.CoherenceEvaluator', '*.FluencyEvaluator', '*.GroundednessEvaluator'],
    does: { kind: 'scores', model: 'model_config' },
  },
  {
    call: ['azure.ai.evaluation.evaluate', 'promptflow.evals.evaluate.evaluate', 'promptflow.evals.evaluate'],
    does: { kind: 'evaluates', scorers: 'evaluators' },
  },
];
