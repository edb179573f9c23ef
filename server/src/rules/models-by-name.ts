import { type Kinship, kinship } from '../provenance/models.ts';

const OF_JUDGE = /(?:^|_)(?:judge|judging|grader|grading|evaluator|scorer|critic)_/;
/** Who answers what is judged, as opposed to who embeds, routes, or makes up what is asked. */
const OF_ANSWERS =
  /(?:^|_)(?:executor|agent|target|candidate|contestant|subject|student|solver|sut|tested|under_test|answer(?:er|ing)?|generat(?:or|ion)|respon(?:se|der)|chat|assistant|bot|coder|coding|default|main|base|primary)_model(?:_|$)|^model(?:_|$)/;

/** A judge, and a model near it whose answers it judges. */
export interface Kin {
  readonly judge: string;
  readonly model: string;
  readonly kinship: Kinship;
}

/** Are a judge's model and all that answer near each other, as far as the names tell what models are there for? */
export function kinByName(named: ReadonlyMap<string, string | null>): Kin | null {
  const judges = modelsCalled(OF_JUDGE, named);
  const models = modelsCalled(OF_ANSWERS, named);
  const [judge] = judges;
  const [model] = models;
  if (!judge || !model || judges.length > 1) return null;
  const all = models.map((other) => kinship(judge, other));
  if (all.includes(null)) return null;
  return { judge, model, kinship: all.every((near) => near === 'same') ? 'same' : 'family' };
}

/** Models under such names; none where one of them keeps several. */
function modelsCalled(pattern: RegExp, named: ReadonlyMap<string, string | null>): readonly string[] {
  const found = [...named].filter(([name]) => pattern.test(name)).map(([, model]) => model);
  const models = found.filter((model) => model !== null);
  return models.length < found.length ? [] : [...new Set(models)];
}
