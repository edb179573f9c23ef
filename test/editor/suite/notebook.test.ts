import assert from 'node:assert/strict';
import { closeEditors, openNotebook, screenshot, warningOf, warnings } from './support.ts';

describe('a notebook', () => {
  afterEach(closeEditors);

  it('gets the warning in the cell that computes the estimate, from data that other cells read', async () => {
    const notebook = await openNotebook('pooled.ipynb');
    const cells = notebook.getCells().map(({ document }) => document);
    const estimate = cells.at(-1)!;
    const warning = await warningOf(estimate.uri, 'naive-pooling');
    assert.match(estimate.getText(warning.range), /\.mean\(\)/);
    assert.deepEqual(
      cells.slice(0, -1).map(({ uri }) => warnings(uri).length),
      [0, 0, 0],
    );
    const trace = warning.relatedInformation?.map(({ location }) => location.uri.toString());
    assert.ok(trace?.includes(cells[2]!.uri.toString()), 'the trace leads to the cell that reads the files');
    await screenshot('notebook');
  });
});
