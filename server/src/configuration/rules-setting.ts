import { RULES, type RuleId } from '@unpool/shared/protocol/finding.ts';
import { summaryOf } from '../cli/rule-page.ts';
import { LOUDNESS_WORDS } from './schema.ts';

/** The properties of the setting `unpool.rules` in the manifest: a rule each, with the first sentence of its page. */
export function rulesSetting(pageOf: (rule: RuleId) => string) {
  return Object.fromEntries(
    RULES.map((rule) => [rule, { type: 'string', enum: LOUDNESS_WORDS, description: summaryOf(pageOf(rule)) }]),
  );
}
