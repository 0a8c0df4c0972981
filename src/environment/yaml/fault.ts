import { formatPlace, type Place } from "./place";

/** Something that a person wrote and must change. */
export interface Fault {
  readonly place: Place;
  /** Such as `services[3].replicas`; empty when the fault lies in the file itself. */
  readonly path: string;
  /** What was given, what is allowed and, where it helps, what to do. */
  readonly message: string;
}

/** Either what was asked for, or every reason why it cannot be had, in the order of their places. */
export type Outcome<Value> = { readonly value: Value } | { readonly faults: readonly Fault[] };

/** A fault of a file as a whole, or of a place in it that has no path. */
export function fileFault(place: Place, message: string): Fault {
  return { place, path: "", message };
}

/** Faults by place, each once. */
export function sortFaults(faults: readonly Fault[]): Fault[] {
  const distinct = new Map(faults.map((fault) => [formatFault(fault), fault]));
  return [...distinct.values()].sort(
    (left, right) => comparePlaces(left.place, right.place) || compareTexts(left.path, right.path),
  );
}

/** The order of places: by file, line and column. */
export function comparePlaces(left: Place, right: Place): number {
  return compareTexts(left.file, right.file) || left.line - right.line || left.column - right.column;
}

/** A fault on one line: `environments/prod.yaml:41:9  services[3].replicas: got "two", expected a whole number`. */
export function formatFault({ place, path, message }: Fault): string {
  return path === "" ? `${formatPlace(place)}  ${message}` : `${formatPlace(place)}  ${path}: ${message}`;
}

function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
