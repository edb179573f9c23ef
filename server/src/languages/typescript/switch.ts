import { ts } from 'ts-morph';
import type { Expression, If, Statement } from '../../flow/program.ts';
import { lowerExpression } from './expressions.ts';
import { operation } from './operations.ts';
import { spanOf } from './spans.ts';
import { lowerStatements } from './statements.ts';

/** Clauses that run into each other; a null test is `default`. */
interface Run {
  readonly clauses: { readonly test: Expression | null; readonly body: readonly Statement[] }[];
}

/** `switch` becomes if / else if / else; the run of clauses with `default` is the last `else`, wherever it stood. */
export function lowerSwitch(node: ts.SwitchStatement, file: ts.SourceFile): readonly Statement[] {
  const at = spanOf(node, file);
  const subject = lowerExpression(node.expression, file);
  const runs = runsOf(node.caseBlock.clauses, subject, file);
  const isDefault = (run: Run) => run.clauses.some(({ test }) => test === null);
  const last = runs.find(isDefault);
  let chain: readonly Statement[] = last ? bodyOf(last) : [];
  for (const run of runs.filter((other) => !isDefault(other)).reverse()) {
    const step: If = { kind: 'if', test: anyOf(testsOf(run)), then: bodyOf(run), otherwise: chain, ...at };
    chain = [step];
  }
  return testlessSwitch(runs) ? [{ kind: 'evaluate', value: subject, ...at }, ...chain] : chain;
}

/** With `default` alone nothing else would evaluate what is switched on. */
function testlessSwitch(runs: readonly Run[]): boolean {
  return runs.every((run) => testsOf(run).length === 0);
}

function runsOf(clauses: readonly ts.CaseOrDefaultClause[], subject: Expression, file: ts.SourceFile): Run[] {
  const runs: Run[] = [];
  let open: Run | null = null;
  for (const clause of clauses) {
    const test = ts.isCaseClause(clause)
      ? operation('===', [subject, lowerExpression(clause.expression, file)], spanOf(clause.expression, file))
      : null;
    const statements = lowerStatements(clause.statements.flatMap(insideBlock), file);
    if (!open) {
      open = { clauses: [] };
      runs.push(open);
    }
    open.clauses.push({ test, body: statements.flatMap(withoutBreak) });
    if (leaves(statements.at(-1))) open = null;
  }
  return runs;
}

/** A clause is often written with braces of its own. */
function insideBlock(node: ts.Statement): readonly ts.Statement[] {
  return ts.isBlock(node) ? node.statements : [node];
}

/** Inside a run, each body but the last runs only when a clause up to it matched. */
function bodyOf(run: Run): readonly Statement[] {
  const tests: Expression[] = [];
  return run.clauses.flatMap(({ test, body }, index): readonly Statement[] => {
    if (test) tests.push(test);
    const first = body[0];
    if (!first || index === run.clauses.length - 1) return body;
    const at = { start: first.start, end: body.at(-1)!.end };
    return [{ kind: 'if', test: anyOf([...tests]), then: body, otherwise: [], ...at }];
  });
}

function testsOf(run: Run): Expression[] {
  return run.clauses.flatMap(({ test }) => test ?? []);
}

function anyOf(tests: readonly Expression[]): Expression {
  const [first] = tests;
  return tests.length === 1 ? first! : operation('||', tests, { start: first!.start, end: tests.at(-1)!.end });
}

function leaves(statement: Statement | undefined): boolean {
  return statement?.kind === 'jump' || statement?.kind === 'return' || statement?.kind === 'raise';
}

/** A `break` of the switch is not one of the loop around it; without it the analysis reads a path too many. */
function withoutBreak(statement: Statement): readonly Statement[] {
  const inside = (body: readonly Statement[]) => body.flatMap(withoutBreak);
  switch (statement.kind) {
    case 'jump':
      return statement.form === 'break' ? [] : [statement];
    case 'if':
      return [{ ...statement, then: inside(statement.then), otherwise: inside(statement.otherwise) }];
    case 'scope':
      return [{ ...statement, body: inside(statement.body) }];
    case 'try': {
      const { body, handlers, otherwise, finally: last } = statement;
      const rest = { handlers: handlers.map(inside), otherwise: inside(otherwise), finally: inside(last) };
      return [{ ...statement, body: inside(body), ...rest }];
    }
    default:
      return [statement];
  }
}
