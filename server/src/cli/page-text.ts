import { createColors } from 'picocolors';
import type { Colors } from 'picocolors/types';
import { wrap } from './words.ts';

const WIDTH = 92;

const FENCE = /^```([^\n]*)\n(.*?)^```$/gms;
const LINK = /(`[^`]*`)|\[((?:`[^`]*`|[^\]`])+)\]\(([^()\s]+)\)/g;
const MARKED = /`([^`]+)`|\*\*(.+?)\*\*|(?<!\w)_([^_]+)_(?!\w)/gs;
/** What a line of code in a page is found for. */
const EXPECTED = /# (?:error|warning|information|hint): \[.*$/;

/** A rule's page to read: its Markdown without links; for a terminal also without its signs, and wrapped. */
export function pageText(markdown: string, color: boolean): string {
  const colors = createColors(true);
  const blocks: string[] = [];
  let done = 0;
  const prose = (text: string) => {
    const paragraphs = text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '');
    for (const paragraph of paragraphs.map((each) => withoutLinks(each.trim())))
      blocks.push(color ? painted(paragraph, colors) : paragraph);
  };
  for (const { index, 0: whole, 1: info, 2: code } of markdown.matchAll(FENCE)) {
    prose(markdown.slice(done, index));
    blocks.push(color ? paintedCode(code!, info!, colors) : whole);
    done = index + whole.length;
  }
  prose(markdown.slice(done));
  return `${blocks.join('\n\n')}\n`;
}

/** An address within the repository helps nobody who has the command alone. */
function withoutLinks(text: string): string {
  return text.replace(LINK, (_, code, label, address) =>
    code !== undefined ? code : /^https?:/.test(address) ? `${label} (${address})` : label,
  );
}

function painted(paragraph: string, colors: Colors): string {
  const heading = /^#+ (.*)$/.exec(paragraph)?.[1];
  return heading === undefined ? marked(wrap(paragraph, WIDTH).join('\n'), colors) : colors.bold(heading);
}

/** Each line by itself, as a pager takes colours. */
function marked(text: string, colors: Colors): string {
  const { bold, cyan, italic } = colors;
  const lines = (inner: string, paint: (line: string) => string) => inner.split('\n').map(paint).join('\n');
  return text.replace(MARKED, (_, code, strong, emphasis) =>
    code ? lines(code, cyan) : strong ? lines(marked(strong, colors), bold) : lines(emphasis, italic),
  );
}

function paintedCode(code: string, info: string, { cyan, dim, yellow }: Colors): string {
  const label = info.split(' ')[1];
  const shown = (line: string) => {
    const at = line.search(EXPECTED);
    return at < 0 ? cyan(line) : cyan(line.slice(0, at)) + yellow(line.slice(at));
  };
  const lines = code.trimEnd().split('\n');
  const head = label === 'before' || label === 'after' ? [dim(`    # ${label}`)] : [];
  return [...head, ...lines.map((line) => (line === '' ? '' : `    ${shown(line)}`))].join('\n');
}
