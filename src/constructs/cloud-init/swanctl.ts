import { Fn } from "cdktf";
import type { Cidr } from "../../environment/values";
import type { IpsecGatewayProps, IpsecLinkProps } from "./ipsec-gateway";

/** A section of swanctl.conf. Values stand as they are, so texts with spaces or other marks are quoted by the writer. */
interface Section {
  readonly [name: string]: string | Section;
}

export const SITES_AUTHORITY_FILE = "sites.pem";

/** AES-256-GCM with SHA-384 and a 384-bit curve. The curve in the ESP proposal gives perfect forward secrecy. */
const IKE_PROPOSALS = "aes256gcm16-prfsha384-ecp384";
const ESP_PROPOSALS = "aes256gcm16-ecp384";

/** The configuration of strongSwan: one connection that answers all sites, and one for each link. */
export function renderSwanctl(props: IpsecGatewayProps): string {
  const { siteSupernets = [], links = [] } = props;
  const connections: [string, Section][] = links.map((link) => [`link-${link.id}`, linkConnection(props, link)]);
  if (siteSupernets.length > 0) connections.unshift(["sites", sitesConnection(props, siteSupernets)]);
  const secrets = links.flatMap(({ id, peerIdentity, presharedKey }): [string, Section][] =>
    presharedKey === undefined
      ? []
      : // Base64, so that a key may hold any character.
        [
          [
            `ike-${id}`,
            {
              "id-peer": quote(peerIdentity),
              secret: `0s${Fn.base64encode(presharedKey)}`,
            },
          ],
        ],
  );
  return renderSection({
    connections: Object.fromEntries(connections),
    ...(secrets.length === 0 ? {} : { secrets: Object.fromEntries(secrets) }),
  });
}

/** Sites call, the gateway answers: their devices stand behind addresses that change. */
function sitesConnection(props: IpsecGatewayProps, siteSupernets: readonly Cidr[]): Section {
  return {
    ...commonConnection(),
    send_cert: "always",
    local: certificateOf(props),
    remote: { auth: "pubkey", cacerts: SITES_AUTHORITY_FILE },
    children: {
      sites: {
        ...child(props.localCidrs, siteSupernets),
        start_action: "none",
        dpd_action: "clear",
      },
    },
  };
}

function linkConnection(props: IpsecGatewayProps, link: IpsecLinkProps): Section {
  const byKey = link.presharedKey !== undefined;
  const authorities = Object.keys(props.linkCertificateAuthorities ?? {}).map((name) => `${name}.pem`);
  return {
    ...commonConnection(),
    remote_addrs: link.peerAddress,
    // Both ends try for ever: neither waits for the other after a failure.
    keyingtries: "0",
    local: byKey ? { auth: "psk", id: quote(props.localIdentity) } : certificateOf(props),
    remote: byKey
      ? { auth: "psk", id: quote(link.peerIdentity) }
      : {
          auth: "pubkey",
          id: quote(link.peerIdentity),
          cacerts: authorities.join(", "),
        },
    children: {
      [link.id]: {
        ...child(props.localCidrs, link.remoteCidrs),
        start_action: "start",
        close_action: "start",
        dpd_action: "restart",
      },
    },
  };
}

function commonConnection(): Section {
  return {
    version: "2",
    proposals: IKE_PROPOSALS,
    rekey_time: "8h",
    dpd_delay: "15s",
    fragmentation: "yes",
    mobike: "no",
    unique: "replace",
  };
}

function certificateOf(props: IpsecGatewayProps): Section {
  return {
    auth: "pubkey",
    certs: "gateway.pem",
    id: quote(props.localIdentity),
  };
}

function child(localCidrs: readonly Cidr[], remoteCidrs: readonly Cidr[]): Section {
  return {
    local_ts: localCidrs.join(", "),
    remote_ts: remoteCidrs.join(", "),
    esp_proposals: ESP_PROPOSALS,
    rekey_time: "1h",
  };
}

function quote(text: string): string {
  return `"${text}"`;
}

function renderSection(section: Section, indent = ""): string {
  return Object.entries(section)
    .map(([name, value]) =>
      typeof value === "string"
        ? `${indent}${name} = ${value}\n`
        : `${indent}${name} {\n${renderSection(value, `${indent}  `)}${indent}}\n`,
    )
    .join("");
}
