import assert from 'node:assert/strict';
import { dataFile } from './data-file.ts';
import { listTasks } from './list-tasks.ts';

const file = (text: string) => dataFile('tasks.csv', new TextEncoder().encode(text));
const words = { column: 'origin', realIs: undefined, syntheticIs: undefined };

describe('the tasks of a file', () => {
  it('come with their rows of each origin', async () => {
    const rows = 'task,origin\na,real\na,synthetic\nb,synthetic\na,synthetic\n,real\nb,other\n';
    assert.deepEqual(await listTasks(file(rows), 'task', words), [
      { name: 'b', real: 0, synthetic: 1 },
      { name: 'a', real: 1, synthetic: 2 },
    ]);
  });

  it('are a thousand where there are more, those without real rows before all others', async () => {
    const past = Array.from({ length: 1100 }, (_, i) => `past ${i},real\npast ${i},synthetic\n`).join('');
    const tasks = await listTasks(file(`task,origin\n${past}new,synthetic\nnewer,synthetic\n`), 'task', words);
    assert.deepEqual(
      tasks.map(({ name }) => name),
      ['new', 'newer', ...Array.from({ length: 998 }, (_, i) => `past ${i}`)],
    );
    assert.deepEqual(tasks[2], { name: 'past 0', real: 1, synthetic: 1 });
  });

  it('are refused where every row seems to be its own', async () => {
    const rows = Array.from({ length: 100_001 }, (_, i) => `row ${i},real\n`).join('');
    await assert.rejects(
      listTasks(file(`task,origin\n${rows}`), 'task', words),
      /^DataError: tasks\.csv, column "task": there are more than 100,000 tasks; expected the column that names the task/,
    );
  });

  it('are refused where no value tells real from synthetic', async () => {
    await assert.rejects(listTasks(file('task,origin\na,x\nb,y\n'), 'task', words), /the column holds "x", "y"/);
    await assert.rejects(listTasks(file('task,origin\na,x\n'), 'tasks', words), /did you mean "task"/);
  });
});
