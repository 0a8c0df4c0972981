import type { RelayListener } from "./relay";
import { ServiceSet } from "../../sets/service-set";
import { readAddresses } from "../model/arguments";

const TCP = 6;

interface Section {
  readonly kind: string;
  readonly name: string;
  readonly lines: string[][];
}

/**
 * The listeners of HAProxy's configuration and where each leads: `frontend` with its `default_backend` and `use_backend`, and
 * `listen`.
 * @returns also the lines that could lead elsewhere and are not read
 */
export function readHaproxy(text: string): { readonly listeners: RelayListener[]; readonly notRead: string[] } {
  const sections = sectionsOf(text);
  const notRead: string[] = [];
  const servers = (name: string) =>
    sections
      .filter((section) => (section.kind === "backend" || section.kind === "listen") && section.name === name)
      .flatMap(({ lines }) => lines.filter(([word]) => word === "server"))
      .flatMap(([, , place = ""]) => {
        const [, address, port] = /^([\d.]+):(\d+)$/.exec(place) ?? [];
        const addresses = readAddresses(address);
        if (addresses) return [{ addresses, services: ServiceSet.ports(TCP, Number(port)) }];
        notRead.push(`server ${place}`);
        return [];
      });
  const listeners = sections.flatMap(({ kind, name, lines }) => {
    if (kind !== "frontend" && kind !== "listen") return [];
    const ports = lines.flatMap(([word, place = ""]) => {
      if (word !== "bind") return [];
      const [, port] = /:(\d+)$/.exec(place) ?? [];
      if (port === undefined) notRead.push(`bind ${place}`);
      return port === undefined ? [] : [Number(port)];
    });
    const backends = lines.flatMap(([word, backend]) =>
      (word === "default_backend" || word === "use_backend") && backend !== undefined ? [backend] : [],
    );
    const targets = [...(kind === "listen" ? [name] : []), ...backends].flatMap(servers);
    return ports.map((port) => ({ kind: "proxy" as const, name, services: ServiceSet.ports(TCP, port), targets }));
  });
  return { listeners, notRead };
}

function sectionsOf(text: string): Section[] {
  const sections: Section[] = [];
  for (const line of text.split("\n")) {
    const words = line.replace(/#.*$/, "").trim().split(/\s+/);
    const [first = "", second = ""] = words;
    if (first === "") continue;
    if (!/^\s/.test(line)) sections.push({ kind: first, name: second, lines: [] });
    else sections.at(-1)?.lines.push(words);
  }
  return sections;
}
