import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type { Call, Expression, FlowUnit, FunctionDefinition, Parameter, Span } from '../flow/program.ts';
import { type FixContext, indentAt, lineBreak, lineStart, replace, unitText } from './fix-context.ts';

/** What a call gives for a parameter of the function that it calls; null where it gives nothing, `unknown` where that can't be told. */
export function argumentFor(
  parameter: Parameter,
  { parameters }: FunctionDefinition,
  call: Call,
): Expression | null | 'unknown' {
  if (parameter.target.kind !== 'name') return 'unknown';
  const { name } = parameter.target;
  const named = call.arguments.find((argument) => argument.name === name);
  if (named) return named.value;
  if (call.arguments.some(({ value }) => value.kind === 'spread')) return 'unknown';
  if (parameter.keywordOnly) return null;
  const [first] = parameters;
  const isMethod = first?.target.kind === 'name' && /^(?:self|cls)$/.test(first.target.name);
  const position = parameters.indexOf(parameter) - (isMethod && call.callee.kind === 'attribute' ? 1 : 0);
  return call.arguments.filter((argument) => argument.name === null)[position]?.value ?? null;
}

/** One more argument behind those of a call, on a line of its own where they are; null where there is no room for one. */
export function addArgument(context: FixContext, unit: FlowUnit, call: Call, argument: string): Edit | null {
  const last = call.arguments.at(-1);
  if (!last) return replace(context, unit, positionAt(call.end - 1), argument);
  const text = unitText(context, unit.cell);
  // `f(a for a in b)` takes no other, and a bracket around the last one is not its own
  if (!/^\s*,?\s*$/.test(text.slice(last.value.end, call.end - 1)) || last.value.kind === 'spread') return null;
  if (last.value.kind === 'comprehension' && last.value.form === 'generator') return null;
  return replace(context, unit, positionAt(last.value.end), separator(text, last.value, last.name) + argument);
}

/** One more parameter behind those of a function; null where there is no room for one. */
export function addParameter(
  context: FixContext,
  unit: FlowUnit,
  { parameters, nameSpan, decorators }: FunctionDefinition,
  name: string,
  otherwise: string,
): Edit | null {
  const text = unitText(context, unit.cell);
  const last = parameters.at(-1);
  // what wraps a function may know its parameters
  if ((!nameSpan && !last) || decorators.length > 0 || parameters.some(({ form }) => form !== 'plain')) return null;
  const isTyped = parameters.some(({ annotation }) => annotation !== null);
  const parameter =
    context.module.language === 'typescript'
      ? `${name} = ${otherwise}`
      : isTyped
        ? `${name}: str = ${otherwise}`
        : `${name}=${otherwise}`;
  if (last) return replace(context, unit, positionAt(last.end), separator(text, last, null) + parameter);
  const open = /^\s*\(/.exec(text.slice(nameSpan!.end));
  return open && replace(context, unit, positionAt(nameSpan!.end + open[0].length), parameter);
}

const positionAt = (offset: number): Span => ({ start: offset, end: offset });

function separator(text: string, { start }: Span, name: string | null): string {
  const before = text.slice(lineStart(text, start), start);
  const isAlone = new RegExp(`^[ \\t]+${name ? `${name}\\s*=\\s*` : ''}$`).test(before);
  return isAlone ? `,${lineBreak(text)}${indentAt(text, start)}` : ', ';
}
