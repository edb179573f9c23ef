import type { CatalogEntry } from '../entry.ts';

/**
 * Options of a program: https://nodejs.org/api/util.html#utilparseargsconfig, https://github.com/tj/commander.js,
 * https://yargs.js.org, https://github.com/minimistjs/minimist
 */
export const commandLine: readonly CatalogEntry[] = [
  { call: ['util.parseArgs'], does: { kind: 'passes', from: 'options', as: 'options' } },
  { call: ['*.option', '*.requiredOption', '*.addOption'], does: { kind: 'adds-option', default: [2, 'default'] } },
  { call: ['*.opts', '*.parseSync'], does: { kind: 'passes', from: 'self', as: 'same' } },
  // a command is handed its options behind its arguments
  { call: ['*.action'], does: { kind: 'calls', function: 0, on: 'self', gives: 'value', toAll: true } },
  { call: ['minimist'], does: { kind: 'passes', from: 'default', as: 'same' } },
];
