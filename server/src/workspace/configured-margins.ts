import type { CompareRequest } from '@unpool/shared/protocol/check.ts';
import type { Configurations } from './configurations.ts';

/** The request with the margins of the project, by the configuration of the file with the real rows. */
export async function withMargins(
  request: CompareRequest,
  configurations: Pick<Configurations, 'of'>,
): Promise<CompareRequest> {
  const [first] = request.source.kind === 'two-sides' ? request.source.real : request.source.data;
  if (!first) return request;
  const { margins } = await configurations.of(first.uri);
  return { ...request, margins };
}
