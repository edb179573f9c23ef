/**
 * `npm run schema`: writes the schemas of Unpool's files, for editors and other tools, from what the checker itself uses,
 * and the setting of the rules into the manifest.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rulesSetting } from '../server/src/configuration/rules-setting.ts';
import { schema } from '../server/src/configuration/schema.ts';
import { evidenceSchema } from '../server/src/evidence/evidence-schema.ts';
import { root } from './setup.mjs';

const folder = path.join(root, 'schemas');
mkdirSync(folder, { recursive: true });
for (const [name, content] of [
  ['unpool.schema.json', schema],
  ['unpool-evidence.schema.json', evidenceSchema],
]) {
  writeFileSync(path.join(folder, name), `${JSON.stringify(content, null, 2)}\n`);
  console.log(`Wrote schemas/${name}`);
}

const manifestFile = path.join(root, 'package.json');
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
manifest.contributes.configuration.properties['unpool.rules'].properties = rulesSetting((rule) =>
  readFileSync(path.join(root, `server/src/rules/${rule}.md`), 'utf8'),
);
writeFileSync(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
console.log('Wrote unpool.rules in package.json');
