import { HOLE } from '../provenance/hole.ts';
import { modelNamed } from '../provenance/models.ts';
import type { Value } from '../provenance/value.ts';

/** What the address of a request tells of the language model that it asks. */

/** `https://…/v1beta/models/gemini-2.0-flash:generateContent`, `https://…/ai/run/@cf/meta/llama-…`; empty where none is named. */
export function modelInAddress(address: Value | undefined): string {
  const text = address?.constant ?? address?.fields?.get('url')?.constant;
  if (typeof text !== 'string') return '';
  const path = text.replace(/[?#].*$/s, '').replace(HOST, '');
  const known = path.split('/').map(withoutVerb).findLast(isKnown);
  const name = known ?? IN_PLACE.exec(path)?.[1] ?? RUN.exec(path)?.[1] ?? '';
  return name.includes(HOLE) ? '' : name;
}

const HOST = /^[a-z]+:\/\/[^/]*/i;

/** `gemini-2.0-flash:generateContent`; what stands behind a colon in `llama3.1:8b` is part of the name. */
const withoutVerb = (part: string): string => part.replace(/:[a-z]+[A-Z]?[a-zA-Z]*$/, '');

/** A model of a maker that is known, and not only the maker: `/api/claude/messages` may ask any. */
const isKnown = (part: string): boolean =>
  /\d/.test(part) && !part.includes(HOLE) && (modelNamed(part)?.family ?? null) !== null;

const IN_PLACE = /\/(?:models?|deployments|engines)\/([^/:]+)[:/]/;
const RUN = /\/ai\/run\/(.+)$/;

/** Does a service take there what a model is asked, by the ways of those that many have? */
export const isOfModel = (address: string): boolean =>
  /\/(?:chat\/completions|v1\/(?:messages|responses)|api\/(?:chat|generate))\b|:generateContent\b/.test(address);
