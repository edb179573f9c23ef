import assert from 'node:assert/strict';
import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type { TextDocumentEdit } from 'vscode-languageserver';
import type { SourceDocument } from '../workspace/document.ts';
import type { ClientFeatures } from './client-features.ts';
import { workspaceEdit } from './workspace-edit.ts';

const URI = 'file:///project/eval.py';
const OTHER = 'file:///project/requirements.txt';
const VSCODE = { documentChanges: true, changeAnnotations: true, snippetEdits: true } as ClientFeatures;

const one = (uri: string, text: string): SourceDocument => ({
  uri,
  language: null,
  units: [{ uri, cell: null, text, version: 7 }],
});

/** Replaces the only `from` in the text. A `‹stop›` in the new text is a tab stop. */
function change(text: string, from: string, to: string, document = URI): Edit {
  const start = text.indexOf(from);
  const tabStops: { start: number; end: number }[] = [];
  let newText = '';
  for (const part of to.split(/(‹[^›]*›)/)) {
    const inner = part.replace(/[‹›]/g, '');
    if (inner !== part) tabStops.push({ start: newText.length, end: newText.length + inner.length });
    newText += inner;
  }
  const place = { document, cell: null, start, end: start + from.length };
  return tabStops.length > 0 ? { place, newText, tabStops } : { place, newText };
}

async function made(text: string, edits: readonly Edit[], client = VSCODE) {
  const find = async (uri: string) => (uri === OTHER ? one(OTHER, 'pandas\n') : undefined);
  const options = { showsLarge: true };
  return workspaceEdit({ title: 'Repair it', edits }, one(URI, text), find, client, options);
}

const at = (line: number, character: number) => ({ start: { line, character }, end: { line, character } });

/** As snippets have it. */
const stop = (number: number, text: string) => `\${${number}:${text}}`;

const editsOf = (changes: unknown): TextDocumentEdit['edits'] => (changes as TextDocumentEdit[])[0]!.edits;

describe('The edit of a fix', () => {
  it('says where the cursor goes, to an editor that can put it there', async () => {
    const text = 'a = f(1)\n';
    const edits = [change(text, '1', '{$x}, ‹n}›, ‹2›')];
    const { documentChanges } = await made(text, edits);
    const range = { start: { line: 0, character: 6 }, end: { line: 0, character: 7 } };
    assert.deepEqual(editsOf(documentChanges), [
      { range, snippet: { kind: 'snippet', value: `{\\$x\\}, ${stop(1, 'n\\}')}, ${stop(2, '2')}` } },
    ]);
    const other = await made(text, edits, { ...VSCODE, snippetEdits: false });
    assert.deepEqual(editsOf(other.documentChanges), [{ range, newText: '{$x}, n}, 2' }]);
  });

  it('numbers the stops of all its edits, and keeps the indentation of lines beside them', async () => {
    const text = 'def f():\n    a = 1\n    b = 2\n';
    const edits = [change(text, '1', '‹one›'), change(text, 'b = 2', 'b = (\n        ‹two›\n    )')];
    const { documentChanges } = await made(text, edits);
    assert.deepEqual(
      editsOf(documentChanges).map((edit) => [edit.range.start, 'snippet' in edit && edit.snippet.value]),
      [
        [{ line: 1, character: 8 }, stop(1, 'one')],
        [{ line: 2, character: 0 }, `    b = (\n        ${stop(2, 'two')}\n    )`],
      ],
    );
  });

  it('is shown first where it is large, or changes another file', async () => {
    const text = 'a\nb\nc\n';
    const small = await made(text, [change(text, 'a', 'import x'), change(text, 'c', 'x')]);
    assert.equal(small.changeAnnotations, undefined);
    const large = [
      [change(text, 'a', 'def f():\n'.repeat(9))],
      ['a', 'b', 'c'].map((name) => change(text, name, 'x')),
      [change(text, 'a', 'x'), change('pandas', 'pandas', 'pandas\njudgy', OTHER)],
    ];
    for (const edits of large) {
      const { documentChanges, changeAnnotations } = await made(text, edits);
      const [reason, ...own] = (documentChanges as TextDocumentEdit[]).flatMap(({ edits }) => edits);
      assert.deepEqual(reason, { range: at(0, 0), newText: '', annotationId: 'Look the change over' });
      for (const edit of own) assert.equal('annotationId' in edit && edit.annotationId, 'Repair it');
      assert.equal(own.length, edits.length);
      assert.deepEqual(changeAnnotations, {
        'Repair it': { label: 'Repair it', needsConfirmation: false },
        'Look the change over': { label: 'Look the change over', needsConfirmation: true },
      });
      const plain = await made(text, edits, { ...VSCODE, changeAnnotations: false });
      assert.doesNotMatch(JSON.stringify(plain), /nnotation/);
    }
  });

  it('is refused where a file has gone', async () => {
    await assert.rejects(made('a', [change('a', 'a', 'b', 'file:///gone.txt')]), /gone\.txt has gone/);
  });
});
