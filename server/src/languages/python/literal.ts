/** The value of a Python number as written, or null where it has none here (complex numbers). */
export function numberValue(text: string): number | null {
  const plain = text.replaceAll('_', '').replace(/[lL]$/, '');
  const value = /^0[0-7]+$/.test(plain) ? Number.parseInt(plain, 8) : Number(plain);
  return Number.isNaN(value) ? null : value;
}

const STRING = /^([A-Za-z]*)("""|'''|"|')/;

export interface StringForm {
  /** Lower case: `rb`, `f` … */
  readonly prefix: string;
  /** Length of prefix and opening quote. */
  readonly opening: number;
  /** Length of the quote. */
  readonly quote: number;
}

export function stringForm(text: string): StringForm {
  const [opening = '', prefix = '', quote = ''] = STRING.exec(text) ?? [];
  return { prefix: prefix.toLowerCase(), opening: opening.length, quote: quote.length };
}

/** The value of a string literal without interpolations. */
export function stringValue(text: string): string {
  const form = stringForm(text);
  return decode(text.slice(form.opening, text.length - form.quote), form.prefix);
}

/** Text inside a string with the given prefix, its escapes replaced. */
export function decode(content: string, prefix: string): string {
  const text = /[ft]/.test(prefix) ? content.replaceAll('{{', '{').replaceAll('}}', '}') : content;
  if (!text.includes('\\') || prefix.includes('r')) return text;
  return text.replace(ESCAPE, escapeValue);
}

const ESCAPE = /\\(?:\r?\n|[0-7]{1,3}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|N\{[^}]*\}|[\\'"abfnrtv])/g;

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** A named character (`\N{…}`) stays as written: the names are not at hand. */
function escapeValue(written: string): string {
  const sign = written[1] ?? '';
  if (sign === '\n' || sign === '\r') return '';
  if (sign === 'N') return written;
  if (sign >= '0' && sign <= '7') return String.fromCodePoint(Number.parseInt(written.slice(1), 8));
  if ('xuU'.includes(sign)) {
    const point = Number.parseInt(written.slice(2), 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : written;
  }
  return SIMPLE[sign] ?? sign;
}
