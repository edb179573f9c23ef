import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Expression, FlowUnit, Span } from '../../flow/program.ts';
import { descendants } from '../../flow/walk.ts';
import { type FixContext, lineBreak, lineStart, nextLine, replace, textOf, unitText } from '../fix-context.ts';
import { judgeToReplace, knownConstant, marked, modelInstead } from '../judge-to-replace.ts';
import type { OtherModel } from '../other-model.ts';
import { freeName, imported, quoteOf } from './imports.ts';
import { type Naming, namingOfJudge } from './judge-model.ts';
import { endOf } from './line-before.ts';

/** Lets a model of another family judge: a constant of its own, which the judging call alone is given. */
export function otherJudge(context: FixContext): Fix | null {
  if (context.finding.rule !== 'self-judging') return null;
  const way = judgeToReplace(context);
  const naming = way && namingOfJudge(way.calls, way.judge.model, context);
  const other = naming && modelInstead(naming.called, way, context);
  if (!naming || !other) return null;
  const maker = naming.provider === null ? null : MAKERS[other.needsClient ?? ''];
  if (naming.provider !== null && !maker) return null;
  const edits = editsOf(naming, other, maker ?? null, context);
  const needs = maker?.module ?? (other.needsClient && `${other.needsClient}'s client`);
  return (
    edits && {
      title: `Let a model of another family judge${needs ? ` (needs ${needs})` : ''}`,
      kind: 'repair',
      safety: 'suggested',
      edits,
    }
  );
}

interface Maker {
  readonly module: string;
  readonly name: string;
}

/** What makes models of a maker in the AI SDK. */
const MAKERS: Readonly<Record<string, Maker>> = {
  Anthropic: { module: '@ai-sdk/anthropic', name: 'anthropic' },
  OpenAI: { module: '@ai-sdk/openai', name: 'openai' },
  Google: { module: '@ai-sdk/google', name: 'google' },
};

/** In the place of a text that names the judge only; else as a constant, the one of an earlier correction if there is one. */
function editsOf(
  naming: Naming,
  { id, needsClient }: OtherModel,
  maker: Maker | null,
  context: FixContext,
): readonly Edit[] | null {
  const { unit, own, from, beside } = naming;
  const note = needsClient && !maker ? noteOf(needsClient) : '';
  const wanted = maker ? [{ module: maker.module, names: [maker.name] }] : [];
  const imports = imported(context, wanted);
  const text = unitText(context, unit.cell);
  const value = (quote: string) => {
    const literal = quote + id + quote;
    return maker ? `${imports.name(maker.name)}(${literal})` : literal;
  };
  if (own && isNamed(own, unit)) {
    const quote = /['"`]/.exec(textOf(context, unit, own))?.[0] ?? "'";
    const end = own.end + /^;?/.exec(text.slice(own.end))![0].length;
    const isAtEnd = /^[ \t]*(?:\r?\n|$)/.test(text.slice(end));
    const remark = note && isAtEnd ? [replace(context, unit, { start: end, end }, note)] : [];
    return [...imports.edits, marked(replace(context, unit, own, value(quote)), id), ...remark];
  }
  const isIt = (node: Expression) => descendants(node).some((each) => each.kind === 'constant' && each.value === id);
  const known = knownConstant(unit, from, isIt, context);
  if (known) return naming.edits(known);
  const name = freeName(context, 'JUDGE_MODEL');
  const uses = naming.edits(name);
  if (!uses) return null;
  const end = beside ? endOf(beside, unit, context) : /;\r?\n/.test(text) ? ';' : '';
  const line = `const ${name} = ${value(quoteOf(context))}${end}${note}`;
  const at = beside && lineBehind(beside, unit, context);
  return at
    ? [...imports.edits, marked(replace(context, unit, at, line + lineBreak(text)), id), ...uses]
    : [...imported(context, wanted, () => line).edits.map((edit) => marked(edit, id)), ...uses];
}

/** `const JUDGE = 'gpt-4o'` has a name already. */
const isNamed = (own: Expression, { body }: FlowUnit): boolean =>
  body.some((statement) => statement.kind === 'assign' && statement.value === own);

const noteOf = (maker: string): string => ` // TODO: ask it with ${maker}'s client, or one that reaches several makers`;

/** The line behind a constant, where that has lines of its own. */
function lineBehind({ start, end }: Span, unit: FlowUnit, context: FixContext): Span | null {
  const text = unitText(context, unit.cell);
  const isAlone =
    /^(?:export\s+)?(?:const|let|var)?\s*$/.test(text.slice(lineStart(text, start), start)) &&
    /^;?[ \t]*(?:\/\/.*)?\r?\n/.test(text.slice(end));
  return isAlone ? { start: nextLine(text, end), end: nextLine(text, end) } : null;
}
