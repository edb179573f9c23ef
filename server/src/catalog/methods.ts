/** `*.CTGAN.sample`: each of the methods on each of the classes, wherever these are imported from. */
export const methodsOf = (classes: readonly string[], methods: readonly string[]): readonly string[] =>
  classes.flatMap((name) => methods.map((method) => `*.${name}.${method}`));

/** `lodash.mean`, `lodash-es.mean`: each of the names from each of the modules, or objects. */
export const namesFrom = (modules: readonly string[], names: readonly string[]): readonly string[] =>
  modules.flatMap((module) => names.map((name) => `${module}.${name}`));
