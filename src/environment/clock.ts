/** The variable that says when an environment is judged. */
export const CLOCK_VARIABLE = "SOURCE_DATE_EPOCH";

/**
 * When this is: `SOURCE_DATE_EPOCH` (seconds since 1970, as reproducible builds use it) where that is set, else now. With
 * a commit's own time in it, that commit is judged alike for ever.
 * @throws Error when the variable is no number of seconds.
 */
export function clock(variables: NodeJS.ProcessEnv = process.env): Date {
  const given = variables[CLOCK_VARIABLE];
  if (given === undefined || given === "") return new Date();
  if (!/^\d{1,11}$/.test(given)) {
    throw new Error(
      `${CLOCK_VARIABLE}: got "${given}", expected seconds since 1970, such as what git log -1 --format=%ct prints`,
    );
  }
  return new Date(Number(given) * 1000);
}
