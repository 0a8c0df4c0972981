import type { PlannedActions } from "./change-plan";

/** What two plans of one change do to one address. */
export interface Comparison {
  readonly change: string;
  /** `stack: address`. */
  readonly place: string;
  readonly simulated: string;
  readonly real: string;
}

const NOTHING = "nothing";

/** What either of two plans does to an address, side by side. */
export function compare(change: string, simulated: PlannedActions, real: PlannedActions): Comparison[] {
  const left = byPlace(simulated);
  const right = byPlace(real);
  return [...new Set([...left.keys(), ...right.keys()])].map((place) => ({
    change,
    place,
    simulated: left.get(place) ?? NOTHING,
    real: right.get(place) ?? NOTHING,
  }));
}

export function agrees({ simulated, real }: Comparison): boolean {
  return simulated === real;
}

function byPlace(planned: PlannedActions): Map<string, string> {
  return new Map(
    [...planned].flatMap(([stack, actions]) =>
      actions.map((action) => {
        const address = action.slice(action.lastIndexOf(" ") + 1);
        return [`${stack}: ${address}`, action.slice(0, action.lastIndexOf(" "))] as const;
      }),
    ),
  );
}
