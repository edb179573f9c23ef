import type { Page } from 'playwright-core';

/**
 * Makes the page load the extension at `origin` into the web extension host, and run the tests at `tests` (relative).
 * The `browser` entry must come over http: (from vscode-remote: VS Code refuses `new Worker()`), and the page's address
 * cannot say so: it is put into the page's configuration, as @vscode/test-web does.
 */
export async function serveAsDevelopmentExtension(
  page: Page,
  authority: string,
  origin: string,
  tests: string,
): Promise<void> {
  const location = (path: string) => ({ scheme: 'http', authority: new URL(origin).host, path });
  const developmentOptions = { extensions: [location('/')], extensionTestsPath: location(`/${tests}`) };
  await page.route(
    (url) => url.host === authority && url.pathname === '/',
    async (route) => {
      const response = await route.fetch();
      const headers = response.headers();
      delete headers['content-security-policy']; // its connect-src forbids other http: origins
      await route.fulfill({
        response,
        headers,
        body: withDevelopmentOptions(await response.text(), developmentOptions),
      });
    },
  );
}

function withDevelopmentOptions(html: string, developmentOptions: object): string {
  return html.replace(
    /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)"/,
    (_match, start: string, escaped: string) => {
      const configuration = JSON.parse(escaped.replace(/&quot;/g, '"').replace(/&amp;/g, '&'));
      configuration.developmentOptions = { ...configuration.developmentOptions, ...developmentOptions };
      return `${start}${JSON.stringify(configuration).replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"`;
    },
  );
}
