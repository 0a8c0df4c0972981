import { gunzipSync, gzipSync } from "node:zlib";
import { isRecord } from "../../../../../src/terraform/json-record";
import type { Seeded, Values } from "../seeded";

export const CHUTIAN = "prod-chutian-network";
export const TIANYI = "prod-tianyi-network";
export const SERVICES = "prod-medical-chutian-services";
/** Its cluster, as the provenance file names it. */
export const MEDICAL = "medical-chutian";
export const PLATFORM = "prod-medical-chutian-platform";
export const POLICY = "kubernetes_network_policy_v1";
export const RULE = "openstack_networking_secgroup_rule_v2";

/** A fault that prod does not have, in one place. */
export interface Fault {
  readonly title: string;
  readonly seed: (prod: Seeded) => Seeded;
  /** One of the lines that must be found. */
  readonly found: string;
  /** The address of a resource that its witness must show; undefined when the fault is that there is none. */
  readonly witness: string | undefined;
}

/** A fault in one resource, which the witness has to show. */
export function changed(stack: string, address: string, change: Values | ((values: Values) => Values)) {
  return { witness: address, seed: (prod: Seeded) => prod.changed(stack, address, change) };
}

export function added(stack: string, address: string, values: Values) {
  return { witness: address, seed: (prod: Seeded) => prod.added(stack, address, values) };
}

/** A policy's egress to a block alone. */
export function leaving(cidr: string) {
  return ({ spec }: Values): Values => ({
    spec: {
      ...recordOf(spec),
      egress: [{ to: [{ ip_block: { cidr } }], ports: [{ port: "9104", protocol: "TCP" }] }],
    },
  });
}

export function recordOf(value: unknown): Values {
  return isRecord(value) ? value : {};
}

/** Edits HAProxy's configuration inside of a machine's boot configuration. */
export function haproxy(edit: (configuration: string) => string) {
  return ({ user_data: userData }: Values): Values => ({
    user_data: String(userData).replace(
      /("path":"\/etc\/haproxy\/haproxy\.cfg".*?"content":")([^"]*)/,
      (_, before: string, content: string) =>
        before + gzipSync(edit(gunzipSync(Buffer.from(content, "base64")).toString())).toString("base64"),
    ),
  });
}
