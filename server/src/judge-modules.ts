import type { Place } from '@unpool/shared/protocol/finding.ts';
import type { Neighbour } from './fixes/fix-context.ts';
import type { FlowModule, Import } from './flow/program.ts';
import { statementsIn } from './flow/walk.ts';
import { judgingsBehind } from './provenance/judgings.ts';
import { words } from './provenance/names.ts';
import type { Report } from './rules/rule.ts';
import type { SourceDocument } from './workspace/document.ts';
import { importedNames } from './workspace/module-graph.ts';

/** Reads modules of the workspace, for repairs that change one beside that of the finding. */
export interface ModuleReader {
  read(uri: string): Promise<{ readonly document: SourceDocument; readonly module: FlowModule } | null>;
  /** Where an import leads; null where it is not to a module of the workspace. */
  place(importer: string, module: string): Promise<string | null>;
}

/** More than this hold no judge. */
const MOST = 20;

/** The modules that the calls of a judge lead through, and those that they have its model's name from, by their URI. */
export async function judgeModules(
  reports: readonly Report[],
  asked: ReadonlyMap<string, readonly Place[]>,
  own: SourceDocument,
  module: FlowModule,
  reader: ModuleReader,
): Promise<ReadonlyMap<string, Neighbour>> {
  const found = new Map<string, Neighbour>();
  const followed = new Set<string>();
  if (module.language === 'promptfoo' || reports.length === 0) return found;
  const add = async (uri: string, isFollowed: boolean): Promise<void> => {
    const known = found.get(uri);
    if (known ? !isFollowed || followed.has(uri) : found.size >= MOST) return;
    const read = known ?? (uri === own.uri ? { document: own, module } : await reader.read(uri));
    if (!read || read.module.language !== module.language) return;
    const imports = new Map<string, string>();
    found.set(uri, { document: read.document, module: read.module, imports });
    if (isFollowed) followed.add(uri);
    for (const name of importedNames(read.module)) {
      const place = await reader.place(uri, name);
      if (place === null) continue;
      imports.set(name, place);
      if (isFollowed && namesModel(read.module, name)) await add(place, false);
    }
  };
  await add(own.uri, true);
  const judges = reports.flatMap(({ value }) => judgingsBehind(value)).flatMap((judging) => judging.judges);
  const calls = judges.flatMap((judge) => judge.calls.map(({ place }) => place));
  for (const place of [...calls, ...[...asked.values()].flat()]) if (place) await add(place.document, true);
  return found;
}

/** The modules that numbers of a Python document are worked out in, by their URI: repairs look at their code. */
export async function helperModules(
  reports: readonly Report[],
  { language }: FlowModule,
  reader: ModuleReader,
): Promise<ReadonlyMap<string, Neighbour>> {
  const uris = new Set(
    reports.flatMap(({ isElsewhere, estimate }) =>
      isElsewhere && language === 'python' ? estimate.site.place.document : [],
    ),
  );
  const found = new Map<string, Neighbour>();
  for (const uri of uris) {
    const read = await reader.read(uri);
    if (read?.module.language === language) found.set(uri, { ...read, imports: new Map() });
  }
  return found;
}

/** `import { JUDGE_MODEL } from './settings'` */
const namesModel = ({ units }: FlowModule, from: string): boolean =>
  units.some(({ body }) =>
    statementsIn(body).some(
      (statement) => statement.kind === 'import' && statement.module === from && MODEL_WORDS(statement),
    ),
  );

const MODEL_WORDS = ({ names }: Import): boolean =>
  names?.some(({ name }) => words(name).some((word) => /^(?:models?|judges?|graders?|config|settings)$/.test(word))) ??
  false;
