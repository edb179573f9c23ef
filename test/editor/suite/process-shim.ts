/** What the browser build of mocha reads of Node's `process`. */
Object.assign(globalThis, { process: globalThis.process ?? { env: {} } });
