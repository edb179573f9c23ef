/** Longer lines than a person writes. */
const LONG_LINE = 500;
const HEAD = 2000;
const SAYS_SO =
  /@generated\b|\bDO NOT EDIT\b|auto-?generated (?:file|by|from)|generated (?:file|code)\b.{0,40}\bdo not/i;

/** Was a text made by a machine: a bundle, minified, or generated from something else? Nobody would mend it there. */
export function isMadeByMachine(text: string): boolean {
  const head = text.slice(0, HEAD);
  if (SAYS_SO.test(head)) return true;
  const lines = text.split('\n').length;
  return text.length > 5 * LONG_LINE && text.length / lines > LONG_LINE;
}
