import type { FlowModule, Statement } from './flow/program.ts';

/** A module that only stands in for another (`unittest.mock`) tests nothing. */
const FRAMEWORK = /^(pytest|unittest(?!\.mock)|nose|hypothesis|absl\.testing)(\.|$)/;
const FILE = /\/(test_[^/]*|[^/]*_test|conftest)\.py$/;

/** Is the module a unit test? What it computes are examples, and nobody reports them. */
export function isUnitTest({ document, units }: FlowModule): boolean {
  const statements = units.flatMap(({ body }) => body);
  if (statements.some(importsFramework)) return true;
  // test_model.py may well test a model: it must hold tests
  return FILE.test(document) && statements.some(isTest);
}

const importsFramework = (statement: Statement): boolean =>
  statement.kind === 'import' &&
  FRAMEWORK.test(statement.module) &&
  !(statement.module === 'unittest' && statement.names?.every(({ name }) => name === 'mock'));

const isTest = (statement: Statement): boolean =>
  (statement.kind === 'define-function' && /^test_/.test(statement.function.name)) ||
  (statement.kind === 'define-class' && /^Test|Test(Case)?$/.test(statement.name));
