import type { FunctionDefinition } from '../flow/program.ts';
import { snakeCase } from '../provenance/names.ts';

const PAIRS: readonly (readonly [first: RegExp, second: RegExp])[] = [
  [/(?:^|_)a$/i, /(?:^|_)b$/i],
  [/1$/, /2$/],
  [/^(?:ours?|mine)(?:_|$)/, /^(?:theirs?|other)(?:_|$)/],
  [/^(?:first|one)(?:_|$)/, /^(?:second|other)(?:_|$)/],
  [/^left(?:_|$)/, /^right(?:_|$)/],
  [/^candidate(?:_|$)/, /^baseline(?:_|$)/],
];

/** The parameters with the two answers; null where their names don't tell. */
export function pairOf({ parameters }: FunctionDefinition): readonly [string, string] | null {
  const names = parameters.flatMap(({ target }) => (target.kind === 'name' ? [target.name] : []));
  for (const [first, second] of PAIRS) {
    const [a, b] = [
      names.filter((name) => first.test(snakeCase(name))),
      names.filter((name) => second.test(snakeCase(name))),
    ];
    if (a.length === 1 && b.length === 1) return [a[0]!, b[0]!];
  }
  return null;
}
