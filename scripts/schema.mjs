/** `npm run schema`: writes schemas/unpool.schema.json, for editors and other tools, from what the checker itself uses. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { schema } from '../server/src/configuration/schema.ts';
import { root } from './setup.mjs';

const file = path.join(root, 'schemas', 'unpool.schema.json');
mkdirSync(path.dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
console.log(`Wrote ${path.relative(root, file)}`);
