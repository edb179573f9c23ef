/**
 * What a library's calls do, as data. An entry is plain JSON, so that a project can add its own in the same form.
 *
 * `call` is the qualified name (`pandas.read_csv`), or `*.name` where the last part of the name alone is telling,
 * whatever it is called on (`*.fit_resample`), or `library.*` for all that a library has. A qualified entry wins over a
 * starred one. What a call gives is called by `__call__`: `model = dspy.LM(…)`, `model(prompt)`.
 */
export interface CatalogEntry {
  readonly call: string | readonly string[];
  readonly does: Effect;
}

/** An argument: its position, its keyword, or both; `self` is what the method is called on, `all` every argument. */
export type ArgumentReference = number | string | readonly [number, string];

export type Effect =
  /**
   * Reads stored rows or text, or an object of its own class, from the path in `from`. `table`: it names a table of a
   * database. `units`: images or sounds, of which only their path may say where they come from.
   */
  | {
      readonly kind: 'reads';
      readonly from: ArgumentReference;
      readonly gives: 'table' | 'rows' | 'handle' | 'content' | 'object' | 'units';
      readonly as?: 'table';
    }
  /** Writes data to the path in `to`. `lines`: one row, or some, of many; `table`: `to` names a table of a database. */
  | {
      readonly kind: 'writes';
      readonly data: ArgumentReference;
      readonly to: ArgumentReference;
      readonly as?: 'lines' | 'table';
    }
  /**
   * Asks a generative model. `model`: the argument, or the key of the prompt, with its name. `later`: the answers to
   * prompts that were handed in before. `having`: only if the prompt is a mapping with one of these keys, as in a request
   * written by hand. `otherwise`: what is asked where none is named. `when`: only if the text in `argument` is `among`
   * these, as the program that is started, or with `asCommand`, is a command line that starts one of them; or if the
   * prompt holds one of the options in `told`, which only such programs have.
   */
  | {
      readonly kind: 'generates';
      readonly prompt: ArgumentReference;
      readonly model?: ArgumentReference;
      readonly later?: boolean;
      readonly having?: readonly string[];
      readonly otherwise?: string;
      readonly when?: {
        readonly argument: ArgumentReference;
        readonly among: readonly string[];
        readonly asCommand?: true;
        readonly told?: readonly string[];
      };
    }
  /**
   * Makes what asks one model: a client, a wrapper of one. Its name is in the first of `name` that is given, else it is
   * `otherwise`, but if one of `unless` is given, which sends it to another server. `answers`: it stands for its answers,
   * as a component that a pipeline runs. `when`: only if the text in `argument` is `among` these, as the task of a
   * pipeline.
   */
  | {
      readonly kind: 'binds-model';
      readonly name: readonly ArgumentReference[];
      readonly otherwise?: string;
      readonly unless?: readonly string[];
      readonly answers?: true;
      readonly when?: { readonly argument: ArgumentReference; readonly among: readonly string[] };
    }
  /** Reads a setting of the environment: what it is if nobody sets it. */
  | { readonly kind: 'reads-setting'; readonly otherwise: ArgumentReference }
  /** Makes synthetic rows, or one `value` of a row. `learned`: from what the object was fitted on. */
  | {
      readonly kind: 'synthesizes';
      readonly origin: 'synthetic' | 'augmented' | 'simulated';
      readonly gives: 'table' | 'rows' | 'pair' | 'value';
      readonly learned?: boolean;
    }
  /** Gives units that people wrote or observed. */
  | { readonly kind: 'observes' }
  /** Random numbers: rows only when a table is built of nothing else. */
  | { readonly kind: 'draws' }
  /** Balances classes with made-up copies: gives the arguments back, pooled with copies of their rows. */
  | { readonly kind: 'resamples'; readonly data: readonly ArgumentReference[] }
  /** Draws from rows, with replacement if the argument `replace` (by default `replaces`) says so. */
  | {
      readonly kind: 'redraws';
      readonly rows: ArgumentReference;
      readonly replace: ArgumentReference;
      readonly replaces: boolean;
    }
  /** Gives a changed copy of one unit, or of each of many: a clip with noise, an image turned. */
  | { readonly kind: 'changes'; readonly unit: ArgumentReference }
  /**
   * Joins rows. `axis` names the argument that turns it into joining columns, `keys` the one with an entry of the index
   * for the rows of each part.
   */
  | {
      readonly kind: 'pools';
      readonly parts: readonly ArgumentReference[];
      readonly axis?: ArgumentReference;
      readonly keys?: ArgumentReference;
      readonly inPlace?: boolean;
      readonly single?: boolean;
    }
  /** Gives each of some rows several times: `numpy.repeat(prompts, 5)`. `crosses`: once for each of other things. */
  | { readonly kind: 'repeats'; readonly rows: ArgumentReference; readonly crosses?: true }
  /** Gives weights for rows, with which they count as those of another population would. */
  | { readonly kind: 'weighs'; readonly rows: ArgumentReference }
  /** Hands rows to an evaluation that keeps its results in something that is asked for them later. */
  | { readonly kind: 'records'; readonly rows: ArgumentReference; readonly in: ArgumentReference }
  /** Fills gaps of one column from another. */
  | { readonly kind: 'coalesces'; readonly parts: readonly ArgumentReference[] }
  /** Sets rows apart for training and test. `pairs`: a train and a test part for each argument; `folds`: pairs of indices; `parts`: of one argument the training part, then the others. */
  | {
      readonly kind: 'splits';
      readonly data: readonly ArgumentReference[] | 'all';
      readonly gives: 'pairs' | 'folds' | 'parts';
    }
  /**
   * Computes a number that is reported. `resplits`: splits its data itself (cross-validation). `columns`: a formula or
   * names that say which columns of a table it is about. `by`: a function of a row, or the name of an entry, which tells
   * what of each row. `truth`: which of `data` are the labels to be met. `gives`: what the result is made of, by position
   * and as attributes. `framework`: no arithmetic is in sight.
   */
  | {
      readonly kind: 'estimates';
      readonly data: readonly ArgumentReference[];
      readonly columns?: readonly ArgumentReference[];
      readonly by?: ArgumentReference;
      readonly what: string;
      readonly confirmatory?: boolean;
      readonly resplits?: boolean;
      readonly compares?: boolean;
      readonly truth?: number;
      readonly framework?: true;
      readonly gives?: readonly string[];
    }
  /** A part of an estimate that is none yet: a sum, a length, a spread. `rate`: an argument that divides by the count; `by`: as of an estimate. */
  | {
      readonly kind: 'part';
      readonly of: ArgumentReference;
      readonly is: 'total' | 'count' | 'spread' | 'root';
      readonly rate?: ArgumentReference;
      readonly by?: ArgumentReference;
    }
  /** Counts how often each value occurs: a total by key. */
  | { readonly kind: 'tallies'; readonly of: ArgumentReference }
  /**
   * Computes numbers of columns, by functions that are named (`"mean"`, `{"score": "mean"}`); `otherwise` where none is.
   * `columns`: those it is about, if the functions do not say.
   */
  | {
      readonly kind: 'aggregates';
      readonly data: ArgumentReference;
      readonly functions: ArgumentReference;
      readonly columns?: ArgumentReference;
      readonly otherwise?: string;
    }
  /** Names columns of a table that is not there yet: an expression, as polars has them. */
  | { readonly kind: 'names-columns' }
  /** Gives columns of a table, or what expressions compute of them. */
  | { readonly kind: 'computes' }
  /** Compares values: agreement, distance, similarity. With a measured side the result is measured. */
  | { readonly kind: 'compares'; readonly data: readonly ArgumentReference[] }
  /** Makes a use of synthetic data or judge labels valid. */
  | { readonly kind: 'corrects'; readonly data: readonly ArgumentReference[] | 'all' }
  /** Trains on its arguments and gives itself back. `resplits`: what it computes by cross-validation on the way. */
  | { readonly kind: 'fits'; readonly data: readonly ArgumentReference[]; readonly resplits?: string }
  /** Applies a fitted model to rows. */
  | { readonly kind: 'predicts'; readonly rows: ArgumentReference }
  /**
   * Gives back (a view, a copy, a change of form of) one of its arguments. `element`: one of what it holds; `extreme`: that, or one of all arguments; `list`: a
   * container of it; `settled`: records with each value; `text`: all in one text; `iterated`: what going through it gives; `data`: a record that holds it under this name; `values`, `entries`: what a mapping holds, without keys and with them; `each`: every argument, or a list of unpacked ones; `fewer`: every argument with some of its rows left out; `missing`: which entries are there, no entry; `same`: the very object, also of a text or path; `numbered`, `pairs`: as enumerate and zip; `keys`: the names of settings; `split`: the parts of a short text; `defaults`: what a schema says of entries that are not set; `checked`: the environment by such a schema.
   */
  | {
      readonly kind: 'passes';
      readonly from: ArgumentReference;
      /** It puts the best first, or gives it: always, or if an argument is given (as this). */
      readonly ranks?: 'always' | { readonly by: ArgumentReference; readonly is?: boolean };
      /** What it gives where the former holds no data. */
      readonly or?: ArgumentReference;
      readonly as?:
        | 'element'
        | 'extreme'
        | 'list'
        | 'frame'
        | 'pairs'
        | 'numbered'
        | 'values'
        | 'entries'
        | 'each'
        | 'fewer'
        | 'same'
        | 'settled'
        | 'text'
        | 'iterated'
        | 'data'
        | 'missing'
        | 'keys'
        | 'split'
        | 'defaults'
        | 'options'
        | 'models'
        | 'checked';
    }
  /** Makes a mapping of pairs of key and value. */
  | { readonly kind: 'makes-mapping'; readonly entries: ArgumentReference }
  /** Keeps a value under a key. */
  | { readonly kind: 'stores'; readonly key: ArgumentReference; readonly value: ArgumentReference }
  /** Tells whether something, or where no `what` is given a pattern, is in a text or a list. */
  | { readonly kind: 'holds'; readonly what?: ArgumentReference; readonly in: ArgumentReference }
  /** Looks up a key. */
  | { readonly kind: 'looks-up'; readonly key: ArgumentReference; readonly default: ArgumentReference }
  /** Adds columns. */
  | { readonly kind: 'joins-columns'; readonly parts: readonly ArgumentReference[] }
  /** Gives each row a label that nobody observed: the group that it was put in. */
  | { readonly kind: 'clusters'; readonly rows: ArgumentReference }
  /** Gives each unit a value that a model filled in where one could be measured: a protein its structure. */
  | { readonly kind: 'imputes'; readonly units: ArgumentReference }
  /** Fills the gaps in rows by something fitted to the others; which columns have gaps is told by the ones that are named. */
  | { readonly kind: 'fills-gaps'; readonly rows: ArgumentReference }
  /** Changes the form of rows by something fitted (a scaler, an encoder). */
  | { readonly kind: 'transforms'; readonly rows: ArgumentReference }
  /** Groups rows by a column. `rows`: those in an argument, as lists by key, or what the function in `then` makes of each list. */
  | {
      readonly kind: 'groups';
      readonly by: ArgumentReference;
      readonly rows?: ArgumentReference;
      readonly then?: ArgumentReference;
    }
  /** Gives a constant column. */
  | { readonly kind: 'fills'; readonly with: 'zeros' | 'ones' }
  /** Keeps the rows for which a query (`query`) holds. */
  | { readonly kind: 'selects'; readonly query: ArgumentReference }
  /** Tells for each entry whether it equals, or is among, the given ones. */
  | { readonly kind: 'matches'; readonly entries: ArgumentReference; readonly negated?: boolean }
  /** Gives paths of files; their pattern speaks for what is read from them. */
  | { readonly kind: 'finds-files'; readonly pattern: ArgumentReference }
  /** Gives columns other names. */
  | { readonly kind: 'renames'; readonly columns: ArgumentReference }
  /** Puts columns below each other in one, whose name is in `name`; those in `ids` stay beside it. */
  | {
      readonly kind: 'melts';
      readonly table: ArgumentReference;
      readonly columns: ArgumentReference;
      readonly ids: ArgumentReference;
      readonly name: ArgumentReference;
    }
  /** Drops columns. */
  | { readonly kind: 'drops'; readonly columns: ArgumentReference; readonly of?: ArgumentReference }
  /** Numbers rows anew; the former index becomes a column, or is dropped if the argument `drop` says so. */
  | { readonly kind: 'resets-index'; readonly level: ArgumentReference; readonly drop: ArgumentReference }
  /** Sets columns by keyword. */
  | { readonly kind: 'assigns' }
  /**
   * Calls one of its arguments. `list`, `column`: on each element of what is in `on`; `flat`: the lists that it
   * gives, put together; `chosen`, `element`: those, or one, for which it holds, `left`: those for which not; `holds`: whether it does; `value`: once. `rest`: every
   * argument behind the function is one of it. `unpacks`: what it is called on holds its arguments. `toAll`: any of its
   * parameters may be handed it.
   */
  | {
      readonly kind: 'calls';
      readonly function: ArgumentReference;
      readonly on: ArgumentReference | 'rest';
      readonly gives: 'list' | 'flat' | 'column' | 'value' | 'chosen' | 'left' | 'element' | 'holds';
      readonly unpacks?: true;
      readonly toAll?: true;
    }
  /** Calls a function of two on what it gave before and each element: the first time on what is in `from`. */
  | {
      readonly kind: 'folds';
      readonly function: ArgumentReference;
      readonly on: ArgumentReference;
      readonly from: ArgumentReference;
    }
  /** Makes a record of its keywords, and of what is in `from`: `dict(a, b=1)`, `dataclasses.replace(a, b=1)`. */
  | { readonly kind: 'makes-record'; readonly from: ArgumentReference }
  /** Adds an option to a parser of them, by the default that it has. */
  | { readonly kind: 'adds-option'; readonly default: ArgumentReference }
  /** Adds a function to a graph of them, that is run on a state. */
  | { readonly kind: 'adds-node'; readonly function: ArgumentReference }
  /** Runs the functions of a graph on a state, and gives what it is in the end. */
  | { readonly kind: 'runs-graph'; readonly state: ArgumentReference }
  /** Makes an object of another class, known by its qualified name; of several, one after the other. */
  | { readonly kind: 'makes-object'; readonly of: readonly string[] }
  /** Defines a class whose objects have the named fields. */
  | { readonly kind: 'defines-record'; readonly fields: ArgumentReference }
  /** Gives its first argument as a function with the others filled in. `onEach`: to be called on each element. */
  | { readonly kind: 'fills-in'; readonly onEach?: true }
  /** Folds a path from its arguments. */
  | { readonly kind: 'joins-path' }
  /**
   * Grades with a model: a scorer or metric object of a framework. `otherwise`: the model where none is given;
   * `underTest`: where none of these is given either, it is the model under test. `around`: only if what is given there
   * does; `named` are the texts there that stand for a grading scorer, `unless` the only ones that do not. `ofPairs`: it
   * says which of two answers is better, as they are given; the texts there that stand for one that does. `says`: a text
   * with what grades what, in words; `assumed`: how sure it is that this model grades.
   */
  | {
      readonly kind: 'scores';
      readonly model: ArgumentReference | null;
      readonly otherwise?: string;
      readonly underTest?: readonly string[];
      readonly ofPairs?: true | readonly string[];
      readonly around?: ArgumentReference;
      readonly says?: ArgumentReference;
      readonly assumed?: ArgumentReference;
      readonly named?: readonly string[];
      readonly unless?: readonly string[];
    }
  /**
   * Runs an evaluation: with a grading scorer among `scorers` (null: it always has one; `ungiven`: it has one where none
   * are given), its result is a judged aggregate. `also`: where more of them are. `named` are the texts and keys that stand for a grading scorer. `model`:
   * what grades where a scorer has no model of its own, `otherwise` if it is not given; `tests`: the function that answers.
   * `threshold`: a score that must be reached, else the run fails.
   */
  | {
      readonly kind: 'evaluates';
      readonly scorers: ArgumentReference | null;
      readonly also?: ArgumentReference;
      readonly model?: ArgumentReference;
      readonly otherwise?: string;
      readonly tests?: ArgumentReference;
      readonly ungiven?: 'grades';
      readonly threshold?: ArgumentReference;
      readonly named?: readonly string[];
    }
  /** Puts its arguments into the text it is called on, or is given; of anything else it gives a changed copy. */
  | { readonly kind: 'fills-template'; readonly template?: ArgumentReference }
  /** Runs the components that it was made of on its arguments, and gives what they give. */
  | { readonly kind: 'runs' }
  /** Of a class that others are made of: calling an object of theirs calls this method of it. */
  | { readonly kind: 'delegates'; readonly to: string }
  /** Gives nothing that carries data. */
  | { readonly kind: 'nothing' };
