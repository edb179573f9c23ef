/** What the intervals of `compare` must hold, and where they are known not to. */
import type { Setting } from './compare-setting.ts';
import { slack, type Tally } from './simulation.ts';

/** What came of one setting; the keys are methods. */
export interface Covered {
  readonly setting: Setting;
  readonly tallies: ReadonlyMap<string, Tally>;
}

interface Entry {
  readonly setting: Setting;
  readonly offered: number;
  readonly coverage: number;
}

/** The settings of one thing that is compared, one method and one number of real units. */
export interface Cell {
  readonly of: string;
  readonly kind: Setting['kind'];
  readonly method: string;
  readonly n: number;
  /** Those in which the interval was offered often enough. */
  readonly entries: readonly Entry[];
  /** Over p from 0.05 to 0.95 where rates are compared. */
  readonly average: number;
  readonly least: Entry;
  readonly greatest: Entry;
}

/** Settings in which an interval was offered fewer than `leastOffered` times do not count. */
export function cells(results: readonly Covered[], leastOffered: number): readonly Cell[] {
  const found = new Map<string, { key: Pick<Cell, 'of' | 'kind' | 'method' | 'n'>; entries: Entry[] }>();
  for (const { setting, tallies } of results) {
    for (const [method, { offered, covered }] of tallies) {
      if (offered >= leastOffered) {
        const key = { of: setting.of, kind: setting.kind, method, n: setting.sizes.real };
        const name = Object.values(key).join('|');
        const cell = found.get(name) ?? { key, entries: [] };
        cell.entries.push({ setting, offered, coverage: covered / offered });
        found.set(name, cell);
      }
    }
  }
  return [...found.values()].map(({ key, entries }) => {
    const middle = entries.filter(({ setting }) => !(setting.p < 0.05 || setting.p > 0.95));
    const sorted = entries.toSorted((a, b) => a.coverage - b.coverage);
    const average = middle.reduce((sum, { coverage }) => sum + coverage, 0) / middle.length;
    return { ...key, entries, average, least: sorted[0]!, greatest: sorted.at(-1)! };
  });
}

/** The shares that the coverage must reach, and may not pass. */
export interface Requirement {
  readonly average: number;
  readonly least: number;
  readonly greatest: number;
}

/** Null where there is none: skewed values are shown only. */
export function requirement({ of, kind, method }: Pick<Cell, 'of' | 'kind' | 'method'>): Requirement | null {
  switch (kind) {
    case 'binary':
      return { average: 0.94, least: isWilson(of, method) ? 0.84 : 0.9, greatest: 1 };
    case 'continuous':
      // Order statistics come in steps: their intervals hold at least what they claim.
      return { average: 0, least: 0.93, greatest: of.startsWith('quantile') ? 1 : 0.98 };
    case 'apart':
      return null;
  }
}

/** Wilson's own interval, which single rows get, dips to 84 %. */
function isWilson(of: string, method: string): boolean {
  return method === 'real-only' && /^(proportion|proportion, pairs|win-rate)$/.test(of);
}

/** How a cell fails the requirement by more than so many standard errors of the simulation; null where it does not. */
export function failure(cell: Cell, { average, least, greatest }: Requirement, errors: number): string | null {
  const total = cell.entries.reduce((sum, { offered }) => sum + offered, 0);
  const says = ({ setting, coverage }: Entry) =>
    `${cell.method}: ${coverage} at ${setting.of}, ${setting.name}, ${setting.sizes.real} and ${setting.sizes.synthetic}`;
  if (cell.average < average - slack(average, total, errors)) {
    return `${cell.method}: ${cell.average} on average at ${cell.of}, ${cell.n}`;
  }
  const low = cell.entries.find(({ coverage, offered }) => coverage < least - slack(least, offered, errors));
  const high = cell.entries.find(({ coverage, offered }) => coverage > greatest + slack(greatest, offered, errors));
  return low || high ? says((low ?? high)!) : null;
}
