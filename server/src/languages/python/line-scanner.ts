/** What a line of Python leaves open for the next one. */
export type Open = '"""' | "'''" | 'bracket' | 'backslash' | null;

/**
 * Follows brackets and strings line by line, without a grammar, so that it also works on code that does not parse.
 * A string in single quotes ends with its line.
 */
export class LineScanner {
  #brackets = 0;
  #triple: '"""' | "'''" | null = null;
  #continued = false;

  get open(): Open {
    if (this.#triple) return this.#triple;
    if (this.#brackets > 0) return 'bracket';
    return this.#continued ? 'backslash' : null;
  }

  /** Takes one line, without its line end. */
  advance(line: string): void {
    let index = 0;
    while (index < line.length) index = this.#triple ? this.#inString(line, index) : this.#inCode(line, index);
    this.#continued = this.#triple === null && line.endsWith('\\');
  }

  #inString(line: string, from: number): number {
    for (let index = from; index < line.length; index++) {
      if (line[index] === '\\') index++;
      else if (line.startsWith(this.#triple!, index)) {
        this.#triple = null;
        return index + 3;
      }
    }
    return line.length;
  }

  #inCode(line: string, index: number): number {
    const sign = line[index]!;
    if (sign === '#') return line.length;
    if ('([{'.includes(sign)) this.#brackets++;
    if (')]}'.includes(sign)) this.#brackets = Math.max(0, this.#brackets - 1);
    if (sign !== '"' && sign !== "'") return index + 1;
    if (line.startsWith(sign.repeat(3), index)) {
      this.#triple = sign === '"' ? '"""' : "'''";
      return index + 3;
    }
    return endOfString(line, index + 1, sign);
  }
}

function endOfString(line: string, from: number, quote: string): number {
  for (let index = from; index < line.length; index++) {
    if (line[index] === '\\') index++;
    else if (line[index] === quote) return index + 1;
  }
  return line.length;
}

export interface Line {
  readonly start: number;
  readonly text: string;
}

/** The lines of a text, without their line ends. */
export function* linesOf(text: string): Generator<Line> {
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    yield { start, text: text.slice(start, text[end - 1] === '\r' && end > start ? end - 1 : end) };
    start = end + 1;
  }
}
