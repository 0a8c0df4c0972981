import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../environment/environment";
import { dashboardsHost } from "../environment/operator-hosts";
import { PLATFORM_NAMESPACES } from "../environment/platform-namespaces";
import type { ClusterSpecification } from "../environment/schema/clusters";
import { STORAGE_CLASSES } from "../environment/storage-classes";
import { alarmNeeds } from "../constructs/connectivity";
import type { IClusterAccess } from "../constructs/kubernetes/api-access";
import { Namespace } from "../constructs/kubernetes/namespace";
import { addAlertRules } from "../constructs/monitoring/alerts";
import { PlatformMonitors } from "../constructs/monitoring/platform-monitors";
import { PrometheusStack } from "../constructs/monitoring/prometheus-stack";
import type { EndingAuthority } from "../constructs/pki/certificate-authority";
import { recordSource } from "../constructs/provenance";
import { clusterRegistry } from "./cluster-registry";
import { addKubernetesProviders } from "./kubernetes-providers";
import { signInOf } from "./machine-needs";
import { addAlarmEgress } from "./monitoring/alarms";
import { addGrafana } from "./monitoring/grafana";
import { addLogs } from "./monitoring/logs";
import type { MonitoringAddOnProps } from "./monitoring/monitoring-add-on-props";
import { addPeerWatch, peersOf } from "./monitoring/peers";
import { addProbes } from "./monitoring/probes";
import { OutsideNames } from "./outside-names";

export interface MonitoringStackProps {
  readonly environment: Environment;
  readonly cluster: ClusterSpecification;
  readonly access: IClusterAccess;

  /**
   * Storage class of the volumes of Prometheus, Alertmanager and Loki.
   * @default - `cinder` in an OpenStack cloud, `longhorn` in Tianyi, which has no volumes for Kubernetes
   */
  readonly storageClassName?: string;

  /**
   * Authorities that Terraform keeps, of which people are told before they end.
   * @default - none
   */
  readonly authorities?: readonly EndingAuthority[];

  /**
   * Certificate of the environment's authority for services: by it Prometheus knows the gateway of the other cloud.
   * @default - none; needed where `certificates` of its zone is of kind authority
   */
  readonly servicesAuthority?: string;
}

/** Monitoring and alarms of one cluster. It goes on working when the other clusters are gone. */
export class MonitoringStack extends TerraformStack {
  constructor(scope: Construct, id: string, props: MonitoringStackProps) {
    super(scope, id);
    const { environment, cluster, access } = props;
    recordSource(this, ["clusters", environment.specification.clusters.indexOf(cluster)]);
    addKubernetesProviders(this, access);
    const namespace = new Namespace(this, "monitoring", {
      name: PLATFORM_NAMESPACES.monitoring,
      podSecurity: "restricted",
    });
    const addOns: MonitoringAddOnProps = {
      namespace,
      availabilityZones: environment.plan.subnetsOf(cluster.cloud, cluster.zone, "worker").length,
      storageClassName: props.storageClassName ?? STORAGE_CLASSES[environment.cloud(cluster.cloud).provider],
      externalLabels: {
        environment: environment.name,
        cluster: cluster.id,
        cloud: cluster.cloud,
        zone: cluster.zone,
      },
      ...clusterRegistry(environment, cluster),
    };
    const peers = peersOf(environment, cluster, props.servicesAuthority);
    const told = alarmNeeds(environment, cluster).map(({ endpoint }) => endpoint.id);
    const outside = new OutsideNames(this, environment, cluster, namespace, [
      ...usedEndpoints(environment, cluster),
      ...told,
    ]);
    const prometheus = new PrometheusStack(this, "prometheus", {
      ...addOns,
      nodeExporterNamespace: new Namespace(this, "node-exporter", {
        name: PLATFORM_NAMESPACES.nodeExporter,
        podSecurity: "privileged",
      }),
      alerting: environment.specification.alerting,
      vendors: environment.specification.vendors,
      title: environment.specification.title,
      etcdMetrics: cluster.kind === "rke2",
      peers,
      hostAliases: told.flatMap((id) => outside.hostAliases(id)),
    });
    recordSource(prometheus, ["alerting"]);
    addAlarmEgress(this, environment, cluster, addOns);
    new PlatformMonitors(this, "platform-monitors", { namespace });
    addProbes(this, environment, cluster, addOns);
    addPeerWatch(this, environment, addOns, peers);
    addLogs(this, environment, cluster, addOns, outside);
    addGrafana(this, environment, cluster, addOns, outside);
    addAlertRules(this, environment, cluster, namespace, props.authorities);
  }
}

/** The external endpoints that pods of monitoring call, which their workers reach anyway. */
function usedEndpoints(environment: Environment, cluster: ClusterSpecification): string[] {
  const signIn =
    dashboardsHost(environment.specification, cluster) === undefined ? undefined : signInOf(environment, cluster);
  return [...(cluster.logs ? [cluster.logs.endpoint] : []), ...(signIn ? [signIn.endpoint] : [])];
}
