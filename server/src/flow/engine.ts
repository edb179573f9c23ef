import type { Place } from '@unpool/shared/protocol/finding.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/index.ts';
import type { Cause } from '../provenance/cause.ts';
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
import { JudgedColumns } from './judged-columns.ts';
import { type Program, submodule } from './modules.ts';
import type { Estimate, Observation, Site } from './observation.ts';
import { type OutwardCall, OutwardCalls } from './outward.ts';
import type { Call, Expression, FlowModule, FlowUnit, FunctionDefinition, Language, Statement } from './program.ts';
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
  readonly summaries: Map<FunctionDefinition, Summary[]>;
  readonly declared: Map<Statement, string>;
  /** Estimates by the cause of their result, so that what is computed from a result finds its data. */
  readonly estimates: Map<Cause, Estimate>;
  /** Estimates that only serve to scale the data they come from: `df - df.mean()`. */
  readonly transforms: Set<string>;
  /** What the code seen so far writes to files. */
  readonly artifacts: Artifacts;
  readonly judgedColumns: JudgedColumns;
  /** Classes that a call defines. */
  readonly records: Map<Call, ClassValue>;
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
  /** How often something was observed. */
  observed = 0;
  /** Counts of votes for one answer, which are no rates. */
  readonly votes = new WeakSet<Value>();
  /** What the analysed document calls of other modules. */
  readonly outward: OutwardCalls;
  /** Numbers that were corrected by hand, by their causes, in the order in which that was seen. */
  readonly corrected: CorrectedNumber[] = [];
  /** Where rows came to be several to a prompt. */
  readonly repeats: Map<string, Site>;
  /** Documents with a judge's instructions in them. */
  readonly judgePrompts: Set<string>;
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
  private readonly instances: Map<ClassValue, Value>;
  private readonly program: Program;
  private readonly scopes: Map<string, Scope>;
  /** Of the scopes that an earlier run left, those that this one uses. */
  private readonly copies = new Map<Scope, Scope>();
  private readonly id = Symbol('run');
  private analysed: string | null = null;
  /** Units of the analysed document. */
  private watched: ReadonlySet<FlowUnit> = new Set();
  private steps: number;
  private nesting = 0;
  private limit = BUDGET.analysis;

  /** @param before an engine that goes on from here: it has run modules of the same program, and stays as it is */
  constructor(program: Program, catalogs: Catalogs, files: DataFiles = NO_FILES, before?: Engine) {
    this.program = program;
    this.catalogs = catalogs;
    this.files = files;
    this.observations = new Map(before?.observations);
    this.outward = new OutwardCalls(before?.outward);
    this.summaries = new Map(Array.from(before?.summaries ?? [], ([definition, known]) => [definition, [...known]]));
    this.declared = new Map(before?.declared);
    this.estimates = new Map(before?.estimates);
    this.transforms = new Set(before?.transforms);
    this.artifacts = new Artifacts(before?.artifacts);
    this.judgedColumns = new JudgedColumns(before?.judgedColumns);
    this.records = new Map(before?.records);
    this.answers = new Map(before?.answers);
    this.modelsAsked = new Map(before?.modelsAsked);
    this.judgesAsked = new Map(before?.judgesAsked);
    this.repeats = new Map(before?.repeats);
    this.judgePrompts = new Set(before?.judgePrompts);
    this.asksModels = before?.asksModels ?? false;
    this.asksOfSelf = before?.asksOfSelf ?? false;
    this.pathsRead = new Set(before?.pathsRead);
    this.isComplete = before?.isComplete ?? true;
    this.started = new Set(before?.started);
    this.functions = [...(before?.functions ?? [])];
    this.classes = [...(before?.classes ?? [])];
    this.instances = new Map(before?.instances);
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
    return yield* this.unlessTooMuch(documents, (document) => this.namesOf(document));
  }

  /** Calls functions of other modules as `document` does; false when there is too much in them. */
  *runCalls(document: string, calls: Iterable<OutwardCall>): Generator<void, boolean, void> {
    this.analysed = document;
    return yield* this.unlessTooMuch(calls, ({ definition, values, isUncalled }) => {
      const target = this.functions.find((one) => one.definition === definition);
      if (!target) return;
      const frame = this.frame(document, target.unit, Scope.outermost(this.id));
      this.isUncalled = isUncalled;
      callFunction(target, values, frame, placeOf(frame, definition));
      this.isUncalled = false;
    });
  }

  private *unlessTooMuch<T>(all: Iterable<T>, run: (one: T) => void): Generator<void, boolean, void> {
    try {
      for (const one of all) {
        run(one);
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
    if (scope.run === this.id) return scope;
    let copy = this.copies.get(scope);
    if (!copy) {
      copy = scope.copy(this.id, (other) => this.own(other));
      this.copies.set(scope, copy);
    }
    return copy;
  }

  /** Runs the modules that write a file, before somebody reads it: each once, and none inside of itself. */
  runWritersOf(path: string): void {
    for (const { document } of this.files.writers.get(path) ?? []) {
      if (this.started.has(document)) continue;
      if (this.started.size > MAX_WRITERS) {
        this.isComplete = false;
        continue;
      }
      this.started.add(document);
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
      this.isComplete = false;
    }
  }

  private *runModule(document: string): Generator<void, void, void> {
    const scope = Scope.outermost(this.id);
    this.scopes.set(document, scope);
    for (const unit of this.program.modules.get(document)?.units ?? []) {
      for (const { comment, assignment } of declarations(unit))
        if (assignment) this.declared.set(assignment, comment.text);
      const frame = this.frame(document, unit, scope);
      for (const statement of unit.body) {
        frame.block = unit.body;
        execute(statement, frame);
        yield;
      }
    }
  }

  /** The names of another module, which runs when it is first asked for them; of a circle, those that are there yet. */
  private namesOf(document: string): Scope {
    const known = this.scopes.get(document);
    if (known) return known;
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
    return this.program.resolve(document, module);
  }

  /** Functions nobody called: what their parameters' names say is all that is known. */
  private *runUncalled(document: string): Generator<void, void, void> {
    for (const type of this.classes) {
      if (type.document !== document) continue;
      if (!this.instances.has(type)) {
        const frame = this.frame(document, type.unit, Scope.outermost(this.id));
        this.isUncalled = true;
        this.noteInstance(type, instantiate(type, [], new Map(), frame, placeOf(frame, type.definition)));
        this.isUncalled = false;
      }
      // twice, since one method fills what another reads
      for (let pass = 0; pass < 2; pass++) {
        for (const [name, member] of type.members) {
          if (member.target?.kind !== 'function') continue;
          const called = pass === 0 && this.summaries.has(member.target.definition);
          if (called || name === '__init__') continue;
          this.callUncalled(member.target, this.instances.get(type) ?? UNKNOWN, type);
          yield;
        }
      }
    }
    const uncalled = callersFirst(
      this.functions.filter((target) => target.document === document && !this.summaries.has(target.definition)),
    );
    for (const target of uncalled) {
      if (this.summaries.has(target.definition)) continue; // another one has called it meanwhile
      this.callUncalled(target, null, null);
      yield;
    }
    if (!this.judgedColumns.cameLate) return;
    for (const target of uncalled) {
      this.summaries.delete(target.definition);
      this.callUncalled(target, null, null);
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
      this.isComplete = false;
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
  }

  defineClass(value: ClassValue): void {
    this.classes.push(value);
  }

  instanceOf(type: ClassValue): Value | undefined {
    return this.instances.get(type);
  }

  noteInstance(type: ClassValue, instance: Value): void {
    this.instances.set(type, instance);
  }

  /** The latest look at a node in a context stands: loops only add to it. */
  observe(observation: Observation, context: string): void {
    this.observed++;
    this.observations.set(`${observation.kind} ${placeKey(observation.site.place)} ${context}`, observation);
  }

  /** @param isQuiet was the function run for it, and nothing observed in that? */
  noteCall(summary: Summary, target: FunctionValue, values: readonly Value[], isQuiet: boolean, from: Frame): void {
    if (from.document !== this.analysed || target.document === this.analysed) return;
    this.outward.note(summary, { definition: target.definition, values, isUncalled: this.isUncalled }, isQuiet);
  }

  noteAnswer(site: Site): void {
    this.answers.set(placeKey(site.place), site);
  }

  noteModel(place: Place, model: string): void {
    const at = placeKey(place);
    const known = this.modelsAsked.get(at);
    if (!known?.has(model)) this.modelsAsked.set(at, new Set([...(known ?? []), model]));
  }

  noteJudge(place: Place | null, model: string): void {
    const known = this.judgesAsked.get(model) ?? [];
    const isNew = place !== null && !known.some((other) => samePlace(other, place));
    if (isNew || !this.judgesAsked.has(model)) this.judgesAsked.set(model, isNew ? [...known, place] : known);
  }

  see(unit: FlowUnit, node: Expression, value: Value): void {
    if (!this.watched.has(unit) || dataOrigins(value) === 0) return;
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

/** What a module of CommonJS gives under a name: `module.exports = { name }`, `exports.name = …`; all of it under its own. */
function commonExport(names: Scope, name: string): Value | undefined {
  const all = names.local('module')?.fields?.get('exports');
  if (name === 'module.exports' || name === 'default') return all;
  return (all ?? names.local('exports'))?.fields?.get(name);
}
