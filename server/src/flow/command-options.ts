import type { ArgumentReference } from '../catalog/entry.ts';
import { Value, withField } from '../provenance/value.ts';
import { argument } from './argument.ts';
import type { CallSite } from './call-site.ts';
import { evaluate } from './evaluate.ts';
import { isTypeScript } from './frame.ts';
import { modelSetAs } from './models.ts';
import type { Call, Expression } from './program.ts';
import { nameOf } from './walk.ts';

/** What a program is told by options of its command line: what holds where nobody gives one. */

/** `.add_argument("--model", default="gpt-4o")`, `.option("-m, --model <name>", "whom to ask", "gpt-4o")` */
export function withOption(options: Value, reference: ArgumentReference, site: CallSite): Value {
  const built = isTypeScript(site.frame) ? optionBuilt(site) : null;
  const flags = site.positional.flatMap(({ constant: flag }) => (typeof flag === 'string' ? [flag] : []));
  const given =
    built?.flags ?? site.named.get('dest')?.constant ?? flags.find((flag) => flag.startsWith('--')) ?? flags[0];
  const otherwise = built?.otherwise ?? argument(site, reference);
  if (typeof given !== 'string' || typeof otherwise?.constant !== 'string') return options;
  if (!isTypeScript(site.frame)) return withField(options, given.replace(/^-+/, '').replaceAll('-', '_'), otherwise);
  const flag = /(?:^|--)([a-z][\w-]*)/i.exec(given)?.[1];
  if (!flag) return options;
  const fields = new Map(options.fields).set(flag, otherwise).set(inOneWord(flag), otherwise);
  fields.delete('argv');
  return options.with({ fields: new Map(fields).set('argv', new Value({ fields })) });
}

/** `.addOption(new Option("-m, --model <name>", "whom to ask").default("gpt-4o"))`; null for an option of another form. */
function optionBuilt({ positionalNodes: [node], frame }: CallSite) {
  const start = node && chainStart(node);
  if (!start || start === node || start.kind !== 'call' || !start.arguments[0]) return null;
  const said = callsIn(node).find(({ callee }) => nameOf(callee) === 'default')?.arguments[0];
  return {
    flags: evaluate(start.arguments[0].value, frame).constant,
    otherwise: said ? evaluate(said.value, frame) : null,
  };
}

/** The calls of a chain, the last one first. */
const callsIn = (node: Expression): readonly Call[] =>
  node.kind === 'call' && node.callee.kind === 'attribute' ? [node, ...callsIn(node.callee.object)] : [];

/** `judge-model` is read as `judgeModel`, too. */
const inOneWord = (flag: string): string => flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Are these the options of a program, which each method of what reads them gives back? */
export const areOptions = ({ fields, target }: Value): boolean =>
  fields?.get('argv')?.fields !== undefined && target?.kind !== 'instance';

/** What a chain of calls is made on, each of which gives it back: `program.name("eval").option(…)`. */
export const chainStart = (node: Expression): Expression =>
  node.kind === 'call' && node.callee.kind === 'attribute' ? chainStart(node.callee.object) : node;

/** `parseArgs({ options: { model: { type: "string", default: "gpt-4o" } } })`; null where no option is known. */
export function optionsRead({ fields }: Value, site: CallSite): Value | null {
  const values = [...(fields ?? [])].flatMap(([name, option]) => {
    const value = option.fields?.get('default') ?? (option.fields && modelSetAs(name, site.frame));
    return value ? [[name, value] as const] : [];
  });
  if (values.length === 0) return null;
  const target = { kind: 'external', name: `${site.name}.values` } as const;
  return new Value({ fields: new Map([['values', new Value({ target, fields: new Map(values) })]]) });
}
