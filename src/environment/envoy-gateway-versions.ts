/** Minor versions of Kubernetes on which Envoy Gateway 1.9 runs. Source: its compatibility matrix. */
const KUBERNETES_MINORS = { first: 33, last: 36 };

/**
 * Why Envoy Gateway, which leads to the exposed services of a cluster, does not run on a version of Kubernetes, such as
 * `v1.36.3+rke2r1` or `1.31.6`: what was given and what is allowed. Undefined where it runs.
 */
export function envoyGatewayProblem(kubernetesVersion: string): string | undefined {
  const minor = Number(/^v?1\.(\d+)\./.exec(kubernetesVersion)?.[1]);
  const { first, last } = KUBERNETES_MINORS;
  if (minor >= first && minor <= last) return undefined;
  return `got Kubernetes ${kubernetesVersion}, expected 1.${first} to 1.${last} for Envoy Gateway`;
}
