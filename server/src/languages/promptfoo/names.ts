/** `promptfooconfig.yaml`, `promptfooconfig.rag.yml`, `support.promptfoo.yaml`. */
const NAMED = /(?:^|\/)(?:promptfooconfig[^/]*\.(?:ya?ml|json)|[^/]+\.promptfoo\.ya?ml)$/i;

export const isNamedForPromptfoo = (path: string): boolean => NAMED.test(path);

/** A file that may be a configuration, if its content says so. */
export const mayHoldPromptfoo = (path: string): boolean => /\.(?:ya?ml|json)$/i.test(path);

const SCHEMA = /\$schema["']?\s*[=:]\s*["']?\S*promptfoo/;
const TESTED = /^(?:providers|targets)\s*:/m;
const TESTS = /^(?:prompts|tests|scenarios)\s*:/m;
const IN_JSON = /"(?:providers|targets)"\s*:/;
const TESTS_IN_JSON = /"(?:prompts|tests|scenarios)"\s*:/;

/** Does a YAML or JSON text say that it is a configuration? Without parsing it: rather too many, which hold nothing then. */
export function speaksPromptfoo(text: string): boolean {
  if (SCHEMA.test(text)) return true;
  return /^\s*\{/.test(text) ? IN_JSON.test(text) && TESTS_IN_JSON.test(text) : TESTED.test(text) && TESTS.test(text);
}
