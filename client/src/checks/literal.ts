/** What data hold, as a quick pick shows it literally: there, `$(name)` is an icon, unless a backslash stands before it. */
export function literal(text: string): string {
  return text.replace(/\$\([a-z0-9-]+(?:~[a-z]+)?\)/gi, '\\$&');
}
