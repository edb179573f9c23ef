import { LINEAGE_ORIGINS, type LocatedNode } from '../protocol/lineage.ts';
import { LINEAGE_PAGE_STYLE } from './lineage-style.ts';
import { type LineagePicture, type LinkOf, lineageSvg, mark } from './lineage-svg.ts';
import { inWords, ORIGIN_NAMES } from './lineage-words.ts';
import { page } from './page.ts';
import { escapeHtml } from './svg.ts';

export interface LineageReport extends LineagePicture {
  readonly leftOut: number;
}

/** The picture with a list that says the same, as a page: nothing is loaded and no script may run. */
export function lineagePage(report: LineageReport, linkOf: LinkOf): string {
  const { name, nodes, leftOut } = report;
  const isLinked = nodes.some((node) => linkOf(node) !== null);
  const hints = [
    'From the sources at the top to the value at the bottom.',
    ...(isLinked ? ['A box, or a line number in the list, opens its place in the code.'] : []),
    ...(leftOut > 0 ? [`${leftOut} more ${leftOut === 1 ? 'step is' : 'steps are'} left out.`] : []),
  ];
  const body = [
    '<main class="unpool-lineage">',
    `<h1>Where <code>${escapeHtml(name)}</code> comes from</h1>`,
    `<p>${escapeHtml(hints.join(' '))}</p>`,
    legend(nodes),
    '<div class="parts">',
    `<div class="picture">${lineageSvg(report, linkOf)}</div>`,
    `<section class="steps"><h2>Step by step</h2><ol>${steps(report, linkOf)}</ol></section>`,
    '</div>',
    '</main>',
  ];
  return page(`Lineage of ${name}`, LINEAGE_PAGE_STYLE, body.join('\n'));
}

const sign = (origin: LocatedNode['origin']): string =>
  `<svg viewBox="-1 -1 13 12" class="${origin}" aria-hidden="true">${mark(origin)}</svg>`;

function legend(nodes: readonly LocatedNode[]): string {
  const shown = LINEAGE_ORIGINS.filter((origin) => nodes.some((node) => node.origin === origin));
  const items = shown.map((origin) => `<li>${sign(origin)}${escapeHtml(ORIGIN_NAMES[origin])}</li>`);
  return `<ul class="legend" aria-label="Origins">${items.join('')}</ul>`;
}

function steps({ nodes, edges }: LineageReport, linkOf: LinkOf): string {
  const labelOf = new Map(nodes.map(({ id, label }) => [id, label]));
  const items = nodes.map((node) => {
    const from = (kind: string) =>
      edges.filter((edge) => edge.to === node.id && edge.kind === kind).map((edge) => labelOf.get(edge.from) ?? '');
    const about = [
      inWords(node),
      ...(node.detail ? [node.detail] : []),
      ...said('from', from('data')),
      ...said('learned from', from('learned')),
    ];
    return (
      `<li class="step">${sign(node.origin)}<code>${escapeHtml(node.label)}</code> ${place(node, linkOf)}` +
      `<span class="about">${escapeHtml(about.join('; '))}</span></li>`
    );
  });
  return items.join('');
}

const said = (word: string, labels: readonly string[]): string[] =>
  labels.length ? [`${word} ${labels.join(', ')}`] : [];

function place(node: LocatedNode, linkOf: LinkOf): string {
  const link = linkOf(node);
  const where = escapeHtml(node.where);
  return link
    ? `<a href="${escapeHtml(link)}" aria-label="${escapeHtml(`${node.label}, ${node.where}`)}">${where}</a>`
    : where;
}
