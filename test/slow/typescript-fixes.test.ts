import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import ts from 'typescript';
import { repaired, repairedBy } from '../../server/src/fixes/test-repair.ts';
import { frameworks } from './stub-frameworks.ts';
import { type Case, cases, labelled } from './typescript-cases.ts';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Repairs of TypeScript, run under Node before and after with the package as it is published. */
describe('repairs of TypeScript', () => {
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'typescript-fixes-'));
  after(() => fs.rmSync(temporary, { recursive: true, force: true }));

  before('with the package installed', () => {
    fs.writeFileSync(path.join(temporary, 'package.json'), '{ "private": true }\n');
    npm(root, ['pack', '--pack-destination', temporary]);
    const [tarball] = fs.readdirSync(temporary).filter((name) => name.endsWith('.tgz'));
    npm(temporary, ['install', '--offline', '--no-audit', '--no-fund', path.join(temporary, tarball!)]);
    for (const [name, { code, types }] of Object.entries({
      ...frameworks,
      openai: { code: OPENAI, types: OPENAI_TYPES },
    }))
      install(name, code, types);
  });

  for (const example of cases) {
    it(`${example.rule}: ${example.name}`, async () => {
      const { code, extension = 'ts', rule, numbers } = example;
      const name = `report.${extension}`;
      const first = await repaired(code, { name, unsafeFixes: false });
      assert(
        first.offers.some((offer) => offer !== 'none'),
        'nothing is offered',
      );
      const { title } = example;
      const { text, left } = title
        ? await repairedBy(title, code, name)
        : await repaired(code, { name, unsafeFixes: true });
      assert.notEqual(text, code, 'nothing is repaired');
      assert.deepEqual(
        left.filter((one) => one === rule),
        [],
        text,
      );
      const before = await repaired(code, { name, only: '' });
      for (const other of left) assert(before.left.includes(other), `${other} is new:\n${text}`);
      assert.equal(
        (await repaired(text, { name, unsafeFixes: true, only: rule })).text,
        text,
        'a second time changes it again',
      );

      const [was, is] = [run(example, code), run(example, text)];
      assert.equal(was.error, '', was.error);
      assert.equal(is.error, '', `${is.error}\n${text}`);
      assert.equal(is.numbers.length, numbers.length, text);
      for (const [i, expected] of numbers.entries()) {
        if (expected === null) assert.equal(is.numbers[i], was.numbers[i], `number ${i + 1}`);
        else {
          assert(
            Math.abs(is.numbers[i]! - expected) < 1e-6,
            `number ${i + 1}: ${is.numbers[i]} instead of ${expected}\n${text}`,
          );
          assert(!(Math.abs(was.numbers[i]! - expected) < 1e-6), `number ${i + 1}: the example shows no difference`);
        }
      }
      for (const [which, source] of [
        ['before', code],
        ['after', text],
      ] as const)
        if (extension === 'ts') assert.deepEqual(typeErrors(source), [], `${which}:\n${source}`);
    });
  }

  it('draws a sample, stops until it is labelled, and then corrects with it', async () => {
    const { text } = await repaired(labelled.code, { name: 'report.ts', unsafeFixes: true });
    assert.deepEqual(typeErrors(text), [], text);
    const folder = prepare(labelled, text);
    assert.match(start(folder, 'ts').stderr, /RangeError: no row of the sheet is labelled yet/);
    const sheet = path.join(folder, 'to_label.csv');
    fs.writeFileSync(sheet, labelled.fill(fs.readFileSync(sheet, 'utf8')));
    const { stdout, stderr } = start(folder, 'ts');
    assert.equal(stderr, '');
    assert(Math.abs(Number(stdout) - labelled.expected(fs.readFileSync(sheet, 'utf8'))) < 1e-6, stdout);
  });

  function install(name: string, code: string, types: string): void {
    const folder = path.join(temporary, 'node_modules', name);
    const main = { types: './index.d.ts', default: './index.js' };
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(
      path.join(folder, 'package.json'),
      JSON.stringify({ name, type: 'module', exports: { '.': main, './evaluation': main } }),
    );
    fs.writeFileSync(path.join(folder, 'index.js'), code);
    fs.writeFileSync(path.join(folder, 'index.d.ts'), types);
  }

  function prepare({ files }: Pick<Case, 'files'>, code: string, extension = 'ts'): string {
    const folder = fs.mkdtempSync(path.join(temporary, 'case-'));
    for (const [name, data] of Object.entries(files))
      fs.writeFileSync(path.join(folder, name), typeof data === 'string' ? data : JSON.stringify(data));
    const target = extension === 'ts' ? 'report.mjs' : `report.${extension}`;
    const javascript = extension === 'ts' ? esbuild.transformSync(code, { loader: 'ts', format: 'esm' }).code : code;
    fs.writeFileSync(path.join(folder, target), javascript);
    return folder;
  }

  function start(folder: string, extension: string) {
    const target = extension === 'ts' ? 'report.mjs' : `report.${extension}`;
    return spawnSync(process.execPath, [target], { cwd: folder, encoding: 'utf8', timeout: 60_000 });
  }

  function run(example: Case, code: string): { readonly numbers: readonly number[]; readonly error: string } {
    const { stdout, stderr, status } = start(prepare(example, code, example.extension), example.extension ?? 'ts');
    const told = stdout.replace('effective sample size', '');
    return { numbers: told.trim().split(/\s+/).map(Number), error: status === 0 ? '' : stderr };
  }

  function typeErrors(code: string): readonly string[] {
    const file = path.join(temporary, 'report.mts');
    fs.writeFileSync(file, code);
    const program = ts.createProgram([file], STRICT);
    return ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  }
});

const STRICT: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ['node'],
  typeRoots: [path.join(root, 'node_modules/@types')],
};

/** A model that answers with what stands behind `answer:` in the question: of `5|3`, GPT the first and others the second; of `4/3`, one after the other. */
const OPENAI = `const asked = new Map();
const pick = (text, model) => {
  const times = asked.get(text) ?? 0;
  asked.set(text, times + 1);
  const turns = text.split('/');
  return turns[times % turns.length].split('|').at(model.startsWith('gpt') ? 0 : -1);
};
export default class OpenAI {
  responses = {
    create: async ({ model, input }) => {
      const [, text] = /answer:\\s*(\\S+)/i.exec(input) ?? [];
      return { output_text: text ? pick(text, model) : input };
    },
  };
  chat = { completions: { create: async ({ messages }) => ({ choices: [{ message: { content: /answer:\\s*(\\S+)/i.exec(messages.at(-1).content)?.[1] ?? '' } }] }) } };
};
`;

const OPENAI_TYPES = `declare class OpenAI {
  responses: { create(options: { model: string; input: string }): Promise<{ output_text: string }> };
  chat: { completions: { create(options: object): Promise<{ choices: [{ message: { content: string | null } }] }> } };
}
export default OpenAI;
`;

function npm(cwd: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync('npm', args, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    timeout: 240_000,
  });
  assert.equal(status, 0, stderr);
}
