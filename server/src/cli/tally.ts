import { RULES, type RuleId, SEVERITIES, type Severity } from '@unpool/shared/protocol/finding.ts';
import type { Colors } from 'picocolors/types';
import type { CheckedSource, ReportedFinding } from './report.ts';
import { count } from './words.ts';

/** Counts what was found; keeps no text of it. */
export class Tally {
  readonly #severities = new Map<Severity, number>();
  readonly #rules = new Set<RuleId>();
  #safe = 0;
  #suggested = 0;
  #problems = 0;
  #unread = 0;
  #repairs = 0;
  #known = 0;

  add({ findings, known, repaired, problem, warning }: CheckedSource): void {
    for (const { finding } of findings) this.#addFinding(finding);
    this.#known += known.length;
    this.#repairs += repaired?.after.count ?? 0;
    if (problem && !problem.isConfiguration) this.#problems++;
    if (warning?.at) this.#unread++;
  }

  #addFinding({ severity, rule, fixes }: ReportedFinding): void {
    this.#severities.set(severity, (this.#severities.get(severity) ?? 0) + 1);
    this.#rules.add(rule);
    if (fixes.some(({ safety }) => safety === 'safe')) this.#safe++;
    else if (fixes.length > 0) this.#suggested++;
  }

  summary(filesChecked: number, { bold, green, red, yellow }: Colors): string[] {
    const isClean = this.#severities.size === 0 && this.#problems === 0 && filesChecked > 0 && this.#unread === 0;
    const lines = [];
    if (this.#repairs > 0) lines.push(green(`${count(this.#repairs, 'finding')} repaired.`));
    lines.push((isClean ? green : this.#severities.size > 0 ? bold : String)(this.line(filesChecked)));
    if (this.#problems > 0) lines.push(red(`${count(this.#problems, 'path')} could not be checked`));
    if (this.#unread > 0) lines.push(yellow(`${count(this.#unread, 'file')} could not be read in full`));
    if (this.#safe > 0) lines.push(`${this.#safe} can be repaired with --fix`);
    if (this.#suggested > 0)
      lines.push(`${this.#suggested} can be repaired with --fix --unsafe-fixes; look the change over`);
    if (this.#rules.size > 0) lines.push(explainHint(RULES.filter((rule) => this.#rules.has(rule))));
    return lines;
  }

  /** `3 findings (1 error, 2 warnings) in 12 files, 5 more in the baseline`. */
  line(filesChecked: number): string {
    const found = [...this.#severities.values()].reduce((sum, number) => sum + number, 0);
    const what = found > 0 ? `${count(found, 'finding')} (${this.#bySeverity()})` : 'No findings';
    const known = this.#known === 0 ? '' : `, ${this.#known}${found > 0 ? ' more' : ''} in the baseline`;
    return `${what} in ${count(filesChecked, 'file')}${known}`;
  }

  #bySeverity(): string {
    const parts = SEVERITIES.map((severity) => ({ severity, number: this.#severities.get(severity) ?? 0 }));
    return parts
      .filter(({ number }) => number > 0)
      .map(({ severity, number }) => (severity === 'information' ? `${number} information` : count(number, severity)))
      .join(', ');
  }
}

/** As many rules are named; `unpool explain` lists them all. */
const MOST_NAMED = 4;

function explainHint(rules: readonly RuleId[]): string {
  const [only, ...more] = rules;
  if (more.length === 0) return `What the rule means and what to do about it: unpool explain ${only}`;
  const names = rules.length <= MOST_NAMED ? ` (${rules.join(', ')})` : '';
  return `What a rule means and what to do about it: unpool explain RULE${names}`;
}
