import type { Call, Comprehension, Expression } from '../../flow/program.ts';
import { descendants, expressionsIn, nameOf } from '../../flow/walk.ts';
import { snakeCase } from '../../provenance/names.ts';
import { allStatements, contains, type FixContext, textOf } from '../fix-context.ts';
import { namesOf, type Occurrence } from '../occurrences.ts';

/**
 * What a judge's labels are: true or false by their form or a name that says so; called labels or verdicts, whatever
 * they are; scores; or nothing tells.
 */
export type VerdictKind = 'verdict' | 'label' | 'score' | 'unknown';

/** From the least to the most that is known of all. */
const ORDER: readonly VerdictKind[] = ['score', 'unknown', 'label', 'verdict'];

const ofAll = (kinds: readonly VerdictKind[]): VerdictKind =>
  kinds.length === 0 ? 'unknown' : ORDER.find((kind) => kinds.includes(kind))!;

const SCORE =
  /(^|_)(\w*scor\w*|ratings?|grades?|stars|points|likert|quality|relevanc[ey]|faithfulness|helpfulness|severity|similarity|coherence|fluency|confidence|average|avg|means?)(_|$)/;
const VERDICT =
  /(^|_)(pass(?:ed|es|ing)?|succe(?:ss(?:es|ful)?|eded)|hits?|fail(?:ed|ures?|s)?|(?:in)?correct|wins?|won|loss(?:es)?|lost|accept(?:ed|able)?|reject(?:ed|ions?)?|is|has|refus(?:ed|als?)|agree[ds]?|hallucinat(?:ed|ions?)|violations?)(_|$)/;
/** Several at once: what is counted already. */
const COUNTED =
  /(^|_)(hits|fails|failures|wins|losses|rejections|refusals|hallucinations|violations|passes|successes)(_|$)/;
const LABEL = /(^|_)(judges?|judged|judgements?|judgments?|verdicts?|labels?)(_|$)/;

export function kindByName(name: string): VerdictKind {
  const words = snakeCase(name);
  if (SCORE.test(words)) return 'score';
  return VERDICT.test(words) ? 'verdict' : LABEL.test(words) ? 'label' : 'unknown';
}

const kindOfOne = (name: string): VerdictKind => (COUNTED.test(snakeCase(name)) ? 'unknown' : kindByName(name));

/** Looks no farther than this through names. */
const DEPTH = 5;

export class VerdictKinds {
  private readonly context: FixContext;

  constructor(context: FixContext) {
    this.context = context;
  }

  /** Of a total: a counter, `sum(…)`, `len(…)`, `labels.count("Y")`. */
  ofTotal(node: Expression, depth = DEPTH): VerdictKind {
    if (depth === 0) return 'unknown';
    if (node.kind === 'call') return this.ofTotalCalled(node, depth);
    if (node.kind === 'operation' && node.operator === '+')
      return ofAll(node.operands.map((operand) => this.ofTotal(operand, depth - 1)));
    if (node.kind === 'operation') return 'score';
    const steps = this.stepsOf(node, depth);
    // one of many totals may be of whatever
    const isOneOf = node.kind === 'subscript' && node.index.kind !== 'constant';
    return steps ?? (isOneOf ? 'unknown' : kindByName(nameOfPart(node)));
  }

  private ofTotalCalled(node: Call, depth: number): VerdictKind {
    const { callee } = node;
    const [first] = node.arguments;
    const name = nameOf(callee);
    if (callee.kind === 'attribute' && name === 'count' && first) return 'verdict';
    if (callee.kind === 'attribute' && name === 'sum' && !first) return this.ofList(callee.object, depth - 1);
    if (!first) return 'unknown';
    if (/^(sum|fsum|nansum)$/.test(name)) return this.ofList(first.value, depth - 1);
    if (/^(int|float|round)$/.test(name)) return this.ofTotal(first.value, depth - 1);
    return name === 'len' ? this.ofChosen(first.value) : 'unknown';
  }

  /** Of rows that are counted: those that were chosen. */
  private ofChosen(node: Expression): VerdictKind {
    const made = node.kind === 'name' ? this.madeOnce(node) : node;
    if (made?.kind === 'comprehension') return made.clauses.some(isConditioned) ? 'verdict' : 'unknown';
    if (made?.kind === 'subscript' && made.index.kind === 'operation') return 'verdict';
    return kindByName(nameOfPart(node)) === 'verdict' ? 'verdict' : 'unknown';
  }

  /** Of several labels. */
  ofList(node: Expression, depth = DEPTH): VerdictKind {
    if (depth === 0) return 'unknown';
    switch (node.kind) {
      case 'comprehension':
        return this.ofLabel(node.element, depth - 1);
      case 'operation':
        return this.ofLabel(node, depth - 1);
      case 'call': {
        const inner = node.callee.kind === 'attribute' ? node.callee.object : node.arguments[0]?.value;
        const isSame = /^(list|tuple|array|asarray|Series|tolist|to_list|astype|dropna|fillna|to_numpy|get)$/;
        if (!isSame.test(nameOf(node.callee))) return 'unknown';
        if (nameOf(node.callee) === 'get') return kindByName(nameOfPart(node));
        return inner
          ? this.ofList(nameOf(node.callee) === 'array' ? node.arguments[0]!.value : inner, depth - 1)
          : 'unknown';
      }
      case 'name': {
        const made = this.madeOnce(node);
        if (made && !(made.kind === 'sequence' && made.items.length === 0)) {
          const kind = this.ofList(made, depth - 1);
          if (kind !== 'unknown') return kind;
        }
        break;
      }
      case 'attribute':
      case 'subscript':
        break;
      default:
        return 'unknown';
    }
    const appended = this.appendedTo(node, depth);
    return appended.length > 0 ? ofAll(appended) : kindByName(nameOfPart(node));
  }

  /** Of one label. */
  private ofLabel(node: Expression, depth: number): VerdictKind {
    if (depth === 0) return 'unknown';
    const all = (nodes: readonly Expression[]) => ofAll(nodes.map((each) => this.ofLabel(each, depth - 1)));
    switch (node.kind) {
      case 'constant':
        return node.value === 0 || node.value === 1 || typeof node.value === 'boolean' ? 'verdict' : 'score';
      case 'operation':
        if (/^(comparison|not|membership)$/.test(node.form)) return 'verdict';
        return node.form === 'logical' || /^[&|]$/.test(node.operator) ? all(node.operands) : 'score';
      case 'conditional':
        return all([node.then, node.otherwise]);
      case 'suspend':
        return node.value ? this.ofLabel(node.value, depth) : 'unknown';
      case 'call':
        if (/^(int|float)$/.test(nameOf(node.callee)) && node.arguments[0]) return all([node.arguments[0].value]);
        return nameOf(node.callee) === 'bool' ? 'verdict' : kindOfOne(nameOfPart(node));
      case 'name': {
        const made = this.madeOnce(node);
        const kind = made ? this.ofLabel(made, depth - 1) : 'unknown';
        return kind === 'unknown' ? kindOfOne(node.name) : kind;
      }
      default:
        return kindOfOne(nameOfPart(node));
    }
  }

  /** What a name stands for, where it is given a value in one place. */
  madeOnce(node: Expression): Expression | null {
    const at = this.occurrence(node);
    const names = namesOf(this.context);
    const bindings = at ? names.bindings(names.variableOf(at)) : [];
    const [binding] = bindings;
    return bindings.length === 1 && binding!.statement.kind === 'assign' && binding!.parents.length === 0
      ? binding!.statement.value
      : null;
  }

  occurrence(node: Expression): Occurrence | undefined {
    return namesOf(this.context).all.find((other) => other.node === node);
  }

  /** The code of an expression, which may stand in another cell. */
  textOf(node: Expression): string {
    const [name] = descendants(node).filter(({ kind }) => kind === 'name');
    const unit = (name && this.occurrence(name)?.unit) ?? this.context.report.site.unit;
    return textOf(this.context, unit, node);
  }

  /** What a counter is counted up by: `passed += 1`, `self.passed += verdict == "yes"`; null where nothing is. */
  private stepsOf(node: Expression, depth: number): VerdictKind | null {
    const { module } = this.context;
    const unit = this.context.report.site.unit;
    const wanted = textOf(this.context, unit, node);
    const variable = node.kind === 'name' ? this.variable(node) : null;
    const kinds: VerdictKind[] = [];
    for (const { unit: other, statement } of allStatements(module)) {
      if (statement.kind !== 'assign') continue;
      const target = statement.targets.find((each) => textOf(this.context, other, each) === wanted);
      if (!target || (variable && this.variable(target) !== variable)) continue;
      if (statement.operator === '+') kinds.push(this.ofLabel(statement.value, depth - 1));
      else if (statement.operator !== null) return 'score';
      else if (!isZero(statement.value)) kinds.push(this.ofTotal(statement.value, depth - 1));
    }
    return kinds.length > 0 ? ofAll(kinds) : null;
  }

  private variable(node: Expression): string | null {
    const at = this.occurrence(node);
    if (!at) return null;
    const names = namesOf(this.context);
    const [first] = names.of(names.variableOf(at));
    return first ? `${first.unit.cell}:${(first.node ?? first.statement).start}` : null;
  }

  /** What is appended to a list, or to one of the lists of a mapping that is gone through. */
  private appendedTo(node: Expression, depth: number): VerdictKind[] {
    return this.appended(node).map((label) => this.ofLabel(label, depth - 1));
  }

  appended(node: Expression): Expression[] {
    const { context } = this;
    const unit = context.report.site.unit;
    const mapping = this.mappingOf(node);
    const wanted = mapping ? textOf(context, unit, mapping) : textOf(context, unit, node);
    return context.module.units.flatMap((other) =>
      expressionsIn(other.body).flatMap((each) => {
        if (each.kind !== 'call' || each.callee.kind !== 'attribute' || each.callee.name !== 'append') return [];
        const { object } = each.callee;
        const list = mapping ? mappingAt(object) : object;
        const [label] = each.arguments;
        const isMeant = list && label && textOf(context, other, list) === wanted;
        return isMeant ? [label.value] : [];
      }),
    );
  }

  /** `by_model` of `labels in by_model.items()`, `by_model[name]`. */
  private mappingOf(node: Expression): Expression | null {
    if (node.kind === 'subscript') return node.index.kind === 'constant' ? null : node.object;
    const at = this.occurrence(node);
    if (node.kind !== 'name' || !at) return null;
    const names = namesOf(this.context);
    const [binding, ...others] = names.bindings(names.variableOf(at));
    if (!binding?.node || others.length > 0) return null;
    const around = binding.parents.find((each): each is Comprehension => each.kind === 'comprehension');
    const clause = around?.clauses.find(({ target }) => contains(target, binding.node!));
    const { statement } = binding;
    const through = clause?.iterable ?? (statement.kind === 'loop' ? statement.iterable : null);
    const isOfMapping =
      through?.kind === 'call' && through.callee.kind === 'attribute' && /^(items|values)$/.test(through.callee.name);
    return isOfMapping && through.callee.kind === 'attribute' ? through.callee.object : null;
  }
}

/** `by_model` of `by_model[name]`, `by_model.setdefault(name, [])` */
const mappingAt = (node: Expression): Expression | null => {
  if (node.kind === 'subscript') return node.object;
  const isSet = node.kind === 'call' && node.callee.kind === 'attribute' && node.callee.name === 'setdefault';
  return isSet && node.callee.kind === 'attribute' ? node.callee.object : null;
};

const isConditioned = ({ conditions }: Comprehension['clauses'][number]): boolean => conditions.length > 0;

const isZero = (node: Expression): boolean => node.kind === 'constant' && (node.value === 0 || node.value === null);

/** What a part of the code is called: the entry that is taken, the attribute, the function. */
export function nameOfPart(node: Expression): string {
  if (node.kind === 'subscript')
    return node.index.kind === 'constant' ? String(node.index.value) : nameOfPart(node.object);
  if (node.kind === 'call') {
    const [key] = node.arguments;
    if (nameOf(node.callee) === 'get' && key?.value.kind === 'constant') return String(key.value.value);
    return nameOf(node.callee);
  }
  return nameOf(node);
}
