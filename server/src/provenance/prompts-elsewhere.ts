/** How a text asks a model to judge in languages other than English, as far as a few words tell. */

/** Up to three words between an article and the role: "un experto e imparcial". */
const FEW = "(?:[\\p{L}'’-]+ ){0,3}";

/** "Du bist ein strenger Gutachter": the role says it, whatever is asked then. */
const ROLES = [
  `(?:du bist|sie sind|als) (?:ein|eine) ${FEW}(?:gutachter|bewerter|richter|juror|prüfer|evaluator|korrektor)(?:in)?\\b`,
  `(?:eres|act[úu]a como) un[ao]? ${FEW}(?:juez|jueza|evaluadora?|calificadora?)(?!\\p{L})`,
  `voc[êe] é um[a]? ${FEW}(?:juiz|ju[íi]za|avaliadora?|evaluadora?)(?!\\p{L})`,
  `(?:tu es|vous [êe]tes) une? ${FEW}(?:juge|[ée]valuateur|[ée]valuatrice|correcteur|correctrice|examinateur)(?!\\p{L})`,
  `(?:sei|agisci come) un[ao]?['’ ] ?${FEW}(?:giudice|valutatore|valutatrice|esaminatore)(?!\\p{L})`,
  `je bent een ${FEW}(?:beoordelaar|rechter|jurylid)\\b`,
  `jesteś ${FEW}(?:sędzią|ewaluatorem|oceniającym)(?!\\p{L})`,
  `(?:kamu|anda) adalah ${FEW}(?:penilai|juri|evaluator)\\b`,
  `(?:ты|вы)(?: —| -)? ${FEW}(?:судья|оценщик|эксперт-оценщик)(?!\\p{L})`,
  '(?:審査員|評価者|採点者|判定者|採点官|ジャッジ)',
  '(?:评估(?:员|者)|评审员|阅卷|評估者|評分)',
  '(?:채점자|채점관|평가자|심사위원|심사관)',
];

/** "Bewerte die Antwort" */
const REQUESTS = [
  'bewerte (?:die|das|den|jede|diese|ob)|bewerten sie|beurteil(?:e|en sie) |benote (?:die|das|den|jede|diese)|(?:vergib|vergibst|vergeben sie) [^.\\n]{0,40}(?:punkte?|noten?|sterne)\\b',
  'eval[úu]a (?:la|el|las|los|cada|esta|si)(?!\\p{L})|califica (?:la|el|las|los|cada)\\b|punt[úu]a ',
  'avalie (?:a|o|as|os|se|cada|esta)(?!\\p{L})|pontue |d[êe] uma nota |julgue ',
  '[ée]value[rz]? (?:la|le|les|cette|ce|si|chaque)(?!\\p{L})|notez? (?:la|chaque|cette) (?:r[ée]ponse|traduction)',
  'valuta (?:la|il|se|ogni)\\b',
  'beoordeel ',
  'oceń (?:odpowied|jakoś|czy|każd)',
  'оцените|оцени (?:ответ|качеств|кажд|насколько)|поставь(?:те)? оценку',
  '判定して|判定せよ|評価して|評価せよ|評価しなさい|採点して|採点せよ|点満点で|段階で評価',
  '评分|打分|评判|评委|裁判|请评估|請評估|判断[^。\\n]{0,20}(?:是否正确|是否一致|是否忠实|是否相关)',
  '평가해|평가하|채점|점수를 매',
];

/** "Antworte nur mit JA oder NEIN", where the answer is asked about. */
const YES_OR_NO = [
  '(?:antwort|übersetzung|zusammenfassung)[^\\n]{0,60}(?:korrekt|richtig)[^]{0,80}\\bja oder nein\\b',
  '(?:respuesta|traducción|resumen)[^\\n]{0,60}correct[ao][^]{0,80}(?<!\\p{L})s[íi] o no(?!\\p{L})',
  '(?:resposta|tradução|resumo)[^\\n]{0,60}corret[ao][^]{0,80}(?<!\\p{L})sim ou n[ãa]o(?!\\p{L})',
  '(?:r[ée]ponse|traduction|r[ée]sum[ée])[^\\n]{0,60}(?:correcte?|exacte?)[^]{0,80}(?<!\\p{L})oui ou non(?!\\p{L})',
];

const ELSEWHERE = new RegExp(`(?<!\\p{L})(?:${[...ROLES, ...REQUESTS, ...YES_OR_NO].join('|')})`, 'iu');
/** Where no spaces are between words, nothing stands before one. */
const EAST = new RegExp(
  [...ROLES, ...REQUESTS].filter((part) => /[\u3040-\u9fff\uac00-\ud7af]/.test(part)).join('|'),
  'u',
);

export const asksElsewhere = (text: string): boolean => ELSEWHERE.test(text) || EAST.test(text);
