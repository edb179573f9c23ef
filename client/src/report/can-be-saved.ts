import type { AnsweredCheck } from '@unpool/shared/protocol/question.ts';

/** Whether evidence can hold the answer of a check of this kind. */
export function canBeSaved(check: AnsweredCheck): check is AnsweredCheck & { readonly kind: 'compare' } {
  return check.kind === 'compare';
}
