import type { Span } from '../../flow/program.ts';
import { HOLE } from '../../provenance/hole.ts';
import type { Cursor } from './cursor.ts';

/** What answers, or grades: a model of a platform, or code of the user's own. */
export interface Provider extends Span {
  readonly id: string;
  /** `openai`, `bedrock`: what stands before the first colon. */
  readonly platform: string;
  /** The name of the model; empty where it is not known. */
  readonly model: string;
  /** The platform's interface is used to ask a server of another. */
  readonly isRedirected: boolean;
  /** A key of its own is named: that of the platform need not be there. */
  readonly hasOwnKey: boolean;
  /** The text that names it, where that could be another one; null where more than that would have to change. */
  readonly named: Span | null;
}

/** The providers under a key: a text, a list, `{ id, config }`, or `{ "openai:gpt-4o": { config } }`. */
export const providersIn = (cursor: Cursor | null): readonly Provider[] =>
  (cursor?.each ?? []).flatMap((each) => providerOf(each) ?? mappedIn(each));

/** The provider of one entry. */
export function providerOf(cursor: Cursor): Provider | null {
  if (cursor.text !== null) return provider(cursor.text, cursor, null);
  const id = cursor.get('id');
  return id?.text ? provider(id.text, id, cursor.get('config')) : null;
}

/** Whoever grades texts, of `{ text: …, embedding: … }`. */
export const graderOf = (cursor: Cursor | null): Provider | null => {
  const text = cursor?.get('text');
  return text ? providerOf(text) : cursor && providerOf(cursor);
};

const mappedIn = (cursor: Cursor): readonly Provider[] =>
  cursor.entries.flatMap(([id, options]) =>
    id.includes(':') ? provider(options.get('id')?.text ?? id, cursor, options.get('config')) : [],
  );

function provider(id: string, cursor: Cursor, config: Cursor | null): Provider {
  const [platform] = /^[\w-]+/.exec(id) ?? [''];
  const isRedirected = ['apiBaseUrl', 'apiHost', 'basePath', 'baseURL'].some((key) => config?.get(key));
  const given = config?.get('model') ?? config?.get('modelName') ?? config?.get('body')?.get('model');
  const model = withHoles(given?.text ?? modelIn(id));
  return {
    ...cursor.span,
    id,
    platform,
    model: model === '' || model === HOLE ? (isRedirected ? '' : (ONLY_LINE[platform] ?? '')) : model,
    isRedirected,
    hasOwnKey: ['apiKey', 'apiKeyEnvar'].some((key) => config?.get(key)),
    named: given || isRedirected || cursor.isElsewhere || cursor.text === null ? null : cursor.span,
  };
}

/** Makers whose every model is of one family. */
const ONLY_LINE: Readonly<Record<string, string>> = { openai: `gpt-${HOLE}`, anthropic: `claude-${HOLE}` };

/** Programs and servers of the user's own. */
const OWN = /^(?:https?|wss?|websocket|file|exec|python|golang|ruby|webhook|browser|mcp|package|promptfoo|a2a):/;
const INTERFACE = /^(?:chat|completions?|responses?|messages|converse|realtime|live|text-generation|mantle):/;
const NO_MODEL =
  /^(?:chat|completion|responses|messages)$|^(?:assistants?|agents?|agentcore|embeddings?|image|video|speech|transcription|moderation|kb|[\w-]*sdk)(?::|$)/;

/** `openai:chat:gpt-4o` → gpt-4o; empty where an identifier names none. */
function modelIn(id: string): string {
  if (OWN.test(id) || /\.(?:py|[cm]?[jt]s|ya?ml|json)(?::\w+)?$/.test(id)) return '';
  let rest = /^[\w-]+:(.*)$/s.exec(id)?.[1] ?? '';
  while (INTERFACE.test(rest)) rest = rest.replace(INTERFACE, '');
  return NO_MODEL.test(rest) ? '' : rest;
}

const withHoles = (text: string): string => text.replace(/\{\{.*?\}\}|\$\{.*?\}/g, HOLE);
