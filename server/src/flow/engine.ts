import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/index.ts';
import { UNKNOWN, type Value } from '../provenance/value.ts';
import type { DataSample } from '../workspace/data-samples.ts';
import type { DeclaredData } from '../workspace/declared-data.ts';
import type { ClassValue, FunctionValue, ModuleValue } from './callable.ts';
import { memberOf } from './callable.ts';
import { callersFirst } from './callers-first.ts';
import { instantiate, isStatic } from './classes.ts';
import { declarations } from './declaration.ts';
import { EngineState } from './engine-state.ts';
import { execute } from './execute.ts';
import { type Frame, placeOf } from './frame.ts';
import { importedModule } from './import.ts';
import { unknownArgument } from './injected.ts';
import { type Journal, Run, Work } from './journal.ts';
import { isLeftIn, leftIn } from './left-behind.ts';
import { type Program, submodule } from './modules.ts';
import type { FlowModule, FlowUnit, FunctionDefinition, Language, Statement } from './program.ts';
import { noteLists } from './row-types.ts';
import { callFunction } from './run-function.ts';
import { Scope } from './scope.ts';
import type { Summary } from './summary.ts';

/** Steps after which an analysis is cut, and the reading of one imported module: what was found until then stands. */
const BUDGET = { analysis: 2_000_000, imported: 200_000 };

/** Scripts that are run for the sake of the files that they write. */
const MAX_WRITERS = 12;

/** Expressions and statements inside of each other, through calls: the stack holds no more. */
const MAX_NESTING = 600;

export class BudgetExceeded extends Error {}

export interface DataFiles {
  /** What they look like. */
  readonly samples: ReadonlyMap<string, DataSample>;
  /** The modules that may write them. */
  readonly writers: ReadonlyMap<string, readonly FlowModule[]>;
  /** What the configuration says of them. */
  readonly declared: Pick<DeclaredData, 'of'>;
  /** What other modules put into types (`URI#name`) of which rows are read. */
  readonly rows: ReadonlyMap<string, readonly Value[]>;
}

const NO_FILES: DataFiles = {
  samples: new Map(),
  writers: new Map(),
  declared: { of: () => [] },
  rows: new Map(),
};

/** Runs provenance through the modules of a program. Pure and synchronous; `run` yields between slices. */
export class Engine extends EngineState {
  readonly catalogs: Catalogs;
  /** What is known of data files, by their path as the code has it. */
  readonly files: DataFiles;
  /** Modules that were run whole, or are being run. */
  private readonly started: Set<string>;
  private readonly summaries: Map<FunctionDefinition, Summary[]>;
  private readonly functions: FunctionValue[];
  private readonly classes: ClassValue[];
  private readonly program: Program;
  private readonly scopes: Map<string, Scope>;
  /** Of the scopes that an earlier run left, those that this one uses. */
  private readonly copies: Map<Scope, Scope>;
  private journal: Journal | null;
  private analysed: string | null = null;
  private steps: number;
  private nesting = 0;
  private limit = BUDGET.analysis;

  /**
   * @param before an engine that goes on from here: it has run modules of the same program, and stays as it is
   * @param journal what the analysed document did when it was last run after `before`
   */
  constructor(
    program: Program,
    catalogs: Catalogs,
    files: DataFiles = NO_FILES,
    before?: Engine,
    journal: Journal | null = null,
  ) {
    super(journal?.run ?? new Run(), before);
    this.journal = journal;
    this.summaries = new Map(Array.from(before?.summaries ?? [], ([definition, known]) => [definition, [...known]]));
    this.copies = journal?.copies ?? new Map();
    this.program = program;
    this.catalogs = catalogs;
    this.files = files;
    this.started = new Set(before?.started);
    this.functions = [...(before?.functions ?? [])];
    this.classes = [...(before?.classes ?? [])];
    this.scopes = new Map(Array.from(before?.scopes ?? [], ([document, scope]) => [document, this.own(scope)]));
    this.steps = before?.steps ?? 0;
  }

  /** Analyses one module of the program; yields after each top-level statement. */
  *run(document: string): Generator<void, void, void> {
    this.analysed = document;
    this.watched = new Set(this.program.modules.get(document)?.units);
    this.started.add(document);
    yield* this.runWhole(document, BUDGET.analysis - this.steps);
  }

  /** Runs modules as far as importing them does; false when there is too much in them. */
  *runImported(documents: Iterable<string>): Generator<void, boolean, void> {
    try {
      for (const document of documents) {
        this.namesOf(document);
        yield;
      }
      return true;
    } catch (error) {
      if (error instanceof BudgetExceeded) {
        this.isComplete = false;
        return false;
      }
      throw error;
    }
  }

  /** The modules that were run because somebody imports them. */
  get imported(): readonly string[] {
    return [...this.scopes.keys()].filter((document) => !this.started.has(document));
  }

  /** The scope as this run has it: it is left as it is for the engine that made it. */
  own(scope: Scope): Scope {
    if (scope.run === this.noted) return scope;
    let copy = this.copies.get(scope);
    if (!copy) {
      copy = scope.copy(this.noted, (other) => this.own(other));
      this.copies.set(scope, copy);
    }
    return copy;
  }

  /** Runs the modules that write a file, before somebody reads it: each once, and none inside of itself. */
  runWritersOf(path: string): void {
    for (const { document } of this.files.writers.get(path) ?? []) {
      if (this.started.has(document)) continue;
      if (this.started.size > MAX_WRITERS) {
        this.noteGap();
        continue;
      }
      this.started.add(document);
      this.spoil();
      const before = this.steps;
      this.aside(() => {
        for (const _ of this.runWhole(document, BUDGET.imported));
      });
      this.limit += this.steps - before;
    }
  }

  /** Runs something else in between; what it uses up counts, too. */
  private aside(run: () => void): void {
    const { limit, nesting, isUncalled } = this;
    this.isUncalled = false;
    try {
      run();
    } finally {
      this.limit = limit;
      this.nesting = nesting;
      this.isUncalled = isUncalled;
    }
  }

  private *runWhole(document: string, budget: number): Generator<void, void, void> {
    this.limit = this.steps + budget;
    this.nesting = 0;
    try {
      if (!this.scopes.has(document)) yield* this.runModule(document);
      yield* this.runUncalled(document);
      this.noteListsOf(document);
    } catch (error) {
      if (!(error instanceof BudgetExceeded)) throw error;
      this.spoil();
      this.isComplete = false;
    }
  }

  private *runModule(document: string): Generator<void, void, void> {
    const journal = document === this.analysed ? this.journal : null;
    const scope = journal?.scope ?? Scope.outermost(this.noted);
    if (journal) journal.scope = scope;
    this.scopes.set(document, scope);
    for (const unit of this.program.modules.get(document)?.units ?? []) {
      for (const { comment, assignment } of declarations(unit))
        if (assignment) this.declared.set(assignment, comment.text);
      const frame = this.frame(document, unit, scope);
      if (document === this.analysed) this.top = frame;
      for (const statement of unit.body) {
        frame.block = unit.body;
        if (journal) this.perform(statement, 'run', () => this.executeNoted(statement, frame));
        else execute(statement, frame);
        yield;
      }
    }
  }

  private noteListsOf(document: string): void {
    for (const unit of this.program.modules.get(document)?.units ?? []) {
      const scope = this.scopes.get(document)!;
      noteLists(unit, scope, this.frame(document, unit, scope));
    }
  }

  /** The names of another module, which runs when it is first asked for them; of a circle, those that are there yet. */
  private namesOf(document: string): Scope {
    const known = this.scopes.get(document);
    if (known) return known;
    this.spoil();
    const { limit } = this;
    try {
      this.aside(() => {
        this.limit = Math.min(limit, this.steps + BUDGET.imported);
        for (const _ of this.runModule(document));
      });
    } catch (error) {
      if (!(error instanceof BudgetExceeded) || this.steps > limit) throw error;
      this.isComplete = false;
    }
    return this.scopes.get(document)!;
  }

  /** What a module of the workspace calls `name`: one of its own names, or a module in it. */
  memberOfModule({ name: module, importer, document }: ModuleValue, name: string): Value | null {
    const names = document === null ? null : this.namesOf(document);
    const own = names && (names.local(name) ?? commonExport(names, name));
    return own ?? importedModule(importer, submodule(module, name), this);
  }

  /** All public names of a module: what a star import brings. */
  namesToImport({ document }: ModuleValue): (readonly [string, Value])[] {
    if (document === null) return [];
    const scope = this.namesOf(document);
    return [...scope.names()].filter((name) => !name.startsWith('_')).map((name) => [name, scope.local(name)!]);
  }

  /** The files or cells of a module. */
  unitsOf(document: string): readonly FlowUnit[] {
    return this.program.modules.get(document)?.units ?? [];
  }

  languageOf(document: string): Language {
    return this.program.modules.get(document)?.language ?? 'python';
  }

  /** What the calls in a document mean. */
  catalogFor(document: string): Catalog {
    return this.catalogs[this.languageOf(document)];
  }

  /** URI of the module of the workspace that a document means by a name. */
  resolve(document: string, module: string): string | null {
    const found = this.program.resolve(document, module);
    this.reads(({ program }) => program.resolve(document, module) === found);
    return found;
  }

  /** Functions nobody called: what their parameters' names say is all that is known. */
  private *runUncalled(document: string): Generator<void, void, void> {
    for (const type of this.classes) {
      if (type.document !== document) continue;
      if (!this.instances.get(type)) {
        this.perform(type, 'instance', () => {
          const frame = this.frame(document, type.unit, Scope.outermost(this.noted));
          this.isUncalled = true;
          this.noteInstance(type, instantiate(type, [], new Map(), frame, placeOf(frame, type.definition)));
          this.isUncalled = false;
        });
      }
      // twice, since one method fills what another reads
      for (let pass = 0; pass < 2; pass++) {
        for (const [name, member] of type.members) {
          const { target } = member;
          if (target?.kind !== 'function') continue;
          const called = pass === 0 && this.summaries.has(target.definition);
          if (called || name === '__init__') continue;
          this.perform(target, `method ${pass}`, () =>
            this.callUncalled(target, this.instances.get(type) ?? UNKNOWN, type),
          );
          yield;
        }
      }
    }
    const uncalled = callersFirst(
      this.functions.filter((target) => target.document === document && !this.summaries.has(target.definition)),
    );
    for (const target of uncalled) {
      if (this.summaries.has(target.definition)) continue; // another one has called it meanwhile
      this.perform(target, 'uncalled', () => this.callUncalled(target, null, null));
      yield;
    }
    if (!this.judgedColumns.cameLate) return;
    for (const target of uncalled) {
      this.summaries.delete(target.definition);
      this.perform(target, 'again', () => this.callUncalled(target, null, null));
      yield;
    }
  }

  private callUncalled(target: FunctionValue, self: Value | null, type: ClassValue | null): void {
    const { parameters } = target.definition;
    const frame = this.frame(target.document, target.unit, this.own(target.scope));
    const place = placeOf(frame, target.definition.nameSpan ?? target.definition);
    this.isUncalled = true;
    const values = parameters.map((parameter, index) => {
      return index === 0 && self && !isStatic(target.definition) ? self : unknownArgument(parameter, frame);
    });
    const outcome = callFunction(target, values, frame, place);
    this.isUncalled = false;
    if (type && self && outcome.arguments[0]) this.instances.set(type, outcome.arguments[0]);
  }

  /** Runs a piece of the document, or lets it do what it did last, where all that it reads is as it was then. */
  private perform(of: object, part: string, run: () => void): void {
    const { journal } = this;
    if (!journal) {
      run();
      return;
    }
    const known = journal.find(of, part);
    if (known && this.steps + known.steps <= this.limit && known.holds(this)) {
      known.redo(this);
      this.steps += known.steps;
      journal.keep(of, part, known);
      return;
    }
    const work = new Work();
    const before = this.steps;
    this.noted.work = work;
    run();
    this.noted.work = null;
    for (const definition of work.called) {
      const summaries = [...this.summaries.get(definition)!];
      work.effects.push((engine) => engine.summaries.set(definition, [...summaries]));
    }
    work.end(this.steps - before);
    if (work.isKept) journal.keep(of, part, work);
  }

  /** Runs a statement that stands at the top, after what those before it left behind. */
  private executeNoted(statement: Statement, frame: Frame): void {
    const { work } = this.noted;
    const before = leftIn(frame);
    work?.checks.push(({ top }) => top !== null && isLeftIn(before, top));
    execute(statement, frame);
    const after = leftIn(frame);
    this.note(({ top }) => Object.assign(top!, { ...after, aliases: new Map(after.aliases) }));
  }

  /** Goes on without a journal: what happens is not noted. */
  private spoil(): void {
    if (this.journal) this.journal.isSpoiled = true;
    this.journal = null;
    this.noted.work = null;
  }

  frame(document: string, unit: FlowUnit, scope: Scope): Frame {
    return {
      engine: this,
      document,
      unit,
      scope,
      name: null,
      owner: null,
      class: null,
      depth: 0,
      control: [],
      gates: [],
      iterating: [],
      rounds: [],
      around: [],
      calledIn: [],
      jumps: [],
      statement: null,
      call: null,
      entry: null,
      caller: null,
      block: unit.body,
      aliases: new Map(),
      returned: null,
      yielded: null,
      outside: null,
      context: '',
    };
  }

  /** Counts work, so that no program can keep the analysis busy for long; false where it nests too deep to go on. */
  enter(): boolean {
    if (++this.steps > this.limit) throw new BudgetExceeded();
    if (this.nesting >= MAX_NESTING) {
      this.noteGap();
      return false;
    }
    this.nesting++;
    return true;
  }

  leave(): void {
    this.nesting--;
  }

  defineFunction(value: FunctionValue): void {
    this.functions.push(value);
    this.note((engine) => engine.functions.push(value));
  }

  defineClass(value: ClassValue): void {
    this.classes.push(value);
    this.note((engine) => engine.classes.push(value));
  }

  /** What calls of a function came to. */
  summariesOf(definition: FunctionDefinition): Summary[] {
    let known = this.summaries.get(definition);
    if (!known) {
      known = [];
      this.summaries.set(definition, known);
    }
    const { work } = this.noted;
    if (work && !work.called.has(definition)) {
      work.called.add(definition);
      const before = [...known];
      work.checks.push(({ summaries }) => {
        const now = summaries.get(definition) ?? [];
        return now.length === before.length && before.every((summary, i) => summary === now[i]);
      });
    }
    return known;
  }

  method(type: ClassValue, name: string): Value | null {
    return memberOf(type, name);
  }
}

/** What a module of CommonJS gives under a name: `module.exports = { name }`, `exports.name = …`; all of it under its own. */
function commonExport(names: Scope, name: string): Value | undefined {
  const all = names.local('module')?.fields?.get('exports');
  if (name === 'module.exports' || name === 'default') return all;
  return (all ?? names.local('exports'))?.fields?.get(name);
}
