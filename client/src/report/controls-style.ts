/** The look of the report's controls: that of the editor's own fields and buttons. */
export const CONTROLS_STYLE = `
#controls {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(5em, 1fr)); gap: 0.6em 0.7em; align-items: start;
  margin: 1.4em -1rem 0; padding: 0.7em 1rem 0.8em;
  background: var(--ground);
  border-top: 1px solid var(--rule); border-bottom: 1px solid var(--rule);
}
#controls .control { min-width: 0; }
#controls .wide { grid-column: span 2; }
#controls label { display: block; color: var(--faint); font-size: 0.92em; }
#controls input, #controls select {
  box-sizing: border-box; width: 100%; height: 2em; font: inherit; padding: 0 0.4em; border-radius: 2px;
  color: var(--vscode-input-foreground); background: var(--vscode-input-background);
  border: 1px solid var(--vscode-input-border, var(--rule));
}
#controls select {
  color: var(--vscode-dropdown-foreground); background: var(--vscode-dropdown-background);
  border-color: var(--vscode-dropdown-border, var(--rule));
}
#controls input::placeholder { color: var(--vscode-input-placeholderForeground); }
#controls [aria-invalid='true'] { border: 2px solid var(--violated); }
#controls .problem { margin: 0.2em 0 0; color: var(--violated); font-size: 0.92em; line-height: 1.35; }
#controls .problem:empty { display: none; }
#controls .actions { grid-column: 1 / -1; display: flex; flex-wrap: wrap; align-items: center; gap: 0.6em; }
#controls button {
  font: inherit; padding: 0.2em 1em; cursor: pointer; border-radius: 2px;
  border: 1px solid var(--vscode-button-border, transparent);
  color: var(--vscode-button-foreground); background: var(--vscode-button-background);
}
#controls button:hover { background: var(--vscode-button-hoverBackground); }
#controls button.second { border-color: var(--vscode-button-secondaryBorder, transparent); color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground); }
#controls button.second:hover { background: var(--vscode-button-secondaryHoverBackground); }
.vscode-high-contrast #controls button { border-color: var(--rule); }
#controls :focus-visible { outline: 2px solid var(--vscode-focusBorder, var(--real)); outline-offset: 1px; }
#controls output { color: var(--faint); margin-left: 0.4em; }
#details[aria-busy='true'] { opacity: 0.55; transition: opacity 0.2s 0.2s; }
@media (prefers-reduced-motion: reduce) { #details[aria-busy='true'] { transition: none; } }
/* Where there is room, the controls stay in sight while the pictures change. */
@media (min-width: 34rem) and (min-height: 40rem) {
  #controls { position: sticky; top: 0; z-index: 1; }
  html { scroll-padding-top: 9rem; }
}
`;
