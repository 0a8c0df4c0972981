import { Turnstile } from "../../acceptance/terraform/support/turnstile";

describe("a turnstile", () => {
  let turnstile: Turnstile;
  let passed: string[];

  beforeEach(() => {
    turnstile = new Turnstile();
    passed = [];
  });

  /** Lets everything happen that can. */
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  async function come(...names: readonly string[]): Promise<void> {
    for (const name of names) void turnstile.pass().then(() => passed.push(name));
    await settle();
  }

  it("lets everybody through until it is told otherwise", async () => {
    await come("a", "b");
    expect(passed).toEqual(["a", "b"]);
  });

  it("lets through as many as it is told to, also of those who come later", async () => {
    turnstile.admit(2);
    await come("a");
    await come("b", "c", "d");
    expect(passed).toEqual(["a", "b"]);
    expect(turnstile.waiting).toBe(2);
  });

  it("lets those who wait go first, in the order in which they came", async () => {
    turnstile.admit(0);
    await come("a", "b", "c");
    turnstile.admit(2);
    await come("d");
    expect(passed).toEqual(["a", "b"]);
  });

  it("lets everybody through once it is open", async () => {
    turnstile.admit(0);
    await come("a", "b");
    turnstile.open();
    await come("c");
    expect(passed).toEqual(["a", "b", "c"]);
    expect(turnstile.waiting).toBe(0);
  });
});
