import { Ipv4Address } from "../../environment/values";
import type { HostEntry } from "./cloud-config";

/** Where the boot script finds the redirects. */
export const REDIRECTS_PATH = "/etc/health-cloud/exchange-redirects.nft";

/** An external endpoint that a machine reaches through its listener of the exchange. */
export interface ExchangeRedirectProps {
  readonly host: string;
  /** TCP port that programs use: what they ask for, and the issuer that tokens name, stay as they are. */
  readonly port: number;
  /** The exchange as this machine meets it. */
  readonly exchangeAddress: Ipv4Address;
  readonly exchangePort: number;
}

/** Kept for benchmarks (RFC 2544), so no network routes it: its addresses stand in for endpoints inside the machine alone. */
const STAND_INS = Ipv4Address.parse("198.18.0.0");

/** The host's name leads to an address of its own, since all endpoints share the exchange's. A port has one listener. */
export function redirectHosts(redirects: readonly ExchangeRedirectProps[]): HostEntry[] {
  return redirects.map(({ host, exchangePort }) => ({ address: STAND_INS.plus(exchangePort), names: [host] }));
}

/** The nftables file that turns those addresses into the exchange's. It replaces what an earlier boot loaded. */
export function renderRedirects(redirects: readonly ExchangeRedirectProps[]): string {
  const rules = redirects.map(
    ({ port, exchangeAddress, exchangePort }) =>
      `    ip daddr ${STAND_INS.plus(exchangePort).toString()} tcp dport ${port} dnat to ${exchangeAddress.toString()}:${exchangePort}`,
  );
  return [
    "table ip health_cloud_exchange",
    "delete table ip health_cloud_exchange",
    "table ip health_cloud_exchange {",
    "  chain output {",
    "    type nat hook output priority -100;",
    ...rules,
    "  }",
    "}",
    "",
  ].join("\n");
}
