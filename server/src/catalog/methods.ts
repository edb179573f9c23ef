/** `*.CTGAN.sample`: each of the methods on each of the classes, wherever these are imported from. */
export const methodsOf = (classes: readonly string[], methods: readonly string[]): readonly string[] =>
  classes.flatMap((name) => methods.map((method) => `*.${name}.${method}`));
