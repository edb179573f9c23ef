import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RULES } from '@unpool/shared/protocol/finding.ts';
import { CODE_ENDINGS, CODE_LANGUAGES } from '@unpool/shared/protocol/requests.ts';
import { rulesSetting } from '../../server/src/configuration/rules-setting.ts';
import { languageOf } from '../../server/src/languages/language-of.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

interface Setting {
  readonly scope?: string;
  readonly order?: number;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly enum?: readonly unknown[];
  readonly enumDescriptions?: readonly string[];
  readonly properties?: unknown;
}

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { readonly markdown: string };
  readonly completionEvents: readonly string[];
}

const { activationEvents, contributes } = JSON.parse(read('package.json'));
const commands = new Set<string>(contributes.commands.map(({ command }: { command: string }) => command));

describe('The settings in the manifest', () => {
  const settings: [string, Setting][] = Object.entries(contributes.configuration.properties);

  for (const [name, setting] of settings)
    it(`${name} has a description, a scope, and words for what can be chosen`, () => {
      const description = setting.markdownDescription ?? setting.description ?? '';
      assert.match(description, /^[A-Z].{30,}\.$/s);
      assert.ok(['resource', 'window'].includes(setting.scope ?? ''), setting.scope);
      assert.equal(setting.enumDescriptions?.length, setting.enum?.length);
      for (const one of setting.enumDescriptions ?? []) assert.match(one, /\.$/);
    });

  it('stand in an order of their own', () => {
    const orders = settings.map(([, { order }]) => order);
    assert.deepEqual(
      orders,
      [...orders.keys()].map((index) => index + 1),
    );
  });

  it('have one for every rule, as its page tells of it ("npm run schema" writes it)', () => {
    const rules = contributes.configuration.properties['unpool.rules'].properties;
    assert.deepEqual(Object.keys(rules), [...RULES]);
    assert.deepEqual(
      rules,
      rulesSetting((rule) => read(`server/src/rules/${rule}.md`)),
    );
  });
});

describe('The languages in the manifest', () => {
  it('start the extension, each of them', () => {
    for (const language of CODE_LANGUAGES) assert.ok(activationEvents.includes(`onLanguage:${language}`), language);
  });

  it('have the lineage of a value in their menus, and no other language has', () => {
    const entries = Object.values<{ command?: string; when?: string }[]>(contributes.menus).flat();
    const conditions = entries.flatMap(({ command, when }) => (command === 'unpool.showLineage' ? [when ?? ''] : []));
    assert.equal(conditions.length, 2);
    for (const when of conditions) {
      const [, source = ''] = /editorLangId =~ \/(\S+)\//.exec(when) ?? [];
      for (const language of CODE_LANGUAGES) assert.match(language, new RegExp(source));
      for (const language of ['typescripty', 'java', 'json', 'vue', 'mypython'])
        assert.doesNotMatch(language, new RegExp(source));
    }
  });

  it('are those of the files that the server reads', () => {
    for (const ending of CODE_ENDINGS) assert.ok(languageOf(`a.${ending}`), ending);
    for (const other of ['vue', 'svelte', 'json', 'd.ts', 'min.js'])
      assert.equal(languageOf(`a.${other}`), null, other);
  });
});

describe('The commands in the manifest', () => {
  it('have a title in the words of menus, and the name of the extension', () => {
    for (const { title, category } of contributes.commands) {
      assert.equal(category, 'Unpool');
      assert.match(title, /^[A-Z]/);
    }
  });

  it('are the ones that its menus name', () => {
    const entries = Object.values<{ command?: string; submenu?: string }[]>(contributes.menus).flat();
    const submenus = contributes.submenus.map(({ id }: { id: string }) => id);
    for (const { command, submenu } of entries)
      assert.ok(command === undefined ? submenus.includes(submenu) : commands.has(command), command ?? submenu);
  });
});

describe('The walkthrough in the manifest', () => {
  const [walkthrough] = contributes.walkthroughs;
  const steps: Step[] = walkthrough.steps;

  it('has three steps', () => {
    assert.equal(contributes.walkthroughs.length, 1);
    assert.deepEqual(
      steps.map(({ id }) => id),
      ['see', 'check', 'repair'],
    );
  });

  for (const { id, description, media, completionEvents } of steps)
    it(`${id}: every button, event and page is there`, () => {
      const buttons = [...description.matchAll(/\]\(command:([\w.]+)\)/g)].map(([, command = '']) => command);
      assert.ok(buttons.length > 0);
      const events = completionEvents.map((event) => event.replace('onCommand:', ''));
      for (const command of [...buttons, ...events]) assert.ok(commands.has(command), command);
      assert.deepEqual(events, buttons, 'each button completes its step');
      assert.ok(existsSync(fileURLToPath(new URL(media.markdown, root))), media.markdown);
      assert.match(read('.vscodeignore'), /^!walkthrough\/\*\.md$/m);
    });
});

describe('The tools in the manifest', () => {
  for (const tool of contributes.languageModelTools)
    it(`${tool.name} can be chosen by people and understood by models`, () => {
      assert.match(tool.name, /^unpool_[a-z]+_[a-z]+$/);
      assert.match(tool.toolReferenceName, /^unpool\w+$/);
      assert.ok(tool.canBeReferencedInPrompt && tool.displayName && tool.userDescription && tool.icon);
      for (const [name, { description }] of Object.entries<{ description?: string }>(tool.inputSchema.properties))
        assert.match(description ?? '', /\.$/, name);
      for (const name of tool.inputSchema.required) assert.ok(name in tool.inputSchema.properties, name);
    });
});

describe('The checks in the explorer', () => {
  it('are offered for files of data, and not for configurations', () => {
    const [{ when }] = contributes.menus['explorer/context'];
    const [, source = '', flags] = /resourceFilename =~ \/(.+)\/(i) &&/.exec(when) ?? [];
    const isOffered = (name: string) => new RegExp(source, flags).test(name);
    for (const ending of ['csv', 'tsv', 'jsonl', 'ndjson', 'parquet', 'feather', 'arrow', 'CSV', 'csv.gz', 'jsonl.gz'])
      assert.ok(isOffered(`rows.${ending}`), ending);
    for (const name of [
      'package.json',
      'tsconfig.base.json',
      'unpool.evidence.json',
      'a.py',
      'csv',
      'a.csv.py',
      'a.gz',
    ])
      assert.ok(!isOffered(name), name);
  });
});
