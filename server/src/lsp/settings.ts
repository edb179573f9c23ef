import { CONFIDENCES, type Confidence, RULES } from '@unpool/shared/protocol/finding.ts';
import { type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver';
import type { Loudness } from '../configuration/configuration.ts';
import { LOUDNESS_WORDS, PYTHON_LIBRARIES, type PythonLibrary } from '../configuration/schema.ts';
import type { ClientFeatures } from './client-features.ts';

const SECTION = 'unpool';

export interface Settings {
  readonly enable: boolean;
  /** Null leaves it to the configuration. */
  readonly minConfidence: Confidence | null;
  readonly rules: Loudness;
  /** What repairs of Python code are written with; null leaves it to the configuration. */
  readonly library: PythonLibrary | null;
  /** Offer the check of the data above the code of a finding. */
  readonly codeLens: boolean;
}

const DEFAULTS: Settings = { enable: true, minConfidence: null, rules: {}, library: null, codeLens: true };

/** The editor's settings for a document; each folder of the workspace may have its own. */
export interface SettingsStore {
  of(uri: string): Promise<Settings>;
  onDidChange(listener: () => void): void;
  /** The client is ready: it may be asked to tell of changes. */
  initialized(): Promise<void>;
}

/** An editor that cannot be asked (`workspace/configuration`) sends all its settings with each change. */
export function createSettings(connection: Connection, client: () => ClientFeatures): SettingsStore {
  const cache = new Map<string, Promise<Settings>>();
  const listeners: (() => void)[] = [];
  let sent: unknown;

  connection.onDidChangeConfiguration(({ settings }) => {
    sent = (settings as Record<string, unknown> | null)?.[SECTION];
    cache.clear();
    for (const listener of listeners) listener();
  });
  const ask = async (uri: string): Promise<Settings> => {
    if (!client().configuration) return parse(sent);
    return parse(await connection.workspace.getConfiguration({ scopeUri: uri, section: SECTION }));
  };

  return {
    of(uri) {
      let settings = cache.get(uri);
      if (!settings) {
        settings = ask(uri).catch((error) => {
          cache.delete(uri);
          connection.console.warn(`Unpool could not read its settings, and uses the defaults: ${error.message}`);
          return DEFAULTS;
        });
        cache.set(uri, settings);
      }
      return settings;
    },
    onDidChange: (listener) => void listeners.push(listener),
    async initialized() {
      if (client().watchesConfiguration)
        await connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
    },
  };
}

/** What is missing or unusable is the default. */
function parse(value: unknown): Settings {
  const { enable, minConfidence, rules, fix, codeLens } = (value ?? {}) as Record<string, unknown>;
  const { python } = (fix ?? {}) as Record<string, unknown>;
  return {
    enable: typeof enable === 'boolean' ? enable : DEFAULTS.enable,
    minConfidence: CONFIDENCES.find((confidence) => confidence === minConfidence) ?? DEFAULTS.minConfidence,
    rules: parseRules(rules),
    library: PYTHON_LIBRARIES.find((library) => library === python) ?? DEFAULTS.library,
    codeLens: typeof codeLens === 'boolean' ? codeLens : DEFAULTS.codeLens,
  };
}

function parseRules(value: unknown): Loudness {
  const said = (value ?? {}) as Record<string, unknown>;
  return Object.fromEntries(
    RULES.flatMap((rule) => {
      const loudness = LOUDNESS_WORDS.find((word) => word === said[rule]);
      return loudness ? [[rule, loudness]] : [];
    }),
  );
}
