import { Port } from "../../environment/values";
import type { PolicyRule } from "./pod-network-policy";

/** What every pod that calls something by its name may do: ask the cluster's name servers, as RKE2, CCSE and kubeadm label them. */
export const ASK_NAME_SERVERS = {
  peer: { kind: "pods", namespace: "kube-system", labels: { "k8s-app": "kube-dns" } },
  ports: [Port.udp(53), Port.tcp(53)],
} as const satisfies PolicyRule;
