import { remembering } from '../recent.ts';
import { JUDGE_PROMPT, PAIR_PROMPT } from './marks.ts';
import { words } from './names.ts';
import { asksElsewhere } from './prompts-elsewhere.ts';
import { JUDGE_WORDS } from './vocabulary.ts';

/** What a text given to a model asks of it. */

/** The marks of what a text asks for, which a longer text with it in it asks, too. */
export const PROMPTS = JUDGE_PROMPT | PAIR_PROMPT;

/** Prompts are long, and the same few come again and again. */
const MAX_REMEMBERED = 3000;

const JUDGE = '(?:judge|grader|evaluator|rater|reviewer|assessor)';
const GRADE = '(?:score|rating|grade|verdict)';
const PRODUCT =
  '(?:answer|response|reply|output|rewrite|text|story|summary|translation|candidate|version|essay|caption|image|code|solution|conversation|completion|generation|poem|explanation|article|assistant|model|system)';

/** Where a sentence asks for something. */
const ASKS = '(?<=^|[.!?:;,)}\\n]\\s*|\\b(?:please|then|and|to|must|should) )';
/** The same in lists and further on in a sentence, as opposed to "how does it decide whether …". */
const TOLD =
  '(?<=^|[.!?:;,)}\\n*•>"\'`-]\\s*|\\b(?:please|then|and|or|to|must|should|can|will|you|only|now|first|also|carefully|task is) |\\bfor each [\\w-]{1,30},? )';
const RANGE = '\\d{1,3} ?(?:-|\u2013|to|and) ?\\d{1,3}';
const OR = '["\'`]? ?(?:or|/|\\||,) ?["\'`]?';
const QUALITY =
  '(?:relevant|helpful|good|coherent|fluent|accurate|faithful|polite|safe|toxic|natural|useful|correct|convincing|persuasive|creative|informative|truthful|harmless|complete|readable)';
/** What a judge says of an answer held against another, or against its source. */
const AGREES =
  '(?:match(?:es)?|mean(?:s)? the same|equivalent|correct|incorrect|supported|grounded|faithful|consistent|accurate|hallucinat\\w+|contradict\\w*|agree)';

/** In English. */
const JUDGE_TEXT = new RegExp(
  `\\b(?:${[
    `you are (?:an? |the )?(?:[\\w-]+ ){0,4}${JUDGE}\\b`,
    `act(?:ing)? as (?:an? )?(?:[\\w-]+ ){0,2}${JUDGE}\\b`,
    'you (?:will |must |should |are to )?(?:judge|grade|rate|score|evaluate) ',
    "you(?:'re| are) (?:now )?(?:judging|grading|rating|scoring|evaluating) ",
    '(?:impartial|fair|strict|objective|unbiased) (?:judge|grader|evaluator)',
    'llm[- ]as[- ](?:an?[- ]|the[- ])?judge',
    '(?:rate|score|grade|judge|evaluate|assess) (?:the|this|these|each|every|both|how|whether|which|if|an?)\\b',
    'evaluate only\\b',
    '(?:evaluating|judging|grading|assessing|scoring|rating) (?:the )?(?:quality|correctness|helpfulness|faithfulness|relevance|fluency|coherence|accuracy) of\\b',
    `(?:${GRADE}|mark)s? (?:from|between|of|out of) \\d`,
    `${ASKS}(?:rate|score|grade|mark)\\b[^.?!\\n]{0,60}\\b${RANGE}\\b`,
    `(?:on an? |\\b)${RANGE} scale\\b`,
    `${GRADE}s?["']?:? [<(]?\\d{1,2} ?(?:-|\u2013|to|and|or) ?\\d`,
    `\\b[01] ?(?:-|\u2013|to) ?(?:5|10|100) ${GRADE}`,
    'on a scale (?:of|from)',
    `${ASKS}(?:evaluate|grade|score|rate|judge)\\s*:\\s*(?:\uFFFC|\\{)`,
    'rubric\\b[^\\n]{0,40}\\b\\d ?(?:-|\u2013|to) ?\\d',
    `(?:provide|give|return|output|assign|respond with) (?:only )?(?:me )?(?:an?|your|the|one)? ?['"]?(?:[\\w-]+ )?(?:rating|verdict)\\b`,
    'which (?:of |one |is |answer |response |assistant |model )[^.?\\n]{0,80}\\b(?:better|best|preferred)\\b',
    `which (?:[\\w-]+ )?${PRODUCT}s? (?:is|was|are|does|do|sounds?|fits?)\\b[^.?\\n]{0,60}\\b(?:better|best|preferred|stronger|superior|more [a-z]+)\\b`,
    'which (?!(?:the|an?|it|he|she|they|is|are) )(?:[\\w-]+ ){1,3}(?:better|best) (?!depends?\\b)',
    '(?:pick|choose|select|name) the (?:better|stronger|preferred)\\b',
    `compar(?:e|ing) (?:the |these |the following )?two (?:[\\w-]+ )?(?:answer|response|reply|output|translation|summarie|summary|completion|essay)s?\\b`,
    '(?:return|give|state|render) (?:your|a|the) (?:final )?verdict\\b',
    `respond with (?:only )?(?:"|')?(?:correct|incorrect|yes|pass)`,
    '(?:is|are) (?:the|this|that|these) (?:\\w+ ){0,2}(?:answer|response)s? (?:\\w+ )?correct',
    `${TOLD}(?:decide|determine|judge) (?:whether|if) `,
    `(?:say|tell me|state|indicate|report|check|verify) (?:whether|if) [^.?\\n]{0,80}\\b${AGREES}\\b`,
    `do (?:the|these|both) (?:two )?${PRODUCT}s [^.?\\n]{0,60}\\b${AGREES}\\b`,
    '(?:verify|fact-check) (?:the|this|each|these) (?:[\\w-]+ ){0,2}(?:claim|statement)s?\\b',
    `${ASKS}(?:award|give|assign|allot)\\b[^.?!\\n]{0,40}\\b(?:points?|marks?|stars)\\b`,
    '\\byou (?:will |must |should |are to )?compare (?:two|both|the|pairs)\\b',
    `${ASKS}compare (?:the )?(?:both|${PRODUCT}) [^.?!\\n]{0,60}\\b(?:better|best|first|second|winner|prefer\\w*|[ab])\\b`,
    `${ASKS}compare (?:the |these |the following )?two\\b`,
    '\\b(?:decide|say|tell|determine|pick|choose) (?:who|which)\\b[^.?!\\n]{0,60}\\b(?:better|best)\\b',
    '\\bwould (?:you|an? (?:[\\w-]+ ){0,3}(?:manager|editor|engineer|reviewer|expert|lawyer|doctor|teacher|customer|native speaker)) (?:approve|merge|accept|publish|ship|sign off)\\b',
    `\\b(?:better|best) ${PRODUCT}\\s*\\?`,
    `["'\`]?(?:yes|true|1|pass)["'\`]? (?:if|when) (?:the|this|that|both) (?:[\\w-]+ ){0,3}${PRODUCT}s?\\b`,
    `(?<!\\breturns? )(?:pass${OR}fail|(?:approve|accept|merge)${OR}(?:reject|decline|request[_ ]changes)|correct${OR}(?:incorrect|wrong)|supported${OR}(?:refuted|unsupported|not supported|contradicted))\\b`,
    `how ${QUALITY} (?:is|are|was|were) (?:the|this|that|each|these) (?:[\\w-]+ ){0,2}(?:${PRODUCT}|document|passage|chunk)s?\\b`,
    '(?:is|are) (?:the|this|that|each|these) (?:[\\w-]+ ){0,2}(?:documents?|passages?|chunks?|contexts?) (?:relevant|useful|helpful)\\b',
    'do (?:they|these|both) (?:[\\w-]+ ){0,2}mean the same\\b',
    `(?:is|was|were|did|has|have) (?:the|this|all) [^.?\\n]{1,80}\\b(?:resolved|satisfied|addressed|achieved|successful)\\b[^.?\\n]{0,60}\\?`,
    `which (?:one|of (?:them|the two|these)) (?:is|was) more ${QUALITY}\\b`,
    `which (?:[\\w-]+ )?${PRODUCT} (?:do|would) you prefer\\b`,
    `rank (?:the|these|all|both) (?:[\\w-]+ ){0,3}${PRODUCT}s\\b`,
    `assign (?:an? |the |each )?(?:[\\w-]+ ){0,2}${GRADE}\\b`,
    `(?:check|verify|confirm) (?:whether|if|that) (?:the|this|an?|each|every) (?:[\\w'\u2019-]+ ){0,3}(?:${PRODUCT}s?|claims?|rationale|citations?)\\b`,
    `(?:does|did|is|are|has) (?:the|this|that) (?:[\\w-]+ )?${PRODUCT}s? [^.?\\n]{1,80}\\?`,
    `(?:share|fraction|percentage|proportion|number) of (?:the |all |its )?(?:[\\w-]+ ){0,2}(?:statements|claims|sentences|facts|points)\\b[^.?\\n]{0,60}\\b${AGREES}\\b`,
    '(?:does|did) (?:the|this|it) [^.?\\n]{0,60}\\bwhat (?:the |an? )?(?:was|user|customer|client|person) (?:asked|wanted|requested|needed)\\b',
    // what a coder of texts does
    '(?:label|classify|categori[sz]e|annotate|code) (?:the|this|each|every|whether|how) ',
  ].join('|')})`,
  'i',
);

/** The form of an answer that only a judge gives: `{"winner": "A" or "B"}`. */
const VERDICT_FORM =
  /["'](?:winner|verdict|overall_(?:score|rating)|(?:total|final)_(?:score|rating)|better_(?:answer|response))["']\s*:|["'](?:is_)?(?:correct|faithful|grounded|supported|relevant|passed?)["']\s*:\s*["'<]?(?:true ?(?:\||\/|or) ?false|bool)/i;

/** What goes in and what comes out, as DSPy has it: `"question, answer -> score: float"`. */
const VERDICT_SIGNATURE =
  /^[\w\s,:[\]]+->[\w\s,:[\]]*\b(?:\w+_)?(?:score|rating|grade|verdict|winner|(?:is_)?correct|(?:is_)?faithful|passed)\b[\w\s,:[\]]*$/i;

/** A model that plays a person answers for that person, and judges nothing. */
const PERSONA_TEXT =
  /\byear[- ]old\b|\b(?:you are|as|act as|play|imagine)\b[^.\n]{0,80}\b(?:respondent|participant|voter|citizen|interviewee|persona)\b/i;

/** "You are {persona}.": who it plays is filled in. */
const FILLED_IN =
  "\\b(?:you are|you're|act as|answer as|respond as|pretend to be)(?: (?:this|the following) person)?:? (?:\uFFFC|\\{\\w*(?:persona|profile|respondent|participant|backstory|demographic)\\w*\\})\\s*(?:[.!\\n]|$)";
const SOMEBODY = new RegExp(FILLED_IN, 'i');
/** What one asks a person of itself, as opposed to what it thinks of an answer. */
const OF_ITSELF = new RegExp(
  `\\bhow (?:[\\w-]+ ){1,4}(?:are|were|do|did|would|will) you\\b(?![^.?\\n]{0,30}\\b(?:this|the|these) (?:[\\w-]+ )?${PRODUCT}s?\\b)|\\b(?:do|would|will|did) you (?:[\\w-]+ )?(?:agree|support|oppose|vote|buy|approve|favou?r|trust|feel|recommend|own|use)\\b`,
  'i',
);

export const playsPerson = remembering(
  (text) => PERSONA_TEXT.test(text) || (SOMEBODY.test(text) && OF_ITSELF.test(text)),
  MAX_REMEMBERED,
);

/** Whom one asks. "You are a customer support agent" plays none of them. */
const ASKED =
  '(?:respondent|participant|voter|citizen|interviewee|consumer|customer|shopper|buyer|resident|homeowner|survey taker)s?\\b(?![- ]*(?:support|service|care|success|experience|relation|facing|insight|research))';

/** "You are a 43-year-old nurse", "as a simulated participant", "as if you were a real person" */
const RESPONDENT_TEXT = new RegExp(
  [
    `\\b(?:you are|you're|as|play|imagine|pretend|simulat\\w+)\\b[^.\\n]{0,80}\\b${ASKED}`,
    "\\b(?:you are|you're|as|play|imagine)\\b[^.\\n]{0,60}\\byears?[- ]old\\b",
    "\\b(?:you are|you're|as|play|imagine)\\b[^.\\n]{0,40}\\b(?:person|man|woman|adult) (?:aged|living|from|born)\\b",
    '\\b(?:as if you (?:were|are) (?:a|this|that|the) (?:real )?(?:person|human)|(?:as|like) (?:this|that|the following) (?:person|persona|individual))\\b',
    FILLED_IN,
    // "You are {name}, {age}, {job}": who it is is filled in piece by piece
    "\\b(?:you are|you're)(?: an?)? \uFFFC(?:, (?:an? )?\uFFFC)+",
    "\\b(?:you are|you're)(?: an?)? \uFFFC,? (?:living|residing|born|aged|from)\\b",
    '\\byou are (?:being )?interviewed\\b|\\binterview(?:ee)? role[- ]?play\\b',
  ].join('|'),
  'i',
);
const LABELLER_TEXT = /\b(?:annotat|label|grad(?:e|ing)|judge|evaluator|rubric)/i;

/** Does a text ask a model for the answer of a person that it plays? */
export const asksRespondent = remembering(
  (text) => RESPONDENT_TEXT.test(text) && !LABELLER_TEXT.test(text),
  MAX_REMEMBERED,
);

/** The options and words of a questionnaire, whose answers are about the one who answers. */
const QUESTIONNAIRE_TEXT =
  /\bstrongly (?:dis)?agree\b|\bsurvey (?:respondent|question|item|simulation|participant|interview)|\bquestionnaire\b/i;

/** Does a text ask a model about itself, or about the person that it plays? */
export const asksOfSelf = remembering(
  (text) => playsPerson(text) || (QUESTIONNAIRE_TEXT.test(text) && !asksForJudgement(text)),
  MAX_REMEMBERED,
);

/** What a request is about, and where it goes, is worked out so that it can be answered: nobody's answer is judged. */
const ROUTER_TEXT =
  /\b(?:you are|act as) (?:an? |the )?(?:[\w-]+ ){0,3}(?:intent|query|request|message|question|task|tool)s? (?:classifier|router|interpreter|detector|analy[sz]er|rewriter|planner|dispatcher)\b/i;

/** What a model is told not to do: "you must not judge whether it is true". */
const FORBIDDEN =
  /\b(?:not|never|don['’]t|avoid) (?:(?!only)\w+ (?:to )?)?(?:pre-?)?(?:judg|grad|rat|scor|evaluat|assess|classify|verify|check|decid|determin)(?:e|ing)?\b[^.;,!?\n]*/gi;

/** Does a prompt ask the model to judge something? */
export const asksForJudgement = remembering(
  (text) =>
    (JUDGE_TEXT.test(text.replace(FORBIDDEN, '')) ||
      VERDICT_FORM.test(text) ||
      VERDICT_SIGNATURE.test(text) ||
      asksElsewhere(text)) &&
    !playsPerson(text) &&
    !ROUTER_TEXT.test(text),
  MAX_REMEMBERED,
);

/** The forms of a reply that says of an answer whether, or how far: `PASS or FAIL`, `{"ok": boolean}`, `only "met" or "missed"`. */
const CLOSED = [
  '\\bpass\\b[^.\\n]{0,120}\\bfail\\b',
  '["\'`]\\w+["\'`]\\s*:\\s*["\'<]?(?:bool(?:ean)?\\b|true ?(?:\\||/|or) ?false)',
  '\\b(?:answer|reply|respond|output|say|return)\\b[^.\\n]{0,30}["\'`]\\w+["\'`],? ?(?:or|/|\\|) ?["\'`]\\w+["\'`]',
  '\\b(?:yes|true) (?:or|/) (?:no|false)\\b',
  `\\bnumbers? (?:between|from) ${RANGE}\\b`,
  // "from 0 (not at all) to 4 (fully)"
  '\\bfrom \\d{1,3} \\([^)\\n]{1,60}\\) to \\d{1,3} \\(',
  `\\b${RANGE}\\b[^.\\n]{0,30}\\b(?:only|digits?|numbers?|integer|scale|score|points)\\b`,
];
const CLOSED_REPLY = new RegExp(CLOSED.join('|'), 'i');

/** What only says that it judges because it is asked of what a model answered: `is this funny?`, `empathy, 1-7`. */
const ABOUT_ANSWER = new RegExp(
  [
    '\\b(?:is|are|does|do|did|was|were|has|would|can|could) (?:this|the|it|that|these|both|either)\\b[^?\\n]{1,160}\\?',
    '\\bout of (?:5|10|20|100)\\b',
    '\\b(?:annotate|mark|flag|count|list|find|spot|identify)\\b[^.\\n]{0,40}\\b(?:errors?|mistakes?|flaws?|violations?|hallucinations?)\\b',
    '\\b(?:better|worse|winner|prefer(?:red)?)\\b',
    '\\bwhich (?:[\\w-]+ ){0,3}(?:do|would|should) (?:you|we)\\b',
    `\\b(?:compare|check) (?:the|this) (?:[\\w-]+ )?${PRODUCT} (?:with|against|to) `,
    '\\b(?:compare|check|review|audit) (?:the|this|these) (?:[\\w-]+ ){1,4}against (?!.{0,200}\\b(?:rewrite|revise|fix|correct|improve|edit) )',
    ...CLOSED,
  ].join('|'),
  'i',
);

/** Does a text leave a model the choice of a few words, or of numbers, for its reply? */
export const closesReply = remembering(
  (text) => CLOSED_REPLY.test(text) && !playsPerson(text) && !ROUTER_TEXT.test(text),
  MAX_REMEMBERED,
);

/** The marks of a text with a model's answer in it, by what it asks of that. */
export const marksAboutAnswer = remembering(
  (text) =>
    (ABOUT_ANSWER.test(text) || asksForLabel(text)) && !playsPerson(text) && !ROUTER_TEXT.test(text)
      ? marksOfJudge(text)
      : 0,
  MAX_REMEMBERED,
);

const PARTIES =
  'assistant answer response reply output summary story translation essay text candidate model version option completion solution conversation player contestant submission entry draft variant agent argument report plan';
const PARTY = `(?:${PARTIES.replaceAll(' ', '|')})`;

/** One of two is to be chosen. */
const CHOICE = new RegExp(
  [
    `\\bwhich (?:[\\w-]+ ){0,4}${PARTY}s? (?:[\\w-]+ ){0,6}(?:better|best|preferred|prefer|superior|stronger|wins?|more (?!than)\\w+)\\b`,
    `\\b(?:better|preferred|superior) ${PARTY}\\b`,
    `\\bcompar(?:e|es|ing) (?:the )?${PARTY} \\(?(?:a|1)\\b`,
    '\\bwhich (?:one |of the two )?(?:is|was|does|reads|sounds)\\b[^.?\\n]{0,60}\\bbetter\\b',
    '\\bwhich (?:[\\w-]+ ){0,3}(?:do|would|should) (?:you|we)\\b',
    '\\b(?:pick|choose|select|name) the (?:better|stronger|preferred)\\b',
    `["'](?:winner|preferred|better)["']\\s*:`,
    '\\b(?:compare|comparing) (?:the |these )?two\\b',
    '\\bwho (?:\\w+ ){1,3}better\\b',
    '\\bprefer(?:red|ence)?: ?(?:1|a)\\b',
    '\\bperformance of (?:the |these )?two\\b',
    '\\btie\\b',
    '\\bpairwise\\b',
  ].join('|'),
  'i',
);
/** "Answer A", "RESPONSE 1", `{answer_a}`: a small letter is an article, unless it is joined. */
const place = (letter: string, digit: string, words: string) => {
  const party = PARTIES.split(' ').map(
    (word) => `[${word[0]!.toUpperCase()}${word[0]}]${word.slice(1)}|${word.toUpperCase()}`,
  );
  const label = `(?: ?\\(?["']?(?:${letter}|${digit})|_(?:${letter}|${letter.toLowerCase()}|${digit}))\\b`;
  return new RegExp(
    `\\[\\[${letter}\\b|\\b(?:${party.join('|')})${label}|\\b(?:${words}) ${PARTY}\\b|(?:^|\\n)[[(#* ]*(?:${letter}|${letter.toLowerCase()}(?=\\)))[\\]:.)]|<(?:${party.join('|')})?[-_]?(?:${letter}|${letter.toLowerCase()}|${digit})>|\\[(?:${words})\\]`,
  );
};
const FIRST = place('A', '1', '[Ff]irst|[Ll]eft');
const SECOND = place('B', '2', '[Ss]econd|[Rr]ight');
/** A third makes it a list. */
const THIRD = place('D', '3', 'third|middle');

/** "Compare two summaries. Which is better?", where another message holds them, or their places have names. */
const LEFT_OR_RIGHT = /\b(?:left|first|one|former)\b[^\w\n]{1,8}(?:or\b[^\w\n]{1,4})?(?:right|second|two|latter)\b/i;
const OF_TWO = /\b(?:compar(?:e|ing)|which of) (?:the |these )?two\b/i;
/** "Compare two German translations", "the better of two outputs", unless it is asked whether they say the same. */
const TWO_ANSWERS = new RegExp(
  `\\bcompar(?:e|es|ing) (?:the |these )?(?:following )?two (?:[\\w-]+ ){0,3}(?:${PARTY}s|replies|summaries|stories|entries)\\b|\\b(?:better|preferred|stronger) (?:one )?of (?:the |these )?two\\b`,
  'i',
);
const WHETHER_SAME =
  /\b(?:say|says|mean|means|express|convey|conveys) the same|\b(?:equivalen\w*|identical|similar\w*|differ\w*|agree\w*|match\w*|contradict\w*|consisten\w*|reference|gold|ground[- ]truth|expected)\b/i;
/** "A or B", "A" | "B", "1 or 2" */
const EITHER =
  /\b1["'`]?(?: or|,) ["'`]?2\b(?!["'`]?,? (?:or )?["'`]?3)|\b[Aa]["'`]? ?(?:or|vs\.?|\||\/|,) ?["'`]?[Bb]\b/;
const BETTER =
  /\bwhich (?:one |of (?:the |these )?two (?:[\w-]+ )?)?(?:is|was) (?:[\w-]+ ){0,2}better\b|["']winner["']\s*:/i;

/** Does a judge's prompt ask which of two answers is better? */
const comparesPair = remembering(
  (text) =>
    ((((FIRST.test(text) && SECOND.test(text)) || EITHER.test(text) || LEFT_OR_RIGHT.test(text)) &&
      CHOICE.test(text)) ||
      (OF_TWO.test(text) && BETTER.test(text)) ||
      (TWO_ANSWERS.test(text) && !WHETHER_SAME.test(text)) ||
      asksForLabel(text)) &&
    !THIRD.test(text),
  MAX_REMEMBERED,
);

const LABEL = /^[^\w\n]*(?:\w+ )?([A-Z\d])(?=[:.)\]])/gm;
const REPLY =
  /\b(?:reply|answer|respond|say|output|return|choose|pick)\b[^.\n]{0,40}?\b([A-Z\d])["'`)\]]{0,2}(?:,? or |, ?| ?[/|] ?)["'`([]{0,2}([A-Z\d])\b/i;

/** "X: … Y: … Reply X or Y.": the answer is the label of one of two. */
function asksForLabel(text: string): boolean {
  const [, first, second] = REPLY.exec(text) ?? [];
  if (!first || !second) return false;
  const isLike = (label: string) => /\d/.test(label) === /\d/.test(first);
  const labels = new Set(Array.from(text.matchAll(LABEL), ([, label]) => label!).filter(isLike));
  return labels.size === 2 && labels.has(first.toUpperCase()) && labels.has(second.toUpperCase());
}

/** The marks of a text by what it asks for. */
export const promptMarks = (text: string): number => (asksForJudgement(text) ? marksOfJudge(text) : 0);

const marksOfJudge = (text: string): number => JUDGE_PROMPT | (comparesPair(text) ? PAIR_PROMPT : 0);

const PROMPT_WORDS = new Set(['prompt', 'prompts', 'template', 'instruction', 'instructions', 'system', 'messages']);

/** Does a name say that it stands for a judge's instructions? `JUDGE_PROMPT`, `prompts/judge_system.txt`. */
export const namesJudgePrompt = remembering((name) => {
  const list = words(name);
  return list.some((word) => JUDGE_WORDS.has(word)) && list.some((word) => PROMPT_WORDS.has(word));
}, 5000);

const ROW =
  '(?:example|sample|test ?case|question|quer(?:y|ie)|utterance|ticket|review|e-?mail|message|post|tweet|comment|conversation|dialogue|row|record|data ?point|scenario|paraphrase|complaint|sentence|note|transcript|profile|persona|patient|customer|respondent|survey response|headline|article|document|passage)s?';
const MAKE = '(?:generate|write|create|produce|invent|make up|come up with|synthesi[sz]e|compose)';
/** What tells rows that are made for a data set from answers that somebody asked for. */
const ALIKE =
  '(?:realistic|synthetic|fake|fictional|plausible|diverse|varied|additional|artificial|(?:more|new|other|another|different|unique) (?:\\w+ ){0,2})';

const SEVERAL_OF = '(?:\\b\\d+|\uFFFC|\\{\\w+\\}|\\b(?:two|three|four|five|six|eight|ten|twenty|fifty|several))';

const ROWS_TEXT = new RegExp(
  [
    `\\b${MAKE}\\b[^.:\\n]{0,30}\\b${ALIKE}[^.:\\n]{0,40}\\b${ROW}\\b`,
    `\\b${MAKE}\\b[^.:\\n]{0,40}\\b${ROW}\\b[^.:\\n]{0,30}\\b(?:similar to|in the style of|like (?:this|these|the following)|resembling)\\b`,
    `\\b${MAKE}\\b[^.:\\n]{0,20}${SEVERAL_OF}[^.:\\n]{0,40}\\b${ROW.replace(/\?$/, '')}\\b`,
    `\\b${MAKE}\\b[^.:\\n]{0,20}${SEVERAL_OF} (?:\\w+ ){0,2}(?:of the same|similar|like (?:it|this|these|that))\\b`,
    `\\b${MAKE}\\b[^.:\\n]{0,20}${SEVERAL_OF} more\\b(?! (?:detail|sentence|paragraph|word|line|section)s?\\b)`,
    `\\b(?:${MAKE}|make)\\b[^.:\\n]{0,40}\\b(?:question|q ?& ?a|q ?\\/ ?a|qa)\\b[^.:\\n]{0,25}\\bpairs?\\b`,
    '\\b(?:different|other|alternative|various|more|new) ways\\b[^.:\\n]{0,40}\\b(?:say|ask|phrase|word|express|put|write|request)',
    `\\b(?:paraphrase|rephrase) (?:the|this|each|these|${SEVERAL_OF} (?:ways|times))\\b|\\bback-?translat`,
    'questions? (?:that can be |which can be )?answer(?:ed|able) (?:from|by|using|with) (?:only )?(?:the|this) (?:following |given |provided )?(?:context|passage|document|text|chunk)',
  ].join('|'),
  'i',
);

/** Does a text ask a model to make up rows of a data set? */
export const asksForRows = remembering((text) => ROWS_TEXT.test(text) && !asksForJudgement(text), MAX_REMEMBERED);
