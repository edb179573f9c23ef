import assert from 'node:assert/strict';
import { code, literal } from './markdown.ts';

describe('Markdown of a hover', () => {
  it('has no backslash where nothing is markup', () => {
    for (const text of ['line 4: rows read from data/human_questions-2.csv (real)', 'f(x) + 1 > 2, a|b {c}! #3']) {
      assert.equal(literal(text), text);
    }
  });

  it('keeps markup in a name from being any', () => {
    assert.equal(
      literal('*a* __init__ [x](y) <b> ~~c~~ `d` \\* a&lt;b'),
      '\\*a\\* \\_\\_init\\_\\_ \\[x\\](y) \\<b> \\~\\~c\\~\\~ \\`d\\` \\\\\\* a\\&lt;b',
    );
    assert.equal(literal('# data.py'), '\\# data.py');
    assert.equal(literal('größe_für_alle.csv'), 'größe_für_alle.csv');
  });

  it('fences code with more back-ticks than it has', () => {
    assert.equal(code('a_b'), '`a_b`');
    assert.equal(code('a``b'), '``` a``b ```');
  });
});
