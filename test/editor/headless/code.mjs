#!/usr/bin/env node
// A stand-in for the `code` executable where desktop VS Code cannot be had: it takes the same command line, so that an
// unmodified @vscode/test-electron runs through it. See ../README.md.
import { register } from 'tsx/esm/api';

register();
const { main } = await import('./main.ts');
await main(process.argv.slice(2));
