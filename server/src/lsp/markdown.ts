/** Code may itself hold back-ticks: the fence is longer than any run of them. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest ? `${fence} ${text} ${fence}` : fence + text + fence;
}

/**
 * Text within a line of Markdown. Escaped is only what would be markup where it stands, such as no `_` within a name:
 * Neovim shows the backslashes.
 */
export function literal(text: string): string {
  return text.replace(/^[#+>-]|[\\`*[\]<~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#?\w+;)/gu, '\\$&');
}
