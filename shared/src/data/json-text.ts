/** What stands for a number that JSON cannot write: Python's NaN, Infinity or -Infinity behind a mark that no text has. */
const MARK = '\u0000';
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\bNaN\b|-?\bInfinity\b/g;
/** Whole numbers that a double might round. */
const LONG_NUMBER = /(?<![\d.])\d{16,}(?![\d.eE])/;

/**
 * The value of a JSON text, with what Python adds: NaN and Infinity become texts that `isNotFinite` tells, and whole
 * numbers beyond 2^53 become texts with all their digits. Throws a SyntaxError.
 */
export function parseJson(text: string): unknown {
  if (!LONG_NUMBER.test(text)) {
    try {
      return JSON.parse(text);
    } catch (error) {
      if (!/\b(?:NaN|Infinity)\b/.test(text)) {
        throw error;
      }
    }
  }
  return JSON.parse(text.replace(TOKENS, textInstead));
}

export function isNotFinite(value: string): boolean {
  return value.startsWith(MARK);
}

function textInstead(token: string): string {
  if (token.endsWith('NaN') || token.endsWith('Infinity')) {
    return `"\\u0000${token}"`;
  }
  return /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token;
}
