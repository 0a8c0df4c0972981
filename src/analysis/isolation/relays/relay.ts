import type { IntervalSet } from "../../sets/interval-set";
import type { ServiceSet } from "../../sets/service-set";
import type { Key, Machine } from "../model/topology";
import { filesOf } from "./cloud-config";
import { readHaproxy } from "./haproxy";
import { readSshd } from "./sshd";

/** A listener of a machine that takes connections in and makes new ones to its targets. */
export interface RelayListener<Target = WrittenTarget> {
  /** `jump`: whoever logs on says to which of the targets. */
  readonly kind: "proxy" | "jump";
  readonly name: string;
  readonly services: ServiceSet;
  readonly targets: readonly Target[];
}

/** A target as it is written: by its address, or by a machine whose address is known only after apply. */
export type WrittenTarget = RelayTarget | { readonly machine: Key; readonly services: ServiceSet };

export interface RelayTarget {
  readonly addresses: IntervalSet;
  readonly services: ServiceSet;
}

/** What a machine passes on. */
export interface Relay {
  /** Equal for machines that relay the same. */
  readonly identity: string;
  readonly listeners: readonly RelayListener<RelayTarget>[];
  /** What could lead elsewhere and is not read. */
  readonly notRead: readonly string[];
}

interface WrittenRelay {
  readonly identity: string;
  readonly listeners: readonly RelayListener[];
  readonly notRead: readonly string[];
}

const HAPROXY = "/etc/haproxy/haproxy.cfg";
const known = new WeakMap<Machine, { readonly relay: Relay | undefined }>();

/** The relay in a machine's boot configuration; undefined when it has none. */
export function readRelay(machine: Machine, machines: ReadonlyMap<Key, Machine>): Relay | undefined {
  const read = known.get(machine);
  if (read) return read.relay;
  const written = machine.userData === undefined ? undefined : relayOf(machine.userData);
  const relay = written && resolved(written, machines);
  known.set(machine, { relay });
  return relay;
}

function relayOf(userData: string): WrittenRelay | undefined {
  const files = filesOf(userData) ?? [];
  const proxy = files.find(({ path }) => path === HAPROXY)?.content();
  const haproxy = proxy === undefined ? undefined : readHaproxy(proxy);
  const sshd = readSshd(files);
  if (!haproxy && !sshd) return undefined;
  const jumps = sshd?.listener.targets.map((target) => JSON.stringify(target)) ?? [];
  return {
    identity: [proxy ?? "", sshd?.listener.services.toString() ?? "", ...jumps].join("\n"),
    listeners: [...(haproxy?.listeners ?? []), ...(sshd ? [sshd.listener] : [])],
    notRead: [...(haproxy?.notRead.map((line) => `HAProxy's ${line}`) ?? []), ...(sshd?.notRead ?? [])],
  };
}

function resolved(relay: WrittenRelay, machines: ReadonlyMap<Key, Machine>): Relay {
  const notRead = [...relay.notRead];
  const listeners = relay.listeners.map((listener) => ({
    ...listener,
    targets: listener.targets.flatMap((target): RelayTarget[] => {
      if (!("machine" in target)) return [target];
      const addresses = machines.get(target.machine)?.addresses;
      if (!addresses) notRead.push(`${listener.name}'s target ${target.machine}`);
      return addresses ? [{ addresses, services: target.services }] : [];
    }),
  }));
  return { identity: relay.identity, listeners, notRead };
}
