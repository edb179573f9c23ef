/**
 * The report's look: the editor's colours where it is shown in VS Code, else light or dark as the reader prefers.
 * Series differ by dash and fill as well as by colour.
 */
export const STYLE = `
body { margin: 0; background: var(--vscode-editor-background, #ffffff); }
.unpool-report {
  --ink: var(--vscode-foreground, #24292f);
  --faint: var(--vscode-descriptionForeground, #59636e);
  --ground: var(--vscode-editor-background, #ffffff);
  --rule: var(--vscode-widget-border, #d1d9e0);
  --real: var(--vscode-charts-blue, #0969da);
  --synthetic: var(--vscode-charts-orange, #bc4c00);
  --violated: var(--vscode-errorForeground, #cf222e);
  --inconclusive: var(--vscode-charts-yellow, #9a6700);
  --compatible: var(--vscode-charts-green, #1a7f37);
  color: var(--ink);
  background: var(--ground);
  font: var(--vscode-font-size, 14px) / 1.5 var(--vscode-font-family, system-ui, sans-serif);
  max-width: 46rem;
  margin: 0 auto;
  padding: 1rem;
}
@media (prefers-color-scheme: dark) {
  .unpool-report {
    --ink: var(--vscode-foreground, #e6edf3);
    --faint: var(--vscode-descriptionForeground, #9198a1);
    --ground: var(--vscode-editor-background, #0d1117);
    --rule: var(--vscode-widget-border, #3d444d);
    --real: var(--vscode-charts-blue, #4493f8);
    --synthetic: var(--vscode-charts-orange, #db6d28);
    --violated: var(--vscode-errorForeground, #f85149);
    --inconclusive: var(--vscode-charts-yellow, #d29922);
    --compatible: var(--vscode-charts-green, #3fb950);
  }
  body { background: var(--vscode-editor-background, #0d1117); }
}
.unpool-report h1 { font-size: 1.25em; font-weight: 600; overflow-wrap: anywhere; }
.unpool-report h2 { font-size: 1.05em; font-weight: 600; margin: 2em 0 0.4em; }
.unpool-report .verdict { border-left: 4px solid; padding: 0.3em 0 0.3em 0.8em; margin: 1em 0; }
.unpool-report .verdict.violated { border-color: var(--violated); }
.unpool-report .verdict.inconclusive { border-color: var(--inconclusive); border-left-style: dashed; }
.unpool-report .verdict.compatible { border-color: var(--compatible); border-left-style: double; }
.unpool-report .verdict.none { border-color: var(--real); }
.unpool-report .method, .unpool-report figcaption { color: var(--faint); }
.unpool-report .table { overflow-x: auto; }
.unpool-report table { border-collapse: collapse; margin: 0.4em 0; }
.unpool-report caption { text-align: left; color: var(--faint); padding-bottom: 0.2em; }
.unpool-report th, .unpool-report td { text-align: left; font-weight: normal; padding: 0.15em 1.2em 0.15em 0; border-bottom: 1px solid var(--rule); }
.unpool-report td { font-variant-numeric: tabular-nums; }
.unpool-report thead th { color: var(--faint); }
.unpool-report figure { margin: 1em 0; }
.unpool-report summary { cursor: pointer; color: var(--faint); }
.unpool-report svg { width: 100%; height: auto; }
.unpool-report svg text { font-size: 12px; fill: var(--ink); }
.unpool-report svg .axis { stroke: var(--ink); }
.unpool-report svg .grid { stroke: var(--rule); stroke-width: 0.5; }
.unpool-report svg .area { fill-opacity: 0.25; stroke-width: 1.5; }
.unpool-report svg .area.real { fill: var(--real); stroke: var(--real); }
.unpool-report svg .area.synthetic { fill: var(--synthetic); stroke: var(--synthetic); stroke-dasharray: 5 3; }
.unpool-report svg .margin { fill: var(--compatible); fill-opacity: 0.12; }
.unpool-report svg .bound { stroke: var(--compatible); stroke-dasharray: 3 3; }
.unpool-report svg .band { fill: var(--real); fill-opacity: 0.12; }
.unpool-report svg .edge { stroke: var(--real); stroke-dasharray: 3 3; }
.unpool-report svg .curve { fill: none; stroke: var(--synthetic); stroke-width: 2; }
.unpool-report svg .zero { stroke: var(--faint); }
.unpool-report svg .whisker { stroke: var(--real); stroke-width: 1.5; }
.unpool-report svg .thick { stroke: var(--real); stroke-width: 5; }
.unpool-report svg .point { fill: var(--real); }
.unpool-report svg .whisker.naive { stroke: var(--synthetic); stroke-dasharray: 5 3; }
.unpool-report svg .point.naive { fill: var(--ground); stroke: var(--synthetic); stroke-width: 1.5; }
.unpool-report svg .cell { fill: var(--real); stroke: var(--real); }
.unpool-report svg .cell.errs { fill: var(--synthetic); stroke: var(--synthetic); stroke-dasharray: 5 3; }
`;
