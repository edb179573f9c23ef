/** A map that keeps the entries set last. */
export class Recent<T> {
  private readonly entries = new Map<string, T>();
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  get(key: string): T | undefined {
    return this.entries.get(key);
  }

  set(key: string, value: T): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    const [oldest] = this.entries.keys();
    if (this.entries.size > this.most) this.entries.delete(oldest!);
  }

  clear(): void {
    this.entries.clear();
  }
}
