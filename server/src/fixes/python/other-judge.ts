import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Expression } from '../../flow/program.ts';
import { type FixContext, lineBreak, nextLine, placeIn, replace, unitText, withoutDoubles } from '../fix-context.ts';
import {
  judgesBeside,
  judgeToReplace,
  knownConstant,
  marked,
  modelInstead,
  titleOfOtherJudge,
  usesOf,
} from '../judge-to-replace.ts';
import { freeName } from '../names.ts';
import type { OtherModel } from '../other-model.ts';
import { insertBehindImports } from './imports.ts';
import { type Naming, namingOfJudge } from './judge-model.ts';

/** Lets a model of another family judge: a constant of its own, which the judging call alone is given. */
export function otherJudge(asked: FixContext): Fix | null {
  if (asked.finding.rule !== 'self-judging' || asked.document.language !== 'python') return null;
  const way = judgeToReplace(asked);
  const calls = way?.calls.slice(0, (way.own ?? 0) + 1) ?? [];
  const context = calls[0]?.context;
  // a judge is replaced in the module that asks it
  if (!way || way.own === null || !context || calls.some((call) => call.context.module !== context.module)) return null;
  const beside = judgesBeside(way, asked);
  const namings = [way, ...beside].map(({ calls, own, judge }) =>
    namingOfJudge(calls.slice(0, (own ?? 0) + 1), judge.model, context),
  );
  // half of a number's judges replaced would only hide that the others are as they were
  const all = namings.filter((one) => one !== null);
  const [naming] = all;
  if (!naming || all.length < namings.length) return null;
  const other = modelInstead(naming.called, way, context);
  const edits = other && editsOf(all, other, context);
  if (!edits) return null;
  return {
    title: titleOfOtherJudge(other.needsClient && `${other.needsClient}'s client`, context, asked),
    kind: 'repair',
    safety: 'suggested',
    edits,
  };
}

function editsOf(namings: readonly Naming[], other: OtherModel, context: FixContext): readonly Edit[] | null {
  const places = namings.map((naming) => (naming.isOwn ? inPlace(naming, other, context) : []));
  const [first, ...others] = namings.filter(({ isOwn }) => !isOwn);
  const constant = first ? withConstant([first, ...others], other, context) : [];
  return constant && places.every((edits) => edits !== null) ? withoutDoubles([...places.flat(), ...constant]) : null;
}

/** The literal in the style of the one that was there. */
function inPlace(naming: Naming, other: OtherModel, context: FixContext): readonly Edit[] | null {
  const [edit] = naming.edits('') ?? [];
  if (!edit) return null;
  const before = unitText(context, edit.place.cell).slice(edit.place.start, edit.place.end);
  const newText = quoted(other.id, before);
  const named = { ...edit, newText, tabStops: [{ start: 1, end: newText.length - 1 }] };
  const text = unitText(context, naming.unit.cell);
  const rest = /^[\])}\s,]*?(?=\r?\n|$)/.exec(text.slice(edit.place.end));
  if (!other.needsClient || !rest) return [named];
  const end = edit.place.end + rest[0].length;
  return [named, replace(context, naming.unit, { start: end, end }, noteOf(other))];
}

/** The constant of an earlier correction; else a new one beside the one that named the model until now, or behind the imports. */
function withConstant(
  namings: readonly [Naming, ...Naming[]],
  other: OtherModel,
  context: FixContext,
): readonly Edit[] | null {
  const [{ unit, beside }] = namings;
  const from = Math.min(...namings.map((naming) => naming.from));
  const isIt = (value: Expression) => value.kind === 'constant' && value.value === other.id;
  const known = knownConstant(unit, from, isIt, context);
  if (known) return usesOf(namings, known);
  const name = freeName(context.module, 'JUDGE_MODEL');
  const uses = usesOf(namings, name);
  if (!uses) return null;
  const line = constantLine(name, other, context);
  const besideUnit = beside && context.module.units.find(({ body }) => body.includes(beside));
  if (beside && besideUnit) {
    const text = unitText(context, besideUnit.cell);
    const at = nextLine(text, beside.end);
    const isOpen = !text.slice(0, at).endsWith('\n');
    const newText = isOpen ? lineBreak(text) + line : line + lineBreak(text);
    return [marked(replace(context, besideUnit, { start: at, end: at }, newText), other.id), ...uses];
  }
  const before = placeIn(context, unit, { start: Math.min(from, ...uses.map(({ place }) => place.start)), end: from });
  return [...insertBehindImports(context, before, ['', line]).map((edit) => marked(edit, other.id)), ...uses];
}

const constantLine = (name: string, other: OtherModel, context: FixContext): string =>
  `${name} = ${quoted(other.id, styleOf(context))}${noteOf(other)}`;

const noteOf = ({ needsClient }: OtherModel): string =>
  needsClient ? `  # TODO: ask it with ${needsClient}'s client, or one that reaches several makers` : '';

/** The quotes that most texts of the file have. */
function styleOf(context: FixContext): string {
  const all = context.document.units.map(({ text }) => text).join('\n');
  return all.split("'").length > all.split('"').length ? "'" : '"';
}

const quoted = (text: string, style: string): string => (style.startsWith("'") ? `'${text}'` : `"${text}"`);
