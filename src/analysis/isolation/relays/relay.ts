import type { IntervalSet } from "../../sets/interval-set";
import type { ServiceSet } from "../../sets/service-set";
import type { Machine } from "../model/topology";
import { filesOf } from "./cloud-config";
import { readHaproxy } from "./haproxy";

/** A listener of a machine that takes connections in and makes new ones to its targets. */
export interface RelayListener {
  readonly name: string;
  readonly services: ServiceSet;
  readonly targets: readonly { readonly addresses: IntervalSet; readonly services: ServiceSet }[];
}

/** What a machine passes on. */
export interface Relay {
  /** Equal for machines that relay the same. */
  readonly identity: string;
  readonly listeners: readonly RelayListener[];
  readonly notRead: readonly string[];
}

const HAPROXY = "/etc/haproxy/haproxy.cfg";
const known = new WeakMap<Machine, { readonly relay: Relay | undefined }>();

/** The relay in a machine's boot configuration; undefined when it has none. */
export function readRelay(machine: Machine): Relay | undefined {
  const read = known.get(machine);
  if (read) return read.relay;
  const relay = relayOf(machine.userData);
  known.set(machine, { relay });
  return relay;
}

function relayOf(userData: string | undefined): Relay | undefined {
  const content =
    userData === undefined
      ? undefined
      : filesOf(userData)
          ?.find(({ path }) => path === HAPROXY)
          ?.content();
  return content === undefined ? undefined : { identity: content, ...readHaproxy(content) };
}
