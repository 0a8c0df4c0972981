import type { KeepalivedProps } from "./ipsec-gateway";

/** The boot script puts the machine's network interface in its place: its name is the image's affair. */
const INTERFACE = "@INTERFACE@";

/** keepalived's configuration: the holder of the virtual address runs strongSwan, the others do not. */
export function renderKeepalived(props: KeepalivedProps): string {
  const { virtualAddress, peerAddresses, priority } = props;
  if (!Number.isInteger(priority) || priority < 1 || priority > 254) {
    throw new Error(`keepalived priority: got ${String(priority)}, expected a whole number from 1 to 254`);
  }
  // The same on all gateways of the pair, and unlike other pairs' in the same subnet.
  const virtualRouterId = Math.max(1, virtualAddress.toNumber() % 256);
  return `global_defs {
  enable_script_security
  script_user root
}

vrrp_instance gateways {
  state BACKUP
  nopreempt
  interface ${INTERFACE}
  virtual_router_id ${String(virtualRouterId)}
  priority ${String(priority)}
  advert_int 1
  unicast_peer {
${peerAddresses.map((address) => `    ${address.toString()}\n`).join("")}  }
  virtual_ipaddress {
    ${virtualAddress.toString()}/32
  }
  notify_master "/usr/bin/systemctl start strongswan.service"
  notify_backup "/usr/bin/systemctl stop strongswan.service"
  notify_fault "/usr/bin/systemctl stop strongswan.service"
}
`;
}
