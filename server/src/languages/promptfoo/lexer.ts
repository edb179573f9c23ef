/** What the lexer of YAML says that is no part of the text: a document begins, a flow ends, a plain text comes. */
export const CONTROL: ReadonlySet<string> = new Set(['\x02', '\x18', '\x1f']);
