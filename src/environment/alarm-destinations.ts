import type { ClusterSpecification } from "./schema/clusters";
import type { EnvironmentSpecification } from "./schema/environment";
import type { ExternalEndpointSpecification } from "./schema/external-endpoints";
import type { ReceiverSpecification } from "./schema/alerting";
import { TransportPort, type Port } from "./values";

/** On this port mail begins with TLS; on others the server speaks first. Alertmanager keeps to it as well. Source: RFC 8314, section 3.3. */
export const MAIL_TLS_PORT = 465;

/** An address that the YAML holds, and so the host name and port by which its external endpoint is found. */
export interface WrittenAddress {
  readonly kind: "written";
  readonly given: string;
  readonly host: string;
  readonly port: number;
  /** What is spoken there: TLS at once, or something that TLS may follow. */
  readonly speaks: "https" | "http" | "mail over TLS" | "mail";
}

/** An address that a Secret holds: the YAML says by id which external endpoint it leads to; undefined where it does not say. */
export interface SecretAddress {
  readonly kind: "secret";
  readonly secretName: string;
  readonly endpoint: string | undefined;
}

/** Somewhere that the Alertmanagers of all clusters call to tell people. */
export interface AlarmDestination {
  readonly address: WrittenAddress | SecretAddress;
  /** Where the YAML names it. */
  readonly path: readonly (string | number)[];
}

/** Every place that Alertmanagers call, in the order of the YAML; the mail server last. */
export function alarmDestinations({
  alerting,
}: Pick<EnvironmentSpecification, "alerting">): readonly AlarmDestination[] {
  const { receivers, smarthost } = alerting;
  return [
    ...receivers.flatMap((receiver, index) => receiverDestination(receiver, ["alerting", "receivers", index])),
    ...(smarthost === undefined ? [] : [{ address: mailAddress(smarthost), path: ["alerting", "smarthost"] }]),
  ];
}

/** The external endpoints that lead to a destination, whoever may use them. */
export function destinationEndpoints(
  { externalEndpoints }: Pick<EnvironmentSpecification, "externalEndpoints">,
  { address }: AlarmDestination,
): ExternalEndpointSpecification[] {
  return externalEndpoints.filter((endpoint) =>
    address.kind === "secret"
      ? endpoint.id === address.endpoint
      : endpoint.host === address.host && endpoint.ports.some((port) => isTcp(port, address.port)),
  );
}

/** Whether pods of a cluster have a way to an external endpoint. */
export function mayUse(
  { cloud, zone }: Pick<ClusterSpecification, "cloud" | "zone">,
  { access, clouds }: ExternalEndpointSpecification,
): boolean {
  return access[zone] !== undefined && (clouds === undefined || clouds.includes(cloud));
}

function receiverDestination(receiver: ReceiverSpecification, path: readonly (string | number)[]): AlarmDestination[] {
  switch (receiver.kind) {
    case "wecom":
      return [{ address: webAddress(receiver.apiUrl), path: [...path, "apiUrl"] }];
    case "webhook": {
      const { url, secretName, endpoint } = receiver;
      if (url !== undefined) return [{ address: webAddress(url), path: [...path, "url"] }];
      if (secretName === undefined) return [];
      const where = endpoint === undefined ? path : [...path, "endpoint"];
      return [{ address: { kind: "secret", secretName, endpoint }, path: where }];
    }
    case "email":
      return [];
  }
}

function isTcp(port: Port, number: number): boolean {
  return port instanceof TransportPort && port.protocol === "tcp" && port.from <= number && number <= port.to;
}

function webAddress(given: string): WrittenAddress {
  const { protocol, hostname, port } = new URL(given);
  const speaks = protocol === "http:" ? "http" : "https";
  return {
    kind: "written",
    given,
    host: hostname,
    port: port === "" ? (speaks === "http" ? 80 : 443) : Number(port),
    speaks,
  };
}

function mailAddress(given: string): WrittenAddress {
  const [host = "", port = ""] = given.split(":");
  const speaks = Number(port) === MAIL_TLS_PORT ? "mail over TLS" : "mail";
  return { kind: "written", given, host, port: Number(port), speaks };
}
