/** The text in spaces, line ends kept, so that all offsets hold. */
export function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** The same with a statement that does nothing at its first line, so that a block stays a block. */
export function blankStatement(text: string): string {
  const start = text.search(/\S/);
  if (start < 0) return text;
  const filler = /^.{4}/.test(text.slice(start)) ? 'pass' : '0';
  return blank(text.slice(0, start)) + filler + blank(text.slice(start + filler.length));
}
