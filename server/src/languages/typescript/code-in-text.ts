import { type CodeInText, namesDataFile } from '../code-in-text.ts';

const COMMENT = '//[^\\n]*|/\\*[^]*?(?:\\*/|$)';
const TEXT = `"(?:\\\\[^]|[^"\\\\\\n])*"|'(?:\\\\[^]|[^'\\\\\\n])*'`;
const TEMPLATE = '`(?:\\\\[^]|[^`\\\\])*(?:`|$)';
/** Behind what no value ends with, a slash begins a regular expression: the slash is what is looked for. */
const REGEX =
  '/(?<=(?:[=(,:[!&|?{};]\\s*|\\breturn\\s+)/)(?![*/])(?:\\\\.|\\[(?:\\\\.|[^\\]\\\\\\n])*\\]|[^/\\\\\\n[])+/[a-z]*';
const PIECES = new RegExp([COMMENT, TEXT, TEMPLATE, REGEX].join('|'), 'g');

/** `import { a, b as c } from 'm'`, `export * from 'm'`, `const { a } = require('m')`, `await import('m')` */
const IMPORT =
  /\b(?:(?:import|export)\b(?:\s*([\w$*{},\s]*?)\s*\bfrom\b)?|(?:require|import)(?<=(?:\{([\w$,:\s]*)\}\s*=\s*(?:await\s+)?)?\b\w+)\s*\()\s*(["'])([^"'\n]+)\3/g;

/** `export * from './report'` */
const HANDS_ON = /\bexport\b[\s\w$*{},]*\bfrom\s*["']/;

/** The code in a template: what is between `${` and `}`. */
const filledIn = (template: string): string =>
  Array.from(template.matchAll(/\$\{([^}]*)\}/g), ([, code]) => code).join(' ');

/** The types in a comment on a function of JavaScript. */
const typesIn = (comment: string): string =>
  Array.from(comment.matchAll(/@param \{([^}\n]+)\}/g), ([, type]) => type).join(' ');

/** `[...real, ...synthetic]`, `rows.push(...others)`, `rows.concat(others)` */
const POOLS = /\.\.\.[^\n\]]*,\s*\.\.\.|\.push\(\s*\.\.\.|\.concat\(/;

/** Printed, and summed or counted. */
const PRINTS = /\bconsole\.(?:log|info|table)\b|\bstdout\.write\b/;
const TOTALS = /\.reduce\(|\.filter\(|\+\+|\+=/;

/** `if (rate < 0.9) process.exit(1)`, `process.exitCode = ok ? 0 : 1` */
const GATES = /\bif\s*\([^\n{};]*[<>][^\n{};]*\)\s*\{?[^{}]{0,200}\bprocess\.exit|\bprocess\.exit(?:Code)?\b[^\n;]*\?/;

/** Divided by how many there are. */
const RATE =
  /\/(?<=[\w)\]]\s*\/)=?\s*\(?[^\n;/]{0,60}(?:length|size|total|count|num|tests|cases|runs|trials|samples|games|passed|failed|wins|denom|rows|items|results|scores|decided|judged|votes|pairs|duels|matches|\b[nN]\b|_n\b)/i;

/** Divided by a sum of what was counted: `a / (a + b)`, `by("a") / (by("a") + by("b"))`. */
const SHARE = /\/(?<=[\w)\]]\s*\/)\s*\(\s*[\w.?!]+(?:\([^()\n]*\)|\[[^[\]\n]*\])?\s*\+/;

/** `const weights = rows.map((row) => 1 / row.propensity)` */
const WEIGHTS = /(?:[wW]eights?|\b(?:w|ipt?w)|importance)\b[^\n=;]{0,40}=\s*[\w.]+\s*\.map\(/;

/** `row.score ?? middle`, `score === null ? middle : score`, `Number.isNaN(score)` */
const FILLS = /\?\?|\|\||[!=]==?\s*(?:null|undefined)\b|\bisNaN\b|\bisFinite\b|\btypeof\b|\b(?:fillNa|impute)\b/;
const MIDDLE = /mean|median|average|avg|\.length\b/i;
/** What is too narrow then: standard errors, intervals and tests. */
const VARIES =
  /\bsqrt\b|\*\*\s*0?\.5\b|(?:\bt_?[tT]est|TTest|[sS]tandard_?[eE]rror|[cC]onfidence|[bB]ootstrap|[rR]egression|[wW]ilcoxon|[aA]nova|[pP]ermutation_?[tT]est)\w*\(|(?:\b[sS]|S)em\(|SEM\(/;

/** `as Row[]`, `: Promise<Row[]>`, `useState<Row[]>`, `rows: Row[]` */
const TYPED = /\b[A-Z]\w*\[\]|\b(?:Array|Promise|Record|Map|useState)<[^<>()]*\b[A-Z]\w*|\bas [A-Z]\w/;

/** A slash that divides nothing: the end of an element. */
const END_OF_ELEMENT = /<\/|\/>/g;

/** `@/generated/prisma`, `pricing.generated`: code that a program wrote, and no rows. */
const GENERATED_CODE = /(?<![a-z])generated(?![a-z])/gi;

interface Imported {
  readonly module: string;
  readonly names: readonly string[];
}

const importedIn = (text: string): Imported[] =>
  Array.from(text.matchAll(IMPORT), ([, clause, required, , module]) => ({
    module: module!.replace(/^node:/, ''),
    names: Array.from(
      (clause ?? required ?? '').matchAll(/([\w$]+)(?:\s*(?:\bas\b|:)\s*[\w$]+)?/g),
      ([, name]) => name!,
    ),
  }));

/** TypeScript and JavaScript. What is filled into a template is code, too. */
export const typescriptInText: CodeInText = {
  read(text) {
    const strings: string[] = [];
    const imported = importedIn(text);
    const modules = new Set(imported.map(({ module }) => module).filter((module) => !namesDataFile(module)));
    const stripped = text.replace(PIECES, (piece) => {
      if (piece.startsWith('/')) return piece.includes('@param {') ? ` ${typesIn(piece)} ` : ' ';
      strings.push(piece.slice(1, -1));
      return piece.startsWith('`') ? ` "" ${filledIn(piece)} ` : ' "" ';
    });
    const said = imported.map(({ module }) => module.replaceAll('/', ' ').replaceAll(GENERATED_CODE, ' '));
    const code = `${stripped.replace(END_OF_ELEMENT, ' ')} ${said.join(' ')}`;
    const imports = imported.flatMap(({ module, names }) => [module, ...names.map((name) => `${module}.${name}`)]);
    return { code, dotted: stripped, strings: strings.filter((string) => !modules.has(string)), imports };
  },
  weighs: (code) => WEIGHTS.test(code),
  fillsGaps: (code) => FILLS.test(code) && MIDDLE.test(code) && VARIES.test(code),
  divides: (code) => RATE.test(code) || SHARE.test(code),
  totals: (code) => PRINTS.test(code) && TOTALS.test(code),
  parses: (code) => /\bJSON\.parse\b/.test(code),
  readsTyped: (code) => TYPED.test(code),
  definesTypes: (code) => /\bexport (?:declare )?(?:interface|type) [A-Z]/.test(code),
  gates: (code) => GATES.test(code),
  pools: (code) => POOLS.test(code),
  // nearly everything of an application imports nearly everything else
  reach: 1,
  writesChains: true,
  writesAnything: true,
  changesCopies: false, // rows.shift() takes one
  handsOn: (text) => HANDS_ON.test(text),
  modulesIn: (text) => [...new Set(importedIn(text).map(({ module }) => module))],
};
