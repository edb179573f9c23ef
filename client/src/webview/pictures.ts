import type { Picture } from '../report/report-state.ts';

/** The pictures within an element as files of their own: with the colours that they have here, since a file knows no theme. */
export async function pictures(within: HTMLElement): Promise<Picture[]> {
  const drawn: Picture[] = [];
  for (const [index, svg] of within.querySelectorAll('svg').entries()) {
    const text = withColours(svg);
    const name = svg.querySelector('title')?.id.replace(/-title$/, '') || `picture-${index + 1}`;
    drawn.push({ name, svg: text, png: await rastered(text, svg.viewBox.baseVal) });
  }
  return drawn;
}

const COPIED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linejoin',
  'paint-order',
  'font-size',
  'font-family',
  'font-weight',
  'text-decoration-line',
];

function withColours(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const { width, height } = svg.viewBox.baseVal;
  const originals = [svg, ...svg.querySelectorAll('*')];
  for (const [index, element] of [copy, ...copy.querySelectorAll('*')].entries()) {
    const style = getComputedStyle(originals[index]!);
    for (const name of COPIED) element.setAttribute(attributeOf(name), style.getPropertyValue(name));
    element.removeAttribute('class');
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  ground.setAttribute('width', String(width));
  ground.setAttribute('height', String(height));
  ground.setAttribute('fill', getComputedStyle(document.body).backgroundColor);
  copy.querySelector('desc')!.after(ground);
  return new XMLSerializer().serializeToString(copy);
}

/** The one property that has another name as an attribute. */
function attributeOf(property: string): string {
  return property === 'text-decoration-line' ? 'text-decoration' : property;
}

/** As fine as a slide needs it. */
const SCALE = 3;

async function rastered(svg: string, { width, height }: DOMRect): Promise<string> {
  const image = new Image(width * SCALE, height * SCALE);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png');
}
