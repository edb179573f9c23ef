import { isInfinite, type TasksResult, targetsOf } from '../protocol/tasks.ts';
import { count } from './format.ts';

/** What to do now, most useful first. */
export function tasksAdvice(result: TasksResult): readonly string[] {
  const targets = targetsOf(result);
  const short = targets.find(isInfinite);
  const hasReal = targets.some(({ rankProbe }) => rankProbe !== null);
  const suspect = targets.some(({ rankProbe, drift }) => (rankProbe?.p ?? 1) < 0.1 || (drift?.p ?? 1) < 0.1);
  return [
    ...(hasReal ? ['This task has real rows: unpool compare says more with them than any past task can.'] : []),
    ...(short === undefined
      ? ['Report this interval; do not report the one of the synthetic rows alone.']
      : [
          'Label some real rows of this task, and use them: unpool compare, or unpool judge.',
          short.weight === null
            ? `Or add ${count(short.minimumTasks - short.tasks)} more past tasks with real and synthetic rows.`
            : 'Or add past tasks, or give weights that fall less steeply.',
          ...('refused' in (short.fallback ?? { refused: '' })
            ? []
            : ['If you use the fallback, say that it assumes normal gaps.']),
        ]),
    ...(suspect
      ? ['The current task, or the later ones, look unlike the past: label real rows before you rely on this.']
      : []),
    'Say with the result which past tasks were taken, and why this task is like them.',
  ];
}
