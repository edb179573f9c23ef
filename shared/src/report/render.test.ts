import assert from 'node:assert/strict';
import type { Report } from './model.ts';
import { renderHtml } from './render-html.ts';
import { renderMarkdown } from './render-markdown.ts';
import { renderText } from './render-text.ts';

const REPORT: Report = {
  title: 'A title',
  verdict: 'none',
  word: 'Interval',
  sentence: 'it is wide.',
  headlines: [],
  consequence: 'It says little.',
  advice: [],
  sections: [],
  notes: [],
  method: 'By hand.',
};

const table = (length: number) => ({
  title: 'The rows',
  table: { caption: 'The rows', head: ['', 'value'], rows: Array.from({ length }, (_, i) => [`row ${i}`, `${i}`]) },
});

describe('a rendered report', () => {
  it('has the word of the verdict before the colon, whatever the word holds', () => {
    const report = { ...REPORT, word: 'No interval for "a:b"', sentence: 'this needs: more.' };
    assert.match(renderHtml(report), /<strong>No interval for &quot;a:b&quot;:<\/strong> this needs: more\.<\/p>/);
    assert.match(renderMarkdown(report), /^\*\*No interval for "a:b": this needs: more\.\*\*$/m);
    const style = { verdict: (_: unknown, text: string) => `<${text}>`, heading: (text: string) => text };
    assert.match(renderText(report, style), /^<No interval for "a:b">: this needs: more\.$/m);
  });

  it('has as Markdown no line, formula, entity or link of what the data hold', () => {
    const title = 'a\rb\r\nc ~d~ $e$ &amp; f http://g.h www.i.j';
    const markdown = renderMarkdown({ ...REPORT, title });
    assert.equal(markdown.split(/[\r\n]/)[0], '# a b c \\~d\\~ \\$e\\$ \\&amp; f http\\://g.h www\\.i.j');
    assert.doesNotMatch(markdown, /\r/);
  });

  it('has as Markdown of a longer table as many rows as are asked for', () => {
    const report = { ...REPORT, sections: [table(1200)] };
    const short = renderMarkdown(report, 50);
    assert.equal(short.match(/^\| row \d+/gm)?.length, 50);
    assert.match(short, /\| row 49 \| 49 \|\n\n1,150 more rows are left out here\.\n/);
    assert.doesNotMatch(renderMarkdown(report, 1200), /left out/);
    assert.equal(renderMarkdown(report).match(/^\| row \d+/gm)?.length, 1200);
  });

  it('has as text tables of any length', () => {
    const text = renderText({ ...REPORT, sections: [table(200_000)] });
    assert.match(text, /^ {2}row 199999 {2}199999$/m);
  });
});
