import type { Cell } from './table.ts';

/** A value of JSON, Parquet or Arrow as a cell; NaN is missing. */
export function cellOf(value: unknown): Cell {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isNaN(value) ? null : value;
    case 'bigint': {
      const number = Number(value);
      return Number.isSafeInteger(number) ? number : String(value);
    }
    case 'object':
      return value === null ? null : objectCell(value);
    default:
      return null;
  }
}

function objectCell(value: object): Cell {
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? null : value.toISOString();
  }
  const list = ArrayBuffer.isView(value) && !(value instanceof DataView) ? [...(value as Float64Array)] : value;
  try {
    return JSON.stringify(list, (_, part) => (typeof part === 'bigint' ? String(part) : part));
  } catch {
    return '[…]'; // thousands of lists inside each other
  }
}
