import assert from 'node:assert/strict';
import { dataFile } from './data-file.ts';
import { listTasks } from './list-tasks.ts';

const file = (text: string) => dataFile('tasks.csv', new TextEncoder().encode(text));
const words = { column: 'origin', realIs: undefined, syntheticIs: undefined };

describe('the tasks of a file', () => {
  it('come with their rows of each origin', async () => {
    const rows = 'task,origin\na,real\na,synthetic\nb,synthetic\na,synthetic\n,real\nb,other\n';
    assert.deepEqual(await listTasks(file(rows), 'task', words), [
      { name: 'a', real: 1, synthetic: 2 },
      { name: 'b', real: 0, synthetic: 1 },
    ]);
  });

  it('are refused where no value tells real from synthetic', async () => {
    await assert.rejects(listTasks(file('task,origin\na,x\nb,y\n'), 'task', words), /the column holds "x", "y"/);
    await assert.rejects(listTasks(file('task,origin\na,x\n'), 'tasks', words), /did you mean "task"/);
  });
});
