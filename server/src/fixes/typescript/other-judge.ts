import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Expression, FlowUnit, Span } from '../../flow/program.ts';
import { descendants } from '../../flow/walk.ts';
import {
  type FixContext,
  lineBreak,
  lineStart,
  nextLine,
  replace,
  textOf,
  unitText,
  withoutDoubles,
} from '../fix-context.ts';
import {
  type JudgeToReplace,
  judgesBeside,
  judgeToReplace,
  knownConstant,
  marked,
  modelInstead,
  onlyJudge,
  titleOfOtherJudge,
  usesOf,
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
  const beside = judgesBeside(way, asked).map(({ calls, own, judge }) => namingOfJudge(calls, own, judge.model, asked));
  const all = beside.filter((one) => one !== null);
  const areAlike = all.every(({ context, provider }) => context === naming.context && !provider === !naming.provider);
  // half of a number's judges replaced would only hide that the others are as they were
  if (all.length < beside.length || !areAlike) return null;
  const edits = new Written([naming, ...all], other, maker).edits();
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

  private readonly naming: Naming;

  constructor(
    private readonly all: readonly [Naming, ...Naming[]],
    private readonly other: OtherModel,
    private readonly maker: Maker | null,
  ) {
    const [naming] = all;
    this.naming = naming;
    this.text = unitText(naming.context, naming.unit.cell);
    this.note = other.needsClient && !maker ? noteOf(other.needsClient) : '';
  }

  /** In the place of a text that names the judge only; else as a constant, the one of an earlier correction if there is one. */
  edits(): readonly Edit[] | null {
    const inPlace = this.all.flatMap((naming) => (naming.own ? this.inPlace(naming, naming.own) : []));
    const [first, ...others] = this.all.filter(({ own }) => !own);
    const withConstant = first ? this.withConstant([first, ...others]) : [];
    return withConstant && withoutDoubles([...inPlace, ...withConstant]);
  }

  private withConstant(namings: readonly [Naming, ...Naming[]]): readonly Edit[] | null {
    const { id } = this.other;
    const [{ unit, beside, context }] = namings;
    const from = Math.min(...namings.map((naming) => naming.from));
    const isIt = (node: Expression) => descendants(node).some((each) => each.kind === 'constant' && each.value === id);
    const known = knownConstant(unit, from, isIt, context);
    if (known) return usesOf(namings, known);
    const name = freeName(context, 'JUDGE_MODEL');
    const uses = usesOf(namings, name);
    if (!uses) return null;
    const end = beside ? endOf(beside, unit, context) : /;\r?\n/.test(this.text) ? ';' : '';
    const imports = this.imports();
    const line = `const ${name} = ${this.fromEnvironment()}${this.value(imports, quoteOf(context))}${end}${this.note}`;
    const at = beside && lineBehind(beside, unit, context);
    return at
      ? [...imports.edits, marked(replace(context, unit, at, line + lineBreak(this.text)), id), ...uses]
      : [...this.imports(line).edits.map((edit) => marked(edit, id)), ...uses];
  }

  private inPlace(naming: Naming, own: Expression): readonly Edit[] {
    const { unit, context } = naming;
    const quote = /['"`]/.exec(textOf(context, unit, own))?.[0] ?? quoteOf(context);
    const imports = this.imports();
    const named = (naming.edits(this.fromEnvironment() + this.value(imports, quote)) ?? []).map((edit) =>
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
