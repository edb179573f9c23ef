import { CALIBRATION, GRADING_TYPES } from '../../catalog/promptfoo.ts';
import type { Span } from '../../flow/program.ts';
import type { Cursor } from './cursor.ts';
import { graderOf, type Provider, providersIn } from './provider.ts';
import { entriesIn, type Referenced } from './referenced.ts';
import { assertionsOfRow } from './rows.ts';
import { type TestList, testListIn } from './test-sets.ts';

/** An assertion by which a language model grades. */
export interface Assertion {
  /** Without the "not-" before it. */
  readonly type: string;
  /** The value of its `type`; of one in another file, what names that file. */
  readonly at: Span;
  /** All of it. */
  readonly within: Span;
  /** Null where it is left to the default. */
  readonly grader: Provider | null;
  /** A score that it must reach. */
  readonly threshold: Span | null;
}

/** What a configuration of promptfoo says that matters here. */
export interface Configuration {
  /** Who answers: the models under test. */
  readonly tested: readonly Provider[];
  readonly assertions: readonly Assertion[];
  /** Who grades where neither a test nor an assertion says it. */
  readonly grader: Provider | null;
  /** The tests, where they come from several sources. */
  readonly tests: TestList | null;
  /** Are answers held against anything, by a model or not? */
  readonly isScored: boolean;
  /** How often each test is run, where that is several times. */
  readonly repeat: Span | null;
  /** The file with labels of people that the graders were held against. */
  readonly calibration: { readonly file: string; readonly at: Span } | null;
}

/** More than anybody writes; a text that is made to be endless ends here. */
const MOST = { assertions: 20_000, depth: 6 };

/** What holds for a test, from its own options to those of all. */
interface Context {
  readonly grader: Provider | null;
  readonly threshold: Span | null;
}

/** Reads one configuration. `files`: the other files that it names, by how it names them. */
export function readConfiguration(root: Cursor, files: Referenced): Configuration {
  const reader = new Reader(root, files);
  const repeat = ['evaluateOptions', 'commandLineOptions']
    .map((options) => root.get(options)?.get('repeat'))
    .find((times) => (times?.number ?? 1) > 1);
  const file = CALIBRATION.reduce<Cursor | null>((at, key) => at?.get(key) ?? null, root);
  return {
    tested: reader.tested,
    assertions: [...reader.assertions.values()],
    grader: reader.grader,
    tests: testListIn(root, files),
    isScored: reader.isScored,
    repeat: repeat?.span ?? null,
    calibration: file?.text ? { file: file.text, at: file.span } : null,
  };
}

class Reader {
  readonly tested: Provider[] = [];
  readonly assertions = new Map<unknown, Assertion>();
  readonly grader: Provider | null;
  isScored = false;
  private readonly root: Cursor;
  private readonly files: Referenced;

  constructor(root: Cursor, files: Referenced) {
    this.root = root;
    this.files = files;
    for (const key of ['providers', 'targets']) this.provide(root.get(key));
    const all = this.opened(root.get('defaultTest'))[0] ?? null;
    this.grader =
      graderOf(root.get('commandLineOptions')?.get('grader') ?? null) ??
      graderOf(all?.get('options')?.get('provider') ?? null) ??
      graderOf(all?.get('provider') ?? null);
    const context = { grader: this.grader, threshold: all?.get('threshold')?.span ?? null };
    this.assertAll(all?.get('assert') ?? null, context, 0);
    this.testAll(root.get('tests'), context);
    for (const scenario of this.openedEach(root.get('scenarios'))) {
      this.testAll(scenario.get('config'), context);
      this.testAll(scenario.get('tests'), context);
    }
  }

  private provide(cursor: Cursor | null): void {
    for (const each of this.openedEach(cursor)) this.tested.push(...providersIn(each));
  }

  private testAll(tests: Cursor | null, context: Context): void {
    for (const test of this.openedEach(tests)) {
      // a red team attacks: what it made reports no score
      if (test.get('metadata')?.has('pluginId')) continue;
      const own = test.get('provider');
      if (own) this.tested.push(...providersIn(own));
      this.assertAll(
        test.get('assert'),
        {
          grader: graderOf(test.get('options')?.get('provider') ?? null) ?? context.grader,
          threshold: test.get('threshold')?.span ?? context.threshold,
        },
        0,
      );
      for (const { type, at } of assertionsOfRow(test)) this.note(test.node, type, at, at, null, context);
    }
  }

  private assertAll(list: Cursor | null, context: Context, depth: number): void {
    if (!list || depth > MOST.depth) return;
    for (const given of this.openedEach(list)) {
      const assertion = this.dereferenced(given);
      const type = assertion.get('type');
      if (!type?.text) continue;
      const threshold = assertion.get('threshold')?.span ?? context.threshold;
      if (type.text === 'assert-set') this.assertAll(assertion.get('assert'), { ...context, threshold }, depth + 1);
      else {
        const grader = graderOf(assertion.get('provider')) ?? context.grader;
        this.note(assertion.node, type.text, type.span, assertion.span, grader, { ...context, threshold });
      }
    }
  }

  private note(
    node: unknown,
    named: string,
    at: Span,
    within: Span,
    own: Provider | null,
    { grader, threshold }: Context,
  ): void {
    this.isScored = true;
    const type = named.replace(/^not-/, '');
    if (!GRADING_TYPES.has(type) || this.assertions.has(node) || this.assertions.size >= MOST.assertions) return;
    this.assertions.set(node, { type, at, within, grader: own ?? grader, threshold });
  }

  /** `$ref: "#/assertionTemplates/isPolite"` */
  private dereferenced(cursor: Cursor): Cursor {
    const path = /^#\/(.+)$/.exec(cursor.get('$ref')?.text ?? '')?.[1];
    if (path === undefined) return cursor;
    return path.split('/').reduce<Cursor | null>((at, key) => at?.get(key) ?? null, this.root) ?? cursor;
  }

  /** Each entry of a list, and what is in the files that entries name. */
  private openedEach(cursor: Cursor | null): Cursor[] {
    return (cursor?.each ?? []).flatMap((each) => this.opened(each));
  }

  /** What the files hold that a text names; anything else as it is. */
  private opened(cursor: Cursor | null): Cursor[] {
    if (!cursor) return [];
    const name = cursor.text ?? cursor.get('path')?.text ?? null;
    return (name === null ? null : entriesIn(this.files, name, cursor.span)) ?? [cursor];
  }
}
