import type { Place } from '@unpool/shared/protocol/finding.ts';
import type { Cause } from '../provenance/cause.ts';
import { asksOfSelf } from '../provenance/prompts.ts';
import { placeKey, samePlace } from '../provenance/trace.ts';
import { dataOrigins, join, type Value } from '../provenance/value.ts';
import { Artifacts } from './artifacts.ts';
import type { ClassValue } from './callable.ts';
import type { Engine } from './engine.ts';
import type { Frame } from './frame.ts';
import { NotedMap, type Run } from './journal.ts';
import { JudgedColumns } from './judged-columns.ts';
import type { Estimate, Observation, Site } from './observation.ts';
import type { Call, Expression, FlowUnit, FunctionDefinition, Span, Statement } from './program.ts';
import type { CorrectedNumber } from './rate-correction.ts';
import type { Form } from './rounds.ts';

/** What an engine has seen. All that code may see of it, or change, is noted for the journal. */
export class EngineState {
  readonly observations: Map<string, Observation>;
  /** Values of the analysed document's expressions. */
  readonly sightings = new Map<FlowUnit, Map<Expression, Value>>();
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
  /** Models by the names that code keeps them under, in snake case (`judge_model`); null where it keeps several. */
  readonly namedModels: Map<string, string | null>;
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
  /** Rows with a judge's labels in them, by the type that they are given (`URI#name`). */
  readonly rowsByType: Map<string, Value>;
  /** Types of which somebody gets rows that are made elsewhere. */
  readonly typesRead: Set<string>;
  /** Was all of it seen? Not what was too much, too deep, or in a file that is not there. */
  isComplete: boolean;
  /** Is the function that runs one that nobody calls? */
  isUncalled = false;
  /** What functions are that are called for each entry of something. */
  readonly forms: NotedMap<FunctionDefinition, Form>;
  /** Of the unit of the analysed document that runs. */
  top: Frame | null = null;
  protected readonly noted: Run;
  /** Units of the analysed document. */
  protected watched: ReadonlySet<FlowUnit> = new Set();
  protected readonly instances: NotedMap<ClassValue, Value>;

  constructor(noted: Run, before?: EngineState) {
    this.noted = noted;
    this.observations = new Map(before?.observations);
    this.declared = new NotedMap(this.noted, ({ declared }) => declared, before?.declared);
    this.estimates = new NotedMap(this.noted, ({ estimates }) => estimates, before?.estimates);
    this.transforms = new Set(before?.transforms);
    this.artifacts = new Artifacts(this.noted, before?.artifacts);
    this.judgedColumns = new JudgedColumns(this.noted, before?.judgedColumns);
    this.records = new NotedMap(this.noted, ({ records }) => records, before?.records);
    this.answers = new Map(before?.answers);
    this.modelsAsked = new Map(before?.modelsAsked);
    this.judgesAsked = new Map(before?.judgesAsked);
    this.namedModels = new Map(before?.namedModels);
    this.votes = new NotedMap(this.noted, ({ votes }) => votes, before?.votes);
    this.repeats = new Map(before?.repeats);
    this.judgePrompts = new NotedMap(this.noted, ({ judgePrompts }) => judgePrompts, before?.judgePrompts);
    this.asksModels = before?.asksModels ?? false;
    this.asksOfSelf = before?.asksOfSelf ?? false;
    this.pathsRead = new Set(before?.pathsRead);
    this.rowsByType = new Map(before?.rowsByType);
    this.typesRead = new Set(before?.typesRead);
    this.isComplete = before?.isComplete ?? true;
    this.instances = new NotedMap(this.noted, ({ instances }) => instances, before?.instances);
    this.forms = new NotedMap(this.noted, ({ forms }) => forms, before?.forms);
  }

  /** Does the same again where a piece of the document does what it did last. */
  protected note(effect: (engine: Engine) => void): void {
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

  noteRowsOf(type: string, rows: Value): void {
    const known = this.rowsByType.get(type);
    this.rowsByType.set(type, known ? join(known, rows) : rows);
    this.note((engine) => engine.noteRowsOf(type, rows));
  }

  noteTypeRead(type: string): void {
    this.typesRead.add(type);
    this.note((engine) => engine.noteTypeRead(type));
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

  noteNamedModel(name: string, model: string): void {
    this.note((engine) => engine.noteNamedModel(name, model));
    const isOther = this.namedModels.has(name) && this.namedModels.get(name) !== model;
    this.namedModels.set(name, isOther ? null : model);
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
}
