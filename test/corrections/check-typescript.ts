import ts from 'typescript';

const GLOBALS = new Set([...Object.getOwnPropertyNames(globalThis), 'require', 'module', 'exports']);
/** `Cannot find name`, with and without a suggestion, and a shorthand property without its value. */
const UNDEFINED = new Set([2304, 2552, 2580, 2584, 18004]);

/** The mistakes of syntax in a text by itself, and the names that it does not define. */
export function checkTypeScript(uri: string, text: string) {
  const name = uri.replace(/^.*\//, '');
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const options = { allowJs: true, checkJs: true, noLib: true, noResolve: true, types: [], jsx: ts.JsxEmit.Preserve };
  const program = ts.createProgram([name], options, {
    ...ts.createCompilerHost(options),
    getSourceFile: (asked) => (asked === name ? file : undefined),
    fileExists: (asked) => asked === name,
    readFile: (asked) => (asked === name ? text : undefined),
    writeFile: () => {},
  });
  const undefinedNames = program
    .getSemanticDiagnostics(file)
    .filter(({ code }) => UNDEFINED.has(code))
    .map(({ start, length }) => text.slice(start, start! + length!))
    .filter((one) => !GLOBALS.has(one));
  return { syntaxErrors: program.getSyntacticDiagnostics(file).length, undefinedNames: new Set(undefinedNames) };
}
