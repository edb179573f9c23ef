import type { Expression, Statement } from '../../flow/program.ts';
import { descendants, writtenStatementsIn } from '../../flow/walk.ts';
import { type FixContext, within } from '../fix-context.ts';
import { namesJudgeOnly, targetName } from '../judge-calls.ts';
import { type At, isText, meansModel, providerOf } from './model-text.ts';
import { type Found, found } from './naming.ts';
import { withSettingsBefore } from './settings-before.ts';
import { constant } from './values.ts';

/**
 * The one place where the model is named for a judge, in the modules around the judge:
 * `const JUDGE = 'gpt-4o'`, `{ judgeModel: 'gpt-4o' }`, `process.env.JUDGE_MODEL ?? MODEL`.
 */
export function inSettings(model: string, asked: FixContext): Found | null {
  const contexts = [...asked.modules.keys()].flatMap((uri) => within(asked, uri) ?? []);
  const values = contexts.flatMap((context) =>
    context.module.units.flatMap((unit) =>
      writtenStatementsIn(unit.body).flatMap((statement) =>
        valuesForJudges(statement).map((value): Setting => ({ at: { node: value, unit, context }, statement })),
      ),
    ),
  );
  const named = values.flatMap(({ at, statement }) => leavesOf(at, model).map((leaf) => ({ at: leaf, statement })));
  const [only, ...others] = named;
  if (!only || others.some(({ at }) => at.node !== only.at.node) || providerOf(only.at)) return null;
  const naming = found(only.at, null, { isOwn: true, made: null });
  const whole = { ...only.at, node: only.statement.kind === 'assign' ? only.statement.value : only.at.node };
  return { ...withSettingsBefore(naming, whole, only.at.node), from: only.statement.start };
}

interface Setting {
  readonly at: At;
  readonly statement: Statement;
}

/** What a statement gives to something that is named for a judge only. */
function valuesForJudges(statement: Statement): readonly Expression[] {
  if (statement.kind !== 'assign') return [];
  const isPlain = !descendants(statement.value).some(({ kind }) => kind === 'function');
  if (isPlain && statement.targets.every((target) => namesJudgeOnly(targetName(target))) && !isObject(statement.value))
    return [statement.value];
  return descendants(statement.value).flatMap((node) =>
    node.kind !== 'mapping'
      ? []
      : node.entries.flatMap(({ key, value }) => {
          const name = key && constant(key);
          // `{ judgeModel }` hands on what has been seen
          return typeof name === 'string' && namesJudgeOnly(name) && value.start !== key!.start ? [value] : [];
        }),
  );
}

const isObject = ({ kind }: Expression): boolean => kind === 'mapping' || kind === 'call';

/** The parts of a value that stand for the model: `'gpt-4o'`, the last of `process.env.JUDGE ?? MODEL`, `model` of an object. */
function leavesOf(at: At, model: string): readonly At[] {
  const { node } = at;
  const inner = (nodes: readonly Expression[]) => nodes.flatMap((next) => leavesOf({ ...at, node: next }, model));
  if (node.kind === 'operation' && node.form === 'logical') return inner(node.operands);
  if (node.kind === 'conditional') return inner([node.then, node.otherwise]);
  if (node.kind === 'mapping')
    return inner(
      node.entries.filter(({ key }) => key && /^model/i.test(String(constant(key)))).map(({ value }) => value),
    );
  return isText(node, model) || (node.kind === 'name' && meansModel(at, model)) ? [at] : [];
}
