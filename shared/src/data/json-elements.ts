import { DataError } from './data-error.ts';
import type { DataFile } from './data-file.ts';
import { parseJson } from './json-text.ts';
import { isObject, type JsonRecord } from './records.ts';
import { textChunks } from './text-chunks.ts';

/** Characters that one element may have. */
const LONGEST = 64_000_000;
const STOP = /["[\]{}]/g;
const QUOTE = /["\\]/g;

/**
 * The objects of a document that is an array of objects, one at a time; `line` is their number.
 * Throws DataErrors for other elements, broken JSON and an array that does not end.
 */
export async function* elementsOf(file: DataFile): AsyncGenerator<readonly JsonRecord[]> {
  const splitter = new ElementSplitter(file.name);
  for await (const chunk of textChunks(file)) {
    yield splitter.add(chunk);
  }
  splitter.end();
}

/** Cuts an array into its elements by counting brackets outside of strings. */
class ElementSplitter {
  private readonly file: string;
  private number = 0;
  private depth = 0;
  private inString = false;
  private escaped = false;
  private ended = false;
  private held: string[] = [];
  private length = 0;

  constructor(file: string) {
    this.file = file;
  }

  add(chunk: string): readonly JsonRecord[] {
    if (chunk === '') {
      return [];
    }
    const records: JsonRecord[] = [];
    let from = 0;
    for (let at = this.next(chunk, 0); at !== -1; at = this.next(chunk, at + 1)) {
      const letter = chunk[at]!;
      if (letter === '[' || letter === '{') {
        if (this.depth === 1) {
          this.checkBetween(this.held.join('') + chunk.slice(from, at));
          this.held = [];
          from = at;
        }
        if (++this.depth === 1) {
          from = at + 1;
        }
      } else if (--this.depth === 1) {
        records.push(this.record(this.held.join('') + chunk.slice(from, at + 1)));
        this.held = [];
        this.length = 0;
        from = at + 1;
      } else if (this.depth === 0) {
        this.checkBetween(this.held.join('') + chunk.slice(from, at));
        this.checkRest(chunk.slice(at + 1));
        return records;
      }
    }
    this.hold(chunk.slice(from));
    return records;
  }

  end(): void {
    if (!this.ended) {
      throw new DataError('the JSON array does not end: the file is cut off', { file: this.file, line: this.number });
    }
  }

  /** The next bracket outside of strings, or -1. */
  private next(chunk: string, from: number): number {
    let at = from;
    if (this.ended) {
      this.checkRest(chunk);
      return -1;
    }
    for (;;) {
      if (this.inString) {
        at = this.endOfString(chunk, at);
        if (at === -1) {
          return -1;
        }
      }
      STOP.lastIndex = at;
      const stop = STOP.exec(chunk)?.index ?? -1;
      if (stop === -1 || chunk[stop] !== '"') {
        return stop;
      }
      this.inString = true;
      at = stop + 1;
    }
  }

  private endOfString(chunk: string, from: number): number {
    let at = this.escaped ? from + 1 : from;
    this.escaped = false;
    for (;;) {
      QUOTE.lastIndex = at;
      const found = QUOTE.exec(chunk)?.index ?? -1;
      if (found === -1) {
        return -1;
      }
      if (chunk[found] === '"') {
        this.inString = false;
        return found + 1;
      }
      if (found + 1 >= chunk.length) {
        this.escaped = true;
        return -1;
      }
      at = found + 2;
    }
  }

  private hold(text: string): void {
    this.held.push(text);
    this.length += text.length;
    if (this.length > LONGEST) {
      const problem = 'this element has more than 64 million characters; expected an array of objects';
      throw new DataError(problem, { file: this.file, line: this.number + 1 });
    }
  }

  private record(text: string): JsonRecord {
    const line = ++this.number;
    let object: unknown;
    try {
      object = parseJson(text);
    } catch {
      throw new DataError('this element of the array is not JSON', { file: this.file, line });
    }
    if (!isObject(object)) {
      throw new DataError('this element of the array is no object; expected one like {"score": 0.7}', {
        file: this.file,
        line,
      });
    }
    return { line, object };
  }

  /** Only a comma may stand between elements. */
  private checkBetween(text: string): void {
    if (!/^\s*,?\s*$/.test(text)) {
      const problem = `"${text.trim().slice(0, 40)}" stands in the array; expected objects like {"score": 0.7}`;
      throw new DataError(problem, { file: this.file, line: this.number + 1 });
    }
    this.length = 0;
  }

  private checkRest(text: string): void {
    this.ended = true;
    if (text.trim() !== '') {
      throw new DataError('there is more behind the end of the JSON array; expected one array', { file: this.file });
    }
  }
}
