/**
 * When this is: `SOURCE_DATE_EPOCH` (seconds since 1970, as reproducible builds use it) where that is set, else now. With
 * a commit's own time in it, that commit is judged alike for ever.
 * @throws Error when the variable is no number of seconds.
 */
export function clock(variables: NodeJS.ProcessEnv = process.env): Date {
  const { SOURCE_DATE_EPOCH: given } = variables;
  if (given === undefined || given === "") return new Date();
  if (!/^\d{1,11}$/.test(given)) {
    throw new Error(
      `SOURCE_DATE_EPOCH: got "${given}", expected seconds since 1970, such as what git log -1 --format=%ct prints`,
    );
  }
  return new Date(Number(given) * 1000);
}
