import type { AnsweredCheck } from '../protocol/question.ts';
import { compareReport } from './compare-report.ts';
import { judgeReport } from './judge-report.ts';
import type { Report } from './model.ts';
import { tasksReport } from './tasks-report.ts';

/** What a check of any kind found, as a report. */
export function checkReport({ kind, result }: AnsweredCheck): Report {
  switch (kind) {
    case 'compare':
      return compareReport(result);
    case 'judge':
      return judgeReport(result);
    case 'tasks':
      return tasksReport(result);
  }
}
