export interface AlloyConfigurationProps {
  /** URL at which logs are taken. */
  readonly pushUrl: string;
  /** Labels that every line carries, such as the cluster's name. */
  readonly labels: Readonly<Record<string, string>>;
  /** The namespaces that belong to vendors. */
  readonly vendors: readonly string[];
}

/** Where RKE2's API server writes who did what. Source: RKE2 "CIS Hardening Guide". */
export const AUDIT_LOG_FOLDER = "/var/lib/rancher/rke2/server/logs";

/** The label `job` of each kind of log. */
export const LOG_JOBS = { pods: "pods", audit: "audit", journal: "journal" } as const;

/**
 * Alloy's configuration on every node: the logs of its pods, its journal, and on servers the audit log of the API server, each
 * with the label `job`. Lines of pods carry `namespace`, `service`, `pod` and `container`, and `vendor` where they are a
 * vendor's. What does not name the source stays out of the labels: each combination of labels is a stream of its own.
 */
export function alloyConfiguration({ pushUrl, labels, vendors }: AlloyConfigurationProps): string {
  return [
    write(pushUrl, labels),
    podTargets(vendors),
    `
local.file_match "pods" {
  path_targets = discovery.relabel.pods.output
}

loki.source.file "pods" {
  targets    = local.file_match.pods.targets
  forward_to = [loki.process.pods.receiver]
}

// Splits the runtime's own prefix off, and joins the lines that it has cut.
loki.process "pods" {
  stage.cri {}

  stage.label_drop {
    values = ["filename"]
  }

  forward_to = [loki.write.cluster.receiver]
}`,
    `
local.file_match "audit" {
  path_targets = [{
    __path__ = ${text(`${AUDIT_LOG_FOLDER}/audit.log`)},
    job      = ${text(LOG_JOBS.audit)},
    node     = sys.env("HOSTNAME"),
  }]
}

loki.source.file "audit" {
  targets    = local.file_match.audit.targets
  forward_to = [loki.write.cluster.receiver]
}`,
    `
discovery.relabel "journal" {
  targets = []

  rule {
    source_labels = ["__journal__systemd_unit"]
    target_label  = "unit"
  }
}

loki.source.journal "journal" {
  path          = "/var/log/journal"
  max_age       = "24h"
  labels        = { job = ${text(LOG_JOBS.journal)}, node = sys.env("HOSTNAME") }
  relabel_rules = discovery.relabel.journal.rules
  forward_to    = [loki.write.cluster.receiver]
}`,
  ].join("\n");
}

function write(pushUrl: string, labels: Readonly<Record<string, string>>): string {
  const entries = Object.entries(labels).map(([name, value]) => `    ${name} = ${text(value)},`);
  return `loki.write "cluster" {
  endpoint {
    url = ${text(pushUrl)}
  }

  external_labels = {
${entries.join("\n")}
  }
}`;
}

function podTargets(vendors: readonly string[]): string {
  return `
discovery.kubernetes "pods" {
  role = "pod"

  selectors {
    role  = "pod"
    field = "spec.nodeName=" + sys.env("HOSTNAME")
  }
}

discovery.relabel "pods" {
  targets = discovery.kubernetes.pods.targets
${[
  rule({ source: ["__meta_kubernetes_namespace"], target: "namespace" }),
  rule({ source: ["__meta_kubernetes_pod_name"], target: "pod" }),
  rule({ source: ["__meta_kubernetes_pod_container_name"], target: "container" }),
  rule({ source: ["__meta_kubernetes_pod_node_name"], target: "node" }),
  rule({ source: ["__meta_kubernetes_pod_label_app_kubernetes_io_name"], target: "service" }),
  ...(vendors.length === 0
    ? []
    : [rule({ source: ["__meta_kubernetes_namespace"], regex: `(${vendors.join("|")})`, target: "vendor" })]),
  rule({ target: "job", replacement: LOG_JOBS.pods }),
  rule({
    source: ["__meta_kubernetes_pod_uid", "__meta_kubernetes_pod_container_name"],
    separator: "/",
    target: "__path__",
    replacement: "/var/log/pods/*$1/*.log",
  }),
].join("\n")}
}
`;
}

interface RelabelRule {
  readonly target: string;
  readonly source?: readonly string[];
  readonly separator?: string;
  readonly regex?: string;
  readonly replacement?: string;
}

function rule({ source, separator, regex, target, replacement }: RelabelRule): string {
  const lines = [
    ...(source ? [`source_labels = [${source.map(text).join(", ")}]`] : []),
    ...(separator === undefined ? [] : [`separator = ${text(separator)}`]),
    ...(regex === undefined ? [] : [`regex = ${text(regex)}`]),
    `target_label = ${text(target)}`,
    ...(replacement === undefined ? [] : [`replacement = ${text(replacement)}`]),
  ];
  return `\n  rule {\n${lines.map((line) => `    ${line}`).join("\n")}\n  }`;
}

/** Alloy writes text as Go does; for what stands here that is JSON's way, too. */
function text(value: string): string {
  return JSON.stringify(value);
}
