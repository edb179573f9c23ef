import assert from 'node:assert/strict';
import type { LineageEdge, LocatedNode } from '../protocol/lineage.ts';
import { BOX, placeLineage } from './lineage-layout.ts';
import { lineagePage } from './lineage-page.ts';
import { lineageSvg } from './lineage-svg.ts';

const HOSTILE = `</svg><script>alert(1)</script>"'><img src=x onerror=alert(2)>&amp;`;

const node = (id: string, given: Partial<LocatedNode> = {}): LocatedNode => ({
  id,
  kind: 'file',
  label: `${id}.csv`,
  detail: 'rows read',
  origin: 'real',
  location: null,
  where: 'line 1',
  ...given,
});
const edge = (from: string, to: string, kind: LineageEdge['kind'] = 'data'): LineageEdge => ({ from, to, kind });
const link = ({ id }: LocatedNode) => `command:x?${encodeURIComponent(JSON.stringify([id]))}`;

describe('the picture of a lineage', () => {
  it('lets no name out of its text', () => {
    const hostile = node(HOSTILE, { label: HOSTILE, detail: HOSTILE, where: HOSTILE });
    const report = { name: HOSTILE, nodes: [hostile, node('b')], edges: [edge(HOSTILE, 'b')], leftOut: 0 };
    const html = lineagePage(report, () => HOSTILE);
    assert.equal(html.match(/<script|<img/gi), null);
    // every quote of the name is escaped: it ends no attribute
    assert.ok(!html.includes(`"'>`) && html.includes('&lt;/svg&gt;&lt;script&gt;'));
    assert.equal(html.match(/<svg/g)?.length, html.match(/<\/svg>/g)?.length);
  });

  it('forbids scripts and loading, and has neither', () => {
    const html = lineagePage({ name: 'x', nodes: [node('a')], edges: [], leftOut: 0 }, link);
    assert.match(html, /Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/);
    assert.equal(html.match(/<script|<link|src=|@import|url\(|\bon\w+=/gi), null);
  });

  it('links each node once in the picture and once in the list, and those without a place not at all', () => {
    const nodes = [node('a'), node('b')];
    const html = lineagePage({ name: 'x', nodes, edges: [edge('a', 'b')], leftOut: 0 }, (one) =>
      one.id === 'a' ? link(one) : null,
    );
    assert.equal(html.split('href="command:x?%5B%22a%22%5D"').length - 1, 2);
    assert.equal(html.match(/href=/g)?.length, 2);
  });

  it('says in the list what the picture shows, and what is left out', () => {
    const nodes = [
      node('a', { label: 'human.csv' }),
      node('b', { kind: 'synthesizer', label: 'make()', origin: 'synthetic', where: 'line 7' }),
      node('c', { kind: 'pool', label: 'concat(…)', origin: 'pooled' }),
    ];
    const edges = [edge('a', 'b', 'learned'), edge('a', 'c'), edge('b', 'c')];
    const list = lineagePage({ name: 'x', nodes, edges, leftOut: 3 }, () => null).replace(/<svg[\s\S]*?<\/svg>/g, '');
    assert.match(
      list,
      /<code>make\(\)<\/code> line 7<span class="about">generator · synthetic; rows read; learned from human\.csv</,
    );
    assert.match(list, /pool; rows read; from human\.csv, make\(\)</);
    assert.match(list, /3 more steps are left out/);
  });

  it('cuts what is too long for a box, and has it whole in the title', () => {
    const label = 'a_very_long_name_of_a_file_that_does_not_fit.csv';
    const drawn = lineageSvg({ name: 'x', nodes: [node('a', { label })], edges: [] });
    assert.match(drawn, /class="label">a_very_long_name_of_a_fil…</);
    assert.match(drawn, new RegExp(`<title>file · real: ${label}\n`));
  });

  it('tells origins apart by word and mark, not by colour alone', () => {
    const origins = ['real', 'synthetic', 'pooled', 'human', 'judged', 'generated', 'unknown'] as const;
    const marks = origins.map((origin) => {
      const drawn = lineageSvg({ name: 'x', nodes: [node('a', { origin })], edges: [] });
      return /<g transform="translate\(12 11\)">(.*?)<\/g>/.exec(drawn)?.[1];
    });
    assert.equal(new Set(marks).size, origins.length);
  });
});

describe('the layout of a lineage', () => {
  const boxesOf = (count: number, edges: readonly LineageEdge[]) => {
    const placed = placeLineage(
      Array.from({ length: count }, (_, i) => ({ id: `${i}` })),
      edges,
    );
    return { placed, all: [...placed.boxes.values()] };
  };

  it('keeps boxes apart and inside, and lets data flow down', () => {
    const edges = Array.from({ length: 60 }, (_, i) => edge(`${i % 20}`, `${20 + ((i * 7) % 20)}`)).filter(
      ({ from, to }) => from !== to,
    );
    const { placed, all } = boxesOf(40, edges);
    for (const [i, a] of all.entries()) {
      assert.ok(a.x >= BOX.width / 2 && a.x <= placed.width - BOX.width / 2);
      for (const b of all.slice(i + 1))
        assert.ok(Math.abs(a.x - b.x) >= BOX.width || Math.abs(a.y - b.y) >= BOX.height, 'no overlap');
    }
    for (const { points } of placed.ways) {
      assert.ok(points.at(-1)!.y > points[0]!.y);
      assert.ok(points.every(({ x, y }) => x >= 0 && x <= placed.width && y >= 0 && y <= placed.height));
    }
  });

  it('has what comes first in the code on the left', () => {
    const { all } = boxesOf(4, [edge('0', '3'), edge('1', '3'), edge('2', '3')]);
    assert.ok(all[0]!.x < all[1]!.x && all[1]!.x < all[2]!.x);
  });

  it('does not mind circles, a single node, or none', () => {
    const { placed } = boxesOf(3, [edge('0', '1'), edge('1', '2'), edge('2', '0')]);
    assert.equal(placed.ways.length, 3);
    assert.ok(placed.ways.flatMap(({ points }) => points).every(({ x, y }) => Number.isFinite(x + y)));
    assert.equal(boxesOf(1, []).all.length, 1);
    assert.ok(lineageSvg({ name: 'x', nodes: [], edges: [] }).startsWith('<svg'));
  });
});
