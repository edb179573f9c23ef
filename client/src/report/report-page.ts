import { isSavable } from '@unpool/shared/protocol/question.ts';
import { checkReport } from '@unpool/shared/report/check-report.ts';
import { renderDetails, renderSummary } from '@unpool/shared/report/render-html.ts';
import { STYLE } from '@unpool/shared/report/style.ts';
import { escapeHtml } from '@unpool/shared/report/svg.ts';
import { type Control, controlsOf } from './controls.ts';
import { CONTROLS_STYLE } from './controls-style.ts';
import type { ReportState, ToPage } from './report-state.ts';

/** The page of the report view. What it runs is the extension's own script, and it loads nothing else; pictures are drawn from its own SVG. */
export function reportPage(state: ReportState, script: string, nonce: string): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; img-src data:`;
  const report = checkReport(state.check);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(state.title)}</title>
<style nonce="${nonce}">${STYLE}${CONTROLS_STYLE}</style>
</head>
<body data-state="${escapeHtml(JSON.stringify(state))}">
<main class="unpool-report">
<div id="summary">${renderSummary(report)}</div>
${controls(state)}
<div id="details">${renderDetails(report)}</div>
</main>
<script nonce="${nonce}" src="${escapeHtml(script)}"></script>
</body>
</html>`;
}

/** What changes on the page when the check was asked in another way. */
export function reportMessage(state: ReportState): ToPage {
  const report = checkReport(state.check);
  const placeholders = controlsOf(state).flatMap((control) =>
    control.kind === 'number' ? [[control.name, control.placeholder]] : [],
  );
  return {
    kind: 'report',
    summary: renderSummary(report),
    details: renderDetails(report),
    placeholders: Object.fromEntries(placeholders),
    state,
    status: `Recomputed. ${report.word}.`,
  };
}

/** What can be asked in another way, and what can be done with the answer. */
function controls(state: ReportState): string {
  const save = isSavable(state.check)
    ? '<button type="button" class="second" data-action="save">Save as evidence</button>'
    : '';
  return `<form id="controls" aria-label="Ask in another way" novalidate>
${controlsOf(state).map(control).join('\n')}
<div class="actions">${save}<button type="button" data-action="export">Export…</button><output id="status" role="status"></output></div>
</form>`;
}

/** Longer names do not fit into a control of the usual width. */
const NARROW = 10;

function control(shown: Control): string {
  const { name, label, hint, value } = shown;
  const shared = `id="${name}" name="${name}" aria-describedby="${name}-problem" title="${escapeHtml(hint)}"`;
  const field =
    shown.kind === 'number'
      ? `<input ${shared} type="text" inputmode="decimal" autocomplete="off" spellcheck="false" data-above="${shown.above}" data-below="${shown.below}" value="${escapeHtml(value)}" placeholder="${escapeHtml(shown.placeholder)}">`
      : `<select ${shared}>${shown.options.map((option) => choice(option, value)).join('')}</select>`;
  const isWide = shown.kind === 'choice' && shown.options.some(([, text]) => text.length > NARROW);
  return `<div class="control${isWide ? ' wide' : ''}"><label for="${name}">${label}</label>${field}<p id="${name}-problem" class="problem" aria-live="polite"></p></div>`;
}

function choice([value, shown]: readonly [string, string], chosen: string): string {
  return `<option value="${escapeHtml(value)}"${value === chosen ? ' selected' : ''}>${escapeHtml(shown)}</option>`;
}
