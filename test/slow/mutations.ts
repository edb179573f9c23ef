/** Source text as nobody meant it: cut, torn, doubled, mixed. The same seed gives the same text. */

/** Numbers in [0, 1) from a seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const SHREDS = [
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ':',
    ',',
    '.',
    '"',
    "'",
    '"""',
    '#',
    '\\',
    '\n',
    '\r\n',
    '\t',
    '    ',
    '=',
    '*',
    '**',
  ],
  ...[
    'def f(',
    'class C:',
    'lambda x: ',
    'for x in ',
    'if ',
    'else:',
    'try:',
    'with open(',
    'return',
    'yield ',
    'await ',
  ],
  ...[
    'import pandas as pd\n',
    'pd.concat([',
    '.mean()',
    'f"{',
    '}"',
    '%matplotlib inline',
    '!ls',
    '?',
    'match x:\n',
    'case _:',
  ],
  ...['# unpool: synthetic', '# unpool: ignore[', '\u0000', '\ufeff', '\u2028', '😀', 'ﬁ', '\ud800', 'é', '０'],
];

/** A mutated text; `others` lend pieces. */
export function mutate(text: string, others: readonly string[], random: () => number): string {
  let result = text;
  const changes = 1 + Math.floor(random() * 4);
  for (let i = 0; i < changes; i++) {
    const change = CHANGES[Math.floor(random() * CHANGES.length)]!;
    result = change(result, others, random).slice(0, 60_000);
  }
  return result;
}

type Change = (text: string, others: readonly string[], random: () => number) => string;

const at = (text: string, random: () => number): number => Math.floor(random() * (text.length + 1));

function span(text: string, random: () => number, longest: number): [number, number] {
  const start = at(text, random);
  return [start, Math.min(text.length, start + Math.floor(random() * longest))];
}

const CHANGES: readonly Change[] = [
  (text, _others, random) => text.slice(0, at(text, random)),
  (text, _others, random) => text.slice(at(text, random)),
  (text, _others, random) => {
    const [start, end] = span(text, random, 200);
    return text.slice(0, start) + text.slice(end);
  },
  (text, _others, random) => {
    const [start, end] = span(text, random, 400);
    return text.slice(0, end) + text.slice(start, end) + text.slice(end);
  },
  (text, _others, random) => {
    const place = at(text, random);
    return text.slice(0, place) + SHREDS[Math.floor(random() * SHREDS.length)] + text.slice(place);
  },
  (text, others, random) => {
    const other = others[Math.floor(random() * others.length)] ?? '';
    const [start, end] = span(other, random, 600);
    const place = at(text, random);
    return text.slice(0, place) + other.slice(start, end) + text.slice(place);
  },
  (text, _others, random) => {
    const lines = text.split('\n');
    const [a, b] = [Math.floor(random() * lines.length), Math.floor(random() * lines.length)];
    [lines[a], lines[b]] = [lines[b]!, lines[a]!];
    return lines.join('\n');
  },
  (text, _others, random) => text.replaceAll('\n', random() < 0.5 ? '\r\n' : '\n  '),
];
