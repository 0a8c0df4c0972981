/** Series as promtool reads them: a sample each minute, by the series' name and labels. */
export type Series = Readonly<Record<string, string>>;

/** How many minutes are written of every series: longer than any incident. */
const LENGTH = 180;

/** From a minute on, a value, or so much more each minute. */
export type Step = readonly [from: number, value: number];

/** A value that holds all the time. */
export function constant(value: number): string {
  return gauge([0, value]);
}

/** A value that changes at some minutes. */
export function gauge(...steps: readonly Step[]): string {
  return parts(steps)
    .map(({ value, length }) => `${value}x${length - 1}`)
    .join(" ");
}

/** A counter whose growth changes at some minutes. */
export function counter(...steps: readonly Step[]): string {
  let total = 0;
  return parts(steps)
    .map(({ value, length }) => {
      const part = `${total}+${value}x${length - 1}`;
      total += value * length;
      return part;
    })
    .join(" ");
}

/** `usual`, but another value between two minutes. */
export function meanwhile(usual: number, from: number, until: number, value: number): string {
  return gauge([0, usual], [from, value], [until, usual]);
}

function parts(steps: readonly Step[]): { value: number; length: number }[] {
  return steps.map(([from, value], index) => ({ value, length: (steps[index + 1]?.[0] ?? LENGTH) - from }));
}
