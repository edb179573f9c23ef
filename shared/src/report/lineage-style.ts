/**
 * The look of a lineage: the editor's colours where it is shown in VS Code, else light or dark as the reader prefers.
 * VS Code's orange for charts is too dark in its dark theme: that of classes is not. Each origin has a colour, a mark and a dash of its own, and is named in words.
 */
export const LINEAGE_STYLE = `
.unpool-lineage {
  --ink: var(--vscode-foreground, #24292f);
  --faint: var(--vscode-descriptionForeground, #59636e);
  --ground: var(--vscode-editor-background, #ffffff);
  --focus: var(--vscode-focusBorder, #0969da);
  --real: var(--vscode-charts-blue, #0969da);
  --synthetic: var(--vscode-symbolIcon-classForeground, #bc4c00);
  --pooled: var(--vscode-charts-red, #cf222e);
  --judged: var(--vscode-charts-purple, #8250df);
  --human: var(--vscode-charts-green, #1a7f37);
}
@media (prefers-color-scheme: dark) {
  .unpool-lineage {
    --ink: var(--vscode-foreground, #e6edf3);
    --faint: var(--vscode-descriptionForeground, #9198a1);
    --ground: var(--vscode-editor-background, #0d1117);
    --focus: var(--vscode-focusBorder, #4493f8);
    --real: var(--vscode-charts-blue, #4493f8);
    --synthetic: var(--vscode-symbolIcon-classForeground, #db6d28);
    --pooled: var(--vscode-charts-red, #f85149);
    --judged: var(--vscode-charts-purple, #ab7df8);
    --human: var(--vscode-charts-green, #3fb950);
  }
}
.unpool-lineage .real { --own: var(--real); }
.unpool-lineage .synthetic, .unpool-lineage .generated { --own: var(--synthetic); }
.unpool-lineage .pooled { --own: var(--pooled); }
.unpool-lineage .judged { --own: var(--judged); }
.unpool-lineage .human { --own: var(--human); }
.unpool-lineage .unknown { --own: var(--faint); }
.unpool-lineage .synthetic { --dash: 7 4; }
.unpool-lineage .generated { --dash: 7 3 2 3; }
.unpool-lineage .judged { --dash: 2 3; }
.unpool-lineage .box { fill: var(--ground); stroke: var(--own); stroke-width: 1.5; stroke-dasharray: var(--dash, none); }
.unpool-lineage .tint { fill: var(--own); fill-opacity: 0.09; stroke: none; }
.unpool-lineage .estimate .box, .unpool-lineage .correction .box { stroke-width: 2.5; }
.unpool-lineage .fold { fill: none; stroke: var(--own); }
.unpool-lineage .way { fill: none; stroke: var(--own); stroke-width: 1.5; stroke-dasharray: var(--dash, none); }
.unpool-lineage .way.learned { stroke: var(--faint); stroke-dasharray: 1 4; stroke-linecap: round; }
.unpool-lineage .head { fill: var(--own); }
.unpool-lineage .head.learned { fill: var(--faint); }
.unpool-lineage .mark { fill: var(--own); stroke: var(--own); stroke-width: 1.5; }
.unpool-lineage .mark.hollow { fill: none; }
.unpool-lineage text { font: 11px var(--vscode-font-family, system-ui, sans-serif); fill: var(--faint); }
.unpool-lineage .label { font: 600 12.5px var(--vscode-editor-font-family, ui-monospace, monospace); fill: var(--ink); }
.unpool-lineage .kind { fill: var(--ink); }
.unpool-lineage a { cursor: pointer; outline: none; text-decoration: none; }
.unpool-lineage a:hover .tint { fill-opacity: 0.2; }
.unpool-lineage a:focus-visible .box { stroke: var(--focus); stroke-width: 3; stroke-dasharray: none; }
`;

/** The page around the picture and its list. */
export const LINEAGE_PAGE_STYLE = `
${LINEAGE_STYLE}
body { margin: 0; padding: 0; background: var(--vscode-editor-background, #ffffff); }
@media (prefers-color-scheme: dark) { body { background: var(--vscode-editor-background, #0d1117); } }
main.unpool-lineage { color: var(--ink); font: var(--vscode-font-size, 14px) / 1.5 var(--vscode-font-family, system-ui, sans-serif); padding: 1rem; }
main h1 { font-size: 1.25em; font-weight: 600; margin: 0 0 0.2em; overflow-wrap: anywhere; }
main h1 code { font: 600 1em var(--vscode-editor-font-family, ui-monospace, monospace); }
main h2 { font-size: 1.05em; font-weight: 600; margin: 0 0 0.6em; }
main p { margin: 0; color: var(--faint); }
main .legend { display: flex; flex-wrap: wrap; gap: 0.2em 1.4em; list-style: none; padding: 0; margin: 0.7em 0; }
main .legend svg, main ol svg { width: 12px; height: 12px; margin-right: 0.45em; vertical-align: -1px; }
main .parts { display: flex; flex-wrap: wrap; gap: 1.5rem 2.5rem; align-items: flex-start; }
main .picture { flex: 10 1 30rem; min-width: 0; overflow-x: auto; }
main .picture svg { display: block; margin: 0 auto; }
main .steps { flex: 1 1 20rem; min-width: 0; }
main ol { list-style: none; padding: 0; margin: 0; }
main li.step { padding: 0.45em 0; border-top: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, #8884)); overflow-wrap: anywhere; }
main li.step code { font: 600 0.95em var(--vscode-editor-font-family, ui-monospace, monospace); color: inherit; background: none; padding: 0; }
main li.step .about { color: var(--faint); display: block; padding-left: calc(12px + 0.45em); }
main li a { color: var(--vscode-textLink-foreground, #0969da); text-decoration: none; }
main li a:hover { text-decoration: underline; }
main li a:focus-visible { outline: 1px solid var(--focus); outline-offset: 2px; }
`;
