import type { ServiceObjectives } from "../../../environment/objectives";

/** A service of this cluster and what was promised of it. */
export interface WatchedService {
  readonly id: string;
  /** Its namespace has the vendor's name. */
  readonly vendor: string;
  /** Whether the gateway leads people to it, and so counts its requests; probes count for the others. */
  readonly exposed: boolean;
  readonly objectives: ServiceObjectives;
}

/** An authority that no exporter sees. */
export interface WatchedAuthority {
  readonly name: string;
  /** When it ends, in months since the year 0: a sum as PromQL writes it, which may hold Terraform references. */
  readonly endMonths: string;
}

/** What the rules of a cluster depend on. */
export interface AlertContext {
  readonly vendors: readonly string[];
  readonly services: readonly WatchedService[];
  /** Whether its etcd is ours: a managed control plane shows nothing of its own. */
  readonly etcd: boolean;
  /** The longest time in hours between two snapshots of etcd; undefined where somebody else takes them. */
  readonly etcdSnapshotHours?: number;
  /** The longest time in hours between two backups; undefined where there are none. */
  readonly backupHours?: number;
  /** Whether volumes stand on the nodes' own disks. */
  readonly longhorn: boolean;
  /** Authorities that Terraform keeps in its state. */
  readonly authorities: readonly WatchedAuthority[];
}
