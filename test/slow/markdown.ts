type Cells = readonly (string | number)[];

export function table(head: Cells, rows: readonly Cells[]): string {
  const line = (cells: Cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A share, to a tenth of a per cent. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
