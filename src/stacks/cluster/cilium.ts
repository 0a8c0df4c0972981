export interface CiliumProps {
  /**
   * Whether nodes keep pods away until the cloud's controller has seen them. The controller itself needs Cilium, so Cilium's
   * operator must start before: its chart tolerates that in some versions and not in others (rancher/rke2, issue 8974).
   * @default false
   */
  readonly waitsForCloudController?: boolean;
}

/**
 * The settings of RKE2's own Cilium, as the manifest that RKE2 reads at its start.
 *
 * Without kube-proxy Cilium itself must find the API server before any Service works: on every RKE2 node it answers at
 * localhost. Traffic between nodes is encrypted (GB/T 22239-2019 8.1.2.2 b).
 */
export function ciliumManifest({ waitsForCloudController = false }: CiliumProps = {}): Readonly<
  Record<string, string>
> {
  const values = {
    kubeProxyReplacement: true,
    k8sServiceHost: "localhost",
    k8sServicePort: 6443,
    encryption: { enabled: true, type: "wireguard" },
    hubble: { enabled: true },
    prometheus: { enabled: true },
    operator: {
      prometheus: { enabled: true },
      ...(waitsForCloudController && { tolerations: [{ operator: "Exists" }] }),
    },
  };
  const manifest = {
    apiVersion: "helm.cattle.io/v1",
    kind: "HelmChartConfig",
    metadata: { name: "rke2-cilium", namespace: "kube-system" },
    spec: { valuesContent: JSON.stringify(values) },
  };
  return { "rke2-cilium-config.yaml": JSON.stringify(manifest) };
}
