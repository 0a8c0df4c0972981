import { GIBIBYTE, Quantity } from "./values";

/** What a node keeps for its own programs, in Kubernetes' notation. */
export const SYSTEM_RESERVED = { cpu: "250m", memory: "512Mi" };

/** Free memory below which a kubelet takes pods away: no pod may count on it. */
export const EVICTION_MEMORY = "500Mi";

/** The part of a node's room that the platform's own pods take: the network's agent, the gateway, monitoring and so on. */
const PLATFORM_SHARE = 0.1;

/** Room in a node or several. */
export interface Capacity {
  /** Thousandths of a core. */
  readonly cpu: number;
  /** Bytes. */
  readonly memory: number;
}

/** The room that a node of a flavor has for services. */
export function roomForServices({ cpu, memoryGiB }: { readonly cpu: number; readonly memoryGiB: number }): Capacity {
  const kept = {
    cpu: Quantity.cpu(SYSTEM_RESERVED.cpu).amount,
    memory: Quantity.memory(SYSTEM_RESERVED.memory).amount + Quantity.memory(EVICTION_MEMORY).amount,
  };
  const part = (whole: number) => Math.max(0, Math.floor(whole * (1 - PLATFORM_SHARE)));
  return { cpu: part(cpu * 1000 - kept.cpu), memory: part(memoryGiB * GIBIBYTE - kept.memory) };
}
