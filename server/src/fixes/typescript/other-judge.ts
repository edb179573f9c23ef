import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Expression, FlowUnit, Span } from '../../flow/program.ts';
import { descendants } from '../../flow/walk.ts';
import { type FixContext, lineBreak, lineStart, nextLine, replace, textOf, unitText } from '../fix-context.ts';
import {
  type JudgeToReplace,
  judgeToReplace,
  knownConstant,
  marked,
  modelInstead,
  onlyJudge,
  titleOfOtherJudge,
} from '../judge-to-replace.ts';
import type { OtherModel } from '../other-model.ts';
import { freeName, type Imports, imported, quoteOf } from './imports.ts';
import { namingOfJudge } from './judge-model.ts';
import { endOf } from './line-before.ts';
import type { Naming } from './naming.ts';

/** Lets a model of another family judge: a constant of its own, which the judging call alone is given. */
export function otherJudge(asked: FixContext): Fix | null {
  if (asked.finding.rule !== 'self-judging') return null;
  const way = wayToJudge(asked);
  if (way?.naming.context.document.language !== 'typescript') return null;
  const { naming } = way;
  const routes = naming.provider === 'routes';
  const other = modelInstead(routes ? 'litellm.completion' : naming.called, way, naming.context);
  if (!other) return null;
  const maker = naming.provider === null || routes ? null : MAKERS[other.needsClient ?? ''];
  if (maker === undefined) return null;
  const edits = new Written(naming, other, maker).edits();
  const needs = maker?.module ?? (other.needsClient && `${other.needsClient}'s client`);
  return (
    edits && {
      title: titleOfOtherJudge(needs, naming.context, asked),
      kind: 'repair',
      safety: 'suggested',
      edits,
    }
  );
}

/** A framework is handed the function that asks the judge, and does not say by what. */
function wayToJudge(asked: FixContext): (JudgeToReplace & { readonly naming: Naming }) | null {
  const only = asked.report.estimate.framework ? onlyJudge(asked) : null;
  // in one module, the same function may be what is tested
  const isApart = only?.calls.every(({ context }) => context.module !== asked.module);
  const ways = [judgeToReplace(asked), isApart ? only : null];
  for (const way of ways) {
    const naming = way && namingOfJudge(way.calls, way.own, way.judge.model, asked);
    if (naming) return { ...way, naming };
  }
  return null;
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

/** How the other model is written where the judge is named. */
class Written {
  private readonly text: string;
  /** What is to be done by a person, at the end of a line. */
  private readonly note: string;

  constructor(
    private readonly naming: Naming,
    private readonly other: OtherModel,
    private readonly maker: Maker | null,
  ) {
    this.text = unitText(naming.context, naming.unit.cell);
    this.note = other.needsClient && !maker ? noteOf(other.needsClient) : '';
  }

  /** In the place of a text that names the judge only; else as a constant, the one of an earlier correction if there is one. */
  edits(): readonly Edit[] | null {
    const { unit, own, from, beside, context } = this.naming;
    const { id } = this.other;
    if (own) return this.inPlace(own);
    const isIt = (node: Expression) => descendants(node).some((each) => each.kind === 'constant' && each.value === id);
    const known = knownConstant(unit, from, isIt, context);
    if (known) return this.naming.edits(known);
    const name = freeName(context, 'JUDGE_MODEL');
    const uses = this.naming.edits(name);
    if (!uses) return null;
    const end = beside ? endOf(beside, unit, context) : /;\r?\n/.test(this.text) ? ';' : '';
    const imports = this.imports();
    const line = `const ${name} = ${this.fromEnvironment()}${this.value(imports, quoteOf(context))}${end}${this.note}`;
    const at = beside && lineBehind(beside, unit, context);
    return at
      ? [...imports.edits, marked(replace(context, unit, at, line + lineBreak(this.text)), id), ...uses]
      : [...this.imports(line).edits.map((edit) => marked(edit, id)), ...uses];
  }

  private inPlace(own: Expression): readonly Edit[] {
    const { unit, context } = this.naming;
    const quote = /['"`]/.exec(textOf(context, unit, own))?.[0] ?? quoteOf(context);
    const imports = this.imports();
    const named = (this.naming.edits(this.fromEnvironment() + this.value(imports, quote)) ?? []).map((edit) =>
      marked(edit, this.other.id),
    );
    const rest = /^(?:!|\s+as string\b)?[\])}; \t,]*(?=\r?\n|$)/.exec(this.text.slice(own.end));
    const end = own.end + (rest?.[0].trimEnd().length ?? 0);
    const remark = this.note && rest ? [replace(context, unit, { start: end, end }, this.note)] : [];
    return [...imports.edits, ...named, ...remark];
  }

  private imports(definition?: string) {
    const wanted = this.maker ? [{ module: this.maker.module, names: [this.maker.name] }] : [];
    return imported(this.naming.context, wanted, definition === undefined ? undefined : () => definition);
  }

  /** A literal, made a model of in the way that the other one is. */
  private value(imports: Imports, quote: string): string {
    const literal = quote + this.other.id + quote;
    if (this.maker) return `${imports.name(this.maker.name)}(${literal})`;
    const { provider, caller } = this.naming;
    return provider === 'routes' && caller ? `${caller}(${literal})` : literal;
  }

  /** A model that is set from outside is set from outside again. */
  private fromEnvironment(): string {
    const { setting } = this.naming;
    return setting === null
      ? ''
      : `process.env.${/^JUDGE_/.test(setting) ? `OTHER_${setting}` : `JUDGE_${setting}`} ?? `;
  }
}

const noteOf = (maker: string): string => ` // TODO: ask it with ${maker}'s client, or one that reaches several makers`;

/** The line behind a constant, where that has lines of its own. */
function lineBehind({ start, end }: Span, unit: FlowUnit, context: FixContext): Span | null {
  const text = unitText(context, unit.cell);
  const isAlone =
    /^(?:export\s+)?(?:const|let|var)?\s*$/.test(text.slice(lineStart(text, start), start)) &&
    /^;?[ \t]*(?:\/\/.*)?\r?\n/.test(text.slice(end));
  return isAlone ? { start: nextLine(text, end), end: nextLine(text, end) } : null;
}
