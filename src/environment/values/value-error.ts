import { shown } from "./shown";

/** A text that is not the value it should be. */
export class ValueError extends Error {
  /**
   * @param given what was given
   * @param expected what is allowed, and where it helps what to do; starts with `expected`
   */
  constructor(
    readonly given: unknown,
    readonly expected: string,
  ) {
    super(`got ${shown(given)}, ${expected}`);
    this.name = "ValueError";
  }
}
