import { nearest } from '@unpool/shared/data/nearest.ts';
import { type Finding, type Place, RULES, type RuleId } from '@unpool/shared/protocol/finding.ts';
import { DECLARED, declarations } from '../flow/declaration.ts';
import type { FlowModule } from '../flow/program.ts';
import { hash } from '../hash.ts';
import { covers, type Suppression } from '../suppressions.ts';
import type { SourceDocument } from '../workspace/document.ts';

/** A comment that does nothing, and what a correction needs to know of it. */
export interface IdleComment {
  readonly finding: Finding;
  /** Null where the comment is none that silences rules. */
  readonly suppression: Suppression | null;
  /** Rules that it need not name; null where all of it may go. */
  readonly needless: readonly string[] | null;
  /** A name that is none, and the rule that was meant. */
  readonly misspelled: { readonly typed: string; readonly meant: string } | null;
}

export interface Looked {
  readonly document: SourceDocument;
  readonly module: FlowModule;
  readonly suppressions: readonly Suppression[];
  /** Rules that each of them silenced, whatever least confidence is asked for. */
  readonly used: ReadonlyMap<Suppression, ReadonlySet<RuleId>>;
  readonly needsReason: boolean;
  isOff(rule: RuleId): boolean;
  /** Was the whole document analysed? Else nobody knows what a comment silences. */
  readonly isComplete: boolean;
}

/** Comments for Unpool that do nothing: this rule looks at what the others found, so it comes after them. */
export function idleComments(looked: Looked): readonly IdleComment[] {
  const idle = [
    ...looked.suppressions.map((suppression) => idleSuppression(suppression, looked)),
    ...unknownComments(looked),
  ];
  const ids = new Map<string, number>();
  return idle
    .filter((comment) => comment !== null)
    .filter(({ place }) => !looked.suppressions.some((by) => covers(by, 'unused-suppression', place, looked.document)))
    .map(({ place, message, text, ...rest }) => {
      const number = ids.get(text) ?? 0;
      ids.set(text, number + 1);
      return { finding: findingAt(place, message, `${text}\n${number}`), ...rest };
    });
}

const findingAt = (place: Place, message: string, key: string): Finding => ({
  id: `unused-suppression-${hash(key)}`,
  rule: 'unused-suppression',
  severity: 'warning',
  confidence: 'certain',
  message,
  place,
  trace: [],
  subject: null,
});

type Idle = Omit<IdleComment, 'finding'> & { readonly place: Place; readonly message: string; readonly text: string };

const WHERE = { line: 'here', start: 'between it and its end', file: 'in this file', end: '' } as const;

function idleSuppression(suppression: Suppression, looked: Looked): Idle | null {
  const { comment, cell, reach, rules, reason, other } = suppression;
  if (rules?.includes('unused-suppression')) return null;
  const idle = {
    place: { document: looked.document.uri, cell, start: comment.start, end: comment.end },
    text: comment.text,
    suppression,
    needless: null,
    misspelled: null,
  };
  if (reach === 'end')
    return other
      ? null
      : { ...idle, message: 'This comment ends nothing: no "ignore-start" with the same rules stands above.' };
  if (looked.needsReason && reason === '')
    return {
      ...idle,
      suppression: null,
      message:
        'This comment silences nothing, for it gives no reason, and the configuration asks for one: write it behind the comment.',
    };
  const unknown = rules?.find((name) => !isRule(name));
  if (unknown !== undefined) return misspelled(unknown, idle);
  if (!looked.isComplete) return null;
  const used = looked.used.get(suppression) ?? new Set<RuleId>();
  if (!rules) {
    if (used.size > 0 || RULES.some((rule) => looked.isOff(rule))) return null;
    return { ...idle, message: `This comment silences nothing: there is no finding ${WHERE[reach]}. ${REMOVE}` };
  }
  const needless = rules.filter(isRule).filter((rule) => !used.has(rule) && !looked.isOff(rule));
  if (needless.length === 0) return null;
  const message = `This comment silences nothing of ${needless.join(', ')}: there is no such finding ${WHERE[reach]}. ${REMOVE}`;
  return { ...idle, message, needless: needless.length === rules.length ? null : needless };
}

const REMOVE = 'Remove it, so that it cannot hide one that comes later.';

const isRule = (name: string): name is RuleId => RULES.some((rule) => rule === name);

function misspelled<Part extends object>(typed: string, idle: Part) {
  const meant = nearest(typed, RULES);
  const hint = meant ? `Did you mean "${meant}"?` : `The rules are ${RULES.join(', ')}.`;
  const what = typed === '' ? 'This comment names no rule.' : `There is no rule "${typed}".`;
  const isSlip = meant !== undefined && typed !== '';
  return { ...idle, message: `${what} ${hint}`, suppression: null, misspelled: isSlip ? { typed, meant } : null };
}

const DECLARES_NOTHING =
  'This comment declares nothing: it holds for an assignment, on its own line or right below. Move it to where the data get their name.';

/** `# unpool: sythetic`, or `return rows  # unpool: real`, which declare nothing. */
function* unknownComments({ module, document, suppressions }: Looked): Generator<Idle> {
  const known = new Set(suppressions.map(({ comment }) => comment));
  const words = [...Object.keys(DECLARED), 'ignore', 'ignore-start', 'ignore-end', 'ignore-file'];
  for (const unit of module.units) {
    const { cell, comments, skipped } = unit;
    const idle = new Set([...declarations(unit)].filter(({ assignment }) => !assignment).map((found) => found.comment));
    for (const comment of comments) {
      const said = /^unpool:\s*([\w-]+)?\s*(.*)$/s.exec(comment.text);
      if (!said || known.has(comment)) continue;
      const [, word = '', rest = ''] = said;
      const extra = /(?:^|\s)([\w-]+)=/.exec(rest)?.[1];
      const place = { document: document.uri, cell, start: comment.start, end: comment.end };
      const found = { place, text: comment.text, suppression: null, needless: null, misspelled: null };
      if (Object.hasOwn(DECLARED, word) && (extra === undefined || extra === 'calibrated-by')) {
        // else the assignment may be in what was skipped
        if (idle.has(comment) && skipped.length === 0) yield { ...found, message: DECLARES_NOTHING };
        continue;
      }
      const [typed, choices] = Object.hasOwn(DECLARED, word) ? [`${extra}=`, ['calibrated-by=']] : [word, words];
      const meant = nearest(typed, choices);
      const hint = meant ? `Did you mean "${meant}"?` : `Expected one of ${choices.join(', ')}.`;
      const message = words.includes(typed)
        ? `This comment silences nothing: rules are named in brackets right behind "${typed}", as in "${typed}[naive-pooling] reason".`
        : typed === ''
          ? `This comment says nothing. ${hint}`
          : `Unpool does not understand "${typed}" in this comment. ${hint}`;
      yield { ...found, message };
    }
  }
}
