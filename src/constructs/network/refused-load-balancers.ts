import type { LoadBalancerProps } from "./load-balancer";
import type { ISubnet } from "./network";

/**
 * Refuses a load balancer that no cloud may be asked for.
 *
 * @param subnet the load-balancer subnet of its availability zone
 * @throws at a public address outside the internet zone, an address outside the subnet, and listeners that share an id or a
 * port or that have no machine behind them
 */
export function refuseUnusableLoadBalancer(props: LoadBalancerProps, subnet: ISubnet): void {
  const { name, network, address, publicAddress, listeners } = props;
  if (publicAddress && network.zone !== "internet") {
    throw new Error(
      `load balancer ${name}: got a public address in zone ${network.zone}, allowed only in zone internet: remove publicAddress`,
    );
  }
  if (!subnet.cidr.contains(address)) {
    throw new Error(
      `load balancer ${name}: got address ${address.toString()}, expected one inside its load-balancer subnet ${subnet.cidr.toString()}`,
    );
  }
  const ids = new Set<string>();
  const ports = new Set<number>();
  for (const { id, port, targets } of listeners) {
    if (ids.has(id)) throw new Error(`load balancer ${name}: got two listeners with id ${id}, expected each id once`);
    if (ports.has(port)) {
      throw new Error(`load balancer ${name}: got two listeners on port ${port}, expected each port once`);
    }
    if (targets.every(({ machines }) => machines.length === 0)) {
      throw new Error(`load balancer ${name}: got listener ${id} without targets, expected at least one machine`);
    }
    ids.add(id);
    ports.add(port);
  }
}
