import type { ResourceChange } from "../../../src/simulation/engine/resource-changes";

/** What a plan does to one resource, such as `create openstack_compute_instance_v2.nodes_general-g1_machine-002`. */
export function actionLines(changes: readonly ResourceChange[]): string[] {
  return changes.map(({ action, address }) => `${action} ${withoutHash(address)}`).sort();
}

/** An address without the hash that cdktf puts at its end. */
export function withoutHash(address: string): string {
  return address.replace(/_[0-9A-F]{8}$/, "");
}
