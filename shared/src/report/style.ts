/**
 * The report's look. Text and ground have the editor's colours where it is shown in VS Code; the series have their own, so
 * that they keep their contrast in each kind of theme, also for those who see few colours. They differ by dash and fill as well.
 */
const LIGHT = `
  --ink: var(--vscode-foreground, #1f2328);
  --faint: var(--vscode-descriptionForeground, #59636e);
  --ground: var(--vscode-editor-background, #ffffff);
  --rule: var(--vscode-contrastBorder, #d1d9e0);
  --real: #0a5cb8;
  --synthetic: #b8480b;
  --violated: #c4232c;
  --inconclusive: #8a6100;
  --compatible: #1a7a38;
`;

const DARK = `
  --ink: var(--vscode-foreground, #e6edf3);
  --faint: var(--vscode-descriptionForeground, #9da7b1);
  --ground: var(--vscode-editor-background, #0d1117);
  --rule: var(--vscode-contrastBorder, #3d444d);
  --real: #6cb2ff;
  --synthetic: #f59a52;
  --violated: #ff7b72;
  --inconclusive: #e3b341;
  --compatible: #56d364;
`;

/** A page of its own goes by what the reader prefers; in VS Code it is the editor's theme that counts, and it marks the body. */
const THEMES = `
.unpool-report { ${LIGHT} }
:is(.vscode-dark, .vscode-high-contrast):not(.vscode-high-contrast-light) .unpool-report { ${DARK} }
body.vscode-high-contrast:not(.vscode-light) main.unpool-report { --faint: var(--ink); }
@media (prefers-color-scheme: dark) {
  body:not(.vscode-light, .vscode-dark, .vscode-high-contrast) { background: #0d1117; }
  body:not(.vscode-light, .vscode-dark, .vscode-high-contrast) .unpool-report { ${DARK} }
}
`;

const TEXT = `
body { margin: 0; padding: 0; background: var(--vscode-editor-background, #ffffff); }
.unpool-report {
  color: var(--ink);
  font: var(--vscode-font-size, 15px) / 1.55 var(--vscode-font-family, system-ui, sans-serif);
  max-width: 42rem;
  margin: 0 auto;
  padding: 1.2rem 1rem 3rem;
  overflow-wrap: anywhere;
}
.unpool-report h1 { font-size: 1em; font-weight: 600; color: var(--faint); margin: 0 0 0.6em; }
.unpool-report h2 { font-size: 1.15em; font-weight: 600; margin: 2.2em 0 0.5em; }
.unpool-report ul { padding-left: 1.2em; margin: 0.4em 0; }
.unpool-report li { margin: 0.2em 0; }
.unpool-report .method, .unpool-report figcaption { color: var(--faint); font-size: 0.92em; }
.unpool-report .verdict {
  --tone: var(--real);
  margin: 0 0 1.1em; padding: 0.7em 1em; font-size: 1.15em; line-height: 1.45;
  border-left: 5px solid var(--tone); border-radius: 3px;
  background: color-mix(in srgb, var(--tone) 9%, transparent);
}
.unpool-report .verdict strong { color: var(--tone); }
.unpool-report .verdict.violated { --tone: var(--violated); }
.unpool-report .verdict.inconclusive { --tone: var(--inconclusive); border-left-style: dashed; }
.unpool-report .verdict.compatible { --tone: var(--compatible); border-left-style: double; }
.vscode-high-contrast .unpool-report .verdict { background: none; outline: 1px solid var(--rule); }
`;

/** Names, numbers and intervals stand in lines of their own across all of them, however long a name is. */
const NUMBERS = `
.unpool-report .numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(11.5em, 1fr)); gap: 0 0.8em; margin: 0 0 0.3em; }
.unpool-report .numbers > div { display: grid; grid-row: span 3; grid-template-rows: subgrid; gap: 0; border: 1px solid var(--rule); border-radius: 4px; padding: 0.6em 0.9em 0.7em; margin-bottom: 0.8em; }
.unpool-report .numbers > .best { border-color: var(--real); box-shadow: inset 0 3px 0 var(--real); }
.unpool-report .numbers > .naive { border: 1px dashed var(--synthetic); }
.unpool-report dt { color: var(--faint); display: flex; flex-wrap: wrap; gap: 0 0.6em; justify-content: space-between; }
.unpool-report dd { margin: 0; color: var(--faint); font-variant-numeric: tabular-nums; }
.unpool-report dd.value { color: var(--ink); font-size: 1.65em; line-height: 1.35; font-weight: 600; }
.unpool-report .naive dd.value { font-weight: 400; }
.unpool-report s { text-decoration-color: var(--synthetic); text-decoration-thickness: 2px; }
.unpool-report .mark { font-weight: 600; color: var(--real); }
.unpool-report .naive .mark { color: var(--synthetic); }
`;

const TABLES = `
.unpool-report .table { overflow-x: auto; margin: 0.6em 0; }
.unpool-report table { border-collapse: collapse; overflow-wrap: normal; }
.unpool-report caption { text-align: left; color: var(--faint); padding-bottom: 0.3em; }
.unpool-report th, .unpool-report td { text-align: left; vertical-align: top; font-weight: normal; padding: 0.25em 1.4em 0.25em 0; border-bottom: 1px solid var(--rule); }
.unpool-report td { font-variant-numeric: tabular-nums; }
.unpool-report .table .number { text-align: right; }
.unpool-report .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.unpool-report thead th { color: var(--faint); }
.unpool-report th[scope='row'] { max-width: 22rem; overflow-wrap: anywhere; }
.unpool-report summary { cursor: pointer; color: var(--faint); }
.unpool-report :focus-visible { outline: 2px solid var(--vscode-focusBorder, var(--real)); outline-offset: 2px; }
`;

const PICTURES = `
.unpool-report figure { margin: 0.8em 0 1em; overflow-x: auto; }
.unpool-report svg { display: block; width: 100%; max-width: 640px; min-width: 22rem; height: auto; }
.unpool-report svg text { font-size: 13px; fill: var(--ink); font-variant-numeric: tabular-nums; }
.unpool-report svg text.faint { fill: var(--faint); font-size: 12px; }
.unpool-report svg text.strong { font-weight: 600; }
.unpool-report svg text.large { font-size: 24px; font-weight: 600; }
.unpool-report svg text.warning { fill: var(--synthetic); font-size: 12px; }
.unpool-report svg text.crossed { font-weight: 400; text-decoration: line-through; }
.unpool-report svg text.ringed { paint-order: stroke; stroke: var(--ground); stroke-width: 4px; stroke-linejoin: round; }
.unpool-report svg .axis { stroke: var(--faint); }
.unpool-report svg .grid { stroke: var(--rule); }
.vscode-high-contrast .unpool-report svg .grid { stroke-opacity: 0.35; }
.unpool-report svg .reference { stroke: var(--real); stroke-opacity: 0.45; }
.unpool-report svg .area { fill-opacity: 0.28; stroke-width: 2; }
.unpool-report svg .area.real { fill: var(--real); stroke: var(--real); }
.unpool-report svg .area.synthetic { fill: var(--synthetic); stroke: var(--synthetic); stroke-dasharray: 5 3; }
.unpool-report svg .margin { fill: var(--compatible); fill-opacity: 0.14; }
.unpool-report svg .bound { stroke: var(--compatible); stroke-width: 1.5; stroke-dasharray: 5 4; }
.unpool-report svg .band { fill: var(--real); fill-opacity: 0.14; }
.unpool-report svg .edge { stroke: var(--real); stroke-dasharray: 5 4; }
.unpool-report svg .possible { fill: var(--synthetic); fill-opacity: 0.25; }
.unpool-report svg .curve { fill: none; stroke: var(--synthetic); stroke-width: 2.5; }
.unpool-report svg .zero { stroke: var(--faint); }
.unpool-report svg .whisker { stroke: var(--real); stroke-width: 2; }
.unpool-report svg .thick { stroke: var(--real); stroke-width: 6; }
.unpool-report svg .thick.own { stroke-width: 4; }
.unpool-report svg .own { stroke: var(--ink); }
.unpool-report svg .point { fill: var(--real); }
.unpool-report svg .point.ringed { stroke: var(--ground); stroke-width: 2; }
.unpool-report svg .whisker.naive { stroke: var(--synthetic); stroke-dasharray: 5 3; }
.unpool-report svg .whisker.naive.end { stroke-dasharray: none; }
.unpool-report svg .point.naive { fill: var(--ground); stroke: var(--synthetic); stroke-width: 2; }
.unpool-report svg .cell { fill: var(--real); stroke: var(--real); }
.unpool-report svg .cell.errs { fill: var(--synthetic); stroke: var(--synthetic); stroke-dasharray: 5 3; }
`;

export const STYLE = THEMES + TEXT + NUMBERS + TABLES + PICTURES;
