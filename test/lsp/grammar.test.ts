import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Rule {
  readonly match: string;
  readonly captures: Readonly<Record<string, { readonly name: string }>>;
}

const root = new URL('../../', import.meta.url);
const json = (name: string) => JSON.parse(readFileSync(new URL(name, root), 'utf8'));
const grammar: { scopeName: string; injectionSelector: string; repository: Record<string, Rule> } = json(
  'syntaxes/unpool-comments.tmLanguage.json',
);

/** The scopes of a comment's parts; empty when the grammar does not know it. */
function scopes(comment: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { match, captures } of Object.values(grammar.repository)) {
    const groups = new RegExp(match).exec(comment) ?? [];
    for (const [index, text] of [...groups].entries()) {
      const name = captures[index]?.name;
      if (name && text) found[text] = name.replace('.unpool', '');
    }
  }
  return found;
}

describe('The grammar of provenance comments', () => {
  it('is injected into the comments of Python, TypeScript and JavaScript', () => {
    const { contributes } = json('package.json');
    assert.deepEqual(contributes.grammars, [
      {
        scopeName: grammar.scopeName,
        path: './syntaxes/unpool-comments.tmLanguage.json',
        injectTo: ['source.python', 'source.ts', 'source.tsx', 'source.js', 'source.js.jsx'],
      },
    ]);
    assert.equal(grammar.injectionSelector, 'L:comment.line, L:comment.block');
  });

  it('knows declarations', () => {
    assert.deepEqual(scopes('# unpool: synthetic'), {
      unpool: 'keyword.other',
      ':': 'punctuation.separator',
      synthetic: 'constant.language',
    });
    assert.deepEqual(scopes('// unpool: judged calibrated-by=human_label'), {
      unpool: 'keyword.other',
      ':': 'punctuation.separator',
      judged: 'constant.language',
      'calibrated-by': 'variable.parameter',
      '=': 'keyword.operator.assignment',
      human_label: 'variable.other',
    });
  });

  it('knows suppressions, with and without a rule', () => {
    assert.deepEqual(scopes('# unpool: ignore[naive-pooling] the paper does so'), {
      unpool: 'keyword.other',
      ':': 'punctuation.separator',
      ignore: 'keyword.control',
      '[': 'punctuation.definition.rules.begin',
      'naive-pooling': 'entity.name.tag',
      ']': 'punctuation.definition.rules.end',
    });
    assert.equal(scopes('# unpool: ignore').ignore, 'keyword.control');
    for (const word of ['ignore-start', 'ignore-end', 'ignore-file'])
      assert.equal(scopes(`# unpool: ${word}[naive-pooling] why`)[word], 'keyword.control');
  });

  it('knows them in block comments', () => {
    assert.deepEqual(scopes('/* unpool: real */'), {
      unpool: 'keyword.other',
      ':': 'punctuation.separator',
      real: 'constant.language',
    });
    assert.equal(scopes('{/* unpool: ignore[naive-pooling] a preview */}')['naive-pooling'], 'entity.name.tag');
  });

  it('leaves other comments alone', () => {
    for (const comment of ['# synthetic', '# unpool the data', '# unpool: realistic', '# xunpool: real']) {
      assert.deepEqual(scopes(comment), {}, comment);
    }
  });
});
