import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { Environment } from "../environment/environment";
import { replicasIn, replicasInHours } from "../environment/replicas";
import type { ClusterSpecification } from "../environment/schema/clusters";
import type { ScalingTriggerSpecification } from "../environment/schema/scaling";
import type { ServiceSpecification, VendorSpecification } from "../environment/schema/services";
import type { IClusterAccess } from "../constructs/kubernetes/api-access";
import { Manifests, type Manifest } from "../constructs/kubernetes/manifests";
import { audiencesOf } from "../constructs/connectivity";
import { recordSource } from "../constructs/provenance";
import {
  flowHosts,
  httpRoute,
  podPermissions,
  RemoteNames,
  remoteNames,
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
 * what their flows permit, names for what they reach through the exchange or in another cloud, and the routes of those that
 * are exposed.
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
    const hostAliases = this.addRemoteNames();
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
  private addRemoteNames(): Map<string, HostAlias[]> {
    const aliases = new Map<string, HostAlias[]>();
    const names = remoteNames(this.environment, this.cluster);
    if (names.length === 0) return aliases;
    const remote = new RemoteNames(this, "remote-names", { names });
    for (const { service, host, remoteName } of flowHosts(this.environment, this.cluster)) {
      const alias = { host, address: remote.addressOf(remoteName) };
      aliases.set(service, [...(aliases.get(service) ?? []), alias]);
    }
    return aliases;
  }

  private addVendor(scope: Construct, { id, owner, group, quota }: VendorSpecification, index: number): Vendor {
    const vendor = new Vendor(scope, id, { name: id, owner, zone: this.cluster.zone, group, quota });
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
      ...(autoscale ? { cpuPercent: autoscale.cpuPercent, triggers: this.triggersOf(service) } : {}),
    });
    recordSource(construct, source);
    return construct;
  }

  private triggersOf(service: ServiceSpecification): ScalingTriggerSpecification[] {
    return (service.autoscale?.triggers ?? []).map((trigger) =>
      trigger.kind === "working-hours"
        ? { ...trigger, replicas: replicasInHours(service, trigger, this.cluster.cloud) }
        : trigger,
    );
  }

  /** One release for the routes of a vendor, so that a vendor's change touches nobody else's. */
  private addRoutes(vendor: Vendor, placed: readonly PlacedService[]): void {
    const routes = placed.flatMap(({ service }): Manifest[] => {
      const { id, ports, expose } = service;
      if (!expose) return [];
      const audiences = audiencesOf(this.environment, this.cluster.cloud, service);
      const attachment = { gateway: CLUSTER_GATEWAY, audiences };
      return [httpRoute({ service: id, namespace: vendor.vendorName, ports, expose, ...attachment })];
    });
    if (routes.length === 0) return;
    new Manifests(vendor, "routes", { namespace: vendor.namespace, manifests: routes });
  }

  private workerAvailabilityZones(): number {
    return this.environment.plan.subnetsOf(this.cluster.cloud, this.cluster.zone, "worker").length;
  }
}
