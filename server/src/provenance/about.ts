/** What a document is about, by its text: names alone mislead where another trade uses the same words. */
export interface About {
  /** Does it speak of language models and their answers? Elsewhere a judge sits in a court or a jury. */
  readonly speaksOfModels: boolean;
  /** Does it name them? Verdicts of a scanner, too, come in responses and answers. */
  readonly namesModels: boolean;
  /** Does it speak of people who are asked, or who use or buy something? */
  readonly speaksOfPeople: boolean;
  /** Is it about a model that plays people: how it is biased, how close it comes to them? */
  readonly studiesModel: boolean;
  /** Does it fill gaps many times over, so that what the filling leaves open is in the result? */
  readonly imputesOften: boolean;
  /** Is a judge spoken of in it more than in passing? */
  readonly speaksOfJudge: boolean;
  /** Does its first text say that it is the judge which is studied? */
  readonly studiesJudge: boolean;
}

const MODELS =
  /llm|gpt|claude|gemini|openai|anthropic|mistral|llama|qwen|deepseek|prompt|respons|answer|completion|chat|halluc|faithful|rubric|autorater|language.model|judge_?model|pass_?rate|win_?rate|benchmark/i;
const NAMED_MODELS =
  /llm|gpt|claude|gemini|openai|anthropic|mistral|llama|qwen|deepseek|judge|grader|prompt|halluc|rubric|autorater|language.model/i;
const MAYBE_MODELS =
  /verdict|grader|judge_\w*\.(?:jsonl?|csv|parquet)|["']model["']|\.model\s*[!=]=|\bevals?\b|evaluat/i;
const PEOPLE =
  /court|jury|juror|defendant|plaintiff|sentenc|contest|celebrit|athlete|skat|gymnast|competition|tournament|season|dance/i;

/** A message of the role "user" is no person's. */
const ASKED =
  /survey|silicon[-_ ]?sampl|respondent|participant|questionnaire|likert|interview|persona(?!l)|customer|consumer|voter|patient|employee|(?<![a-z"'])users?(?![a-z"'])|(?<![a-z])user_/i;

const MODEL_STUDY =
  /\bbias|fairness|stereotyp|\baudit|sycophan|steerab|fidelity|silicon|replicat|hallucin|benchmark|llm[-_ ]?(?:vs|behavio|personalit)|model[-_ ](?:compar|behavio)|human[-_ ](?:\w+[-_ ])?(?:data|baseline|responses?|answers?|subjects?|participants?|sample|means?|results?|ratings?)|ground[-_ ]truth|(?:actual|real|observed|true)[-_ ](?:responses?|answers?|votes?|respondents?|participants?|survey)/i;

const MULTIPLE = /multipl\w*.imput|rubin|miceforest|MICEData|\bmice\b/i;

const STUDY =
  /\b(?:validat\w*|calibrat\w*|reliab\w*|trust\w*|agreement|bias\w*|consisten\w*|meta-?eval\w*|saturat\w*|identifiab\w*|order[- ]effects?)\b[^.\n]{0,40}\bjudges?\b|\bjudges?(?:['\u2019]s)?\b ?-?(?:validat|calibrat|reliab|agreement|bias|consisten|alignment|saturat|order[- ]effect)/i;
const HEAD = 600;
/** What a file says of itself in its first text: a docstring; a comment of TypeScript. */
const HEADS = [
  /^\s*(?:#[^\n]*\n\s*)*[rR]?(?<quote>"""|''')(?<text>[\s\S]*?)\k<quote>/,
  /^(?:#![^\n]*\n)?\s*(?:\/\*+(?<text>[\s\S]*?)\*\/)/,
  /^(?:#![^\n]*\n)?\s*(?<text>(?:\/\/[^\n]*\n)+)/,
];

/** In TypeScript many things are called a verdict: those of a judge come with the word for it, again and again. */
const JUDGE = /\bjudg(?:e|es|ing)\b|judge[A-Z_\d]|[a-z]Judge/;
const OF_JUDGE = new RegExp(`${JUDGE.source}|\\bjudged\\b|\\bjudge?ments?\\b`, 'g');
const OFTEN = 3;

/** `texts`: the code of the document, cell by cell; `path`: where it lies. */
export function aboutDocument(texts: readonly string[], path: string): About {
  const all = [path, ...texts].join('\n');
  const head = HEADS.map((form) => form.exec(texts[0] ?? '')?.groups?.text).find((text) => text !== undefined) ?? '';
  return {
    speaksOfModels: MODELS.test(all) || (MAYBE_MODELS.test(all) && !PEOPLE.test(all)),
    namesModels: NAMED_MODELS.test(all),
    speaksOfJudge: JUDGE.test(all) && (all.match(OF_JUDGE)?.length ?? 0) >= OFTEN,
    speaksOfPeople: ASKED.test(all),
    studiesModel: MODEL_STUDY.test(all),
    imputesOften: MULTIPLE.test(all),
    studiesJudge: STUDY.test(head.slice(0, HEAD)),
  };
}
