/** What of a rule's page (Markdown) stands by itself elsewhere. */

/** The first sentence under the title, without its Markdown. */
export function summaryOf(page: string): string {
  const text = plain(page.split(/\n\s*\n/).find((block) => block.trim() !== '' && !block.startsWith('#')) ?? '');
  return /^.*?[.:](?= |$)/.exec(text)?.[0] ?? text;
}

/** The prose of its first section: why it matters. */
export function reasonOf(page: string): string {
  const section = page.split(/^## .*$/m)[1] ?? '';
  return plain(section.replace(/^```.*?^```$/gms, ''));
}

function plain(markdown: string): string {
  return markdown.replace(/\s+/g, ' ').replace(/[*_`]/g, '').trim();
}
