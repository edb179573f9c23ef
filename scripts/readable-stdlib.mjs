/**
 * An esbuild plugin that makes modules of @stdlib what they would be if they were written today. They are CommonJS, of which
 * a bundler can leave nothing out and wraps each in a function; and they bring along typed arrays for browsers that have
 * none, a look whether `eval` knows generators, and a debugger that reads the environment.
 */
import { readFileSync } from 'node:fs';

/** What stands in for modules that make up for old browsers. */
const STAND_INS = {
  '@stdlib/array-float64': 'export default Float64Array;',
  '@stdlib/array-uint8': 'export default Uint8Array;',
  '@stdlib/array-uint16': 'export default Uint16Array;',
  '@stdlib/array-uint32': 'export default Uint32Array;',
  '@stdlib/assert-has-generator-support': 'export default () => true;',
  '@stdlib/utils-define-nonenumerable-read-only-property':
    'export default (object, name, value) => { Object.defineProperty(object, name, { value }); };',
  debug: 'export default () => () => {};',
};

export const readableStdlib = {
  name: 'readable-stdlib',
  setup(build) {
    build.onResolve({ filter: /^(@stdlib\/|debug$)/ }, ({ path }) =>
      Object.hasOwn(STAND_INS, path) ? { path, namespace: 'stand-in', sideEffects: false } : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'stand-in' }, ({ path }) => ({ contents: STAND_INS[path], loader: 'js' }));
    build.onLoad({ filter: /[\\/]@stdlib[\\/].*\.js$/ }, ({ path }) => ({
      contents: asModule(readFileSync(path, 'utf8'), path),
      loader: 'js',
    }));
  },
};

/** All of @stdlib is written alike: `var name = require( 'module' );` at the top, `module.exports = name;` at the end. */
function asModule(text, file) {
  const converted = text
    .replace(/^var (\w+) = require\( ('[^']+') \);/gm, 'import $1 from $2;')
    .replace(/^var (\w+) = require\( ('[^']+') \)\.(\w+);/gm, 'import $1_ from $2;\nvar $1 = $1_.$3;')
    .replace(/^module\.exports = ([^;]+);/gm, 'export default $1;');
  const code = converted.replace(/^\s*(\*|\/\/|\/\*).*$/gm, '');
  if (/\b(require|module|exports)\b\s*[.(=]/.test(code))
    throw new Error(`${file} is written in a way that is not expected`);
  return converted;
}
