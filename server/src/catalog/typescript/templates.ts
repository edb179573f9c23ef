import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

/** Texts with places that are filled in: https://handlebarsjs.com, https://github.com/janl/mustache.js, https://ejs.co, https://mozilla.github.io/nunjucks. */
export const templates: readonly CatalogEntry[] = [
  // the text itself, which is called with what is put in
  {
    call: [
      'handlebars.compile',
      'ejs.compile',
      ...namesFrom(['lodash', 'lodash-es', 'underscore'], ['template']),
      'lodash/template',
      'lodash-es/template',
    ],
    does: { kind: 'passes', from: 0 },
  },
  {
    call: ['mustache.render', 'ejs.render', 'nunjucks.renderString'],
    does: { kind: 'fills-template', template: 0 },
  },
];
