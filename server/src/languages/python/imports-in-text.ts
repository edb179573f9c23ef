const IMPORT =
  /(?<![\w.])(?:from[ \t]*(\.+[ \t]*(?:\w[\w. \t]*)?|[ \t]\w[\w. \t]*?)[ \t]*\bimport\b[ \t]*(\([^)]*\)?|[^\n;]*)|import[ \t]+([^\n;]*))/g;

/** Dotted names of all modules that a text may import, told without parsing it: rather too many. */
export function importsIn(text: string): string[] {
  const names = new Set<string>();
  for (const [, from, what, modules] of text.replace(/\\\r?\n/g, ' ').matchAll(IMPORT)) {
    if (from === undefined) for (const module of listed(modules!)) addWithPackages(module, names);
    else addFrom(from.replace(/\s/g, ''), what!, names);
  }
  return [...names];
}

function addFrom(module: string, what: string, names: Set<string>): void {
  addWithPackages(module, names);
  for (const name of listed(what)) names.add(module.endsWith('.') ? module + name : `${module}.${name}`);
}

/** A package's own code runs before that of what is in it. */
function addWithPackages(module: string, names: Set<string>): void {
  names.add(module);
  for (let end = module.lastIndexOf('.'); end > 0; end = module.lastIndexOf('.', end - 1)) {
    const name = module.slice(0, end);
    if (!name.endsWith('.')) names.add(name);
  }
}

/** `a.b as c, d` → a.b, d. */
const listed = (list: string): string[] =>
  list
    .replace(/#[^\n]*/g, '')
    .replace(/[()]/g, '')
    .split(',')
    .map((item) =>
      item
        .trim()
        .split(/\s+as\s+/)[0]!
        .replace(/\s/g, ''),
    )
    .filter((name) => /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name));
