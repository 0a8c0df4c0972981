import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../environment/environment";
import { PLATFORM_NAMESPACES } from "../environment/platform-namespaces";
import type { ClusterSpecification } from "../environment/schema/clusters";
import { STORAGE_CLASSES } from "../environment/storage-classes";
import type { IClusterAccess } from "../constructs/kubernetes/api-access";
import { Namespace } from "../constructs/kubernetes/namespace";
import { addAlertRules } from "../constructs/monitoring/alerts";
import { PrometheusStack } from "../constructs/monitoring/prometheus-stack";
import { recordSource } from "../constructs/provenance";
import { clusterRegistry } from "./cluster-registry";
import { addKubernetesProviders } from "./kubernetes-providers";

export interface MonitoringStackProps {
  readonly environment: Environment;
  readonly cluster: ClusterSpecification;
  readonly access: IClusterAccess;

  /**
   * Storage class of the volumes of Prometheus and Alertmanager.
   * @default - `cinder` in an OpenStack cloud, `longhorn` in Tianyi, which has no volumes for Kubernetes
   */
  readonly storageClassName?: string;
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
    const prometheus = new PrometheusStack(this, "prometheus", {
      namespace,
      nodeExporterNamespace: new Namespace(this, "node-exporter", {
        name: PLATFORM_NAMESPACES.nodeExporter,
        podSecurity: "privileged",
      }),
      alerting: environment.specification.alerting,
      vendors: environment.specification.vendors,
      title: environment.specification.title,
      externalLabels: {
        environment: environment.name,
        cluster: cluster.id,
        cloud: cluster.cloud,
        zone: cluster.zone,
      },
      availabilityZones: environment.plan.subnetsOf(cluster.cloud, cluster.zone, "worker").length,
      storageClassName: props.storageClassName ?? STORAGE_CLASSES[environment.cloud(cluster.cloud).provider],
      etcdMetrics: cluster.kind === "rke2",
      ...clusterRegistry(environment, cluster),
    });
    recordSource(prometheus, ["alerting"]);
    addAlertRules(this, environment, cluster, namespace);
  }
}
