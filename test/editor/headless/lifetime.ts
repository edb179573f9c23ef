/** What has to be undone before this process may end, however it ends. */
export interface Lifetime {
  defer(undo: () => unknown): void;
  /** Undoes everything, last first, and exits. */
  end(code: number): Promise<void>;
  readonly ending: boolean;
}

export function createLifetime(): Lifetime {
  const undos: (() => unknown)[] = [];
  let ending = false;
  const lifetime: Lifetime = {
    get ending() {
      return ending;
    },
    defer: (undo) => undos.push(undo),
    async end(code) {
      if (ending) return;
      ending = true;
      for (const undo of undos.reverse()) {
        try {
          await undo();
        } catch (error) {
          console.error(String(error));
        }
      }
      process.exit(code);
    },
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => lifetime.end(130));
  // A parent that was killed outright sends no signal.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && lifetime.end(130), 1000).unref();
  return lifetime;
}
