/** The part of `node:assert/strict` that the suites use, for the web extension host, which has no Node. */
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function check(condition: boolean, message: string | undefined, otherwise: () => string): void {
  if (!condition) throw new Error(message ?? otherwise());
}

export default {
  ok: (value: unknown, message?: string) => check(Boolean(value), message, () => `not truthy: ${value}`),
  equal: (actual: unknown, expected: unknown, message?: string) =>
    check(Object.is(actual, expected), message, () => `${actual} is not ${expected}`),
  notEqual: (actual: unknown, expected: unknown, message?: string) =>
    check(!Object.is(actual, expected), message, () => `${actual} was not expected`),
  deepEqual: (actual: unknown, expected: unknown, message?: string) =>
    check(same(actual, expected), message, () => `${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`),
  match: (actual: string, pattern: RegExp, message?: string) =>
    check(pattern.test(actual), message, () => `${actual} does not match ${pattern}`),
  async rejects(promise: Promise<unknown>, expected: RegExp | ((error: Error) => boolean)) {
    const error = await promise.then(
      () => undefined,
      (reason: Error) => reason,
    );
    if (!error) throw new Error(`not rejected, as expected: ${expected}`);
    const fits = expected instanceof RegExp ? expected.test(String(error)) : expected(error);
    check(fits, undefined, () => `${error} is not ${expected}`);
  },
};
