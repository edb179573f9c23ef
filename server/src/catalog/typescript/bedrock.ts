import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

/**
 * https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/bedrock-runtime: a command is made and then sent, so what
 * is sent stands for its answer.
 */
export const bedrock: readonly CatalogEntry[] = [
  {
    call: namesFrom(
      ['@aws-sdk/client-bedrock-runtime'],
      ['ConverseCommand', 'ConverseStreamCommand', 'BedrockRuntime.converse', 'BedrockRuntime.converseStream'],
    ),
    does: { kind: 'generates', prompt: 'messages', model: 'modelId' },
  },
  {
    call: namesFrom(
      ['@aws-sdk/client-bedrock-runtime'],
      ['InvokeModelCommand', 'InvokeModelWithResponseStreamCommand', 'BedrockRuntime.invokeModel'],
    ),
    does: { kind: 'generates', prompt: 'body', model: 'modelId' },
  },
  {
    call: ['@aws-sdk/client-bedrock-runtime.BedrockRuntimeClient.send'],
    does: { kind: 'passes', from: 0 },
  },
];
