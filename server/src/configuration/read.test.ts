import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { builtinCatalogs } from '../catalog/index.ts';
import type { Configuration } from './configuration.ts';
import { readConfiguration } from './read.ts';
import { schema } from './schema.ts';
import { parseToml } from './toml.ts';
import type { ConfigurationNode } from './tree.ts';
import { validate } from './validate.ts';

const FILE = 'file:///project/unpool.toml';

const read = (text: string, uri = FILE): Configuration => {
  const configuration = readConfiguration(uri, text);
  assert(configuration, 'it says something of us');
  return configuration;
};

/** `line:column what is there: message` of each problem. */
const problemsIn = (text: string, uri = FILE): string[] =>
  read(text, uri).problems.map(({ line, column, place: { start, end }, message }) => {
    return `${line}:${column} ${text.slice(start, end).split('\n')[0]}: ${message}`;
  });

const EVERYTHING = `
min-confidence = "certain"
exclude = ["notebooks/old/", "*_scratch.py"]
suppressions-need-reason = true

[rules]
naive-pooling = "error"
uncalibrated-judge = { severity = "information", min-confidence = "possible" }

[[data]]
glob = "data/synth/**"
origin = "synthetic"

[[data]]
glob = "data/all.csv"
origin = "synthetic"
column = "source"
values = ["gpt-4", 7, true]

[[data]]
glob = "data/graded.csv"
column = "score"
value-origin = "judged"

[margins]
score = 0.02

[[catalog]]
call = ["my_lib.ask", "*.ask_model"]
does = { kind = "generates", prompt = 0 }

[[catalog]]
call = "my_lib.Grader"
does = { kind = "scores" }
`;

describe('A configuration', () => {
  it('says all that it can say', () => {
    const { problems, data, catalog, ...said } = read(EVERYTHING);
    assert.deepEqual(problems, []);
    assert.deepEqual(said, {
      file: FILE,
      minConfidence: 'certain',
      exclude: ['notebooks/old/', '*_scratch.py'],
      suppressionsNeedReason: true,
      rules: {
        'naive-pooling': { severity: 'error', minConfidence: null },
        'uncalibrated-judge': { severity: 'information', minConfidence: 'possible' },
      },
      margins: { score: 0.02 },
      fix: {},
    });
    assert.deepEqual(
      data.map(({ place: { start, end }, ...rest }) => ({
        ...rest,
        written: EVERYTHING.slice(start, end).split('\n')[0],
      })),
      [
        {
          glob: 'data/synth/**',
          origin: 'synthetic',
          column: null,
          values: null,
          valueOrigin: null,
          written: 'glob = "data/synth/**"',
        },
        {
          glob: 'data/all.csv',
          origin: 'synthetic',
          column: 'source',
          values: ['gpt-4', 7, true],
          valueOrigin: null,
          written: 'glob = "data/all.csv"',
        },
        {
          glob: 'data/graded.csv',
          origin: null,
          column: 'score',
          values: null,
          valueOrigin: 'judged',
          written: 'glob = "data/graded.csv"',
        },
      ],
    );
    assert.deepEqual(catalog, [
      { call: ['my_lib.ask', '*.ask_model'], does: { kind: 'generates', prompt: 0 } },
      { call: 'my_lib.Grader', does: { kind: 'scores', model: null } },
    ]);
  });

  it('stands in three homes', () => {
    const pyproject =
      '[project]\nname = "x"\n\n[tool.unpool]\nmin-confidence = "certain"\n[tool.unpool.rules]\nnaive-pooling = "off"\n';
    const { minConfidence, rules } = read(pyproject, 'file:///project/pyproject.toml');
    assert.deepEqual([minConfidence, rules['naive-pooling']?.severity], ['certain', 'off']);
    const manifest =
      '{ "name": "x", "unpool": { "min-confidence": "certain", "data": [{ "glob": "a.csv", "origin": "real" }] } }';
    const { data, ...json } = read(manifest, 'file:///project/package.json');
    assert.deepEqual([json.minConfidence, data[0]?.glob], ['certain', 'a.csv']);
  });

  it('is none where a file says nothing of us, whatever else is wrong in it', () => {
    assert.equal(readConfiguration('file:///project/pyproject.toml', '[project]\nname = "x"\n'), null);
    assert.equal(readConfiguration('file:///project/pyproject.toml', '[project\n'), null);
    assert.equal(
      readConfiguration('file:///project/package.json', '{ "devDependencies": { "unpool": "1.0.0" } }'),
      null,
    );
    assert.equal(readConfiguration('file:///project/package.json', ''), null);
    assert.equal(readConfiguration('file:///project/setup.cfg', ''), null);
    assert.deepEqual(read('').problems, []);
  });

  const WRONG: readonly (readonly [text: string, problem: string])[] = [
    [
      'min_confidence = "likely"',
      '1:1 min_confidence: The configuration has no "min_confidence". Did you mean "min-confidence"?',
    ],
    [
      '\nmin-confidence = "likly"',
      '2:18 "likly": "min-confidence" takes "certain", "likely", "possible"; got "likly". Did you mean "likely"?',
    ],
    ['min-confidence = 3', '1:18 3: "min-confidence" takes "certain", "likely", "possible"; got 3.'],
    ['exclude = "old/"', '1:11 "old/": "exclude" takes a list; got the text "old/".'],
    [
      'exclude = ["../old"]',
      '1:12 "../old": An entry of "exclude" reaches files below this file\'s folder only, written with "/" and without "./" or "../"; got "../old".',
    ],
    ['[rules]\nnaive-poling = "off"', '2:1 naive-poling: "rules" has no "naive-poling". Did you mean "naive-pooling"?'],
    [
      '[rules]\nnaive-pooling = "loud"',
      '2:17 "loud": "naive-pooling" takes "error", "warning", "information", "hint", "off"; got "loud".',
    ],
    [
      '[rules]\nnaive-pooling = 1',
      '2:17 1: "naive-pooling" takes "error", "warning", "information", "hint", "off", or a table; got 1.',
    ],
    [
      '[rules]\nnaive-pooling = { sevrity = "off" }',
      '2:19 sevrity: "naive-pooling" has no "sevrity". Did you mean "severity"?',
    ],
    ['[rules]\nnaive-pooling = {}', '2:17 {}: "naive-pooling" is empty; expected "severity", "min-confidence".'],
    [
      'suppressions-need-reason = "yes"',
      '1:28 "yes": "suppressions-need-reason" takes true or false; got the text "yes".',
    ],
    ['[[data]]\norigin = "real"', '1:1 [[data]]: An entry of "data" needs "glob".'],
    ['[[data]]\nglob = "a.csv"', '2:1 glob: This says nothing of the files: it needs "origin" or "value-origin".'],
    [
      '[[data]]\nglob = "a.csv"\norigin = "reel"',
      '3:10 "reel": "origin" takes "real", "synthetic"; got "reel". Did you mean "real"?',
    ],
    ['[[data]]\nglob = ""\norigin = "real"', '2:8 "": "glob" is empty.'],
    ['[data]\nglob = "a.csv"', '1:1 [data]: "data" takes a list of tables, which TOML writes as [[…]]; got a table.'],
    ['[[data]]\nglob = "a.csv"\norigin = "real"\nvalues = ["x"]', '4:1 values: "values" needs "column" beside it.'],
    [
      '[[data]]\nglob = "a.csv"\norigin = "real"\ncolumn = "x"',
      '4:1 column: "column" needs "values", its entries in these rows, or "value-origin" beside it.',
    ],
    [
      '[[data]]\nglob = "a.csv"\norigin = "real"\ncolumn = "x"\nvalues = ["y"]\nvalue-origin = "judged"',
      '6:1 value-origin: "values" and "value-origin" would both be about "column": write two entries.',
    ],
    ['[margins]\nscore = "small"', '2:9 "small": "score" takes a number; got the text "small".'],
    ['[margins]\nscore = 0', '2:9 0: "score" is a number above 0; got 0.'],
    ['[margins]\nscore = inf', '2:9 inf: "score" is a number above 0; got Infinity.'],
    [
      '[[catalog]]\ncall = "a b"\ndoes = { kind = "draws" }',
      '2:8 "a b": "call" is a qualified name, such as "my_lib.load" or "*.load"; got "a b".',
    ],
    [
      '[[catalog]]\ncall = "a.b"\ndoes = { kind = "generate" }',
      '3:8 { kind = "generate" }: "does" has no kind "generate". Did you mean "generates"?',
    ],
    ['[[catalog]]\ncall = "a.b"\ndoes = { kind = "generates" }', '3:8 { kind = "generates" }: "does" needs "prompt".'],
    [
      '[[catalog]]\ncall = "a.b"\ndoes = { kind = "groups", by = 1.5 }',
      '3:32 1.5: "by" takes a whole number, or a text, or a list of 2; got 1.5.',
    ],
    ['[fix]\npython = "pandas"', '2:10 "pandas": "python" takes "numpy", "ppi_py", "judgy"; got "pandas".'],
    ['min-confidence = likely', '1:18 likely: This file is no TOML: texts stand in quotes: "likely".'],
    ['[rules\nnaive-pooling = "off"', '2:1 n: This file is no TOML: '],
    ['a = 1\na = 2', '2:1 a: This file is no TOML: defining a key multiple times is invalid.'],
    ['exclude = 2020-01-01', '1:11 2020-01-01: "exclude" takes a list; got something else.'],
    [
      '[tool.unpool.rules]\nnaive-pooling = "off"',
      '1:2 tool: In this file keys stand at the top: write [rules] in the place of [tool.unpool.rules].',
    ],
    [
      '[unpool]\nexclude = []',
      '1:2 unpool: In this file keys stand at the top: write [rules] in the place of [unpool.rules].',
    ],
    ['exclude = [\n  "old[1/",\n]', '2:3 "old[1/": An entry of "exclude" has a "[" that no "]" closes; got "old[1/".'],
    ['exclude = ["[!]"]', '1:12 "[!]": An entry of "exclude" has a "[" that no "]" closes; got "[!]".'],
    ['exclude = ["a[]"]', '1:12 "a[]": An entry of "exclude" has a "[" that no "]" closes; got "a[]".'],
    [
      '[[data]]\nglob = "{real,human}.csv"\norigin = "real"',
      '2:8 "{real,human}.csv": "glob" cannot name several files as {a,b}: write an entry for each; got "{real,human}.csv".',
    ],
    [
      'exclude = ["#old"]',
      '1:12 "#old": An entry of "exclude" begins with "#", which .gitignore reads as a comment: write "[#]"; got "#old".',
    ],
    [
      "exclude = ['a\\b']",
      '1:12 \'a\\b\': An entry of "exclude" reaches files below this file\'s folder only, written with "/" and without "./" or "../"; got "a\\\\b".',
    ],
  ];
  for (const [text, problem] of WRONG)
    it(`tells of ${JSON.stringify(text)}`, () => {
      const [first, ...more] = problemsIn(text);
      assert.deepEqual(more, []);
      if (problem.endsWith(': ')) assert(first?.startsWith(problem), first);
      else assert.equal(first, problem);
    });

  it('tells of what is wrong in JSON', () => {
    const uri = 'file:///project/package.json';
    assert.deepEqual(problemsIn('{\n  "unpool": { "rules": { "naive-pooling": "of" } }\n}', uri), [
      '2:43 "of": "naive-pooling" takes "error", "warning", "information", "hint", "off"; got "of". Did you mean "off"?',
    ]);
    assert.deepEqual(problemsIn('{ "unpool": { "rules": { } ', uri), [
      '1:28 : This file is no JSON: close brace expected.',
    ]);
    assert.deepEqual(problemsIn('{ "unpool": 3 }', uri), ['1:13 3: The configuration takes a table; got 3.']);
    assert.deepEqual(problemsIn('{ "unpool": { "exclude": [], "exclude": [] } }', uri), [
      '1:30 "exclude": "exclude" is there twice.',
    ]);
  });

  it('stands in [tool.unpool] of pyproject.toml, and [unpool] is told', () => {
    const uri = 'file:///project/pyproject.toml';
    const told = ['3:2 unpool: This is not read: write [tool.unpool] in the place of [unpool].'];
    assert.deepEqual(problemsIn('[project]\nname = "x"\n[unpool]\nexclude = ["old/"]', uri), told);
    assert.deepEqual(problemsIn('[project]\nname = "x"\n[unpool.rules]\nnaive-pooling = "off"', uri), told);
    const both = '[tool.unpool]\nexclude = ["a/"]\n[unpool]\nexclude = ["old/"]';
    assert.deepEqual([problemsIn(both, uri), read(both, uri).exclude], [told, ['a/']]);
  });

  it('takes every glob that means something', () => {
    const globs = [
      '[ab].csv',
      '[!a]b',
      '[]]x',
      '[a-z[]/**',
      'a]',
      '{{cookiecutter.name}}/',
      '!keep.py',
      's3://b/*.csv',
      'a#b',
    ];
    assert.deepEqual(problemsIn(`exclude = ${JSON.stringify(globs)}`), []);
    read(`exclude = ["${'{,'.repeat(50_000)}", "${'[a]'.repeat(20_000)}[", "${'{'.repeat(50_000)}"]`);
  });

  it('keeps what is right beside what is wrong, but no half of a declaration', () => {
    const { minConfidence, rules, data, exclude } = read(`
min-confidence = "certain"
exclude = ["old/", 3]
[rules]
naive-poling = "off"
naive-pooling = "off"
[[data]]
glob = "a.csv"
origin = "real"
colum = "x"
[[data]]
glob = "b.csv"
origin = "real"
`);
    assert.deepEqual([minConfidence, Object.keys(rules), exclude], ['certain', ['naive-pooling'], ['old/']]);
    assert.deepEqual(
      data.map(({ glob }) => glob),
      ['b.csv'],
    );
  });

  it('never throws, and ends, whatever is written', () => {
    for (const text of [
      'a='.padEnd(50_000, '['),
      '__proto__ = 1\n[rules.__proto__]\nx = 1',
      '"" = 1',
      '\0',
      '[a.b]\n[a]\n[[a.b]]',
      'x = """',
      '[[data]]\n[data.glob]\nx = 1',
    ])
      read(text);
    for (const text of [`{"unpool": {"a": ${'['.repeat(50_000)}`, '{"unpool": {"__proto__": 1}}', '{"unpool": {,}}'])
      readConfiguration('file:///project/package.json', text);
  });
});

describe('The schema of the configuration', () => {
  const ajv = new Ajv({
    strict: true,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    allErrors: true,
  });
  const accepts = ajv.compile(schema);

  it('is published as it is', () => {
    const published = readFileSync(new URL('../../../schemas/unpool.schema.json', import.meta.url), 'utf8');
    assert.deepEqual(JSON.parse(published), JSON.parse(JSON.stringify(schema)), '"npm run schema" writes it anew');
  });

  it('takes every entry of our own catalog', () => {
    for (const entry of [...builtinCatalogs.python.entries, ...builtinCatalogs.typescript.entries]) {
      const plain = JSON.parse(
        JSON.stringify(entry, (key, value) => (value === null && /^(model|scorers)$/.test(key) ? undefined : value)),
      );
      assert(accepts({ catalog: [plain] }), JSON.stringify([plain, accepts.errors]));
    }
  });

  it('is understood by others as by us', () => {
    const texts = [
      EVERYTHING,
      '[fix]\npython = "numpy"',
      '[rules]\nnaive-pooling = "hint"',
      'exclude = []',
      'min-confidence = 3',
      '[rules]\nnaive-pooling = {}',
      '[[data]]\norigin = "real"',
      '[[data]]\nglob = "a"\norigin = "real"\nvalues = ["x"]',
      '[margins]\nscore = 0',
      'exclude = ["../x"]',
      'exclude = ["a[b"]',
      'exclude = ["a[]b]"]',
      'exclude = ["[!]"]',
      'exclude = ["{a,b}"]',
      'exclude = ["#a"]',
      'unknown = 1',
      '[[catalog]]\ncall = "a b"\ndoes = { kind = "draws" }',
      '[[catalog]]\ncall = "a.b"\ndoes = { kind = "draws", of = 1 }',
      '[[catalog]]\ncall = "a.b"\ndoes = { kind = "groups", by = [0, "by"] }',
      '[[catalog]]\ncall = "a.b"\ndoes = { kind = "groups", by = [0] }',
      '[[catalog]]\ncall = "a.b"\ndoes = { kind = "groups", by = -1 }',
    ];
    for (const text of texts) {
      const node = parseToml(text);
      assert.equal(accepts(plainOf(node)), validate(node, schema, () => {}).isWhole, text);
    }
  });
});

function plainOf(node: ConfigurationNode): unknown {
  if (node.kind === 'plain') return node.value;
  if (node.kind === 'list') return node.items.map(plainOf);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainOf(value)]));
}
