import type { Assets, TypeScriptReader } from '../analysis.ts';
import type { FlowModule, FlowUnit } from '../flow/program.ts';
import type { SourceDocument, SourceUnit } from '../workspace/document.ts';
import type { PythonParser } from './python/parser.ts';
import { isMadeByMachine } from './typescript/made-by-machine.ts';

/** Flow programs by the text of their unit, for as long as somebody may ask for the same text again. */
export class LoweredUnits {
  private readonly known = new Map<string, { readonly text: string; readonly unit: FlowUnit }>();
  private readonly python: PythonParser;
  private readonly assets: Assets;
  /** Large, and slow to load: whoever has no such file never waits for it. */
  private typescript: Promise<TypeScriptReader> | null = null;

  constructor(python: PythonParser, assets: Assets) {
    this.python = python;
    this.assets = assets;
  }

  async module({ uri, language, units }: SourceDocument): Promise<FlowModule> {
    switch (language) {
      case 'python':
        return { document: uri, language, units: units.map((unit) => this.of(unit, this.lowerPython)) };
      case 'typescript': {
        if (units.every(({ text }) => isMadeByMachine(text))) return { document: uri, language, units: [] };
        const reader = await this.typescriptReader();
        const lower = ({ text }: SourceUnit, before: FlowUnit | undefined) => reader.lowerTypeScript(text, uri, before);
        return { document: uri, language, units: units.map((unit) => this.of(unit, lower)) };
      }
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

  private of(source: SourceUnit, lower: (source: SourceUnit, before: FlowUnit | undefined) => FlowUnit): FlowUnit {
    const known = this.known.get(source.uri);
    if (known && known.text === source.text && known.unit.cell === source.cell) return known.unit;
    const unit = lower(source, known?.unit.cell === source.cell ? known.unit : undefined);
    // files on disk are read once; only what an editor holds open comes again
    if (source.version !== null) this.known.set(source.uri, { text: source.text, unit });
    return unit;
  }
}
