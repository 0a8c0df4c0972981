import type { Connection, Endpoint } from "../../../../src/constructs/connectivity";

/** An end of a connection by the name that a reader of the YAML knows. */
export function endName(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case "role":
      return `${endpoint.zone}/${endpoint.role}`;
    case "load-balancer":
      return endpoint.name;
    case "outside":
      return endpoint.id;
  }
}

/** A connection as one line: `medical/worker -> exchange tcp/9205: infrastructure secrets`. */
export function connectionText({ from, to, port, why }: Connection): string {
  return `${endName(from)} -> ${endName(to)} ${port.toString()}: ${why}`;
}
