import { listField, textField, type Value } from "../wire/value";
import type { AddressBook } from "../values/address-book";

/** Notes in the address book what a resource says of subnets and addresses. */
export function observe(type: string, state: Value, addresses: AddressBook): void {
  const id = textField(state, "id");
  if (id === undefined) return;
  switch (type) {
    case "openstack_networking_subnet_v2": {
      const pool = listField(state, "allocation_pool")[0] ?? null;
      const [start, end] = [textField(pool, "start"), textField(pool, "end")];
      const range = start !== undefined && end !== undefined ? { start, end } : undefined;
      addresses.addSubnet(id, textField(state, "cidr") ?? "", textField(state, "network_id"), range);
      return;
    }
    case "openstack_networking_port_v2":
      addresses.setAddresses(
        id,
        listField(state, "all_fixed_ips").filter((each) => typeof each === "string"),
      );
      return;
    case "ctyun_subnet":
      addresses.addSubnet(id, textField(state, "cidr") ?? "");
      return;
    default:
  }
}
