import { Construct } from "constructs";
import { machineName } from "../../environment/cloud-names";
import type { Ipv4Address } from "../../environment/values";
import type { ICloud } from "../cloud";
import { exchangeProxyUserData, type ExchangeListenerProps } from "../cloud-init";
import { infrastructurePorts } from "../connectivity";
import type { IMachineGroup } from "../machines/machines";
import { spreadMachines } from "../machines/spread";
import type { Connections, IConnectable } from "../network/connections";
import type { ILoadBalancer } from "../network/load-balancer";
import type { INetwork, ISecurityGroup } from "../network/network";

/** One generation of the proxies: a new one stands beside the old until the old is retired. */
export interface ExchangeGeneration {
  readonly generation: number;
  /** Prefix of the machines' names at the cloud. */
  readonly name: string;
}

export interface ExchangeProps {
  readonly cloud: ICloud;
  /** Name of the load balancer at the cloud. ctyun: 2 to 32 characters. */
  readonly name: string;
  /** The network of the exchange zone. */
  readonly network: INetwork;
  readonly securityGroup: ISecurityGroup;
  /** Pinned address of the load balancer, in the load-balancer subnet of `availabilityZone`. */
  readonly address: Ipv4Address;
  readonly availabilityZone: string;
  /** One for each declared exchange flow, and nothing else. */
  readonly listeners: readonly ExchangeListenerProps[];
  /** Proxies of each generation: at least two, spread over the availability zones. */
  readonly machines: number;
  /** The present one last; those before it are retiring. */
  readonly generations: readonly ExchangeGeneration[];
  readonly flavor: string;
  /** Boot disk in GiB. */
  readonly diskGiB: number;

  /** @default - the image's */
  readonly ntpServers?: readonly string[];
}

/**
 * The only place where medical and internet meet: proxies (前置机) behind a load balancer, with one listener for each
 * declared exchange flow. Neither zone has a route to the other; a connection ends here and a new one starts.
 */
export class Exchange extends Construct implements IConnectable {
  readonly loadBalancer: ILoadBalancer;

  constructor(scope: Construct, id: string, props: ExchangeProps) {
    super(scope, id);
    if (props.machines < 2) {
      throw new Error(
        `exchange ${props.name}: got ${props.machines} machines, expected at least 2: nothing may be single`,
      );
    }
    const groups = props.generations.map((generation) => this.createProxies(props, generation));
    this.loadBalancer = props.cloud.createLoadBalancer(this, "load-balancer", {
      name: props.name,
      network: props.network,
      availabilityZone: props.availabilityZone,
      address: props.address,
      listeners: props.listeners.map(({ id: listener, port }) => ({
        id: listener,
        port,
        targetPort: port,
        targets: groups,
        healthCheck: { protocol: "http", port: healthPort, path: "/healthz" },
      })),
    });
  }

  get connections(): Connections {
    return this.loadBalancer.connections;
  }

  private createProxies(props: ExchangeProps, { generation, name }: ExchangeGeneration): IMachineGroup {
    const availabilityZones = props.network.subnetsOf("exchange-proxy").map(({ availabilityZone }) => availabilityZone);
    return props.cloud.createMachines(this, `proxies-g${generation}`, {
      name,
      network: props.network,
      role: "exchange-proxy",
      securityGroups: [props.securityGroup],
      flavor: props.flavor,
      diskGiB: props.diskGiB,
      // The retiring ones stay as they are until they go.
      replaceOnChange: generation === props.generations.at(-1)?.generation,
      machines: spreadMachines(props.machines, availabilityZones).map(({ key, availabilityZone }) => ({
        key,
        availabilityZone,
        userData: exchangeProxyUserData({
          hostname: machineName(name, key),
          listeners: props.listeners,
          healthPort,
          ...(props.ntpServers && { ntpServers: props.ntpServers }),
        }),
      })),
    });
  }
}

const healthPort = infrastructurePorts.exchangeHealth.from;
