import type { Assets, TypeScriptReader } from '../analysis.ts';
import { movedInPlace } from '../flow/moved.ts';
import type { FlowModule, FlowUnit } from '../flow/program.ts';
import type { SourceDocument, SourceUnit } from '../workspace/document.ts';
import { referencedTexts } from '../workspace/referenced-files.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { lowerPromptfoo } from './promptfoo/lower.ts';
import { parseYaml } from './promptfoo/parse.ts';
import { filesNamedIn } from './promptfoo/referenced.ts';
import type { PythonParser } from './python/parser.ts';
import { isMadeByMachine } from './typescript/made-by-machine.ts';

interface Known {
  readonly text: string;
  /** What the text was lowered to. */
  readonly lowered: FlowUnit;
  /** The same, in the unit that stays when the text is edited: what an engine remembers of it is in that one. */
  readonly unit: FlowUnit;
}

/** Flow programs by the text of their unit, for as long as somebody may ask for the same text again. */
export class LoweredUnits {
  private readonly known = new Map<string, Known>();
  private readonly python: PythonParser;
  private readonly assets: Assets;
  private readonly workspace: Workspace;
  /** Large, and slow to load: whoever has no such file never waits for it. */
  private typescript: Promise<TypeScriptReader> | null = null;

  constructor(python: PythonParser, assets: Assets, workspace: Workspace) {
    this.python = python;
    this.assets = assets;
    this.workspace = workspace;
  }

  async module({ uri, language, units }: SourceDocument): Promise<FlowModule> {
    switch (language) {
      case 'python':
        return { document: uri, language, units: units.map((unit) => this.of(unit, this.lowerPython)) };
      case 'typescript': {
        if (units.every(({ text }) => isMadeByMachine(text))) return { document: uri, language, units: [] };
        const reader = await this.typescriptReader();
        const lower = ({ text }: SourceUnit, before: FlowUnit | undefined) =>
          reader.lowerTypeScript(text, uri, before, movedInPlace);
        return { document: uri, language, units: units.map((unit) => this.of(unit, lower)) };
      }
      case 'promptfoo':
        return { document: uri, language, units: await Promise.all(units.map((unit) => this.promptfoo(unit, uri))) };
      default:
        return { document: uri, language: 'python', units: [] };
    }
  }

  /** Where it could not be loaded, the next file asks once more. */
  private typescriptReader(): Promise<TypeScriptReader> {
    this.typescript ??= this.assets.typescript().catch((error) => {
      this.typescript = null;
      throw error;
    });
    return this.typescript;
  }

  private readonly lowerPython = ({ text, cell }: SourceUnit, before: FlowUnit | undefined): FlowUnit =>
    this.python.lower(text, cell, before);

  /** A configuration says what it says with the files that it names. */
  private async promptfoo(source: SourceUnit, uri: string): Promise<FlowUnit> {
    const texts = await referencedTexts(filesNamedIn(parseYaml(source.text).documents), uri, this.workspace);
    return this.of(
      source,
      ({ text }) => lowerPromptfoo(text, uri, texts),
      texts.size > 0 ? JSON.stringify([source.text, ...texts]) : source.text,
    );
  }

  private of(
    source: SourceUnit,
    lower: (source: SourceUnit, before: FlowUnit | undefined) => FlowUnit,
    text = source.text,
  ): FlowUnit {
    // files on disk are read once; only what an editor holds open comes again
    if (source.version === null) return lower(source, undefined);
    const uri = source.isTried ? `${source.uri}#tried` : source.uri;
    const known = this.known.get(uri);
    const same = known?.unit.cell === source.cell ? known : undefined;
    if (same?.text === text) return same.unit;
    // lowering an edited text may change what was lowered before
    const before = source.isTried ? undefined : same;
    const lowered = lower(source, before?.lowered);
    const unit = Object.assign(before?.unit ?? {}, lowered);
    this.known.set(uri, { text, lowered, unit });
    return unit;
  }
}
