import { countArrivals, type NamespaceDraft, type NetworkDraft } from "./network";

/** A carrier's router on a segment of ours. */
export interface LineAt {
  /** Its address there. */
  readonly hop: string;
  readonly bridge: string;
  /** The address of our router there. */
  readonly gateway: string;
  readonly routers: string[];
  readonly blocks: string[];
}

/** What comes out of the line goes to our router, even what is for the segment itself. */
export function layOutLine(network: NetworkDraft, { hop, bridge, gateway, routers, blocks }: LineAt): void {
  const namespace = network.namespace();
  const name = network.attach(namespace, bridge, `${hop}/32`);
  namespace.routes.push(`route add ${gateway} dev ${name}`, `route add default via ${gateway}`);
  takeAll(namespace);
  network.places.push({ kind: "lines", namespace: namespace.name, routers, blocks });
}

/** Writes down whatever is for somebody behind the namespace. */
export function takeAll(namespace: NamespaceDraft): void {
  countArrivals(namespace, "fib daddr type != local");
}
