/** Since when the API server enforces ValidatingAdmissionPolicies. Source: Kubernetes 1.30, release notes. */
const FIRST_MINOR = 30;

/**
 * Why the operating standard cannot be enforced on a version of Kubernetes, such as `v1.36.3+rke2r1` or `1.29.3`: what was
 * given and what is allowed. Undefined where it can.
 */
export function admissionPolicyProblem(kubernetesVersion: string): string | undefined {
  const minor = Number(/^v?1\.(\d+)\./.exec(kubernetesVersion)?.[1]);
  if (minor >= FIRST_MINOR) return undefined;
  return `got Kubernetes ${kubernetesVersion}, expected 1.${FIRST_MINOR} or later, which enforces the operating standard`;
}
