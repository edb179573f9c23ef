import { type FixContext, indentAt, unitText } from '../fix-context.ts';

/** A call, with its arguments as text or as calls; `rest` stands behind it. */
export interface CallText {
  readonly callee: string;
  readonly arguments: readonly (string | CallText)[];
}

/** How the lines of a file are laid out. */
export interface Layout {
  readonly indent: string;
  readonly step: string;
  readonly width: number;
}

export function layoutAt(context: FixContext, cell: number | null, offset: number): Layout {
  const text = unitText(context, cell);
  const longest = Math.max(
    ...text.split('\n').map((line) => (/^\s*(\/\/|\*|import )/.test(line) ? 0 : line.trimEnd().length)),
  );
  return {
    indent: indentAt(text, offset),
    step: /^(?:\t+|(?: {2}){1,2})(?=[^\s*])/m.exec(text)?.[0].replace(/^\t+/, '\t') ?? '  ',
    width: [80, 100].find((width) => longest <= width) ?? 120,
  };
}

/** In one line. */
export const inLine = ({ callee, arguments: given }: CallText): string =>
  `${callee}(${given.map((each) => (typeof each === 'string' ? each : inLine(each))).join(', ')})`;

/**
 * As Prettier and Biome would lay it out: in one line where it fits, and where not two arguments are calls with functions in them.
 * `before` and `after` stand on its first and last line.
 */
export function laidOut(call: CallText, { indent, step, width }: Layout, before: string, after: string): string {
  const line = inLine(call);
  if (!isBroken(call) && indent.length + before.length + line.length + after.length <= width) return line;
  const inner = indent + step;
  const lines = call.arguments.map((each) =>
    typeof each === 'string' ? each : laidOut(each, { indent: inner, step, width }, '', ','),
  );
  return `${call.callee}(\n${lines.map((each) => `${inner}${each},\n`).join('')}${indent})`;
}

const isBroken = ({ arguments: given }: CallText): boolean =>
  (given.length > 1 && given.some((each) => typeof each === 'string' && /\((?:\([^()]*\)|\w+) =>/.test(each))) ||
  given.some((each) => typeof each !== 'string' && isBroken(each));
