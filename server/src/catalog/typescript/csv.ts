import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

/**
 * Text of tables, read and written: csv (https://csv.js.org), Papa Parse (https://www.papaparse.com/docs), fast-csv
 * (https://c2fo.github.io/fast-csv), csvtojson (https://github.com/Keyang/node-csvtojson), json2csv
 * (https://juanjodiaz.github.io/json2csv), SheetJS (https://docs.sheetjs.com).
 */
export const csv: readonly CatalogEntry[] = [
  {
    call: [
      ...namesFrom(['csv-parse', 'csv-parse/sync', 'csv-parse/browser/esm/sync', 'csv/sync', 'csv'], ['parse']),
      'csv-parse',
      'neat-csv',
      'fast-csv.parseString',
      'csv-string.parse',
      'xlsx.read',
      'xlsx.utils.sheet_to_json',
      'xlsx.utils.sheet_to_csv',
      'xlsx.utils.json_to_sheet',
    ],
    does: { kind: 'passes', from: 0 },
  },
  { call: namesFrom(['papaparse', 'papaparse.Papa'], ['parse']), does: { kind: 'passes', from: 0, as: 'data' } },
  {
    call: ['xlsx.readFile', 'fast-csv.parseFile', 'csvtojson.fromFile', 'csv-load-sync', 'd3-node.csv'],
    does: { kind: 'reads', from: 0, gives: 'content' },
  },
  { call: ['csvtojson.fromString'], does: { kind: 'passes', from: 0 } },
  {
    call: [
      ...namesFrom(['csv-stringify', 'csv-stringify/sync', 'csv/sync', 'csv'], ['stringify']),
      ...namesFrom(['papaparse', 'papaparse.Papa'], ['unparse']),
      ...namesFrom(['json2csv', '@json2csv/node', '@json2csv/plainjs'], ['parse', 'Parser.parse', 'AsyncParser.parse']),
      'fast-csv.writeToString',
      'json-2-csv.json2csv',
      'objects-to-csv',
    ],
    does: { kind: 'passes', from: 0 },
  },
  { call: ['fast-csv.writeToPath'], does: { kind: 'writes', data: 1, to: 0 } },
  { call: ['*.toDisk'], does: { kind: 'writes', data: 'self', to: 0 } },
  // https://github.com/ryu1kn/csv-writer
  {
    call: ['csv-writer.createObjectCsvWriter', 'csv-writer.createArrayCsvWriter'],
    does: { kind: 'passes', from: 'path', as: 'same' },
  },
  { call: ['*.writeRecords'], does: { kind: 'writes', data: 0, to: 'self', as: 'lines' } },
  { call: ['xlsx.writeFile'], does: { kind: 'writes', data: 0, to: 1 } },
];
