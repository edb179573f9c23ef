import type { JudgedRows } from '../statistics/judge-units.ts';
import { cellValue } from './cell-value.ts';
import { columnIndex } from './column-index.ts';
import { DataError } from './data-error.ts';
import type { DataFile } from './data-file.ts';
import { NumberColumn } from './number-column.ts';
import { openTable } from './open-table.ts';
import type { Overlap } from './overlap.ts';
import type { Cell, Row, Table } from './table.ts';

export interface JudgedColumns {
  readonly human: string;
  readonly judge: string;
  readonly cluster: string | undefined;
  readonly stratum: string | undefined;
}

/** The rows that the judge scored, and what was left out of them. */
export interface JudgedTable {
  readonly rows: JudgedRows;
  readonly human: NumberColumn;
  readonly judge: NumberColumn;
  /** Rows that have a human label and no judge's score. */
  readonly labelsWithoutScore: number;
  /** Rows without a cluster or a stratum, by column. */
  readonly ungrouped: ReadonlyMap<string, number>;
  readonly problems: readonly string[];
}

/**
 * Reads human labels and judge's scores. A row without a label is unlabelled; the second of two files need not have the
 * labels' column. `overlap` is shown labelled rows as real ones. Throws DataErrors.
 */
export async function readJudged(
  files: readonly DataFile[],
  columns: JudgedColumns,
  overlap: Overlap,
): Promise<JudgedTable> {
  const reader = new JudgedReader(columns);
  const problems: string[] = [];
  for (const [i, file] of files.entries()) {
    const names = Object.values(columns).filter((name) => name !== undefined);
    const table = await openTable(file, { columns: names, atSpots: overlap.columns });
    const places = placesOf(table, columns, i > 0);
    const look = overlap.at(table);
    for await (const rows of table.rows) {
      for (const row of rows) {
        const side = reader.add(row, places, file.name);
        look(side === null ? null : side === 'labelled' ? 'real' : 'synthetic', row);
      }
    }
    problems.push(...table.problems());
  }
  return { ...reader.finish(), problems };
}

interface Places {
  /** -1 where the file has no human labels. */
  readonly human: number;
  readonly judge: number;
  readonly cluster: number | null;
  readonly stratum: number | null;
}

function placesOf(table: Table, { human, judge, cluster, stratum }: JudgedColumns, mayLackLabels: boolean): Places {
  return {
    human: mayLackLabels ? table.columns.indexOf(human) : columnIndex(table, human),
    judge: columnIndex(table, judge),
    cluster: cluster === undefined ? null : columnIndex(table, cluster),
    stratum: stratum === undefined ? null : columnIndex(table, stratum),
  };
}

class JudgedReader {
  private readonly columns: JudgedColumns;
  private readonly human: NumberColumn;
  private readonly judge: NumberColumn;
  /** By judged row. */
  private readonly isLabelled: boolean[] = [];
  private readonly clusters = new Codes();
  private readonly strata = new Codes();
  private readonly stratumOf = new Map<number, number>();
  private readonly ungrouped = new Map<string, number>();
  private labelsWithoutScore = 0;

  constructor(columns: JudgedColumns) {
    this.columns = columns;
    this.human = new NumberColumn(columns.human);
    this.judge = new NumberColumn(columns.judge);
  }

  /** What kind of row it is, or null where it is left out. */
  add({ cells, line }: Row, places: Places, file: string): 'labelled' | 'unlabelled' | null {
    const group = (place: number | null) => (place === null ? null : textOf(cells[place] ?? null));
    const [cluster, stratum] = [group(places.cluster), group(places.stratum)];
    for (const [column, text] of [
      [this.columns.cluster, cluster],
      [this.columns.stratum, stratum],
    ] as const) {
      if (column !== undefined && text === '') {
        this.ungrouped.set(column, (this.ungrouped.get(column) ?? 0) + 1);
        return null;
      }
    }
    const label = places.human === -1 ? null : (cells[places.human] ?? null);
    if (!this.judge.add(cells[places.judge] ?? null, file, line)) {
      this.labelsWithoutScore += cellValue(label).kind === 'missing' ? 0 : 1;
      return null;
    }
    const isLabelled = this.human.add(label, file, line);
    this.isLabelled.push(isLabelled);
    this.groupRow(cluster, stratum, { file, line });
    return isLabelled ? 'labelled' : 'unlabelled';
  }

  private groupRow(cluster: string | null, stratum: string | null, place: { file: string; line: number }): void {
    const inCluster = cluster === null ? null : this.clusters.add(cluster);
    const inStratum = stratum === null ? null : this.strata.add(stratum);
    if (inCluster === null || inStratum === null) {
      return;
    }
    const before = this.stratumOf.get(inCluster) ?? inStratum;
    this.stratumOf.set(inCluster, before);
    if (before !== inStratum) {
      const problem = `the cluster "${cluster}" is in the strata "${this.strata.names[before]}" and "${stratum}"; expected all rows of a cluster in one`;
      throw new DataError(problem, { ...place, ...(this.columns.stratum && { column: this.columns.stratum }) });
    }
  }

  finish(): Omit<JudgedTable, 'problems'> {
    const scores = this.judge.numbers();
    const { isLabelled } = this;
    const groups = ({ rows }: Codes) => ({
      labelled: rows.filter((_, i) => isLabelled[i]),
      unlabelled: rows.filter((_, i) => !isLabelled[i]),
    });
    return {
      rows: {
        sample: {
          human: this.human.numbers(),
          judge: scores.filter((_, i) => isLabelled[i]),
          unlabelled: scores.filter((_, i) => !isLabelled[i]),
        },
        clusters: this.columns.cluster === undefined ? null : groups(this.clusters),
        strata: this.columns.stratum === undefined ? null : { ...groups(this.strata), names: this.strata.names },
      },
      human: this.human,
      judge: this.judge,
      labelsWithoutScore: this.labelsWithoutScore,
      ungrouped: this.ungrouped,
    };
  }
}

/** A number for each different name, and that of each row. */
class Codes {
  readonly names: string[] = [];
  readonly rows: number[] = [];
  private readonly known = new Map<string, number>();

  add(name: string): number {
    const code = this.known.get(name) ?? this.known.size;
    if (code === this.names.length) {
      this.known.set(name, code);
      this.names.push(name);
    }
    this.rows.push(code);
    return code;
  }
}

function textOf(cell: Cell): string {
  return cellValue(cell).kind === 'missing' ? '' : String(cell).trim();
}
