/** Lets through as many as it is told to, in the order in which they come. The others wait. */
export class Turnstile {
  private allowed = Infinity;
  private readonly queue: (() => void)[] = [];

  /** How many wait. */
  get waiting(): number {
    return this.queue.length;
  }

  /** Lets so many more through, those that wait first, and nobody after them. */
  admit(count: number): void {
    this.allowed = count;
    while (this.allowed > 0) {
      const next = this.queue.shift();
      if (next === undefined) return;
      this.allowed -= 1;
      next();
    }
  }

  /** Lets everybody through, from now on too. */
  open(): void {
    this.admit(Infinity);
  }

  /** Resolves when it is one's turn. */
  pass(): Promise<void> {
    return new Promise((resolve) => {
      this.queue.push(resolve);
      this.admit(this.allowed);
    });
  }
}
