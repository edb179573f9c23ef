import { remembering } from '../recent.ts';
import { AUGMENTED, at, IMPUTED, JUDGED, MEASURED, type Origins, REAL, SIMULATED, SYNTHETIC } from './origins.ts';
import {
  ABOUT_THE_CALL,
  AUGMENTED_WORDS,
  DATA_NOUNS,
  GIVEN_WORDS,
  GRADING_FUNCTION,
  GRADING_WORDS,
  HUMAN_WORDS,
  IMPUTED_WORDS,
  JUDGE_WORDS,
  LABEL_WORDS,
  MODEL_WORDS,
  NO_MODEL_WORDS,
  NOT_DATA,
  ORIGIN_COLUMNS,
  REAL_ENTRIES,
  REAL_WORDS,
  SIMULATED_WORDS,
  SOFT_GRADING,
  SYNTHETIC_ENTRIES,
  SYNTHETIC_WORDS,
  TEXT_METRICS,
  VERDICT_NOUNS,
} from './vocabulary.ts';

/**
 * Names as evidence: what identifiers, column names and paths say of the data they stand for.
 * Always `likely`, never `certain`: a name is a person's word.
 */

/** The same names come again and again. */
const MAX_REMEMBERED = 50_000;

/** `synthetic_df` → [synthetic, df]; `XSynTrain` → [x, syn, train]; paths and dots split too. */
export const words: (name: string) => readonly string[] = remembering(split, MAX_REMEMBERED);

function split(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}

/** `weightedScore` → weighted_score: patterns of names are written once. */
export const snakeCase: (name: string) => string = remembering((name) => words(name).join('_'), MAX_REMEMBERED);

const some = (list: readonly string[], set: ReadonlySet<string>): boolean => list.some((word) => set.has(word));

/** What a name says of rows: a variable, a parameter, a file's path. */
export const rowEvidence = remembering(evidenceOfRows, MAX_REMEMBERED);

function evidenceOfRows(name: string): Origins {
  const list = words(name);
  if (some(list, NOT_DATA)) return 0;
  if (list.at(-2) === 'for') return 0; // `x_for_synthetic`: what it is given to
  if (list.length === 1 && !SYNTHETIC_WORDS.has(list[0]!) && !REAL_WORDS.has(list[0]!)) return 0;
  const synthetic =
    (some(list, SYNTHETIC_WORDS) || namesSilicon(list) || (list.length > 1 && PROTEIN_DESIGN.test(name))) &&
    !(list.length === 1 && ['gan', 'ctgan', 'tvae', 'syn'].includes(list[0]!));
  const generated = namesGenerated(list);
  const augmented =
    some(list, AUGMENTED_WORDS) &&
    (list.includes('augmented') ? some(list, DATA_NOUNS) || list[0] === 'x' || list.at(-1) === 'augmented' : true);
  const simulated = some(list, SIMULATED_WORDS) || (list.includes('sim') && some(list, DATA_NOUNS));
  const real = list.some((word, i) => REAL_WORDS.has(word) && !/^(estate|time)$/.test(list[i + 1] ?? ''));
  // `real_and_synthetic`, `synthetic_real_gap`: about both
  if (real && (synthetic || generated)) return 0;
  if (simulated) return at('likely', SYNTHETIC | SIMULATED);
  if (augmented && !synthetic) return at('likely', SYNTHETIC | AUGMENTED) | at('likely', REAL);
  if (synthetic || generated) return at('likely', SYNTHETIC);
  return real ? at('likely', REAL) : 0;
}

/** `generated_data`, `generated_test_rows`: the noun follows soon. */
const namesGenerated = (list: readonly string[]): boolean =>
  list.includes('generated') && list.some((word, i) => DATA_NOUNS.has(word) && i - list.indexOf('generated') <= 2);

/** `silicon_sample`, `silicon_respondents.csv`: people whom a model played; a wafer has data, too. */
const namesSilicon = (list: readonly string[]): boolean =>
  list.includes('silicon') && list.some((word) => OF_A_SURVEY.test(word));

const OF_A_SURVEY = /^(sample|respondent|participant|subject|survey|answer|response|persona|vote|voter|poll)s?$/;

/** Programs whose output are proteins that nobody found in nature: `rfdiffusion_designs.csv`, `out/ProteinMPNN/seqs.fa` */
const PROTEIN_DESIGN = /rf_?diffusion|(protein|ligand)_?mpnn/i;

/** Programs whose output are structures that nobody measured; of how sure they are, and of where they lie, says this nothing. */
const PREDICTED_STRUCTURE = /(alpha|colab|esm|open|omega|rosetta)_?fold/i;
const ABOUT_PREDICTIONS = new Set(
  'plddt lddt pae ptm iptm tm gdt rmsd confidence conf score rank accuracy error seed url version db weights params'.split(
    ' ',
  ),
);

/** What else is called after a judge or a label: how a judge is reached, whether it answered, one who is a person. */
const NO_VALUES = new Set(
  [
    'n num count prompt model name template client config text agreement kappa parser path file dir input',
    'inputs threshold thresholds options opts system message messages role instructions settings schema',
    'fn function api mode enabled',
    'endpoint url uri host port key provider version temperature timeout concurrency promise promises',
    'calls only gate gates errors disagreement disagreements',
    'age gender sex race court county party salary tenure',
  ]
    .join(' ')
    .split(' '),
);

/** What a name says of how values were obtained: a column, a key, a variable with labels or scores. */
export const valueEvidence = remembering(evidenceOfValues, MAX_REMEMBERED);

function evidenceOfValues(name: string): Origins {
  if (namesByProduct(name) || namesJudgeStudy(name)) return 0;
  const list = words(name);
  if (some(list, NO_VALUES) && !(some(list, MODEL_WORDS) && some(list, GIVEN_WORDS) && !list.includes('name')))
    return 0;
  if (some(list, IMPUTED_WORDS)) return at('likely', IMPUTED);
  if (list.length > 1 && PREDICTED_STRUCTURE.test(name) && !some(list, ABOUT_PREDICTIONS)) return at('likely', IMPUTED);
  if (list.join('_').startsWith('predicted_label')) return at('likely', IMPUTED);
  const human =
    some(list, HUMAN_WORDS) ||
    ((list.includes('true') || list.includes('gt')) && some(list, LABEL_WORDS)) ||
    (list.includes('ground') && list.includes('truth'));
  if (list.length > 1 && MODEL_WORDS.has(list.at(-1)!) && !some(list, GIVEN_WORDS)) return 0;
  const judge =
    (some(list, JUDGE_WORDS) && !some(list, NO_MODEL_WORDS)) || (some(list, MODEL_WORDS) && some(list, GIVEN_WORDS));
  if (human && judge)
    return list.some((word) => JUDGE_WORDS.has(word)) && !some(list, LABEL_WORDS) ? 0 : at('likely', MEASURED);
  if (human) return at('likely', MEASURED);
  return judge ? at('likely', JUDGED) : 0;
}

/** Is there nothing but a word that other trades use, too? `verdict` of a scanner, `judgment` of a court, a `grader` of rules. */
export const namesVerdictOnly = (name: string): boolean =>
  !words(name).some(
    (word) => MODEL_WORDS.has(word) || (JUDGE_WORDS.has(word) && !/^(verdict|judge?ment|grader)s?$/.test(word)),
  );

const SETTINGS = new Set(['config', 'configs', 'cfg', 'conf', 'settings', 'hparams']);

/** Is this what a program is told, and no data? `train_config`, `settings` */
export const namesSettings = (name: string): boolean => SETTINGS.has(words(name).at(-1) ?? '');

/** Are these predictions, which are named for the model that made them? `pred_aug` */
export const namesPredictions = (name: string): boolean => some(words(name), PREDICTIONS);

const PREDICTIONS = new Set(['pred', 'preds', 'prediction', 'predictions', 'proba', 'probas', 'yhat']);

const PEOPLE = new Set([
  'human',
  'humans',
  'expert',
  'experts',
  'annotator',
  'annotators',
  'manual',
  'crowd',
  'clinician',
]);
const TEXTS = new Set([
  'answer',
  'answers',
  'response',
  'responses',
  'output',
  'outputs',
  'text',
  'reference',
  'verified',
]);

/** Does a name of what people gave say that they graded? `human_score`, `expert`; an expected answer grades nothing. */
export function namesHumanGrade(name: string): boolean {
  const list = words(name);
  return !some(list, TEXTS) && (some(list, LABEL_WORDS) || list.every((word) => PEOPLE.has(word)));
}

/** Is this about the call of a model (how long it took, what it cost, what it said), and no grade? */
export const namesByProduct = remembering(
  (name) => some(words(name), ABOUT_THE_CALL) && !ENCODED.test(name),
  MAX_REMEMBERED,
);

/** The text itself, as a local model gives it; `output_tokens` are counted. */
const ENCODED = /(^|_)(outputs?|gen|generated|new|answer|response|completion)_ids$|(^|_)(gen|generated|new)_tokens$/;

const OF_RUNS = new Set(['auc', 'prauc', 'auroc', 'auprc', 'rmse', 'r2', 'mcc', 'fold', 'epoch', 'std']);

/** Is a column of this name about runs of a model, one row each? */
export const namesRun = remembering((name) => some(words(name), OF_RUNS), MAX_REMEMBERED);

/** Is a function of this name a judge? `judge_answer`, `gradeSample`. */
export const namesJudge = (name: string): boolean =>
  /^(judge|grade)$/.test(words(name)[0] ?? '') ||
  (words(name).length > 1 &&
    some(words(name), JUDGE_WORDS) &&
    /^(run|call|get|ask|query|llm|score|evaluate)$/.test(words(name)[0] ?? ''));

/** Is a class of this name a judge, and none that follows rules? `LlmJudge`, `AnswerGrader` */
export const namesJudgeModel = (name: string): boolean =>
  some(words(name), JUDGE_MODELS) && !some(words(name), NO_MODEL_WORDS);

const JUDGE_MODELS = new Set(['judge', 'grader', 'autorater', 'autograder']);

/** Does a function of this name give a judge's verdicts: rows of them, or the one in an answer? */
export function namesVerdictsGiven(name: string): 'rows' | 'verdict' | null {
  const [verb, ...rest] = words(name);
  if (!some(rest, JUDGE_WORDS) || namesByProduct(name) || namesJudgeStudy(name) || !some(rest, VERDICT_NOUNS))
    return null;
  if (/^(load|read|fetch|collect)$/.test(verb!)) return 'rows';
  return /^(extract|parse)$/.test(verb!) ? 'verdict' : null;
}

const JUDGMENT_FILE =
  /(^|[^a-z])(judg(e|)ments?|judge[_-](results?|outputs?|scores?|labels?|verdicts?)|verdicts?|autorater)([^a-z]|$)/i;
/** A file of data, or a folder, that is named for the judge alone. */
const JUDGE_DATA =
  /(^|[^a-z])judges?([^a-z/\\][^/\\]*)?\.(jsonl?|csv|tsv|parquet|xlsx)$|(^|[/\\])judges?[/\\][^/\\]*\.(jsonl?|csv|tsv)$/i;

/** Does a path lead to a judge's verdicts? `data/mt_bench/model_judgment/gpt-4_single.jsonl`, `gpt4_judge_raw.json` */
export const namesJudgments = (path: string): boolean =>
  (JUDGMENT_FILE.test(path) || JUDGE_DATA.test(path)) &&
  !/prompt|template|config|settings|rubric|question|input|human|expert|annotat|gold/i.test(path);

/** Does a column of this name hold what a judge decided, in a file of its verdicts? */
export const namesVerdict = (name: string): boolean =>
  namesGrade(name, true) ||
  /(^|[^a-z])(win(s|ner|ning)?|prefer(red|ence)|decision|choice|chosen|votes?|result|outcome)([^a-z]|$)/i.test(name);

const JUDGMENT_TYPE =
  /^(?:llm_)?(?:judge|grader|autorater|autograder|judge?ment)_(?:\w+_)?(?:results?|verdicts?|scores?|outputs?|responses?|evaluations?|labels?|ratings?|grades?|judge?ments?|records?|rows?|decisions?)$|^(?:llm|model)_(?:judge?ments?|grades?|ratings?)$|^judge?ments?$/;

/** Does a type say that its values are a judge's verdicts? `JudgeVerdict`, `LlmJudgeScore[]`, `Map<string, Judgment>` */
export const namesJudgmentType = remembering(
  (annotation) => (annotation.match(/[A-Z]\w+/g) ?? []).some((type) => JUDGMENT_TYPE.test(snakeCase(type))),
  MAX_REMEMBERED,
);

const STUDY =
  /(^|[^a-z])(calibrat\w*|agreement|kappa|meta_?(eval|audit)\w*|bias_?diagnos\w*|confusion|inter_?rater|test_?retest|judgebench\w*|qwk|quadratic_weighted\w*|(?:plus_minus|off_by|within)_(?:one|1)|noise_?floor|flip_?rate|probes_?valid\w*|judge_?(valid|reliab|consist|probe|audit)\w*|valid\w*_judge|self_?enhancement|judge_?(cal|alignment)|verbosity|positional|correlation\w*|covariance|concordance\w*|spearman\w*|pearson\w*|kendall\w*|krippendorff\w*|mean_absolute_error|bias_(?:suite|gates?|checks?|probes?)|same_family|seat_?(?:bias|[ab]_?(?:pick|win))\w*|(?:pick|win)_?rate_?(?:by_)?seat\w*|(judge|position|order|verbosity|length|self|family|label)_(bias\w*|preference|swap\w*|flip\w*|chang\w*))([^a-z]|$)/i;

/** Does code of this name, a function or a file, study the judge itself? `judge_bias.py`, `cohen_kappa`. */
export const namesJudgeStudy = remembering(
  (name) => STUDY.test(name.replace(/([a-z])([A-Z])/g, '$1_$2').replaceAll('-', '_')),
  MAX_REMEMBERED,
);

/** Is this a distance or likeness of texts that is computed? `rouge_l`, `answer_similarity_score`, `exact_match`. */
export const namesTextMetric = remembering((name) => some(words(name), TEXT_METRICS), MAX_REMEMBERED);

/** Does a function, variable or column of this name hold a grade, if a model's answer flows into it? */
export function namesGrade(name: string, soft: boolean): boolean {
  const list = words(name);
  if (PRICE.test(list.slice(-2).join(' '))) return false;
  return (
    some(list, GRADING_FUNCTION) ||
    some(list, JUDGE_WORDS) ||
    (soft && !some(list, TEXT_METRICS) && !namesAnswer(list) && (some(list, SOFT_GRADING) || some(list, GRADING_WORDS)))
  );
}

/** `annual_rate`, `hourlyRate`: what something costs or how fast it goes, where to rate an answer is to grade it. */
const PRICE =
  /^(?:annual|yearly|monthly|weekly|daily|hourly|interest|mortgage|loan|tax|exchange|discount|rental|growth|sampl(?:e|ing)|frame|learning|bit) rates?$/;

/** `correct_answer`: what is right, as opposed to whether it is: `is_correct_answer`. */
const namesAnswer = (list: readonly string[]): boolean =>
  /^correct (answer|option|choice|letter|response|label|key)s?$/.test(list.slice(-2).join(' ')) && list[0] !== 'is';

const PSEUDO_LABELS = /(^|[^a-z])(pseudo|weak(ly)?|silver|auto(matically)?)[_-]?label(l?ed|s)?([^a-z]|$)/i;

/** Does the path of a data file say that a model, or rules, gave the labels in it? `data/pseudo_labeled_mails.csv` */
export const namesPseudoLabels = remembering((path) => PSEUDO_LABELS.test(path), MAX_REMEMBERED);

/** Is this the name of a column that tells real from synthetic rows? */
export const namesOrigin = (name: string): boolean => ORIGIN_COLUMNS.has(name.toLowerCase());

/** What an entry of an origin column says: "synthetic" in `df[df.source == "synthetic"]`. */
export function originOfEntry(column: string, entry: string | number | boolean | null): 'real' | 'synthetic' | null {
  if (typeof entry === 'string') {
    const list = words(entry);
    if (some(list, REAL_ENTRIES)) return 'real';
    if (some(list, SYNTHETIC_ENTRIES)) return 'synthetic';
    return null;
  }
  if (entry === null) return null;
  const yes = entry === true || entry === 1;
  const list = words(column);
  if (list.some((word) => ['synthetic', 'generated', 'fake', 'augmented'].includes(word)))
    return yes ? 'synthetic' : 'real';
  if (list.includes('real')) return yes ? 'real' : 'synthetic';
  return null;
}

/**
 * What a column of origin with the same entry in all rows says of them. Softer words ("human", "llm", "fake") tell apart
 * who wrote a text, too, or whether it is true.
 */
export function originOfAll(column: string, entry: string | number | boolean | null): 'real' | 'synthetic' | null {
  const list = words(typeof entry === 'string' ? entry : column);
  if (typeof entry === 'string') {
    if (list.length > 2) return null;
    return list.some((word) => SURE_ENTRIES.has(word)) ? 'synthetic' : list.join() === 'real' ? 'real' : null;
  }
  return list.includes('synthetic') && !list.includes('real') ? originOfEntry(column, entry) : null;
}

const SURE_ENTRIES = new Set(['synthetic', 'synth', 'simulated']);

/** Is this a p-value, or several? `p_value`, `ks_pvals` */
export const namesPValue = remembering((name) => /(^|_)p_?val(ue)?s?$/i.test(name), MAX_REMEMBERED);

/** Are these what one answer is graded by, one after another? `passedCriteria`, `dimensionResults` */
export function namesCriteria(name: string): boolean {
  const list = words(name);
  return some(list, CRITERIA) && !list.some((word) => /^(total|all|overall|by|per)$/.test(word));
}

/** `JUDGES`, `judgeModels`, `JUDGE_PERSONAS`, `scorers`: who, or what, grades one answer together. */
export const namesGraders = remembering(
  (name) =>
    /(?:^|_)(?:judges|graders|jurors|scorers|evaluators|judge_(?:models|personas|prompts|configs|names|ids|panel))$/.test(
      snakeCase(name),
    ),
  MAX_REMEMBERED,
);

const CRITERIA = new Set(['criteria', 'criterion', 'dimension', 'dimensions', 'subscores']);

/** Does a column of this name tell which rows are known to be negative? */
export const namesControls = (name: string): boolean => /^is_?(negative_?)?control$|^negative_?control$/i.test(name);

/** The words that names are evidence by: a text with none of them says nothing by its names. */
export const TELLING_WORDS = {
  rows: [...SYNTHETIC_WORDS, ...AUGMENTED_WORDS, ...SIMULATED_WORDS, 'generated', 'rfdiffusion', 'mpnn', 'proteinmpnn'],
  judges: JUDGE_WORDS,
  /** Both of these tell of a judge, too. */
  models: MODEL_WORDS,
  given: GIVEN_WORDS,
  /** Only tell where they fill gaps in what people gave. */
  imputed: [...IMPUTED_WORDS, 'predicted'],
  human: [...HUMAN_WORDS, 'truth', 'true'],
  columns: ORIGIN_COLUMNS,
  entries: [...REAL_ENTRIES, ...SYNTHETIC_ENTRIES],
} as const;
