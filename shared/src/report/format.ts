import { formatLocale } from 'd3-format';

const locale = formatLocale({ decimal: '.', thousands: ',', grouping: [3], currency: ['', ''], minus: '-' });
const significant = locale.format(',.3~r');
const whole = locale.format(',.0f');
const scientific = locale.format('.2~e');
const percent = locale.format('.0f');

/** A number for people, to three significant digits. */
export function number(value: number): string {
  const size = Math.abs(value);
  if (size >= 1000) {
    return whole(value);
  }
  return size !== 0 && size < 1e-5 ? scientific(value) : significant(value);
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

/** "0.012", or "below 0.0001". */
export function pValue(p: number): string {
  return p < 1e-4 ? 'below 0.0001' : number(p);
}

/** A count of rows. */
export function count(value: number): string {
  return whole(value);
}
