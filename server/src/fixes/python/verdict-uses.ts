import type { Expression, FlowUnit, Operation, Statement } from '../../flow/program.ts';
import { expressionsIn, nameOf, statementsIn } from '../../flow/walk.ts';
import { callsOf } from '../both-orders.ts';
import { contains, type FixContext } from '../fix-context.ts';
import { targetName } from '../judge-calls.ts';
import { namesOf, type Occurrence, sameVariable, type Variable } from '../occurrences.ts';

/** An expression with what is around it. */
export interface Spot {
  readonly unit: FlowUnit;
  readonly node: Expression;
  /** Innermost first. */
  readonly parents: readonly Expression[];
  readonly statement: Statement;
  readonly scope: Occurrence['scope'];
}

/** `verdict == "A"`: also of a whole column or array. */
export interface Test {
  readonly kind: 'test';
  readonly label: string | number;
  /** What holds the verdict. */
  readonly holder: Expression;
  readonly spot: Spot;
}

/** `wins["A"]`, `wins.get("A", 0)`, `verdicts.count("A")` */
export interface Count {
  readonly kind: 'count';
  readonly label: string | number;
  /** Where the label stands in the code that counts. */
  readonly at: Expression;
  readonly spot: Spot;
}

/** `wins = {"A": 0, "B": 0}` */
export interface Start {
  readonly kind: 'start';
  readonly labels: readonly (string | number)[];
  readonly unit: FlowUnit;
  readonly node: Expression;
}

/** `if won:`, `1 if won else 0`: a verdict that is true, or false. */
export interface Truth {
  readonly kind: 'truth';
  readonly spot: Spot;
}

export type Use = Test | Count | Start | Truth;

/**
 * What holds one verdict (or a column of them), several, or how many there are of each; or one number or several that
 * only go into sums and means, so that each may be a half.
 */
export type Holds = 'one' | 'many' | 'counts' | 'score' | 'scores';

export interface Uses {
  readonly found: readonly Use[];
  /** The entry of a verdict that names the winner, where it is a mapping. */
  readonly field: string | null;
}

/** All places where verdicts are told apart, from where the judge gives them; null where something else is done with one. */
export function usesOfVerdicts(spots: readonly Spot[], holds: Holds, context: FixContext): Uses | null {
  const walk = new Walk(context);
  return spots.every((spot) => walk.follow(spot, holds)) ? walk : null;
}

/** The same for a variable, but for the statements that make the verdict. */
export function usesOfVariable(
  variable: Variable,
  holds: Holds,
  isMaking: (statement: Statement) => boolean,
  context: FixContext,
): Uses | null {
  const walk = new Walk(context, isMaking);
  return walk.variableRead(variable, holds) ? walk : null;
}

const NUMBERS =
  /^(?:sum|mean|fmean|average|nanmean|nansum|std|stdev|pstdev|var|sem|round|cumsum|ttest_1samp|wilcoxon|describe|bootstrap)$/;
const READS = /^(?:len|print|display|str|repr|json\.dumps?|set|sorted)$/;
const LISTS = /^(?:list|tuple|array|asarray|Series|to_numpy|tolist|to_list|reset_index|gather|copy)$/;
const WRITES = /^(?:to_csv|to_json|to_parquet|to_excel|dump|dumps|write|writerow|writerows|info|debug|warning)$/;
const TALLIES = /^(?:Counter|value_counts)$/;

class Walk implements Uses {
  readonly found: Use[] = [];
  field: string | null = null;
  private readonly names;
  private readonly context: FixContext;
  private readonly seen: { readonly variable: Variable; readonly holds: Holds }[] = [];
  private readonly keys = new Set<string>();

  private readonly isMaking: (statement: Statement) => boolean;

  constructor(context: FixContext, isMaking: (statement: Statement) => boolean = () => false) {
    this.context = context;
    this.isMaking = isMaking;
    this.names = namesOf(context);
  }

  /** Is all that is done with what stands here understood? */
  follow(spot: Spot, holds: Holds): boolean {
    const [parent] = spot.parents;
    if (!parent) return this.atStatement(spot, holds);
    if (holds === 'score' || holds === 'scores') return this.number(spot, parent, holds);
    const up = (next: Holds) => this.follow(outside(spot), next);
    switch (parent.kind) {
      case 'template':
        return true;
      case 'suspend':
      case 'spread':
        return up(holds);
      case 'operation':
        return holds === 'one' && this.operation(parent, spot);
      case 'subscript':
        return this.subscript(spot, parent.object === spot.node, parent.index, holds);
      case 'mapping':
        return this.entry(spot, holds);
      case 'comprehension':
        return this.comprehension(spot, holds);
      case 'attribute':
        return this.method(spot, parent.name, holds);
      case 'call': {
        const name = nameOf(parent.callee);
        if (READS.test(name) || WRITES.test(name)) return true;
        if (parent.arguments[0]?.value !== spot.node && !(parent.arguments.length > 0 && name === 'gather'))
          return false;
        if (name === 'append') return holds === 'one' && this.receiver(spot, 'many');
        if (name === 'extend') return holds === 'many' && this.receiver(spot, 'many');
        if (TALLIES.test(name)) return holds === 'many' && up('counts');
        if (LISTS.test(name) && holds !== 'counts') return up(/^(?:array|asarray|Series)$/.test(name) ? 'one' : holds);
        return name === 'sum' && holds === 'counts';
      }
      default:
        return false;
    }
  }

  private operation(parent: Operation, spot: Spot): boolean {
    const other = parent.operands.find((operand) => operand !== spot.node);
    // `if winner in wins:`
    if (parent.form === 'membership' && other?.kind === 'name' && parent.operands[0] === spot.node)
      return this.variable({ ...spot, node: other }, 'counts');
    if (parent.operands.length !== 2 || parent.operator !== '==' || other?.kind !== 'constant') return false;
    if (typeof other.value !== 'string' && typeof other.value !== 'number') return false;
    const test = outside(spot);
    this.found.push({ kind: 'test', label: other.value, holder: spot.node, spot: test });
    const isChoice = test.parents.length === 0 && test.statement.kind === 'if';
    return isChoice || this.follow(test, 'score');
  }

  /** What may be a half, too: only what is added up and averaged. */
  private number(spot: Spot, parent: Expression, holds: 'score' | 'scores'): boolean {
    const up = (next: Holds) => this.follow(outside(spot), next);
    switch (parent.kind) {
      case 'template':
        return true;
      case 'suspend':
      case 'spread':
        return up(holds);
      case 'operation':
        return parent.form === 'arithmetic' || parent.form === 'negative';
      case 'conditional':
        return parent.test === spot.node && holds === 'score' && this.isTold(spot) && up('score');
      case 'mapping':
        return this.entry(spot, holds);
      case 'comprehension': {
        const isCondition = parent.clauses.some(({ conditions }) => conditions.includes(spot.node));
        if (isCondition) return this.isTold(spot);
        const clause = parent.clauses.find(({ iterable }) => iterable === spot.node);
        if (clause)
          return holds === 'scores' && clause.target.kind === 'name' && this.bound(spot, clause.target, 'score');
        return parent.element === spot.node && parent.form !== 'set' && holds === 'score' && up('scores');
      }
      case 'attribute': {
        const call = spot.parents[1];
        if (call?.kind !== 'call' || call.callee !== parent) return false;
        if (NUMBERS.test(parent.name) || WRITES.test(parent.name) || /^(?:append|extend)$/.test(parent.name))
          return true;
        const at = { ...spot, node: call, parents: spot.parents.slice(2) };
        return (parent.name === 'astype' || LISTS.test(parent.name)) && this.follow(at, holds);
      }
      case 'call': {
        const name = nameOf(parent.callee);
        if (NUMBERS.test(name) || READS.test(name) || WRITES.test(name)) return true;
        if (/^(?:int|float)$/.test(name))
          return holds === 'score' && (name === 'float' || this.isTold(spot)) && up('score');
        if (name === 'append') return holds === 'score' && this.receiver(spot, 'scores');
        if (name === 'extend') return holds === 'scores' && this.receiver(spot, 'scores');
        return LISTS.test(name) && up(holds);
      }
      default:
        return false;
    }
  }

  /** Is it a test, or a verdict that is asked whether it is true? The repair knows what to do about either. */
  private isTold(spot: Spot): boolean {
    if (!this.found.some((use) => use.kind === 'test' && use.spot.node === spot.node))
      this.found.push({ kind: 'truth', spot });
    return true;
  }

  private subscript(spot: Spot, isObject: boolean, index: Expression, holds: Holds): boolean {
    // `wins[verdict] += 1`
    if (!isObject) {
      const { statement } = spot;
      const parent = spot.parents[0];
      if (holds !== 'one' || parent?.kind !== 'subscript' || statement.kind !== 'assign') return false;
      if (!statement.targets.includes(parent)) return spot.parents.length === 1 || this.isRead(spot);
      return this.variable({ ...spot, node: parent.object, parents: [] }, 'counts');
    }
    if (holds === 'one') return index.kind === 'constant' && this.inField(outside(spot), index.value);
    if (holds !== 'counts') return false;
    if (index.kind !== 'constant') return true;
    if (typeof index.value !== 'string' && typeof index.value !== 'number') return false;
    this.found.push({ kind: 'count', label: index.value, at: index, spot: outside(spot) });
    return true;
  }

  /** `verdict["winner"]` */
  private inField(spot: Spot, field: unknown): boolean {
    if (typeof field !== 'string' || (this.field !== null && this.field !== field)) return false;
    this.field = field;
    return this.follow(spot, 'one');
  }

  /** `wins[verdict] = wins[verdict] + 1`, `wins.get(verdict, 0)` */
  private isRead(spot: Spot): boolean {
    const outer = spot.parents[1];
    return outer?.kind === 'operation' && outer.operator === '+';
  }

  /** `{"winner": verdict}`: wherever this key is read. */
  private entry({ node, parents: [parent] }: Spot, holds: Holds): boolean {
    if (parent?.kind !== 'mapping') return false;
    const entry = parent.entries.find(({ value }) => value === node);
    return holds !== 'counts' && entry?.key?.kind === 'constant' && this.key(String(entry.key.value), holds);
  }

  private key(key: string, holds: Holds): boolean {
    if (this.keys.has(key)) return true;
    this.keys.add(key);
    return this.context.module.units.every((unit) =>
      expressionsIn(unit.body).every((node) => {
        if (node.kind !== 'subscript' || node.index.kind !== 'constant' || node.index.value !== key) return true;
        const root = this.names.within(unit, node)[0];
        if (!root) return true;
        const parents = root.parents.slice(root.parents.indexOf(node) + 1);
        const isSet = root.statement.kind === 'assign' && root.statement.targets.includes(node);
        return isSet || this.follow({ ...root, node, parents }, holds);
      }),
    );
  }

  private comprehension(spot: Spot, holds: Holds): boolean {
    const [parent] = spot.parents;
    if (parent?.kind !== 'comprehension') return false;
    if (parent.element === spot.node)
      return holds === 'one' && /^(?:list|generator)$/.test(parent.form) && this.follow(outside(spot), 'many');
    const clause = parent.clauses.find(({ iterable }) => iterable === spot.node);
    return holds === 'many' && clause?.target.kind === 'name' && this.variable({ ...spot, node: clause.target }, 'one');
  }

  private method(spot: Spot, name: string, holds: Holds): boolean {
    const call = spot.parents[1];
    if (call?.kind !== 'call' || call.callee !== spot.parents[0]) return false;
    const [first] = call.arguments;
    const at = { ...spot, node: call, parents: spot.parents.slice(2) };
    if (WRITES.test(name)) return true;
    if (name === 'append' || name === 'extend') return true;
    if (holds === 'one' && name === 'get' && first?.value.kind === 'constant')
      return this.inField(at, first.value.value);
    if (holds === 'counts') {
      if (/^(?:values|items|keys|most_common|total|sum)$/.test(name)) return true;
      if (name !== 'get' || first?.value.kind !== 'constant') return false;
    } else if (TALLIES.test(name)) return this.follow(at, 'counts');
    else if (LISTS.test(name)) return this.follow(at, holds);
    else if (holds !== 'many' || name !== 'count' || first?.value.kind !== 'constant') return false;
    const { value } = first.value;
    if (typeof value !== 'string' && typeof value !== 'number') return false;
    this.found.push({ kind: 'count', label: value, at: first.value, spot: at });
    return true;
  }

  private atStatement(spot: Spot, holds: Holds): boolean {
    const { statement, node } = spot;
    if (statement.kind === 'evaluate') return true;
    if (statement.kind === 'return') return this.returned(spot, holds);
    if (holds === 'score' && statement.kind === 'if') return this.isTold(spot);
    if (holds === 'score' && statement.kind === 'assign' && statement.operator === '+') return true;
    if (statement.kind === 'loop' && statement.iterable === node)
      return holds === 'counts' || (statement.target?.kind === 'name' && this.each(spot, statement.target, holds));
    if (statement.kind !== 'assign' || statement.value !== node || statement.targets.length !== 1) return false;
    const [target] = statement.targets;
    if (target?.kind === 'name' && (statement.operator === null || holds === 'many' || holds === 'scores'))
      return this.bound(spot, target, holds);
    // `row["winner"] = …`, `df["winner"] = …`
    if (target?.kind !== 'subscript' || target.index.kind !== 'constant' || holds === 'counts') return false;
    return (
      statement.operator === null &&
      this.key(targetName(target), holds === 'score' || holds === 'scores' ? 'score' : 'one')
    );
  }

  private each(spot: Spot, target: Expression, holds: Holds): boolean {
    return holds !== 'one' && holds !== 'score' && this.bound(spot, target, holds === 'many' ? 'one' : 'score');
  }

  /** What a function gives: all that its calls are used for. */
  private returned({ statement, unit }: Spot, holds: Holds): boolean {
    const around = this.context.module.units
      .flatMap((each) => (each === unit ? statementsIn(each.body) : []))
      .findLast((each) => each.kind === 'define-function' && contains(each, statement));
    if (around?.kind !== 'define-function') return false;
    const calls = callsOf(around.function.name, this.context);
    return (
      calls?.every((call) => this.follow({ ...call, node: call.parents[0]!, parents: call.parents.slice(1) }, holds)) ??
      false
    );
  }

  private receiver(spot: Spot, holds: Holds): boolean {
    const [call] = spot.parents;
    return (
      call?.kind === 'call' &&
      call.callee.kind === 'attribute' &&
      this.variable({ ...spot, node: call.callee.object }, holds)
    );
  }

  private bound(spot: Spot, target: Expression, holds: Holds): boolean {
    return this.variable({ ...spot, node: target }, holds);
  }

  /** Everything that a variable is read for. */
  private variable({ unit, node }: Spot, holds: Holds): boolean {
    const at = this.names.at(unit, node);
    if (!at) return false;
    return this.variableRead(this.names.variableOf(at), holds);
  }

  variableRead(variable: Variable, holds: Holds): boolean {
    const before = this.seen.find((other) => sameVariable(other.variable, variable));
    if (before) return before.holds === holds;
    this.seen.push({ variable, holds });
    return this.names
      .of(variable)
      .filter(({ statement }) => !this.isMaking(statement))
      .every((occurrence) => this.occurrence(occurrence, holds));
  }

  private occurrence(occurrence: Occurrence, holds: Holds): boolean {
    const { role, statement, node, parents } = occurrence;
    if (role === 'reads') return this.follow({ ...occurrence, node: node! }, holds);
    if (role === 'stores') return holds === 'counts' || holds === 'many' || holds === 'scores';
    if (statement.kind !== 'assign')
      return statement.kind === 'loop' || parents.some(({ kind }) => kind === 'comprehension');
    const { value } = statement;
    if (holds !== 'counts' || value.kind !== 'mapping') return true;
    const labels = value.entries.flatMap(({ key }) =>
      key?.kind === 'constant' && (typeof key.value === 'string' || typeof key.value === 'number') ? [key.value] : [],
    );
    this.found.push({ kind: 'start', labels, unit: occurrence.unit, node: value });
    return labels.length === value.entries.length;
  }
}

const outside = (spot: Spot): Spot => ({ ...spot, node: spot.parents[0]!, parents: spot.parents.slice(1) });
