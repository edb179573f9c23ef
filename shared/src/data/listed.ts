/** Names and letters of one that a message has room for. */
const MOST = 12;
const LONGEST = 60;

/** Names for a message: quoted, with commas, and not more than it has room for. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST).map((name) => `"${clipped(name)}"`);
  return [...shown, ...(names.length > MOST ? ['…'] : [])].join(', ');
}

export function clipped(name: string): string {
  return name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name;
}
