import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Locator, Page } from 'playwright-core';
import type { Lifetime } from './lifetime.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.css': 'text/css',
  '.html': 'text/html',
  '.md': 'text/markdown',
};

const PATIENCE_MS = 60_000;
const MENU_MS = 20_000;

/**
 * The loopback server that a test run speaks to: `/screenshot?name=x` takes a picture of the page into `screenshots`,
 * `/shows?text=x` answers when the text is to be read in the window (also inside of a webview, which an extension host
 * cannot look into), `/click?text=x` clicks a link in a webview, `/choose?text=x` an entry of an open menu of code actions (`/menu?text=x` only waits for it),
 * `/evaluate?expression=x` answers with the JSON of what an expression is in the webview that has a selector,
 * `/press?keys=Tab,Enter` and `/type?text=x` use the keyboard, every other path is a file of `root` (the web extension host
 * gets the extension from there). Gives its origin, named `localhost` because that is the only http: name which the worker
 * of the web extension host may reach.
 */
export async function startControl(
  root: string,
  screenshots: string,
  page: () => Page | undefined,
  lifetime: Lifetime,
): Promise<string> {
  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('cross-origin-resource-policy', 'cross-origin');
    try {
      const said = request.method === 'POST' ? new URLSearchParams(await text(request)) : url.searchParams;
      const asked = (name: string) => said.get(name);
      if (url.pathname === '/screenshot') response.end(await screenshot(page(), screenshots, asked('name')));
      else if (url.pathname === '/shows') response.end(await shows(page(), asked('text')));
      else if (url.pathname === '/click') response.end(await click(page(), asked('text')));
      else if (url.pathname === '/menu')
        response.end(await menu(page(), screenshots, asked('text'), asked('picture')).then(() => ''));
      else if (url.pathname === '/choose')
        response.end(
          await menu(page(), screenshots, asked('text'), asked('picture')).then((entry) =>
            entry.click({ timeout: MENU_MS }),
          ),
        );
      else if (url.pathname === '/evaluate')
        response.end(await evaluate(page(), asked('selector'), asked('expression')));
      else if (url.pathname === '/press') response.end(await press(page(), asked('keys')));
      else if (url.pathname === '/type') response.end(await page()?.keyboard.type(asked('text') ?? ''));
      else if (url.pathname === '/resize') response.end(await resize(page(), asked('width'), asked('height')));
      else serveFile(root, decodeURIComponent(url.pathname), response);
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  lifetime.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

async function shows(page: Page | undefined, text: string | null): Promise<string> {
  if (!page || !text) throw new Error('no page yet, or no text');
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    for (const frame of page.frames()) {
      const all = await frame.evaluate(readable).catch(() => ''); // a frame may go meanwhile
      if (all.includes(text)) return text;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`not to be read in the window: ${text}`);
}

/** What can be read in a page, the questions in its empty fields among it; runs in the page. */
function readable(): string {
  const fields = [...document.querySelectorAll('input')].map(({ placeholder }) => placeholder);
  // biome-ignore lint/performance/useDomNodeTextContent: what can be read, not what is hidden
  return [document.body?.innerText ?? '', ...fields].join('\n');
}

/** Clicks a link of a webview, found by its text. */
async function click(page: Page | undefined, text: string | null): Promise<string> {
  await shows(page, text);
  for (const frame of page?.frames() ?? []) {
    const link = frame.locator('a', { hasText: text ?? '' }).first();
    if (frame.parentFrame() === null || (await link.count().catch(() => 0)) === 0) continue;
    await link.click();
    return text ?? '';
  }
  throw new Error(`no link: ${text}`);
}

/** An entry of the menu of code actions, after a picture of it; an error where the menu has been closed. */
async function menu(
  page: Page | undefined,
  screenshots: string,
  text: string | null,
  picture: string | null,
): Promise<Locator> {
  if (!page || !text) throw new Error('no page yet, or no text');
  const entry = page.locator('.action-widget .monaco-list-row .title').getByText(text, { exact: true });
  await entry.waitFor({ timeout: MENU_MS });
  await screenshot(page, screenshots, picture);
  return entry;
}

/** What an expression is in the frame of a webview in which the selector finds something, as JSON. */
async function evaluate(page: Page | undefined, selector: string | null, expression: string | null): Promise<string> {
  if (!page || !selector || !expression) throw new Error('no page yet, no selector or no expression');
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    for (const frame of page.frames()) {
      if (
        frame.parentFrame() === null ||
        (await frame
          .locator(selector)
          .count()
          .catch(() => 0)) === 0
      )
        continue;
      try {
        return JSON.stringify(await frame.evaluate(expression)) ?? 'null';
      } catch (error) {
        if (!/detached|destroyed|navigat/.test(String(error))) throw error; // the webview is getting another page
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no webview has ${selector}`);
}

/** Presses keys one after the other, where the focus is. */
async function press(page: Page | undefined, keys: string | null): Promise<string> {
  for (const key of keys?.split(',') ?? []) await page?.keyboard.press(key);
  return keys ?? '';
}

async function resize(page: Page | undefined, width: string | null, height: string | null): Promise<string> {
  await page?.setViewportSize({ width: Number(width), height: Number(height) });
  return `${width} × ${height}`;
}

async function screenshot(page: Page | undefined, directory: string, name: string | null): Promise<string> {
  if (!page || !name || !/^[\w-]+$/.test(name)) throw new Error(`no page yet, or not a name: ${name}`);
  const file = path.join(directory, `${name}.png`);
  await page.screenshot({ path: file });
  return file;
}

function serveFile(root: string, pathname: string, response: http.ServerResponse): void {
  const file = path.join(root, pathname);
  const inside = file.startsWith(root + path.sep);
  if (!inside || !fs.statSync(file, { throwIfNoEntry: false })?.isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': MEDIA_TYPES[path.extname(file)] ?? 'application/octet-stream' });
  fs.createReadStream(file).pipe(response);
}
