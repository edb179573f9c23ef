import type { Expression, If, Name, Statement } from '../../flow/program.ts';
import { type Context, nameOf, textOf, unknown } from './context.ts';
import { lowerAlternatives } from './lower-alternatives.ts';
import { hasTrailingComma, lowerExpression, lowerTogether } from './lower-expression.ts';
import { lowerBlock } from './lower-statement.ts';
import type { Syntax } from './syntax.ts';

/** Stands for the matched value where that is no plain name; no name in Python can be equal to it. */
const SUBJECT = 'match subject';

/**
 * A `match` is a chain of ifs: the test compares the subject with the literals of the pattern (or is unknown),
 * and the branch begins with what the pattern binds.
 */
export function lowerMatch(context: Context, node: Syntax): Statement[] {
  const subjects = node.children.slice(0, -1);
  const cases = node.children.at(-1)!.children;
  const value = lowerTogether(context, subjects);
  if (value.kind === 'name') return lowerCases(context, cases, value, node.end);
  const subject: Name = { kind: 'name', name: SUBJECT, start: value.start, end: value.end };
  const { start, end } = value;
  return [
    { kind: 'assign', targets: [subject], value, operator: null, annotation: null, start, end },
    ...lowerCases(context, cases, subject, node.end),
  ];
}

function lowerCases(context: Context, cases: readonly Syntax[], subject: Name, end: number): Statement[] {
  const last = cases.findIndex((clause) => matchesAll(context, clause));
  const lowerLast = () => (last < 0 ? [] : lowerCase(context, cases[last]!, subject).statements);
  return lowerAlternatives(context, last < 0 ? cases : cases.slice(0, last), lowerLast, (clause, otherwise) =>
    ifMatched(clause, lowerCase(context, clause, subject), subject, otherwise, end),
  );
}

/** Behind such a clause Python allows no other. */
function matchesAll(context: Context, clause: Syntax): boolean {
  const patterns = clause.children.filter((child) => child.type === 'case_pattern');
  if (patterns.length !== 1 || clause.children.some((child) => child.type === 'if_clause')) return false;
  const pattern = inner(context, patterns[0]!);
  return !pattern || isCapture(context, pattern);
}

interface Branch {
  /** Null where the pattern matches everything. */
  readonly test: Expression | null;
  readonly guard: Expression | null;
  /** Bindings, then the body. */
  readonly statements: Statement[];
  readonly bindings: number;
}

function lowerCase(context: Context, clause: Syntax, subject: Name): Branch {
  const patterns = clause.children.filter((child) => child.type === 'case_pattern');
  const guard = clause.children.find((child) => child.type === 'if_clause');
  const only = patterns.length === 1 ? patterns[0]! : null;
  const bindings = only
    ? bindingsOf(context, only, subject)
    : patterns.flatMap((part) => parts(context, part, subject));
  return {
    test: only ? testOf(context, only, subject) : unknown(clause, [subject]),
    guard: guard ? lowerExpression(context, guard.children[0]!) : null,
    statements: [...bindings, ...lowerBlock(context, clause.children.at(-1)!.children)],
    bindings: bindings.length,
  };
}

/** A guard stands behind the bindings that it may use. */
function ifMatched(clause: Syntax, branch: Branch, subject: Name, otherwise: Statement[], end: number): If {
  const { test, guard, statements, bindings } = branch;
  const { start } = clause;
  const guarded: Statement[] = guard
    ? [
        ...statements.slice(0, bindings),
        {
          kind: 'if',
          test: guard,
          then: statements.slice(bindings),
          otherwise: [],
          start: guard.start,
          end: clause.end,
        },
      ]
    : statements;
  return { kind: 'if', test: test ?? unknown(clause, [subject]), then: guarded, otherwise, start, end };
}

/** The pattern below `case_pattern`; undefined for `_` and `-1`'s sign, which have no node. */
function inner(context: Context, node: Syntax): Syntax | undefined {
  let pattern: Syntax | undefined = node;
  while (pattern && (pattern.type === 'case_pattern' || isGroup(context, pattern))) pattern = pattern.children[0];
  return pattern;
}

/** `(pattern)` reads as a tuple of one. */
function isGroup(context: Context, { type, children, end }: Syntax): boolean {
  return type === 'tuple_pattern' && children.length === 1 && !hasTrailingComma(context, children[0]!.end, end);
}

const LITERALS = new Set(['string', 'concatenated_string', 'integer', 'float', 'true', 'false', 'none']);

function testOf(context: Context, node: Syntax, subject: Name): Expression | null {
  const pattern = inner(context, node);
  if (!pattern || isCapture(context, pattern)) return null;
  const { start, end } = node;
  const alternatives = pattern.type === 'union_pattern' ? pattern.children : [pattern];
  if (!alternatives.every((alternative) => LITERALS.has(alternative.type))) return unknown(node, [subject]);
  const tests = alternatives.map((alternative): Expression => {
    const operands = [subject, literal(context, alternative)];
    return { kind: 'operation', form: 'comparison', operator: '==', operands, start, end };
  });
  if (tests.length === 1) return tests[0]!;
  return { kind: 'operation', form: 'logical', operator: 'or', operands: tests, start, end };
}

/** The sign of a negative number is no node of its own. */
function literal(context: Context, node: Syntax): Expression {
  const value = lowerExpression(context, node);
  if (value.kind !== 'constant' || typeof value.value !== 'number') return value;
  const signed = context.source.slice(0, node.start).trimEnd().endsWith('-');
  return signed ? { ...value, value: -value.value } : value;
}

function isCapture(context: Context, pattern: Syntax): boolean {
  return pattern.type === 'dotted_name' && !textOf(context, pattern).includes('.');
}

/** What a pattern for the whole subject binds: `case x` and `case … as x` the subject itself. */
function bindingsOf(context: Context, node: Syntax, subject: Name): Statement[] {
  const pattern = inner(context, node);
  if (!pattern) return [];
  if (isCapture(context, pattern)) return [bind(nameOf(context, pattern), subject)];
  if (pattern.type !== 'as_pattern') return parts(context, pattern, subject);
  const [whole, alias] = pattern.children;
  return [...bindingsOf(context, whole!, subject), bind(nameOf(context, alias!), subject)];
}

/** What is bound within a pattern is some part of the subject. */
function parts(context: Context, node: Syntax, subject: Name): Statement[] {
  if (isCapture(context, node)) return [bind(nameOf(context, node), unknown(node, [subject]))];
  const bound = node.type === 'splat_pattern' || node.type === 'as_pattern' ? node.children.at(-1) : undefined;
  const own = bound?.type === 'identifier' ? [bind(nameOf(context, bound), unknown(bound, [subject]))] : [];
  const children = node.type === 'class_pattern' ? node.children.slice(1) : node.children;
  const below = children.filter((child) => child !== bound || own.length === 0);
  return [...below.flatMap((child) => parts(context, child, subject)), ...own];
}

function bind(target: Name, value: Expression): Statement {
  const { start, end } = target;
  return { kind: 'assign', targets: [target], value, operator: null, annotation: null, start, end };
}
