import type { Call, Expression, FlowUnit } from '../../flow/program.ts';
import { calledName } from '../called-name.ts';
import { effectOn } from '../effect.ts';
import { type FixContext, textOf } from '../fix-context.ts';
import { namesOf, type Occurrence } from '../occurrences.ts';
import { dropsColumns, isAlongColumns, isRowByRow, isWritten, textOfConstant } from './columns.ts';
import { isReordered } from './copies-of-base.ts';
import type { Resampling } from './resampling.ts';
import { isFitted } from './splits.ts';
import type { Held, StraightLine } from './straight-line.ts';

/** Rows, or their labels, or both in one table, as they are made of the resampled ones. */
export interface Part {
  readonly kind: 'features' | 'labels' | 'table';
  /** The column of the labels, where it has a name. */
  readonly column: string | null;
  /** The same of other rows: of the test part under the name that is given. */
  of(rows: string): string;
}

const same = (rows: string): string => rows;
const labelsCalled = (column: string | null): Part => ({ kind: 'labels', column, of: same });

/** What is made of the rows that a resampling gave, in a line of statements. */
export class ResampledRows {
  /** The number of the statement that resamples. */
  readonly from: number;

  constructor(
    private readonly resample: Resampling,
    private readonly line: StraightLine,
    private readonly context: FixContext,
  ) {
    this.from = line.statements.findIndex(({ statement }) => statement === resample.statement);
  }

  /** Null where more is done than to put columns together, to choose some, or to scale them. */
  of(node: Expression, at: number): Part | null {
    if (node.kind === 'name') return this.named(node, at);
    if (isReordered(node)) return this.of(node.callee.object, at);
    if (isFitted(node)) return this.scaled(node.arguments[0]!.value, node.callee.object, at);
    if (node.kind === 'subscript') return this.chosen(node.object, node.index, node, at);
    if (node.kind === 'attribute') {
      const inner = this.of(node.object, at);
      if (inner?.kind === 'table') return inner.column === node.name ? labelsCalled(node.name) : null;
      return node.name === 'values' && inner ? this.followed(inner, node, node.object, at) : null;
    }
    return node.kind === 'call' ? this.called(node, at) : null;
  }

  private named(node: Expression, at: number): Part | null {
    const held = this.line.holdsAt(node, at);
    if (!held || held.by < 0) return null;
    const value = this.line.valueOf(held);
    const made = held.by === this.from ? this.result(held) : value && this.of(value, held.by);
    return made && this.withColumns(made, held, at);
  }

  private result({ variable }: Held): Part | null {
    const index = this.resample.results.findIndex(({ name }) => name === variable.name);
    if (index === 0) return { kind: 'features', column: null, of: same };
    return index === 1 ? labelsCalled(this.columnOf(this.resample.call.arguments[1]!.value, this.from)) : null;
  }

  /** `churn` of `df["churn"]`, also by way of names. */
  private columnOf(node: Expression, at: number): string | null {
    if (node.kind === 'attribute') return node.name;
    if (node.kind === 'subscript') return textOfConstant(node.index);
    const held = node.kind === 'name' ? this.line.holdsAt(node, at) : null;
    const value = held && this.line.valueOf(held);
    return value ? this.columnOf(value, held.by) : null;
  }

  /** `table["churn"] = y_res`; anything else that is done to the rows is not understood. */
  private withColumns(made: Part, { variable, by }: Held, at: number): Part | null {
    const names = namesOf(this.context);
    const [from, until] = [this.line.statements[by]!, this.line.statements[at]!];
    const isBetween = (other: Occurrence): boolean =>
      names.isBefore(other, until.unit, until.statement.start) &&
      !names.isBefore(other, from.unit, from.statement.end) &&
      other.statement !== from.statement;
    const changes = names
      .of(variable)
      .filter((other) => isBetween(other) && effectOn(variable, names, (one) => one === other) !== 'reads');
    let part: Part | null = made;
    for (const { statement, role } of changes) {
      const where = this.line.statements.findIndex((each) => each.statement === statement);
      const [target] = statement.kind === 'assign' && statement.operator === null ? statement.targets : [];
      const column = target?.kind === 'subscript' ? textOfConstant(target.index) : null;
      const stored = statement.kind === 'assign' && where >= 0 ? this.of(statement.value, where) : null;
      const isLabel = role === 'stores' && column !== null && stored?.kind === 'labels';
      part = isLabel && part?.kind === 'features' ? { ...part, kind: 'table', column } : null;
    }
    return part;
  }

  private chosen(object: Expression, index: Expression, node: Expression, at: number): Part | null {
    const inner = this.of(object, at);
    if (!inner || inner.kind === 'labels') return null;
    const column = textOfConstant(index);
    if (inner.kind === 'table' && column !== null && column === inner.column) return labelsCalled(column);
    const areColumns = /^(name|sequence)$/.test(index.kind) && this.isStill(index, at);
    return areColumns && column === null ? this.followed({ ...inner, kind: 'features' }, node, object, at) : null;
  }

  private scaled(rows: Expression, scaler: Expression, at: number): Part | null {
    const inner = this.of(rows, at);
    const name = textOf(this.context, this.unitAt(at), scaler);
    return inner?.kind === 'features' ? { ...inner, of: (test) => `${name}.transform(${inner.of(test)})` } : null;
  }

  private called(node: Call, at: number): Part | null {
    const { callee, arguments: given } = node;
    const names = namesOf(this.context);
    const [first] = names.within(this.unitAt(at), node);
    const called = first && calledName(callee, names, first.scope);
    if (called === 'pandas.DataFrame' || called === 'pandas.Series') return this.framed(node, at);
    if (called === 'pandas.concat') return this.joined(node, at);
    if (callee.kind !== 'attribute') return null;
    const inner = this.of(callee.object, at);
    if (!inner) return null;
    if (callee.name === 'drop') return this.dropped(inner, node, callee.object, at);
    const isAlike = inner.kind === 'labels' ? /^(copy|to_numpy|ravel)$/.test(callee.name) : isRowByRow(node);
    return isAlike && given.every(({ value }) => isWritten(value))
      ? this.followed(inner, node, callee.object, at)
      : null;
  }

  /** `pd.DataFrame(X_res, columns=X.columns)`, `pd.Series(y_res, name="churn")` */
  private framed({ arguments: given, ...node }: Call, at: number): Part | null {
    const [data, ...options] = given;
    const inner = data && /^(data)?$/.test(data.name ?? '') ? this.of(data.value, at) : null;
    if (!inner || !options.every(({ name }) => /^(columns|name)$/.test(name ?? ''))) return null;
    if (inner.kind === 'labels') {
      const [named] = options.map(({ value }) => (value.kind === 'sequence' ? value.items[0] : value));
      return labelsCalled((named && textOfConstant(named)) ?? inner.column);
    }
    const text = (start: number, end: number) => textOf(this.context, this.unitAt(at), { start, end });
    const [option] = options;
    const isTable = option?.value.kind === 'attribute' && option.value.name === 'columns';
    const of = isTable && text(option.value.object.start, option.value.object.end);
    if (of === this.resample.inputs[0] || of === text(data!.value.start, data!.value.end)) return inner;
    if (option && !this.isStill(option.value, at)) return null;
    const [head, tail] = [text(node.start, data!.value.start), text(data!.value.end, node.end)];
    return inner.kind === 'features' && options.length <= 1
      ? { ...inner, of: (test) => `${head}${inner.of(test)}${tail}` }
      : null;
  }

  /** `pd.concat([features, labels], axis=1)` */
  private joined({ arguments: given }: Call, at: number): Part | null {
    const list = given[0]?.value;
    const parts = list?.kind === 'sequence' ? list.items.map((item) => this.of(item, at)) : [];
    const [features, labels] = [
      parts.find((part) => part?.kind === 'features'),
      parts.find((part) => part?.kind === 'labels'),
    ];
    if (!given.some(isAlongColumns) || parts.length !== 2 || !features || !labels?.column) return null;
    return { ...features, kind: 'table', column: labels.column };
  }

  /** `table.drop(columns="churn")` */
  private dropped(inner: Part, node: Call, object: Expression, at: number): Part | null {
    const { arguments: given } = node;
    const what = given.find(({ name }) => name === 'columns' || name === 'labels') ?? given[0];
    if (!dropsColumns(node) || !what) return null;
    const dropped =
      what.value.kind === 'sequence' ? what.value.items.map(textOfConstant) : [textOfConstant(what.value)];
    if (inner.kind === 'table')
      return dropped.length === 1 && dropped[0] === inner.column ? { ...inner, kind: 'features' } : null;
    return inner.kind === 'features' ? this.followed(inner, node, object, at) : null;
  }

  /** What is done to the rows behind them: `.values`, `[features]`. */
  private followed(inner: Part, node: Expression, object: Expression, at: number): Part {
    if (inner.kind === 'labels') return inner;
    const behind = textOf(this.context, this.unitAt(at), { start: object.end, end: node.end });
    return { ...inner, of: (test) => `${inner.of(test)}${behind}` };
  }

  /** Does it mean the same where the rows are split? */
  private isStill(node: Expression, at: number): boolean {
    return this.line.meansTheSame(node, at, this.line.statements.length - 1);
  }

  private unitAt(at: number): FlowUnit {
    return this.line.statements[at]!.unit;
  }
}
