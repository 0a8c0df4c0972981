/**
 * What one data source answers: `attributes` when its configuration has all the values of `where`.
 */
export interface DataFixture {
  /**
   * The arguments this answer is for.
   *
   * @default every configuration of the type
   */
  readonly where?: Readonly<Record<string, unknown>>;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The answers of data sources, by type: the first fixture that fits answers. */
export type DataFixtures = Readonly<Record<string, readonly DataFixture[]>>;
