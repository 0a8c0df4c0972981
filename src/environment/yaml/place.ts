/** A place in a file a person wrote. Lines and columns start at 1; columns count as editors do, in UTF-16 units. */
export interface Place {
  /** The file's path as it was given. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where a file begins: the place of what is wrong with the file as a whole. */
export function startOf(file: string): Place {
  return { file, line: 1, column: 1 };
}

/** A path in a document, such as `["services", 3, "replicas"]`. */
export type Path = readonly (string | number)[];

/** Where the values of a document stand. */
export interface Places {
  /** The place of a value; of its nearest ancestor when it is not written. */
  readonly placeOf: (path: Path) => Place;
  /** The place of a value's key; of the value itself in a list. */
  readonly keyPlaceOf: (path: Path) => Place;
}

const BARE_KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** A path as messages show it, such as `services[3].replicas` or `labels["health.example/tier"]`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    if (!BARE_KEY.test(part)) return `${text}[${JSON.stringify(part)}]`;
    return text === "" ? part : `${text}.${part}`;
  }, "");
}

export function formatPlace({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}
