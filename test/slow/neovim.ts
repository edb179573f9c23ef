import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Program } from './debian-editors.ts';
import { type Editor, ended, type Listed, launch, output, until } from './editor.ts';

const FINDINGS = `
local found = {}
for _, one in ipairs(vim.diagnostic.get(0)) do
  local text = vim.api.nvim_buf_get_lines(0, one.lnum, one.lnum + 1, false)[1]
  local code = text:sub(one.col + 1, one.end_col)
  table.insert(found, { line = one.lnum + 1, rule = one.code, message = one.message, code = code })
end
return found`;

/** Another menu than Neovim's own, which waits for a number that nobody could type at the right moment. */
const CHOOSE_FIRST = 'vim.ui.select = function(items, _, choose) choose(items[1]) end';

const WINDOWS = `
local texts = {}
for _, window in ipairs(vim.api.nvim_list_wins()) do
  local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
  local isFloat = vim.api.nvim_win_get_config(window).relative ~= ''
  table.insert(texts, { text = table.concat(lines, '\\n'), float = isFloat })
end
return texts`;

/** Which `vim.lsp` a Neovim has: the page has a block for each. */
export async function isNewer(neovim: Program): Promise<boolean> {
  const [, minor] = /^NVIM v0\.(\d+)/.exec(await output(neovim, '--version')) ?? [];
  return Number(minor ?? Number.POSITIVE_INFINITY) >= 11;
}

/** Neovim without a window, with the `init.lua` that is in `home`. */
export async function startNeovim(given: Program, home: string, folder: string): Promise<Editor> {
  const socket = join(home, 'neovim.sock');
  const own = Object.fromEntries(['DATA', 'STATE', 'CACHE'].map((kind) => [`XDG_${kind}_HOME`, home]));
  const env = { ...given.env, ...own, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), LC_ALL: 'C.UTF-8' };
  const neovim = { ...given, env };
  const { child, log } = launch(neovim, folder, '--headless', '--listen', socket);
  const remote = (...args: readonly string[]) => output(neovim, '--server', socket, ...args);
  const lua = async <Value>(code: string): Promise<Value> => {
    const call = `luaeval('vim.json.encode((loadstring(_A)()))', '${code.replaceAll("'", "''")}')`;
    return JSON.parse(await remote('--remote-expr', call));
  };
  const type = async (keys: string) => void (await remote('--remote-send', keys));
  const windows = async () => Object.values(await lua<Record<string, { text: string; float: boolean }>>(WINDOWS));
  const shown = async (isMeant: (window: { text: string; float: boolean }) => boolean, what: string) => {
    const texts = async () => (await windows()).filter(isMeant).map(({ text }) => text);
    return (await until(texts, ({ length }) => length > 0, what))[0]!;
  };
  const text = () => lua<string>("return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\\n') .. '\\n'");

  await until(async () => existsSync(socket) || child.exitCode !== null, Boolean, `Neovim started, ${log()}`);
  await lua(CHOOSE_FIRST);
  return {
    open: (file) => type(`<Esc>:edit ${file}<CR>`),
    switchTo: (file) => type(`<Esc>:buffer! ${file}<CR>`),
    findings: async () => Object.values(await lua<Record<string, Listed>>(FINDINGS)), // Lua's empty list is an object
    text,
    save: () => type('<Esc>:write<CR>'),
    replace: (from, to) => type(`<Esc>:%s/${from}/${to}/<CR>`),
    write: (given) => type(`<Esc>a${given.replaceAll('\n', '<CR>')}`),
    async complete() {
      const before = await text();
      await type('<C-x><C-o>');
      await until(text, (now) => now !== before, 'a completion');
    },
    goToFinding: () => type('<Esc>gg]d'),
    async hover() {
      await type('K');
      return shown(({ text: lines, float }) => float && !lines.startsWith('Diagnostics'), 'the hover');
    },
    repair: () => type('gra'),
    async rulePage() {
      await type('<Esc>:UnpoolRule<CR>');
      const page = await shown(({ text: lines }) => lines.startsWith('# '), 'the page');
      await type('<Esc>:close<CR>');
      return page;
    },
    async trace() {
      await type('<Esc>:UnpoolTrace<CR>');
      const steps = await shown(({ text: lines }) => lines.includes(' col '), 'the list of steps');
      return steps;
    },
    goToStep: () => type('<CR>'), // the list is in front
    line: () => lua("return vim.fn.line('.')"),
    async stop() {
      await type('<Esc>:qall!<CR>').catch(() => {});
      await ended(child);
    },
  };
}
