import type { CompareRequest, CompareResult } from '@unpool/shared/protocol/check.ts';
import type { AnsweredCheck } from '@unpool/shared/protocol/question.ts';
import { checkReport } from '@unpool/shared/report/check-report.ts';
import { number } from '@unpool/shared/report/format.ts';
import { renderHtmlFragment } from '@unpool/shared/report/render-html.ts';
import { STYLE } from '@unpool/shared/report/style.ts';
import { escapeHtml } from '@unpool/shared/report/svg.ts';
import type { ReportState } from './report-state.ts';

/** The page of the report view. What it runs is the extension's own script, and it loads nothing else. */
export function reportPage(state: ReportState, script: string, source: string, nonce: string): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'; img-src ${source} blob: data:`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(state.title)}</title>
<style>${STYLE}${CONTROLS_STYLE}</style>
</head>
<body data-state="${escapeHtml(JSON.stringify(state))}">
${controls(state)}
<div id="report">${reportBody(state.check)}</div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

/** What changes when the check is asked in another way. */
export const reportBody = (check: AnsweredCheck): string => renderHtmlFragment(checkReport(check));

/** What can be asked in another way, and what can be done with the answer. */
function controls({ check, columns }: ReportState): string {
  if (check.kind !== 'compare')
    return '<form id="controls"><button type="button" data-action="export">Export…</button>\n<output id="status" role="status"></output></form>';
  const { request, result } = check;
  const choice = (name: string, label: string, chosen: string, options: readonly (readonly [string, string])[]) =>
    `<label>${label} <select name="${name}">${options
      .map(
        ([value, shown]) =>
          `<option value="${escapeHtml(value)}"${value === chosen ? ' selected' : ''}>${escapeHtml(shown)}</option>`,
      )
      .join('')}</select></label>`;
  const none = ['', 'none'] as const;
  const others = columns.filter((column) => column !== result.value).map((column) => [column, column] as const);
  const estimands = estimandsOf(request, result).map((estimand) => [estimand, estimand] as const);
  return `<form id="controls" aria-label="How the check is asked">
<label>margin <input name="margin" type="number" min="0" step="any" value="${result.marginIsDefault ? '' : result.margin}" placeholder="${escapeHtml(number(result.margin))}" title="The greatest shift that would not matter to you, in the unit of the values"></label>
<label>alpha <input name="alpha" type="number" min="0.001" max="0.5" step="any" value="${result.alpha}"></label>
${choice('estimand', 'estimand', result.estimand, estimands)}
${choice('cluster', 'cluster', request.cluster ?? '', [none, ...others])}
${choice('stratum', 'groups', request.stratum ?? '', [none, ...others])}
<button type="button" data-action="save">Save as evidence</button>
<button type="button" data-action="export">Export…</button>
<output id="status" role="status"></output>
</form>`;
}

/** Those that the values can have; of a difference or a coefficient, it alone. */
function estimandsOf({ versus, regression }: CompareRequest, { estimand, isRate }: CompareResult): readonly string[] {
  if (versus !== undefined || regression !== undefined) return [estimand];
  const known = isRate ? ['proportion', 'win-rate', 'mean'] : ['mean', 'rating', 'quantile:0.5', 'quantile:0.9'];
  return known.includes(estimand) ? known : [estimand, ...known];
}

const CONTROLS_STYLE = `
#controls {
  display: flex; flex-wrap: wrap; gap: 0.4rem 1rem; align-items: center;
  max-width: 46rem; margin: 0 auto; padding: 0.6rem 1rem; position: sticky; top: 0; z-index: 1;
  background: var(--vscode-editor-background); color: var(--vscode-foreground);
  border-bottom: 1px solid var(--vscode-widget-border, transparent);
  font: var(--vscode-font-size) / 1.5 var(--vscode-font-family);
}
#controls input, #controls select {
  font: inherit; max-width: 9em; padding: 1px 4px;
  color: var(--vscode-input-foreground); background: var(--vscode-input-background);
  border: 1px solid var(--vscode-input-border, var(--vscode-widget-border, transparent));
}
#controls input { width: 6em; }
#controls input:invalid { border-color: var(--vscode-inputValidation-errorBorder); }
#controls button {
  font: inherit; padding: 2px 10px; cursor: pointer; border: 1px solid var(--vscode-button-border, transparent);
  color: var(--vscode-button-foreground); background: var(--vscode-button-background);
}
#controls button:hover { background: var(--vscode-button-hoverBackground); }
#controls :focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 1px; }
#controls output { color: var(--vscode-descriptionForeground); }
`;
