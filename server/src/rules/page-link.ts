/** Where the page of a rule can be read by anybody. */
export const PAGES = 'https://github.com/unpool/unpool/blob/main/server/src/rules/{rule}.md';
