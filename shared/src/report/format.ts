import { formatLocale } from 'd3-format';

const locale = formatLocale({ decimal: '.', thousands: ',', grouping: [3], currency: ['', ''], minus: '-' });
const whole = locale.format(',.0f');
const scientific = locale.format('.2~e');
const percent = locale.format('.0f');

/** A number for people, to three significant digits, or to those that tell it from others within a `width`. */
export function number(value: number, width = Number.POSITIVE_INFINITY): string {
  const size = Math.abs(value);
  const digits = significantDigits(size, width);
  if (size >= HUGE) {
    return locale.format(`.${digits - 1}~e`)(value);
  }
  if (size >= 1000 && digits === LEAST_DIGITS) {
    return whole(value);
  }
  return size !== 0 && size < 1e-5 ? scientific(value) : locale.format(`,.${digits}~r`)(value);
}

/** Greater numbers have more digits than can be taken in. */
const HUGE = 1e12;
const LEAST_DIGITS = 3;
const MOST_DIGITS = 12;

function significantDigits(size: number, width: number): number {
  const digits =
    size > 0 && width > 0 ? Math.floor(Math.log10(size)) - Math.floor(Math.log10(width)) + 2 : LEAST_DIGITS;
  return Math.min(MOST_DIGITS, Math.max(LEAST_DIGITS, digits));
}

export function signed(value: number): string {
  return value > 0 ? `+${number(value)}` : number(value);
}

/** "12 %"; not "0 %" or "100 %" for what only rounds to it. */
export function share(value: number): string {
  if (value > 0 && value < 0.005) {
    return 'less than 1 %';
  }
  return value < 1 && value >= 0.995 ? 'more than 99 %' : `${percent(100 * value)} %`;
}

/** The level of an interval, "97.5 %": all digits that it needs, and rounded down, so that it promises no more than holds. */
export function level(probability: number): string {
  const rarer = Math.min(probability, 1 - probability);
  const digits = Math.min(MOST_LEVEL_DIGITS, 1 - Math.floor(Math.log10(rarer)));
  const scale = 10 ** digits;
  const rounded = Math.floor(100 * probability * scale + ROUNDING_ERROR) / scale;
  return `${locale.format(`.${digits}~f`)(rounded)} %`;
}

const MOST_LEVEL_DIGITS = 9;
/** 100 * (1 - 0.0125) must not lose its last digit. */
const ROUNDING_ERROR = 1e-4;

/** "3 % to 95 %", or one share where both are shown alike, or are next to none. */
export function shareRange([least, greatest]: readonly [number, number]): string {
  if (greatest < 0.005) {
    return share(0.001);
  }
  return share(least) === share(greatest) ? share(least) : `${share(least)} to ${share(greatest)}`;
}

/** "0.012", or "below 0.0001". */
export function pValue(p: number): string {
  return p < 1e-4 ? 'below 0.0001' : number(p);
}

/** A count of rows. */
export function count(value: number): string {
  return whole(value);
}

/** "a, b and c". */
export function together(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** With its first letter as that of a sentence. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
