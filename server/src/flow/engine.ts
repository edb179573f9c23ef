import type { Place } from '@unpool/shared/protocol/finding.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/index.ts';
import type { Cause } from '../provenance/cause.ts';
import { asksOfSelf } from '../provenance/prompts.ts';
import { placeKey, samePlace } from '../provenance/trace.ts';
import { dataOrigins, UNKNOWN, type Value } from '../provenance/value.ts';
import type { DataSample } from '../workspace/data-samples.ts';
import type { DeclaredData } from '../workspace/declared-data.ts';
import { Artifacts } from './artifacts.ts';
import { callFunction } from './call.ts';
import type { ClassValue, FunctionValue, ModuleValue } from './callable.ts';
import { memberOf } from './callable.ts';
import { callersFirst } from './callers-first.ts';
import { instantiate, isStatic } from './classes.ts';
import { declarations } from './declaration.ts';
import { execute } from './execute.ts';
import { type Frame, placeOf } from './frame.ts';
import { importedModule } from './import.ts';
import { unknownArgument } from './injected.ts';
import { type Journal, NotedMap, Run, Work } from './journal.ts';
import { JudgedColumns } from './judged-columns.ts';
import { type Program, submodule } from './modules.ts';
import type { Estimate, Observation, Site } from './observation.ts';
import type {
  Call,
  Expression,
  FlowModule,
  FlowUnit,
  FunctionDefinition,
  Language,
  Span,
  Statement,
} from './program.ts';
import type { CorrectedNumber } from './rate-correction.ts';
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
}

const NO_FILES: DataFiles = { samples: new Map(), writers: new Map(), declared: { of: () => [] } };

/** Runs provenance through the modules of a program. Pure and synchronous; `run` yields between slices. */
export class Engine {
  readonly catalogs: Catalogs;
  /** What is known of data files, by their path as the code has it. */
  readonly files: DataFiles;
  readonly observations: Map<string, Observation>;
  /** Values of the analysed document's expressions. */
  readonly sightings = new Map<FlowUnit, Map<Expression, Value>>();
  private readonly summaries: Map<FunctionDefinition, Summary[]>;
  readonly declared: NotedMap<Statement, string>;
  /** Estimates by the cause of their result, so that what is computed from a result finds its data. */
  readonly estimates: NotedMap<Cause, Estimate>;
  /** Estimates that only serve to scale the data they come from: `df - df.mean()`. */
  readonly transforms: Set<string>;
  /** What the code seen so far writes to files. */
  readonly artifacts: Artifacts;
  readonly judgedColumns: JudgedColumns;
  /** Classes that a call defines. */
  readonly records: NotedMap<Call, ClassValue>;
  /** Calls that give what a model answered, by their place. */
  readonly answers: Map<string, Site>;
  /** The models that were asked at a place for something other than a judgement; empty names are of unknown ones. */
  readonly modelsAsked: Map<string, ReadonlySet<string>>;
  /** The models that were asked for a judgement, and where; an empty name is of an unknown one. */
  readonly judgesAsked: Map<string, readonly Place[]>;
  /** How often a call gave what a model answered: whether it did in between can be told. */
  answered = 0;
  /** How often a function was called whose code is not here. */
  calledOut = 0;
  /** Counts of votes for one answer, which are no rates. */
  readonly votes: NotedMap<Value, true>;
  /** Numbers that were corrected by hand, by their causes, in the order in which that was seen. */
  readonly corrected: CorrectedNumber[] = [];
  /** Where rows came to be several to a prompt. */
  readonly repeats: Map<string, Site>;
  /** Documents with a judge's instructions in them. */
  readonly judgePrompts: NotedMap<string, true>;
  /** Was a model asked for anything? */
  asksModels: boolean;
  /** Was a text seen that asks a model about itself, or about a person? */
  asksOfSelf: boolean;
  /** Paths of the data files that the analysed document reads, as far as they are known. */
  readonly pathsRead: Set<string>;
  /** Was all of it seen? Not what was too much, too deep, or in a file that is not there. */
  isComplete: boolean;
  /** Is the function that runs one that nobody calls? */
  isUncalled = false;
  /** Modules that were run whole, or are being run. */
  private readonly started: Set<string>;
  private readonly functions: FunctionValue[];
  private readonly classes: ClassValue[];
  private readonly instances: NotedMap<ClassValue, Value>;
  private readonly program: Program;
  private readonly scopes: Map<string, Scope>;
  /** Of the scopes that an earlier run left, those that this one uses. */
  private readonly copies: Map<Scope, Scope>;
  private readonly noted: Run;
  private journal: Journal | null;
  /** Of the unit that runs. */
  private top: Frame | null = null;
  private analysed: string | null = null;
  /** Units of the analysed document. */
  private watched: ReadonlySet<FlowUnit> = new Set();
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
    this.journal = journal;
    this.noted = journal?.run ?? new Run();
    this.copies = journal?.copies ?? new Map();
    this.program = program;
    this.catalogs = catalogs;
    this.files = files;
    this.observations = new Map(before?.observations);
    this.summaries = new Map(Array.from(before?.summaries ?? [], ([definition, known]) => [definition, [...known]]));
    this.declared = new NotedMap(this.noted, ({ declared }) => declared, before?.declared);
    this.estimates = new NotedMap(this.noted, ({ estimates }) => estimates, before?.estimates);
    this.transforms = new Set(before?.transforms);
    this.artifacts = new Artifacts(this.noted, before?.artifacts);
    this.judgedColumns = new JudgedColumns(this.noted, before?.judgedColumns);
    this.records = new NotedMap(this.noted, ({ records }) => records, before?.records);
    this.answers = new Map(before?.answers);
    this.modelsAsked = new Map(before?.modelsAsked);
    this.judgesAsked = new Map(before?.judgesAsked);
    this.votes = new NotedMap(this.noted, ({ votes }) => votes, before?.votes);
    this.repeats = new Map(before?.repeats);
    this.judgePrompts = new NotedMap(this.noted, ({ judgePrompts }) => judgePrompts, before?.judgePrompts);
    this.asksModels = before?.asksModels ?? false;
    this.asksOfSelf = before?.asksOfSelf ?? false;
    this.pathsRead = new Set(before?.pathsRead);
    this.isComplete = before?.isComplete ?? true;
    this.started = new Set(before?.started);
    this.functions = [...(before?.functions ?? [])];
    this.classes = [...(before?.classes ?? [])];
    this.instances = new NotedMap(this.noted, ({ instances }) => instances, before?.instances);
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

  /** Does the same again where a piece of the document does what it did last. */
  private note(effect: (engine: Engine) => void): void {
    this.noted.work?.effects.push(effect);
  }

  /** Are pieces of the document run that may be kept? */
  get isKept(): boolean {
    return this.noted.work !== null;
  }

  /** What stands in the document elsewhere, and is the same as long as this holds. */
  reads(holds: (engine: Engine) => boolean): void {
    this.noted.work?.checks.push(holds);
  }

  /** It reads what is not noted. */
  forgo(): void {
    this.noted.work?.forgo();
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

  instanceOf(type: ClassValue): Value | undefined {
    return this.instances.get(type);
  }

  noteInstance(type: ClassValue, instance: Value): void {
    this.instances.set(type, instance);
  }

  /** The latest look at a node in a context stands: loops only add to it. */
  observe(observation: Observation, context: string, at: Span | null = null): void {
    const key = `${observation.kind} ${placeKey(observation.site.place)} ${at?.start ?? ''} ${context}`;
    this.observations.set(key, observation);
    this.note((engine) => engine.observe(observation, context, at));
  }

  noteAnswer(site: Site): void {
    this.answers.set(placeKey(site.place), site);
    this.note((engine) => engine.noteAnswer(site));
  }

  noteRepeat(site: Site): void {
    this.repeats.set(placeKey(site.place), site);
    this.note((engine) => engine.noteRepeat(site));
  }

  noteTransform(place: Place): void {
    this.transforms.add(placeKey(place));
    this.note((engine) => engine.noteTransform(place));
  }

  noteRead(path: string): void {
    this.pathsRead.add(path);
    this.note((engine) => engine.noteRead(path));
  }

  /** A model is asked for something. */
  noteAsking(): void {
    this.asksModels = true;
    this.note((engine) => engine.noteAsking());
  }

  /** Something was not seen. */
  noteGap(): void {
    this.isComplete = false;
    this.note((engine) => engine.noteGap());
  }

  /** A text may ask a model about itself, or about a person: one that does is enough. */
  lookForSelf(text: string): void {
    const before = this.asksOfSelf;
    if (this.noted.work?.isFirst(this, 'self')) this.reads((engine) => engine.asksOfSelf === before);
    if (before || !asksOfSelf(text)) return;
    this.asksOfSelf = true;
    this.note((engine) => {
      engine.asksOfSelf = true;
    });
  }

  noteModel(place: Place, model: string): void {
    this.note((engine) => engine.noteModel(place, model));
    const at = placeKey(place);
    const known = this.modelsAsked.get(at);
    if (!known?.has(model)) this.modelsAsked.set(at, new Set([...(known ?? []), model]));
  }

  noteJudge(place: Place | null, model: string): void {
    this.note((engine) => engine.noteJudge(place, model));
    const known = this.judgesAsked.get(model) ?? [];
    const isNew = place !== null && !known.some((other) => samePlace(other, place));
    if (isNew || !this.judgesAsked.has(model)) this.judgesAsked.set(model, isNew ? [...known, place] : known);
  }

  see(unit: FlowUnit, node: Expression, value: Value): void {
    if (!this.watched.has(unit) || dataOrigins(value) === 0) return;
    this.noted.work?.sightings.push({ unit, node, value });
    let sightings = this.sightings.get(unit);
    if (!sightings) {
      sightings = new Map();
      this.sightings.set(unit, sightings);
    }
    sightings.set(node, value);
  }

  method(type: ClassValue, name: string): Value | null {
    return memberOf(type, name);
  }
}

/** What a statement at the top leaves behind for the next one. */
const leftIn = ({ control, gates, aliases }: Frame) => ({ control, gates, aliases: new Map(aliases) });

const isLeftIn = (before: ReturnType<typeof leftIn>, { control, gates, aliases }: Frame): boolean =>
  areSame(before.control, control) &&
  areSame(before.gates, gates) &&
  aliases.size === before.aliases.size &&
  [...aliases].every(([name, node]) => before.aliases.get(name) === node);

const areSame = (a: readonly Value[], b: readonly Value[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);

/** What a module of CommonJS gives under a name: `module.exports = { name }`, `exports.name = …`; all of it under its own. */
function commonExport(names: Scope, name: string): Value | undefined {
  const all = names.local('module')?.fields?.get('exports');
  if (name === 'module.exports' || name === 'default') return all;
  return (all ?? names.local('exports'))?.fields?.get(name);
}
