/** A control for a number, which may be left empty. */
export interface NumberControl {
  readonly kind: 'number';
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  /** What holds where it is empty. */
  readonly placeholder: string;
  /** The number lies between these, and is neither. */
  readonly above: number;
  readonly below: number;
}

/** What is wrong with what somebody wrote into a control; null where nothing is. */
export function problemWith(text: string, { above, below }: Pick<NumberControl, 'above' | 'below'>): string | null {
  const written = text.trim();
  if (written === '') return null;
  const expected = Number.isFinite(below) ? `a number between ${above} and ${below}` : `a number above ${above}`;
  if (/^\d+,\d+$/.test(written)) return `Write ${written.replace(',', '.')}, with a point.`;
  const number = Number(written);
  return Number.isFinite(number) && number > above && number < below ? null : `Write ${expected}, such as 0.05.`;
}
