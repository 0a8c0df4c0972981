import type { Service, Template } from "./template";

/** Further from one copy's listeners of the exchange to the next one's than all of a copy's lie from each other. */
const EXCHANGE_PORTS = 250;

/** As many services as asked for: those of the template over and over, each copy with vendors of its own. */
export function grownServices(template: Template, count: number): Pick<Template, "services" | "vendors"> {
  const { services, vendors } = template;
  const copies = Math.ceil(count / services.length);
  const made = Array.from({ length: copies }, (_, copy) =>
    services.slice(0, count - copy * services.length).map((service) => copied(service, copy)),
  ).flat();
  const ids = new Set(made.map(({ id }) => id));
  const used = new Set(made.map(({ vendor }) => vendor));
  return {
    services: made.map(({ flows, ...service }) => ({ ...service, ...(flows && { flows: flows.map(existing(ids)) }) })),
    vendors: Array.from({ length: copies }, (_, copy) =>
      vendors.map((vendor) => ({ ...vendor, id: named(vendor.id, copy), group: named(vendor.group, copy) })),
    )
      .flat()
      .filter(({ id }) => used.has(id)),
  };
}

function copied({ id, vendor, expose, flows, ...rest }: Service, copy: number): Service {
  if (copy === 0) return { id, vendor, ...rest, ...(expose && { expose }), ...(flows && { flows }) };
  const { host, portal, ...exposed } = expose ?? {};
  const own = { ...exposed, host: named(host ?? `${portal ?? id}.health.example`, copy) };
  return {
    ...rest,
    id: named(id, copy),
    vendor: named(vendor, copy),
    ...(expose && { expose: own }),
    ...(flows && {
      flows: flows.map(({ to, exchangePort, ...flow }) => ({
        ...flow,
        to: to.startsWith("service:") ? named(to, copy) : to,
        ...(exchangePort !== undefined && { exchangePort: exchangePort + copy * EXCHANGE_PORTS }),
      })),
    }),
  };
}

/** `health-card` and `card.health.example` of the third copy: `health-card-c3` and `card-c3.health.example`. */
function named(name: string, copy: number): string {
  if (copy === 0) return name;
  const [first = "", ...others] = name.split(".");
  return [`${first}-c${copy + 1}`, ...others].join(".");
}

/** The last copy may be short: what it lacks the first one has. */
function existing(ids: ReadonlySet<string>) {
  return <Flow extends { readonly to: string }>(flow: Flow): Flow =>
    !flow.to.startsWith("service:") || ids.has(flow.to.slice("service:".length))
      ? flow
      : { ...flow, to: flow.to.replace(/-c\d+$/, "") };
}
