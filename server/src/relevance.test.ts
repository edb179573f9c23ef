import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { RULES } from '@unpool/shared/protocol/finding.ts';
import { createAnalyser } from './analyser.ts';
import type { Catalog } from './catalog/catalog.ts';
import { builtinCatalogs } from './catalog/index.ts';
import { createClues, filesIn } from './clues.ts';
import { NO_CONFIGURATION } from './configuration/configuration.ts';
import { inText } from './languages/in-text.ts';
import { languageOf } from './languages/language-of.ts';
import { importsIn } from './languages/python/imports-in-text.ts';
import { createPythonParser } from './languages/python/parser.ts';
import { TELLING_WORDS } from './provenance/names.ts';
import { blocksOf, fileNameOf } from './rules/page.ts';
import { testAssets } from './test-assets.ts';
import type { SourceDocument } from './workspace/document.ts';
import { importedNames } from './workspace/module-graph.ts';
import type { Workspace } from './workspace/workspace.ts';

const FOLDER = 'file:///project';

/** A workspace of stored scripts. */
function stored(files: Readonly<Record<string, string>>): Workspace & { script(name: string): SourceDocument } {
  const script = (name: string, version: number | null = null): SourceDocument => {
    const uri = `${FOLDER}/${name}`;
    return { uri, language: languageOf(name), units: [{ uri, cell: null, text: files[name]!, version }] };
  };
  const nameOf = (uri: string) => uri.slice(FOLDER.length + 1);
  return {
    folders: [FOLDER],
    open: () => undefined,
    document: async (uri) => (nameOf(uri) in files ? script(nameOf(uri)) : undefined),
    readFile: async (uri) => (nameOf(uri) in files ? new TextEncoder().encode(files[nameOf(uri)]) : undefined),
    list: async (folder) => (folder === FOLDER ? Object.keys(files).map((name) => ({ name, isFolder: false })) : []),
    configuration: async () => NO_CONFIGURATION,
    evidence: async () => null,
    numbers: async () => null,
    script,
  };
}

const LIBRARIES = '../../docs/libraries/';
const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const pages = [
  ...RULES.map((rule) => `rules/${rule}.md`),
  ...readdirSync(new URL(LIBRARIES, import.meta.url)).map((name) => `${LIBRARIES}${name}`),
];
const examples = pages.flatMap((path) =>
  blocksOf(read(path)).flatMap((block) => {
    const file = fileNameOf(block);
    return file === null ? [] : [{ path, file, code: block.code, line: block.line }];
  }),
);
const clues = createClues(builtinCatalogs.python, inText.python);
const suffices = (text: string): boolean => clues.suffice(clues.of(text));
const cluesOfTypeScript = createClues(builtinCatalogs.typescript, inText.typescript);
const sufficesInTypeScript = (text: string): boolean => cluesOfTypeScript.suffice(cluesOfTypeScript.of(text));

/** `*.chat.completions.create` → `chat.completions.create` */
const plain = (name: string): string => name.replace(/^[*?]\./, '').replace(/\*\./g, '');

/** A call in TypeScript of what an entry of the catalog names, with its import. */
function importing(name: string): string {
  const [, module, path] = /^((?:@[^/.]+\/)?[^.*?]+)(?:\.(.+))?$/.exec(name) ?? [];
  if (!module) return `${plain(name)}(rows)\n`;
  if (!path) return `import library from '${module}'\nlibrary(rows)\n`;
  return `import { ${path.split('.')[0]} } from '${module}'\n${path}(rows)\n`;
}

describe('telling that nothing can be found', () => {
  it('changes no finding of any example', async () => {
    const analyser = await createAnalyser(stored({}), testAssets);
    const findings = async (file: string, text: string, version: number | null) => {
      const uri = `${FOLDER}/${file}`;
      const script = { uri, language: languageOf(file), units: [{ uri, cell: null, text, version }] };
      return (await analyser.analyse(script, { minConfidence: 'possible' }))?.findings;
    };
    let found = 0;
    for (const { path, file, code, line } of examples) {
      const all = await findings(file, code, 1);
      found += all?.length ?? 0;
      assert.deepEqual(await findings(file, code, null), all, `${path}, line ${line}`);
    }
    assert.ok(found > 30);
  });

  it('takes every word that names are evidence by for a clue', () => {
    const { rows, judges, models, given, imputed, human, entries } = TELLING_WORDS;
    for (const word of [...rows, ...judges]) {
      assert.ok(suffices(`rows = load("data/${word}.csv")\nx = a / b`), word);
      assert.ok(suffices(`rows = load("\\t${word} data")\nx = a / b`), word);
    }
    for (const model of models)
      for (const word of given) assert.ok(suffices(`df["${model}_${word}"].mean()`), `${model}_${word}`);
    for (const a of imputed)
      for (const b of human) assert.ok(suffices(`df["${b}_label"].fillna(df["${a}_label"]).mean()`), `${a}, ${b}`);
    for (const word of entries)
      assert.ok(suffices(`df = pd.read_csv(path)\ndf[df["source"] != "${word}"].mean()`), word);
    assert.ok(suffices('# unpool: synthetic\nx = f(a).mean()'));
  });

  const takesCalls = ({ entries }: Catalog, suffice: (text: string) => boolean, callOf: (name: string) => string) => {
    for (const { call, does } of entries)
      for (const name of [call].flat()) {
        const code = callOf(name);
        // a request by hand, a program or answers fetched later are of a model by the prompt beside them
        const isRequest = does.kind === 'generates' && (does.having || does.when || does.later) !== undefined;
        if (['generates', 'synthesizes', 'resamples'].includes(does.kind) && !isRequest)
          assert.ok(suffice(`${code}x = a / b.length`), name);
        if (does.kind === 'scores' && does.around === undefined) assert.ok(suffice(`${code}x = a / b.length`), name);
        if (does.kind === 'evaluates' && does.scorers === null) assert.ok(suffice(code), name);
        if (['estimates', 'evaluates', 'splits'].includes(does.kind))
          assert.ok(suffice(`synthetic_df = load()\n${code}`), name);
      }
  };

  it('takes every call of the catalogue that makes data or a number for a clue', () => {
    takesCalls(builtinCatalogs.python, suffices, (name) => `${plain(name)}(rows)\n`);
    takesCalls(builtinCatalogs.typescript, sufficesInTypeScript, importing);
  });

  it('takes a call in TypeScript however it is imported', () => {
    for (const code of [
      "import { generateText } from 'ai'",
      "import { generateText as ask } from 'ai'",
      "import * as ai from 'ai'\nai.generateText(rows)",
      "const { generateText } = require('ai')",
      "const { generateText } = await import('ai')",
      "export { generateText } from 'ai'",
    ])
      assert.ok(sufficesInTypeScript(`${code}\nconst x = a / b.length`), code);
    // a library of the same name, and a word
    assert.ok(!sufficesInTypeScript("import { generateText } from './text'\nconst x = a / b.length"));
    assert.ok(!sufficesInTypeScript('const generateText = 3\nconst x = a / b.length'));
  });

  it('takes a share of what was counted for a number, whatever the counts are called', () => {
    const asked = "import { generateText } from 'ai'\n";
    for (const code of [
      'tally.ours / (tally.ours + tally.theirs)',
      '(seen[a] - seen[b]) / (seen[a] + seen[b])',
      "by('ours') / (by('ours') + by('theirs'))",
      '(100 * tally.ours) / decided',
    ])
      assert.ok(sufficesInTypeScript(`${asked}const x = ${code}`), code);
    for (const code of ['width / (2 * columns)', 'share / 2', 'size / (columns)'])
      assert.ok(!sufficesInTypeScript(`${asked}const x = ${code}`), code);
  });

  it('takes a prompt that asks which is better for a clue, whatever is compared', () => {
    const shares = 'const x = a / b.length';
    assert.ok(sufficesInTypeScript(`ask('Choose the better commit message for the diff.');\n${shares}`));
    assert.ok(!sufficesInTypeScript(`ask('Write a better commit message for the diff.');\n${shares}`));
  });

  it('is silenced by no comment or docstring, and by none made one', () => {
    assert.ok(!suffices('# the synthetic rows\nx = a / b'));
    assert.ok(!suffices('"""Synthetic rows."""\ndef f(a):\n    """Of generated data."""\n    return a / 2'));
    assert.ok(suffices('x = """select * from synthetic_rows where a and b"""\ny = a / b'));
    assert.ok(suffices('s = "# not a comment"; t = "synthetic.csv"\ny = a / b'));
    assert.ok(
      suffices('def f():\n    """never closed\nx = load("synthetic.csv")\ny = x.mean()\ndef g(\n):\n    """Doc."""'),
    );
    assert.ok(suffices('y = f"{len(synthetic_rows)} rows" + str(a / b)'));
  });

  it('finds every module that may be imported', async () => {
    const parser = await createPythonParser(testAssets);
    const special = `import a.b.c as d, e
from . import f
from .g.h import (i,  # why
  j as k)
from l import *
if x: import m; from n \\
  import o
def p():
    from ..q import r
from s.t import(u)
from.v import w`;
    for (const text of [special, ...examples.map(({ code }) => code)]) {
      const module = { document: 'file:///a.py', language: 'python', units: [parser.lower(text, null)] } as const;
      const seen = new Set(importsIn(text));
      assert.deepEqual(
        importedNames(module).filter((name) => !seen.has(name)),
        [],
        text,
      );
    }
  });

  it('looks at what is imported, too', async () => {
    const workspace = stored({
      'report.py': 'from rows import load_rows\nfrom numbers_of import spread\nprint(spread(load_rows()))\n',
      'rows.py':
        'import pandas as pd\ndef load_rows():\n    return pd.concat([pd.read_csv("real.csv"), pd.read_csv("synthetic.csv")])\n',
      'numbers_of.py': 'def spread(rows):\n    return rows["score"].mean()\n',
    });
    const analyser = await createAnalyser(workspace, testAssets);
    const analysis = await analyser.analyse(workspace.script('report.py'), { minConfidence: 'likely' });
    assert.equal(analysis?.findings.length, 1);
  });

  const JUDGED = `import OpenAI from 'openai';
const reply = await new OpenAI().responses.create({ model: 'gpt-4o', input: \`Rate the answer from 1 to 5: \${answer}\` });
export const verdicts = [Number(reply.output_text)];
`;

  const foundIn = async (files: Readonly<Record<string, string>>, file: string) => {
    const workspace = stored(files);
    const analyser = await createAnalyser(workspace, testAssets);
    return (await analyser.analyse(workspace.script(file), { minConfidence: 'likely' }))?.findings.length;
  };

  it('looks behind a module that hands on what it imports', async () => {
    const files = {
      'run.ts': `${JUDGED}import { mean } from './lib';\nconsole.log(mean(verdicts));\n`,
      'lib.ts': "export * from './numbers';\n",
      'numbers.ts': 'export const mean = (xs) => xs.reduce((a, b) => a + b, 0) / xs.length;\n',
    };
    assert.equal(await foundIn(files, 'run.ts'), 1);
  });

  it('takes a run that fails by the number of another module for a clue', async () => {
    const files = {
      'gate.ts': "import { rate } from './judge';\nif ((await rate()) < 0.9) process.exit(1);\n",
      'judge.ts': `${JUDGED}export const rate = async () => verdicts.reduce((a, b) => a + b, 0) / verdicts.length;\n`,
    };
    assert.equal(await foundIn(files, 'gate.ts'), 1);
  });

  it('takes a file of JSON for a clue only where a module that may supply something writes it', () => {
    const held = cluesOfTypeScript.of(
      "import { readFileSync } from 'fs';\nconst rows = JSON.parse(readFileSync('out.json'));\nconst x = a / rows.length;\n",
    );
    assert.ok(cluesOfTypeScript.suffice(held, held, true));
    assert.ok(!cluesOfTypeScript.suffice(held, held, false));
    assert.deepEqual(filesIn(held), ['out.json']);
    const sampled = cluesOfTypeScript.of(
      "import { readFileSync } from 'fs';\nconst rows = parse(readFileSync('out.csv'));\nconst x = a / rows.length;\n",
    );
    assert.ok(cluesOfTypeScript.suffice(sampled, sampled, false));
  });

  it('takes a table for a clue only where rows of it are computed with, and a module that may supply something writes it', () => {
    const read = 'const rows = await prisma.reply.findMany({ where: { open: true } });\n';
    const counted = cluesOfTypeScript.of(`${read}console.log(rows.filter((row) => row.ok).length / rows.length);\n`);
    assert.ok(cluesOfTypeScript.suffice(counted, counted, true));
    assert.ok(!cluesOfTypeScript.suffice(counted, counted, false));
    assert.deepEqual(filesIn(counted), ['reply.sql']);
    const shown = cluesOfTypeScript.of(`${read}export default () => <Replies rows={rows} />;\n`);
    assert.ok(!cluesOfTypeScript.suffice(shown, new Set([...shown, ...counted]), true));
  });

  it('takes a file that is stored for a clue where rows of another were read and a model is asked, not of a table', () => {
    const made = "import OpenAI from 'openai';\nconst reply = await new OpenAI().responses.create({ model, input });\n";
    const store = "writeFileSync('all.json', JSON.stringify(rows));\n";
    const file =
      "import { readFileSync, writeFileSync } from 'fs';\nconst rows = JSON.parse(readFileSync('rows.json', 'utf8'));\n";
    const table = "import { writeFileSync } from 'fs';\nconst rows = await prisma.reply.findMany();\n";
    assert.ok(sufficesInTypeScript(file + made + store));
    assert.ok(!sufficesInTypeScript(table + made + store));
    assert.ok(!sufficesInTypeScript(file + store));
  });

  it('takes neither code that a program wrote nor what is said to people for names of rows', () => {
    const rate = 'const rate = done / items.length;\n';
    for (const code of [
      "import { Status } from '@/generated/prisma/enums';\n",
      "import { prices } from './prices.generated';\n",
      "toast('Draft generated');\n",
      "const label = t('label'), model = 'gpt-4o';\n",
      'const bounds = assemble(value ?? 0, mean);\n',
    ])
      assert.ok(!sufficesInTypeScript(code + rate), code);
    for (const code of [
      "const made = rows.filter((row) => row.origin === 'generated');\n",
      "import rows from './generated-rows.json';\n",
      "const column = 'gpt_label';\n",
      'const error = standardError(value ?? mean);\n',
    ])
      assert.ok(sufficesInTypeScript(code + rate), code);
  });

  it('takes a setting for no data file, and a module without any clue for one that adds nothing', () => {
    const settings = cluesOfTypeScript.of("import { readFileSync } from 'fs';\nreadFileSync('see package.json');\n");
    assert.ok(!cluesOfTypeScript.adds(settings));
    assert.ok(!cluesOfTypeScript.adds(cluesOfTypeScript.of('export const trimmed = (text) => text.trim();\n')));
    assert.ok(cluesOfTypeScript.adds(cluesOfTypeScript.of('export const read = (text) => JSON.parse(text);\n')));
  });
});
