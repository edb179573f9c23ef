/** Runs in the report view: sends what the controls say, and shows what comes back. */
import type { Asked, FromPage, Picture, ToPage } from '../report/report-state.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void; setState(state: unknown): void };

const editor = acquireVsCodeApi();
const form = document.querySelector<HTMLFormElement>('#controls')!;
const report = document.querySelector<HTMLElement>('#report')!;
const status = document.querySelector<HTMLElement>('#status')!;

editor.setState(JSON.parse(document.body.dataset.state ?? 'null'));

form.addEventListener('change', () => {
  if (!form.reportValidity()) return;
  const said = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  editor.postMessage({ kind: 'ask', asked: said as unknown as Asked });
});
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('click', ({ target }) => {
  const action = target instanceof HTMLElement ? target.dataset.action : undefined;
  if (action === 'save' || action === 'export') editor.postMessage({ kind: action });
});

addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  if (data.kind === 'status') status.textContent = data.text;
  else if (data.kind === 'draw')
    void pictures().then((drawn) => editor.postMessage({ kind: 'pictures', pictures: drawn }));
  else {
    report.innerHTML = data.body; // the extension's own page, in which all text of the data is escaped
    status.textContent = '';
    editor.setState(data.state);
  }
});

/** The pictures as files of their own: with the colours that they have here, since a file knows no theme. */
async function pictures(): Promise<Picture[]> {
  const drawn: Picture[] = [];
  for (const [index, svg] of report.querySelectorAll('svg').entries()) {
    const text = withColours(svg);
    const name = svg.querySelector('title')?.id.replace(/-title$/, '') || `picture-${index + 1}`;
    drawn.push({ name, svg: text, png: await rastered(text, svg.viewBox.baseVal) });
  }
  return drawn;
}

const COPIED = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-size', 'font-family'];

function withColours(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const { width, height } = svg.viewBox.baseVal;
  const originals = [svg, ...svg.querySelectorAll('*')];
  for (const [index, element] of [copy, ...copy.querySelectorAll('*')].entries()) {
    const style = getComputedStyle(originals[index]!);
    for (const name of COPIED) element.setAttribute(name, style.getPropertyValue(name));
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('style', `background: ${getComputedStyle(document.body).backgroundColor}`);
  return copy.outerHTML;
}

/** Twice as fine as it is drawn. */
const SCALE = 2;

async function rastered(svg: string, { width, height }: DOMRect): Promise<string> {
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const drawing = canvas.getContext('2d')!;
  drawing.fillStyle = getComputedStyle(document.body).backgroundColor;
  drawing.fillRect(0, 0, canvas.width, canvas.height);
  drawing.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png');
}
