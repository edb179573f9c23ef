import { RULES, type RuleId } from '@unpool/shared/protocol/finding.ts';
import { readPage } from './assets.ts';
import { EXPLAIN_HELP } from './help.ts';
import type { Io } from './io.ts';
import { pageText } from './page-text.ts';
import { summaryOf } from './rule-page.ts';
import { hint, UsageError } from './usage.ts';

/** `unpool explain [RULE]`. Throws `UsageError`. */
export async function explainCommand(args: readonly string[], io: Io): Promise<number> {
  const [rule, more] = args;
  if (rule === '--help' || rule === '-h') io.write(EXPLAIN_HELP);
  else if (rule === undefined) io.write(await list());
  else if (more !== undefined) throw new UsageError(`explain takes one rule; got "${args.join(' ')}".`);
  else io.write(pageText(await readPage(known(rule)), io.color));
  return 0;
}

function known(typed: string): RuleId {
  const rule = RULES.find((candidate) => candidate === typed);
  if (rule !== undefined) return rule;
  throw new UsageError(`there is no rule "${typed}".${hint(typed, RULES)}\nThe rules are ${RULES.join(', ')}.`);
}

async function list(): Promise<string> {
  const width = Math.max(...RULES.map((rule) => rule.length));
  const lines = await Promise.all(
    RULES.map(async (rule) => `${rule.padEnd(width)}  ${summaryOf(await readPage(rule))}`),
  );
  return `${lines.join('\n')}\n`;
}
