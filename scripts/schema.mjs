/** `npm run schema`: writes the schemas of Unpool's files, for editors and other tools, from what the checker itself uses. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
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
