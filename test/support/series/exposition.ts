/** Labels by series, as a program shows them: those that any of its samples has. */
export type Exposition = ReadonlyMap<string, ReadonlySet<string>>;

const SAMPLE = /^(?<name>[A-Za-z_:][\w:]*)(?:\{(?<labels>.*)\})?\s+\S/;
const LABEL = /([A-Za-z_]\w*)="(?:[^"\\]|\\.)*"/g;

/** Reads what a program answers to Prometheus, in its text format. */
export function readExposition(text: string): Exposition {
  const series = new Map<string, Set<string>>();
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const { name, labels = "" } = SAMPLE.exec(line)?.groups ?? {};
    if (name === undefined) throw new Error(`got ${line}, expected a sample such as up{job="a"} 1`);
    const known = series.get(name) ?? new Set<string>();
    series.set(name, known);
    for (const [, label = ""] of labels.matchAll(LABEL)) known.add(label);
  }
  return series;
}

/** What several programs show together. */
export function together(...expositions: readonly Exposition[]): Exposition {
  const series = new Map<string, Set<string>>();
  for (const [name, labels] of expositions.flatMap((exposition) => [...exposition])) {
    series.set(name, new Set([...(series.get(name) ?? []), ...labels]));
  }
  return series;
}
