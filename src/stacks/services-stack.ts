import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { Environment } from "../environment/environment";
import type { ClusterSpecification } from "../environment/schema/clusters";
import type { VendorSpecification } from "../environment/schema/services";
import type { IClusterAccess } from "../constructs/kubernetes/api-access";
import { Manifests, type Manifest } from "../constructs/kubernetes/manifests";
import { recordSource } from "../constructs/provenance";
import {
  ExchangeNames,
  exchangeNames,
  flowHosts,
  httpRoute,
  podPermissions,
  replicasIn,
  Service,
  servicesIn,
  Vendor,
  type HostAlias,
  type PlacedService,
} from "../constructs/services";
import { CLUSTER_GATEWAY } from "../constructs/services/cluster-gateway";
import { addKubernetesProviders } from "./kubernetes-providers";

export interface ServicesStackProps {
  readonly environment: Environment;
  /** Whose services: those of its zone with a share in its cloud. */
  readonly cluster: ClusterSpecification;
  readonly access: IClusterAccess;
}

/**
 * The vendors and their services on one cluster: a namespace for each vendor that has a service there, the services with
 * what their flows permit, names for what they reach through the exchange, and the routes of those that are exposed.
 */
export class ServicesStack extends TerraformStack {
  private readonly environment: Environment;
  private readonly cluster: ClusterSpecification;

  constructor(scope: Construct, id: string, props: ServicesStackProps) {
    super(scope, id);
    this.environment = props.environment;
    this.cluster = props.cluster;
    recordSource(this, ["clusters", props.environment.specification.clusters.indexOf(props.cluster)]);
    addKubernetesProviders(this, props.access);
    const hostAliases = this.addExchangeNames();
    const placed = servicesIn(this.environment, this.cluster);
    const services = new Map<string, Service>();
    const scopes = { vendors: new Construct(this, "vendors"), services: new Construct(this, "services") };
    this.environment.specification.vendors.forEach((specification, index) => {
      const own = placed.filter(({ service }) => service.vendor === specification.id);
      if (own.length === 0) return;
      const vendor = this.addVendor(scopes.vendors, specification, index);
      for (const service of own) {
        const { id } = service.service;
        services.set(id, this.addService(scopes.services, vendor, service, hostAliases.get(id) ?? []));
      }
      this.addRoutes(vendor, own);
    });
    for (const permission of podPermissions(this.environment, this.cluster, CLUSTER_GATEWAY.namespace)) {
      services.get(permission.service)?.allow(permission);
    }
  }

  /** Returns the host names that each service finds elsewhere than DNS says. */
  private addExchangeNames(): Map<string, HostAlias[]> {
    const names = exchangeNames(this.environment, this.cluster);
    const address = this.environment.addressSeenFrom(this.cluster.cloud, this.cluster.zone, "exchange");
    const exchange = names.length > 0 ? new ExchangeNames(this, "exchange", { address, names }) : undefined;
    const aliases = new Map<string, HostAlias[]>();
    for (const host of flowHosts(this.environment, this.cluster)) {
      const alias = host.kind === "gateway" ? host.address.toString() : exchange?.addressOf(host.exchangeName);
      if (alias === undefined) continue;
      aliases.set(host.service, [...(aliases.get(host.service) ?? []), { host: host.host, address: alias }]);
    }
    return aliases;
  }

  private addVendor(scope: Construct, { id, owner, quota }: VendorSpecification, index: number): Vendor {
    const vendor = new Vendor(scope, id, { name: id, owner, zone: this.cluster.zone, quota });
    recordSource(vendor, ["vendors", index]);
    return vendor;
  }

  private addService(
    scope: Construct,
    vendor: Vendor,
    { service, source }: PlacedService,
    hostAliases: readonly HostAlias[],
  ): Service {
    const { id, owner, dataClass, image, ports, requests, limits, probes, environment, autoscale } = service;
    const construct = new Service(scope, id, {
      vendor,
      name: id,
      owner,
      dataClass,
      image,
      ports,
      requests,
      limits,
      probes,
      environment,
      hostAliases,
      replicas: replicasIn(service, this.cluster.cloud),
      availabilityZones: this.workerAvailabilityZones(),
      ...(autoscale ? { cpuPercent: autoscale.cpuPercent } : {}),
    });
    recordSource(construct, source);
    return construct;
  }

  /** One release for the routes of a vendor, so that a vendor's change touches nobody else's. */
  private addRoutes(vendor: Vendor, placed: readonly PlacedService[]): void {
    const routes = placed.flatMap(({ service: { id, ports, expose } }): Manifest[] =>
      expose ? [httpRoute({ service: id, namespace: vendor.vendorName, ports, expose, gateway: CLUSTER_GATEWAY })] : [],
    );
    if (routes.length === 0) return;
    new Manifests(vendor, "routes", { namespace: vendor.namespace, manifests: routes });
  }

  private workerAvailabilityZones(): number {
    return this.environment.plan.subnetsOf(this.cluster.cloud, this.cluster.zone, "worker").length;
  }
}
