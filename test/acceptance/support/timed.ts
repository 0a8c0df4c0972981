/** What work comes to, and the wall seconds that it took. */
export async function timed<Result>(work: () => Promise<Result>): Promise<[result: Result, seconds: number]> {
  const start = performance.now();
  const result = await work();
  return [result, (performance.now() - start) / 1000];
}
