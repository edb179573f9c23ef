import type { Expression, FlowModule, FlowUnit, Import, Language, Statement } from './flow/program.ts';
import { expressionsIn } from './flow/walk.ts';
import type { SourceDocument } from './workspace/document.ts';
import { stemOf } from './workspace/uri.ts';

/** Is the module a unit test? What it computes are examples, and nobody reports them. */
export function isUnitTest(module: FlowModule): boolean {
  return IS_UNIT_TEST[module.language](module);
}

const IS_UNIT_TEST: Readonly<Record<Language, (module: FlowModule) => boolean>> = {
  python: isPythonTest,
  typescript: isTypeScriptTest,
  promptfoo: () => false,
};

/** A module that only stands in for another (`unittest.mock`) tests nothing. */
const PYTHON_FRAMEWORK = /^(pytest|unittest(?!\.mock)|nose|hypothesis|absl\.testing)(\.|$)/;
const PYTHON_FILE = /\/(test_[^/]*|[^/]*_test|conftest)\.py$/;

function isPythonTest({ document, units }: FlowModule): boolean {
  const statements = units.flatMap(({ body }) => body);
  if (statements.some(importsPythonFramework)) return true;
  // test_model.py may well test a model: it must hold tests
  return PYTHON_FILE.test(document) && statements.some(isPythonTestCase);
}

const importsPythonFramework = (statement: Statement): boolean =>
  statement.kind === 'import' &&
  PYTHON_FRAMEWORK.test(statement.module) &&
  !(statement.module === 'unittest' && statement.names?.every(({ name }) => name === 'mock'));

const isPythonTestCase = (statement: Statement): boolean =>
  (statement.kind === 'define-function' && /^test_/.test(statement.function.name)) ||
  (statement.kind === 'define-class' && /^Test|Test(Case)?$/.test(statement.name));

const FRAMEWORK =
  /^(vitest|@jest\/globals|jest|mocha|chai|ava|tap|tape|uvu|jasmine|node:test|bun:test|@playwright\/test|@testing-library\/[\w-]+)(\/|$)/;
const FILE = /(?:\.(?:test|spec)|[/._-]unit[._-]?tests?)\.[cm]?[jt]sx?$|\/__tests__\/.*\.[cm]?[jt]sx?$/;

/** Evaluations are often run by a test runner: what they import is made for evaluations. */
const EVALUATION_LIBRARY =
  /^(evalite|vitest-evals|viteval|autoevals|braintrust|openevals|agentevals|langsmith|promptfoo|deepeval(-ts)?|ragas|opik|weave|@mastra\/evals|@arizeai\/phoenix-(evals|client|test)|@langwatch\/[\w-]+|axiom\/ai\/evals)(\/|$)/;
/** A test that asks a model is one of the model, unless something stands in for it. */
const MODEL_LIBRARY =
  /^(openai|ai|cohere-ai|groq-sdk|ollama)(\/|$)|^@(ai-sdk|anthropic-ai|mistralai)\/|^@google\/gen|^@langchain\/(openai|anthropic|google)/;
/** A text in quotes that may be one of these. */
const QUOTED_LIBRARY = new RegExp(
  [EVALUATION_LIBRARY, MODEL_LIBRARY]
    .map(({ source }) => source.replaceAll('^', '["\'`]').replaceAll('$', '["\'`]'))
    .join('|'),
);

/** `vi.mock('openai')` */
const standsIn = (statement: Statement): boolean =>
  statement.kind === 'evaluate' &&
  statement.value.kind === 'call' &&
  statement.value.callee.kind === 'attribute' &&
  /^(unstable_)?(do)?mock/i.test(statement.value.callee.name);

/** `accuracy.eval.test.ts`, `eval-summaries.spec.ts`: a word of its own in the name. */
const EVALUATION_FILE = /(^|[._-])evals?[._-]/i;
const EVALUATION_FOLDER = /^_*(evals?|evaluations?)_*$/i;
/** `answers.eval.test.ts` is the evaluation of `answers.ts`. */
const EVALUATION_OF = /[._-]evals?\.(?:test|spec)\.[cm]?[jt]sx?$/i;
/** `}, 120_000);`: what is made for a test answers at once, and a model takes its time. */
const WAITS = /\}\s*,\s*(?:[3-9]\d|\d{3,})_?000\s*,?\s*\)/;
const LONG = 30_000;
const UNIT_FOLDER = /^unit(?:[._-]?tests?)?$/i;
/** Folders right above a file: of those further up, one may be what all of a project is in. */
const NEAR = 3;

function isTypeScriptTest({ document, units }: FlowModule): boolean {
  const imported = units.flatMap(({ body }) => body).filter((statement) => statement.kind === 'import');
  const imports = (modules: RegExp) => imported.some(({ module }: Import) => modules.test(module));
  if (!FILE.test(document) && !imports(FRAMEWORK)) return false;
  const isReal = !units.some(({ body }) => body.some(standsIn));
  const asksModels = imports(MODEL_LIBRARY) && isReal;
  // one that asks a model itself may be of what a module elsewhere gives: `tests/recipes.test.ts`, of `../src/recipes`
  const mayBeTested = ({ module }: Import) => !asksModels || module.startsWith('./');
  const isOfModule = !EVALUATION_OF.test(document);
  if (isOfModule && imported.some((one) => mayBeTested(one) && isNamesake(one.module, stemOf(document)))) return true;
  const isLive = asksModels || (isReal && units.some(waitsLong));
  return !isNamedEvaluation(document) && !imports(EVALUATION_LIBRARY) && !isLive;
}

/** `it('reads well', async () => …, 120_000)` */
const waitsLong = ({ body }: FlowUnit): boolean =>
  expressionsIn(body).some(
    (node) => node.kind === 'call' && node.arguments.length > 1 && isLong(node.arguments.at(-1)!.value),
  );

const isLong = (node: Expression): boolean =>
  node.kind === 'constant' && typeof node.value === 'number' && node.value >= LONG;

/** A module of the project by the name of the test: `./rubric.js` of `rubric.test.ts`, `@/eval/graders/llm` of `eval-graders.test.ts`. */
const isNamesake = (module: string, stem: string): boolean =>
  /^(?:\.|[@~]\/|src\/)/.test(module) &&
  (stemOf(module) === stem || (stem.includes('-') && `${module}/`.includes(`/${stem.replaceAll('-', '/')}/`)));

/** Is a stored text one for sure, whatever the code in it? Then it need not be parsed. */
export const isUnitTestByName = ({ uri, language, units }: SourceDocument): boolean =>
  language === 'typescript' &&
  FILE.test(uri) &&
  !isNamedEvaluation(uri) &&
  !units.some(({ text }) => QUOTED_LIBRARY.test(text) || WAITS.test(text));

function isNamedEvaluation(document: string): boolean {
  const [file = '', ...folders] = document.split('/').reverse();
  if (folders[0] === '__tests__') return EVALUATION_FILE.test(file); // those of a harness for evaluations
  if (folders.slice(0, NEAR).some((folder) => UNIT_FOLDER.test(folder))) return false;
  return EVALUATION_FILE.test(file) || folders.slice(0, NEAR).some((folder) => EVALUATION_FOLDER.test(folder));
}
