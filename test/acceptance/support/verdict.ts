/**
 * Knows how the steps of a file went, each of which stands on the one before: once one has failed, the others are not tried.
 */
export class Verdict {
  private readonly failures: string[] = [];

  /** `pass`, or what was wrong. */
  get text(): string {
    return this.failures.length === 0 ? "pass" : this.failures.join("; ");
  }

  /** A step, as the function that jest's `it` takes. */
  step(work: () => Promise<void> | void): () => Promise<void> {
    return async () => {
      if (this.failures.length > 0) throw new Error("not tried: a step before it has failed");
      await this.always(work)();
    };
  }

  /** A step that is tried whatever happened before. */
  always(work: () => Promise<void> | void): () => Promise<void> {
    return async () => {
      try {
        await work();
      } catch (error) {
        this.failures.push(firstLine(error));
        throw error;
      }
    };
  }
}

function firstLine(error: unknown): string {
  const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return line;
}
