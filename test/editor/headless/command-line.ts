import path from 'node:path';

/** What of VS Code's command line a test run or an installation uses. Paths are absolute. */
export interface CommandLine {
  /** A folder or a .code-workspace file. */
  readonly target: string | undefined;
  readonly developmentPaths: readonly string[];
  readonly testsPath: string | undefined;
  /** Run the `browser` entry in the web extension host, as on vscode.dev. */
  readonly web: boolean;
  readonly userData: string | undefined;
  readonly extensions: string | undefined;
  readonly disableExtensions: boolean;
  /** `--install-extension` and `--list-extensions`, as given: they run without a window. */
  readonly management: readonly string[];
}

/** Options are `--name=value`; the management options also take the value as the next argument. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const options = new Map<string, string[]>();
  const rest: string[] = [];
  const management: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    const [, name, value] = /^--([\w-]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (name === undefined) rest.push(arg);
    else if (name === 'install-extension') management.push(`--${name}=${value ?? args[++i]}`);
    else if (name === 'list-extensions') management.push(arg);
    else options.set(name, [...(options.get(name) ?? []), value ?? '']);
  }
  const one = (name: string) => options.get(name)?.at(-1);
  const resolved = (file: string | undefined) => (file ? path.resolve(file) : undefined);
  return {
    target: resolved(rest[0]),
    developmentPaths: (options.get('extensionDevelopmentPath') ?? []).map((file) => path.resolve(file)),
    testsPath: resolved(one('extensionTestsPath')),
    web: one('extensionDevelopmentKind') === 'web',
    userData: resolved(one('user-data-dir')),
    extensions: resolved(one('extensions-dir')),
    disableExtensions: options.has('disable-extensions'),
    management,
  };
}
