import { TextDocument } from 'vscode-languageserver-textdocument';

/** A range for people: lines and columns count from 1, columns in UTF-16 units. */
export interface LineRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Turns offsets of one text into lines and columns. */
export class Lines {
  readonly #document: TextDocument;

  constructor(text: string) {
    this.#document = TextDocument.create('', '', 0, text);
  }

  range(start: number, end: number): LineRange {
    const from = this.#document.positionAt(start);
    const to = this.#document.positionAt(end);
    return { line: from.line + 1, column: from.character + 1, endLine: to.line + 1, endColumn: to.character + 1 };
  }

  /** A line's text, counted from 1, without its line end; empty past the last line. */
  text(line: number): string {
    const range = { start: { line: line - 1, character: 0 }, end: { line, character: 0 } };
    return this.#document.getText(range).replace(/[\r\n]+$/, '');
  }
}
