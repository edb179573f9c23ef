/** Runs in the report view: sends what the controls say, and shows what comes back. */
import { problemWith } from '../report/number-control.ts';
import type { Asked, FromPage, ToPage } from '../report/report-state.ts';
import { pictures } from './pictures.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void; setState(state: unknown): void };

const editor = acquireVsCodeApi();
const form = document.querySelector<HTMLFormElement>('#controls')!;
const summary = document.querySelector<HTMLElement>('#summary')!;
const details = document.querySelector<HTMLElement>('#details')!;
const status = document.querySelector<HTMLElement>('#status')!;

type Field = HTMLInputElement | HTMLSelectElement;

/** The control that was changed last. */
let last: Field | undefined;

editor.setState(JSON.parse(document.body.dataset.state ?? 'null'));
makeScrollable();
editor.postMessage({ kind: 'ready' });

form.addEventListener('change', ({ target }) => {
  last = target as Field;
  for (const field of fields()) tell(field, field === last || isNumber(field) ? problemOf(field) : told(field));
  if (fields().some((field) => isNumber(field) && told(field))) {
    status.textContent = '';
    details.ariaBusy = null;
    return;
  }
  editor.postMessage({ kind: 'ask', asked: said() });
});
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('click', ({ target }) => {
  const action = target instanceof HTMLElement ? target.dataset.action : undefined;
  if (action === 'save' || action === 'export') editor.postMessage({ kind: action });
});

addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  switch (data.kind) {
    case 'busy':
      status.textContent = 'Computing …';
      details.ariaBusy = 'true';
      return;
    case 'status':
      status.textContent = data.text;
      details.ariaBusy = null;
      return;
    case 'problem':
      status.textContent = last ? '' : data.text; // the page may have been loaded since it was asked
      details.ariaBusy = null;
      // A problem that is told at another control is not told twice.
      if (last && !fields().some((field) => told(field) === data.text)) tell(last, data.text);
      return;
    case 'draw':
      void pictures(details).then((drawn) => editor.postMessage({ kind: 'pictures', pictures: drawn }));
      return;
    case 'report':
      // The extension's own pages, in which all text of the data is escaped. The controls stay, and with them the focus.
      summary.innerHTML = data.summary;
      details.innerHTML = data.details;
      details.ariaBusy = null;
      makeScrollable();
      for (const field of fields()) {
        tell(field, problemOf(field)); // it may have been changed since
        if (isNumber(field)) field.placeholder = data.placeholders[field.name] ?? '';
      }
      status.textContent = data.status;
      editor.setState(data.state);
  }
});

function fields(): readonly Field[] {
  return [...form.querySelectorAll<Field>('input, select')];
}

function isNumber(field: Field): field is HTMLInputElement {
  return field instanceof HTMLInputElement;
}

function said(): Asked {
  return Object.fromEntries(fields().map(({ name, value }) => [name, value]));
}

function problemOf(field: Field): string | null {
  const { above, below } = field.dataset;
  return isNumber(field) ? problemWith(field.value, { above: Number(above), below: Number(below) }) : null;
}

/** The problem that is shown at a control; empty where there is none. */
function told(field: Field): string {
  return document.querySelector(`#${field.name}-problem`)?.textContent ?? '';
}

function tell(field: Field, problem: string | null): void {
  document.querySelector(`#${field.name}-problem`)!.textContent = problem;
  field.ariaInvalid = problem ? 'true' : null;
}

/** What is wider than the page can be scrolled with the keyboard. */
function makeScrollable(): void {
  for (const wide of details.querySelectorAll<HTMLElement>('.table, figure')) {
    if (wide.scrollWidth <= wide.clientWidth) continue;
    wide.tabIndex = 0;
    wide.role = 'region';
    wide.ariaLabel = wide.querySelector('caption, figcaption')?.textContent ?? '';
  }
}
