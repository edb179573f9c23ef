import type { Picture } from './report-state.ts';

const PATIENCE_MS = 20_000;

/** Pictures that the page is asked for, which may have to be loaded first, or go away before it answers. */
export class PictureRequests {
  private readonly send: () => void;
  private waiting: ((pictures: readonly Picture[]) => void)[] = [];

  constructor(send: () => void) {
    this.send = send;
  }

  /** Resolves to none where the page does not answer. */
  ask(): Promise<readonly Picture[]> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      setTimeout(() => resolve([]), PATIENCE_MS);
      this.send();
    });
  }

  /** The page was loaded: what it was sent before did not reach it. */
  askAgain(): void {
    if (this.waiting.length > 0) this.send();
  }

  answer(pictures: readonly Picture[]): void {
    for (const resolve of this.waiting.splice(0)) resolve(pictures);
  }

  cancel(): void {
    this.answer([]);
  }
}
