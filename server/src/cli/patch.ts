import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import { createColors } from 'picocolors';
import type { Io } from './io.ts';
import type { Reporter } from './report.ts';
import { count } from './words.ts';

/** `--diff`: what `--fix` would change, as a patch that `git apply` takes. */
export function patchReporter(io: Io): Reporter {
  let fixable = 0;
  let found = 0;
  return {
    source({ path, findings, repaired }) {
      found += repaired ? repaired.after.count + repaired.after.left : findings.length;
      if (!repaired) return;
      const { before, after, beside } = repaired;
      fixable += after.count;
      // a repair may change another file only
      if (before !== after.text) io.write(coloured(patchOf(path, before, after.text), io.color));
      for (const other of beside) io.write(coloured(patchOf(other.path, other.before, other.after), io.color));
    },
    end: () => io.error(`${fixable} of ${count(found, 'finding')} would be repaired.\n`),
  };
}

function patchOf(path: string, before: string, after: string): string {
  const patch = structuredPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: 3 });
  return formatPatch(patch, FILE_HEADERS_ONLY);
}

function coloured(patch: string, color: boolean): string {
  const { bold, cyan, green, red } = createColors(color);
  const paint = (line: string) => {
    if (/^(---|\+\+\+) /.test(line)) return bold(line);
    if (line.startsWith('@@')) return cyan(line);
    return line.startsWith('+') ? green(line) : line.startsWith('-') ? red(line) : line;
  };
  return color ? patch.split('\n').map(paint).join('\n') : patch;
}
