// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the sources under test hold templates
import assert from 'node:assert/strict';
import { lowerTypeScript } from './lower.ts';

function comments(source: string, fileName = 'eval.ts') {
  return lowerTypeScript(source, fileName).comments.map(({ text, trailing, start, end }) => ({
    text,
    trailing,
    source: source.slice(start, end),
  }));
}

describe('TypeScript comments', () => {
  it('keeps those that mention unpool:, and says which stand behind code', () => {
    const source = '// unpool: real\nconst a = load(); // unpool: synthetic\n// other\n';
    assert.deepEqual(comments(source), [
      { text: 'unpool: real', trailing: false, source: '// unpool: real' },
      { text: 'unpool: synthetic', trailing: true, source: '// unpool: synthetic' },
    ]);
  });

  it('finds them inside expressions, in block comments and at the end of the file', () => {
    const source =
      'f(a, /* unpool: real */ b);\n/**\n * unpool: judged\n */\n  // see unpool: ignore[naive-pooling] why';
    assert.deepEqual(
      comments(source).map(({ text, trailing }) => ({ text, trailing })),
      [
        { text: 'unpool: real', trailing: true },
        { text: 'unpool: judged', trailing: false },
        { text: 'see unpool: ignore[naive-pooling] why', trailing: false },
      ],
    );
  });

  it('takes one comment once, however often it says unpool:', () => {
    assert.equal(comments('// unpool: real unpool: real').length, 1);
  });

  it('begins at the sign of its own behind another comment, unless that is quoted', () => {
    const source =
      'a(); // eslint-disable-line // unpool: ignore\n// `// nothing // unpool: ignore[…]`: how it is written';
    assert.deepEqual(
      comments(source).map(({ text }) => text),
      ['unpool: ignore', '`// nothing // unpool: ignore[…]`: how it is written'],
    );
  });

  it('leaves strings, templates, regular expressions and JSX text alone', () => {
    const source =
      'a = "// unpool: a"; b = `// unpool: ${c} // unpool: d`; e = /[//]unpool:/; f = <p>// unpool: g</p>;';
    assert.deepEqual(comments(source, 'eval.tsx'), []);
  });

  it('finds them behind a broken statement', () => {
    assert.deepEqual(
      comments('const t = `half\n\nconst a = load(); // unpool: real\n').map(({ text }) => text),
      ['unpool: real'],
    );
  });
});
