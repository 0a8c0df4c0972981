import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { consoleHost, dashboardsHost } from "../environment/operator-hosts";
import type { Environment } from "../environment/environment";
import { envoyGatewayProblem } from "../environment/envoy-gateway-versions";
import { PLATFORM_NAMESPACES } from "../environment/platform-namespaces";
import { registryHosts } from "../environment/registries";
import type { ClusterSpecification } from "../environment/schema/clusters";
import { platformNeeds } from "../constructs/connectivity";
import type { IClusterAccess } from "../constructs/kubernetes/api-access";
import { OperatingStandard } from "../constructs/operating-standard";
import type { KeyPair } from "../constructs/pki/certificate-authority";
import { ApiServerAnswer } from "../constructs/platform/api-server-answer";
import { CertManager } from "../constructs/platform/cert-manager";
import { ClusterGateway } from "../constructs/platform/cluster-gateway";
import { EnvoyGateway } from "../constructs/platform/envoy-gateway";
import { Keda } from "../constructs/platform/keda";
import { METRICS_SERVER_PORT, MetricsServer } from "../constructs/platform/metrics-server";
import { PlatformNamespace } from "../constructs/platform/platform-namespace";
import { PriorityClasses } from "../constructs/platform/priority-classes";
import { PlatformRoles } from "../constructs/roles";
import { recordSource } from "../constructs/provenance";
import { servicesIn } from "../constructs/services";
import { clusterRegistry } from "./cluster-registry";
import { addKubernetesProviders } from "./kubernetes-providers";
import { alarmsHost } from "./monitoring/peers";
import { OutsideNames } from "./outside-names";
import { addBackups } from "./platform/backups";
import { addCloudController } from "./platform/cloud-controller";
import { acmeNameServerOf, addPlatformAuthority, certificateSource } from "./platform/certificates";
import { addConsole } from "./platform/console";
import { addSecretStore } from "./platform/secrets";
import { addStorage } from "./platform/storage";
import { addUpgrades } from "./platform/upgrades";

export interface PlatformStackProps {
  readonly environment: Environment;
  readonly cluster: ClusterSpecification;
  readonly access: IClusterAccess;

  /**
   * What the cluster issues certificates with in the name of the environment's authority for services.
   * @default - none; needed where `certificates` of its zone is of kind authority
   */
  readonly issuer?: KeyPair;
}

/**
 * What the platform itself runs on one cluster, before any service: the gateway, certificates, metrics, priorities, the roles
 * of people, the operating standard for vendors, and what the environment asks for beyond. It waits until the API server answers.
 *
 * A cluster on whose version Envoy Gateway does not run (CCSE ends at Kubernetes 1.31) gets no gateway. The loader
 * refuses one with exposed services, and so does this stack for those who build their environment otherwise.
 */
export class PlatformStack extends TerraformStack {
  constructor(scope: Construct, id: string, { environment, cluster, access, issuer }: PlatformStackProps) {
    super(scope, id);
    recordSource(this, ["clusters", environment.specification.clusters.indexOf(cluster)]);
    addKubernetesProviders(this, access);
    const answer = new ApiServerAnswer(this, "api-server", { access });
    const { classes } = new PriorityClasses(this, "priority", { dependsOn: [answer] });
    new PlatformRoles(this, "roles", { administrators: environment.specification.administrators, dependsOn: [answer] });
    const first = {
      availabilityZones: environment.plan.subnetsOf(cluster.cloud, cluster.zone, "worker").length,
      dependsOn: [answer, ...classes],
      ...clusterRegistry(environment, cluster),
    };
    const controllers = addCloudController(this, environment, cluster, first);
    const props = { ...first, dependsOn: [...first.dependsOn, ...controllers.map(({ standing }) => standing)] };
    const nameServer = acmeNameServerOf(environment, cluster);
    new CertManager(this, "cert-manager", { ...props, ...(nameServer !== undefined && { nameServer }) });
    // Small add-ons of the platform share a namespace.
    const namespace = new PlatformNamespace(this, "platform", {
      name: PLATFORM_NAMESPACES.platform,
      receives: [{ id: "metrics", from: "api-server", ports: [METRICS_SERVER_PORT] }],
      dependsOn: [answer],
    });
    new MetricsServer(this, "metrics-server", { ...props, namespace });
    new OperatingStandard(this, "operating-standard", {
      namespace,
      stage: environment.specification.stage,
      registries: registryHosts(environment.specification),
    });
    addUpgrades(this, cluster, props);
    new Keda(this, "keda", props);
    const outside = new OutsideNames(
      this,
      environment,
      cluster,
      namespace,
      platformNeeds(environment, cluster).map(({ endpoint }) => endpoint.id),
    );
    addSecretStore(this, environment, cluster, props, outside);
    addStorage(this, environment, cluster, props);
    addBackups(this, environment, cluster, props, outside);

    const console = consoleHost(environment.specification, cluster);
    const exposed = exposedHosts(environment, cluster);
    const problem = envoyGatewayProblem(cluster.version);
    if (problem !== undefined && exposed.length > 0) {
      throw new Error(
        `cluster ${cluster.id}: ${problem}, which leads ${exposed.join(", ")} to their services: choose such a version, or expose no service there`,
      );
    }
    if (problem !== undefined) return;
    const dashboards = dashboardsHost(environment.specification, cluster);
    const alarms = alarmsHost(environment, cluster);
    const hosts = [...exposed, ...[console, dashboards, alarms].filter((host) => host !== undefined)];
    const certificate = certificateSource(environment, cluster);
    if (certificate.kind === "authority" && !issuer) {
      throw new Error(
        `cluster ${cluster.id}: certificates of kind authority need an issuer, which VpnStack.clusterIssuer gives`,
      );
    }
    const controller = new EnvoyGateway(this, "envoy-gateway", props);
    new ClusterGateway(this, "cluster-gateway", {
      namespace: controller.namespace,
      availabilityZones: props.availabilityZones,
      hosts: hosts.length > 0 ? hosts : [environment.specification.domain],
      console: console !== undefined,
      peers: alarms !== undefined,
      certificate,
      ...(issuer && { dependsOn: [addPlatformAuthority(this, controller.namespace, issuer)] }),
    });
    addConsole(this, environment, cluster, props, outside);
  }
}

function exposedHosts(environment: Environment, cluster: ClusterSpecification): string[] {
  const hosts = servicesIn(environment, cluster).flatMap(({ service: { expose } }) => (expose ? [expose.host] : []));
  return [...new Set(hosts)].sort();
}
