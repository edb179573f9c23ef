/** Text made safe for HTML and SVG, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Of the pictures of reports: narrow, so that their text can be read in a panel beside the code. */
export const WIDTH = 560;

export interface Picture {
  /** Unique within the document. */
  readonly id: string;
  readonly title: string;
  /** What it shows, for those who cannot see it. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly content: string;
}

/** An SVG picture with its title and description; colours come from the stylesheet around it. */
export function svg({ id, title, description, width, height, content }: Picture): string {
  return (
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title ${id}-description">` +
    `<title id="${id}-title">${escapeHtml(title)}</title>` +
    `<desc id="${id}-description">${escapeHtml(description)}</desc>${content}</svg>`
  );
}

/** A coordinate, short. */
export function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** A line of text; `kind` as in the stylesheet: `faint`, `strong`, `large`. */
export function text(
  x: number,
  y: number,
  content: string,
  anchor: 'start' | 'middle' | 'end' = 'start',
  kind?: string,
): string {
  const style = kind === undefined ? '' : ` class="${kind}"`;
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}"${style}>${escapeHtml(content)}</text>`;
}

export function line(x1: number, y1: number, x2: number, y2: number, kind: string): string {
  return `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" class="${kind}"/>`;
}

/** What fits into a picture of a name that may be long. */
export function shortened(name: string, most: number): string {
  const letters = [...name];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : name;
}
