import type { Fix } from '@unpool/shared/protocol/finding.ts';
import type { FixContext } from '../fix-context.ts';
import { carryLabels } from './carry-labels.ts';
import { drawLabels } from './draw-labels.ts';
import { realRowsOnly, reportByOrigin, weightToReal } from './real-rows-only.ts';

const repairs = [carryLabels, drawLabels, realRowsOnly, reportByOrigin, weightToReal] as const;

/** What repairs a finding in TypeScript or JavaScript. */
export const repairsInTypeScript = (context: FixContext): readonly Fix[] =>
  repairs.flatMap((repair) => repair(context) ?? []);
