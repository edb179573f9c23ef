import type { Expression, FlowUnit, Span } from '../../flow/program.ts';
import { expressionsIn } from '../../flow/walk.ts';
import { contains } from '../fix-context.ts';

/** The f-string that code stands in: before Python 3.12, it cannot have the quotes of that. */
export const fStringAround = (unit: FlowUnit, code: Span): Expression | undefined =>
  expressionsIn(unit.body).find((node) => node.kind === 'template' && contains(node, code));
