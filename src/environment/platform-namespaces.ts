/** The namespaces that the platform keeps for itself in every cluster, by what stands in them. */
export const PLATFORM_NAMESPACES = {
  gateway: "envoy-gateway-system",
  exchange: "exchange",
  certificates: "cert-manager",
  monitoring: "monitoring",
  nodeExporter: "node-exporter",
  logCollector: "log-collector",
  platform: "platform",
  upgrades: "system-upgrade",
  secrets: "external-secrets",
  console: "console",
  scaling: "keda",
  backups: "velero",
  cinder: "cinder-csi",
  longhorn: "longhorn-system",
} as const;

const VENDOR_SECRETS_PREFIX = "secrets-";

/** The namespace in which administrators keep the secrets of a vendor, where the cluster itself is the secret store. */
export function vendorSecretsNamespace(vendor: string): string {
  return VENDOR_SECRETS_PREFIX + vendor;
}

/** Whether a vendor may not have a namespace of this name, since it is the platform's or one of Kubernetes' own. */
export function isPlatformNamespace(name: string): boolean {
  const kept: readonly string[] = Object.values(PLATFORM_NAMESPACES);
  return (
    name === "default" || name.startsWith("kube-") || name.startsWith(VENDOR_SECRETS_PREFIX) || kept.includes(name)
  );
}
