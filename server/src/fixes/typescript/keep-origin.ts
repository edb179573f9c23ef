import type { Fix } from '@unpool/shared/protocol/finding.ts';
import type { Call, Expression, FlowUnit } from '../../flow/program.ts';
import { expressionsIn, nameOf } from '../../flow/walk.ts';
import { namesOrigin } from '../../provenance/names.ts';
import { type FixContext, replace, textOf } from '../fix-context.ts';
import { isMethod, type MethodCall } from './scores.ts';
import { onlyReturn } from './values.ts';

/** Keeps the field that tells real from synthetic rows: takes it out of `({ source, ...rest }) => rest`. */
export function keepOrigin(context: FixContext): Fix | null {
  const { node: pattern, unit } = context.report.site;
  if (context.finding.rule === 'origin-dropped' && pattern.kind === 'call') return keepInOmit(pattern, unit, context);
  const node =
    context.finding.rule === 'origin-dropped'
      ? expressionsIn(unit.body).find((each) => isMethod(each, 'map') && takes(each, pattern))
      : undefined;
  if (!node || !isMethod(node, 'map')) return null;
  const [callback, ...more] = node.arguments;
  const definition = callback?.value.kind === 'function' ? callback.value.function : null;
  const [parameter, ...others] = definition?.parameters ?? [];
  if (!definition || more.length > 0 || others.length > 0 || parameter?.target.kind !== 'mapping') return null;
  const { entries } = parameter.target;
  const value = onlyReturn(definition);
  const rest = entries.find(({ key }) => key === null)?.value;
  const dropped = entries.filter(({ key }) => key?.kind === 'constant' && namesOrigin(String(key.value)));
  if (rest?.kind !== 'name' || value?.kind !== 'name' || value.name !== rest.name || dropped.length !== 1) return null;
  const [{ key, value: bound } = { key: null, value: rest }] = dropped;
  if (key?.kind !== 'constant' || bound.kind !== 'name') return null;
  const title = `Keep "${key.value}"`;
  if (entries.length === 2)
    return {
      title,
      kind: 'repair',
      safety: 'suggested',
      edits: [replace(context, unit, node, textOf(context, unit, node.callee.object))],
    };
  const text = textOf(context, unit, { start: key.start, end: parameter.end });
  const length = /^[\w$]+(?:\s*:\s*[\w$]+)?\s*,\s*/.exec(text)?.[0].length;
  if (length === undefined) return null;
  const edits = [replace(context, unit, { start: key.start, end: key.start + length }, '')];
  return { title, kind: 'repair', safety: 'suggested', edits };
}

/** Takes it out of `_.omit(row, ['source', 'id'])`; where nothing else is left out, the rows stay as they are. */
function keepInOmit(call: Call, unit: FlowUnit, context: FixContext): Fix | null {
  const [row, given, ...more] = call.arguments.map(({ value }) => value);
  if (nameOf(call.callee) !== 'omit' || row?.kind !== 'name' || !given || more.length > 0) return null;
  const keys = given.kind === 'sequence' ? given.items : [given];
  const [dropped, ...others] = keys.filter((key) => key.kind === 'constant' && namesOrigin(String(key.value)));
  if (dropped?.kind !== 'constant' || others.length > 0 || keys.some(({ kind }) => kind !== 'constant')) return null;
  const rest = keys.filter((key) => key !== dropped).map((key) => textOf(context, unit, key));
  const map = expressionsIn(unit.body).find(
    (each): each is MethodCall =>
      isMethod(each, 'map') &&
      each.arguments.length === 1 &&
      each.arguments[0]!.value.kind === 'function' &&
      onlyReturn(each.arguments[0]!.value.function) === call,
  );
  const edit =
    rest.length > 0
      ? replace(context, unit, given, `[${rest.join(', ')}]`)
      : map && replace(context, unit, map, textOf(context, unit, map.callee.object));
  return edit ? { title: `Keep "${dropped.value}"`, kind: 'repair', safety: 'suggested', edits: [edit] } : null;
}

/** `rows.map(({ source, ...rest }) => rest)`, with this pattern. */
const takes = (node: MethodCall, pattern: Expression): boolean =>
  node.arguments.some(({ value }) => value.kind === 'function' && value.function.parameters[0]?.target === pattern);
