import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { ServiceSet } from "../../sets/service-set";
import { readAddresses } from "../model/arguments";
import type { WrittenFile } from "./cloud-config";
import type { RelayListener, WrittenTarget } from "./relay";
import { readSshdConfiguration, type EffectiveSettings } from "./sshd-configuration";

const TCP = 6;
const SSH = 22;
const LAST_PORT = 65535;
/** `10.0.0.1:22`, `*:22`, `10.0.0.1:*`, or an address that is known only after apply. */
const TARGET = /^(\*|[\d.]+|\u27e6([^/]+\/[^.]+\.[^.]+)\.[^\u27e7]*\u27e7):(\*|\d+)$/;
const EVERYWHERE: WrittenTarget = { addresses: ANY_ADDRESS, services: ServiceSet.ports(TCP, 1, LAST_PORT) };

/**
 * What OpenSSH's server passes on for whoever logs on: connections to what `PermitOpen` names, unless TCP forwarding is off.
 * Options of single keys can only take something away, so they are not asked.
 *
 * @returns undefined when the files do not configure it; also the lines that could lead elsewhere and are not read
 */
export function readSshd(
  files: readonly WrittenFile[],
): { readonly listener: RelayListener; readonly notRead: string[] } | undefined {
  const kinds = readSshdConfiguration(files);
  if (!kinds) return undefined;
  const notRead = new Set<string>(kinds.length === 0 ? ["sshd's Match blocks, which are too many"] : []);
  const targets = new Map<string, WrittenTarget>(kinds.length === 0 ? [["any", EVERYWHERE]] : []);
  const ports = new Set<number>();
  for (const settings of kinds) {
    const listening = settings.everyValueOf("port");
    for (const port of listening.length > 0 ? listening : [SSH]) ports.add(Number(port));
    for (const address of settings.everyValueOf("listenaddress").filter((each) => /[^:]:\d+$/.test(each)))
      notRead.add(`sshd's ListenAddress ${address}`);
    const forwarding = forwardingOf(settings);
    const others = ["permittunnel", ...(forwarding.remote ? ["gatewayports"] : [])];
    for (const keyword of others.filter((each) => !isNo(settings, each)))
      notRead.add(`sshd's ${keyword} ${settings.valuesOf(keyword)?.join(" ") ?? ""}`);
    for (const target of forwarding.local ? (settings.valuesOf("permitopen") ?? ["any"]) : []) {
      const read = targetOf(target);
      if (read === "none") continue;
      if (read) targets.set(target, read);
      else notRead.add(`sshd's PermitOpen ${target}`);
    }
  }
  const services = [...ports].reduce((sum, port) => sum.union(ServiceSet.ports(TCP, port)), ServiceSet.EMPTY);
  return {
    listener: { kind: "jump", name: "sshd", services, targets: [...targets.values()] },
    notRead: [...notRead],
  };
}

function forwardingOf(settings: EffectiveSettings): { readonly local: boolean; readonly remote: boolean } {
  if (!isNo(settings, "disableforwarding")) return { local: false, remote: false };
  const value = settings.valuesOf("allowtcpforwarding")?.[0]?.toLowerCase() ?? "yes";
  return { local: value !== "no" && value !== "remote", remote: value !== "no" && value !== "local" };
}

/** Whether something is off that is so by default. */
function isNo(settings: EffectiveSettings, keyword: string): boolean {
  const values = settings.valuesOf(keyword);
  return values === undefined || values[0]?.toLowerCase() === "no";
}

/** Names are not looked up by sshd either: a client has to ask for the very name. */
function targetOf(target: string): WrittenTarget | "none" | undefined {
  if (target.toLowerCase() === "none") return "none";
  if (target.toLowerCase() === "any") return EVERYWHERE;
  const [, host, machine, port] = TARGET.exec(target) ?? [];
  if (host === undefined || port === undefined) return undefined;
  const services = port === "*" ? EVERYWHERE.services : ServiceSet.ports(TCP, Number(port));
  if (machine !== undefined) return { machine, services };
  const addresses = host === "*" ? ANY_ADDRESS : readAddresses(host);
  return addresses && { addresses, services };
}
