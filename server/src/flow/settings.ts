import { HOLE } from '../provenance/hole.ts';
import { namesSettings } from '../provenance/names.ts';
import { constant, NOTHING, ROWS, Value } from '../provenance/value.ts';
import type { CallSite } from './call.ts';
import { evaluate } from './evaluate.ts';
import type { Frame } from './frame.ts';
import { oneOfSettings } from './parts.ts';
import type { Expression } from './program.ts';
import { nameOf } from './walk.ts';

/** What programs are told: tables of settings, texts of several parts, the environment by a schema. */

/** `Object.keys(MODELS)`: the names of settings are known; those of data say nothing. */
export function namesOfSettings(value: Value): Value {
  const isTable = oneOfSettings(value) !== null && [...value.fields!.keys()].every((name) => !name.startsWith('$'));
  return isTable ? new Value({ items: [...value.fields!.keys()].map(constant), marks: ROWS }) : NOTHING;
}

const SEPARATORS = /^[:/,|;@]$/;
const MAX_PARTS = 8;

/** `"anthropic:claude-…".split(":")`; null where the text is no such name, or is not known. */
export function partsOfName({ constant: text }: Value, { positional }: CallSite): Value | null {
  const separator = positional[0]?.constant;
  if (typeof text !== 'string' || typeof separator !== 'string' || !SEPARATORS.test(separator)) return null;
  if (text.includes(HOLE) || /\s/.test(text)) return null;
  const parts = text.split(separator);
  return parts.length <= MAX_PARTS ? new Value({ items: parts.map(constant) }) : null;
}

/** `z.object({ MODEL: z.string().default("gpt-4o") })`; null where no entry has one. */
export function defaultsIn({ fields }: Value, { name }: CallSite): Value | null {
  const known = [...(fields ?? [])].filter(([, { constant: text }]) => typeof text === 'string');
  return known.length === 0 ? null : new Value({ target: { kind: 'external', name }, fields: new Map(known) });
}

const ENVIRONMENT = /^(?:\?\.)?(?:process|import\.meta|Bun|Deno)\.env$/;

/** `schema.parse(process.env)`: a setting that nobody sets is what the schema says. */
export function checkedBy(schema: Value | null, given: Value): Value {
  const isEnvironment = given.target?.kind === 'external' && ENVIRONMENT.test(given.target.name);
  return isEnvironment && schema?.fields ? given.with({ fields: schema.fields }) : given;
}

/** `config.judge`: what a program is told of its judge is no label of it. */
export const isOfSettings = (node: Expression): boolean =>
  node.kind === 'attribute' && namesSettings(nameOf(node.object));

/** `MODELS.find((one) => one.name === "big")`: the setting for which it holds; null where that cannot be known. */
export function settingFound({ target }: Value, rows: Value, frame: Frame): Value | null {
  const definition = target?.kind === 'function' ? target.definition : null;
  const [only] = definition?.body ?? [];
  const [row] = definition?.parameters ?? [];
  if (definition?.body.length !== 1 || only?.kind !== 'return' || only.value?.kind !== 'operation') return null;
  const { operator, operands } = only.value;
  if (!/^===?$/.test(operator) || row?.target.kind !== 'name') return null;
  const { name } = row.target;
  const entry = operands.find(
    (node) => node.kind === 'attribute' && node.object.kind === 'name' && node.object.name === name,
  );
  const other = operands.find((node) => node !== entry);
  if (entry?.kind !== 'attribute' || !other) return null;
  const sought = evaluate(other, frame).constant;
  if (typeof sought !== 'string') return null;
  return rows.items?.find(({ fields }) => fields?.get(entry.name)?.constant === sought) ?? null;
}
