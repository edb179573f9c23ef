import { parse as parseJson } from 'jsonc-parser';
import { parse as parseYaml } from 'yaml';
import { modelNamed } from '../provenance/models.ts';

/** What a program is told in a file of its own: which models it asks, by what names. */

/** A text, a number, a list of them or entries by name; null where there are data. */
export type Setting = string | number | boolean | null | readonly Setting[] | { readonly [name: string]: Setting };

/** `eval.config.json`, `config/league.json`, any YAML: other files hold data. */
export const isSettings = (path: string): boolean =>
  /(?:^|[/._-])(?:\w*config|settings|options|defaults|models?|judges?|providers?|agents?|lineup|roster|contestants?|players?|candidates?|setup|params)(?:[._-][\w.-]*)?\.jsonc?$|(?:^|\/)(?:configs?|conf|settings)\/[^/]*\.jsonc?$|\.ya?ml$/i.test(
    path,
  );

/** More is data, not what somebody set. */
const MAX_TEXT = 200;
const MAX_ENTRIES = 30;
const MAX_DEPTH = 5;

/** The settings of a file that names models; null for any other file. */
export function settingsIn(path: string, text: string): Setting | null {
  const settings = setting(parsed(path, text), 0);
  return namesModel(settings) ? settings : null;
}

function parsed(path: string, text: string): unknown {
  if (/\.jsonc?$/i.test(path)) return parseJson(text);
  try {
    return parseYaml(text, { logLevel: 'silent' });
  } catch {
    return null; // what is half written says nothing
  }
}

function setting(value: unknown, depth: number): Setting | null {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.length <= MAX_TEXT ? value : null;
  if (typeof value !== 'object' || value === null || depth === MAX_DEPTH) return null;
  const entries = Object.entries(value);
  if (entries.length > MAX_ENTRIES) return null;
  const parts = entries.map(([name, entry]) => [name, setting(entry, depth + 1)] as const);
  if (!Array.isArray(value)) return Object.fromEntries(parts);
  // a list of anything else is of data
  return parts.every(([, part]) => namesModel(part)) ? parts.map(([, part]) => part) : null;
}

const namesModel = (value: Setting): boolean =>
  typeof value === 'string'
    ? (modelNamed(value)?.family ?? null) !== null
    : typeof value === 'object' && value !== null && Object.values(value).some(namesModel);
