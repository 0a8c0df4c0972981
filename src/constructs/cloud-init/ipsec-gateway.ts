import type { Cidr, Ipv4Address } from "../../environment/values";
import { addBootScript } from "./boot-script";
import { CloudConfig, type CloudConfigProps } from "./cloud-config";
import { readAsset } from "./content";
import { renderKeepalived } from "./keepalived";
import { renderSwanctl, SITES_AUTHORITY_FILE } from "./swanctl";

/** An IPsec connection to one gateway of the other cloud. */
export interface IpsecLinkProps {
  /** Unique on the gateway and kept for good. */
  readonly id: string;
  /** Where the other gateway answers; may be a Terraform reference. */
  readonly peerAddress: string;
  /** The identity that the other gateway proves. */
  readonly peerIdentity: string;
  readonly remoteCidrs: readonly Cidr[];

  /**
   * Pre-shared key, as a Terraform reference.
   * @default - both sides show certificates
   */
  readonly presharedKey?: string;
}

/** An address that keepalived moves between the gateways of a pair. Needs a cloud that lets an address move. */
export interface KeepalivedProps {
  readonly virtualAddress: Ipv4Address;
  /** The other gateways' own addresses: VRRP goes to them alone, since clouds carry no multicast. */
  readonly peerAddresses: readonly Ipv4Address[];
  /** 1 to 254; the highest of the pair becomes active first. */
  readonly priority: number;
}

export interface IpsecGatewayProps {
  readonly hostname: string;
  /** The identity that this gateway proves: a name in its certificate, or any name with pre-shared keys. */
  readonly localIdentity: string;
  /** What peers may reach behind this gateway. */
  readonly localCidrs: readonly Cidr[];

  /**
   * The gateway's certificate in PEM form; may be a Terraform reference. Needed by sites and by links without a key.
   * @default - none
   */
  readonly certificate?: string;

  /**
   * The certificate's private key, as a Terraform reference.
   * @default - none
   */
  readonly privateKey?: string;

  /**
   * Authority of the sites' certificates, in PEM form. It must carry RFC 3779 address blocks: the machine refuses another,
   * since without them a site could take another site's addresses.
   * @default - no site joins by IPsec
   */
  readonly sitesCertificateAuthority?: string;

  /**
   * Blocks that hold the sites. Each site's certificate says which part is its own, so a new site changes nothing here.
   * @default - no site joins by IPsec
   */
  readonly siteSupernets?: readonly Cidr[];

  /**
   * Authorities of the other gateways' certificates, by a name, in PEM form.
   * @default - none
   */
  readonly linkCertificateAuthorities?: Readonly<Record<string, string>>;

  /** @default - none */
  readonly links?: readonly IpsecLinkProps[];

  /** @default - each gateway speaks for itself */
  readonly keepalived?: KeepalivedProps;

  /** @default - the image's */
  readonly ntpServers?: readonly string[];
}

/**
 * The cloud-init document of an IPsec gateway: strongSwan with IKEv2, AES-256-GCM and perfect forward secrecy.
 *
 * @throws Error when sites or links lack what they authenticate with.
 */
export function ipsecGatewayUserData(props: IpsecGatewayProps): string {
  validate(props);
  const { certificate, privateKey, sitesCertificateAuthority, linkCertificateAuthorities = {}, keepalived } = props;
  const cloudConfigProps: CloudConfigProps = {
    hostname: props.hostname,
    ...(props.ntpServers === undefined ? {} : { ntpServers: props.ntpServers }),
  };
  const cloudConfig = new CloudConfig(cloudConfigProps)
    .addFile({
      path: "/etc/swanctl/conf.d/health-cloud.conf",
      content: renderSwanctl(props),
      permissions: "0600",
    })
    .addFile({
      path: "/etc/strongswan.d/health-cloud.conf",
      content: readAsset("gateway/strongswan.conf"),
    })
    .addFile({
      path: "/etc/systemd/system/strongswan.service.d/health-cloud.conf",
      content: readAsset("gateway/strongswan-restart.conf"),
    })
    .addFile({
      path: "/etc/sysctl.d/60-health-cloud-gateway.conf",
      content: readAsset("gateway/sysctl.conf"),
    })
    .addFile({
      path: "/etc/health-cloud/gateway.nft",
      content: readAsset("gateway/gateway.nft"),
    });
  if (certificate !== undefined && privateKey !== undefined) {
    cloudConfig.addFile({ path: "/etc/swanctl/x509/gateway.pem", content: certificate }).addFile({
      path: "/etc/swanctl/private/gateway.pem",
      content: privateKey,
      permissions: "0600",
    });
  }
  if (sitesCertificateAuthority !== undefined) {
    cloudConfig.addFile({
      path: `/etc/swanctl/x509ca/${SITES_AUTHORITY_FILE}`,
      content: sitesCertificateAuthority,
    });
  }
  for (const [name, content] of Object.entries(linkCertificateAuthorities)) {
    cloudConfig.addFile({ path: `/etc/swanctl/x509ca/${name}.pem`, content });
  }
  if (keepalived !== undefined) {
    cloudConfig.addFile({
      path: "/etc/health-cloud/keepalived.conf",
      content: renderKeepalived(keepalived),
    });
  }
  return addBootScript(cloudConfig, "gateway").render();
}

function validate(props: IpsecGatewayProps): void {
  const { siteSupernets = [], links = [] } = props;
  const hasCertificate = props.certificate !== undefined && props.privateKey !== undefined;
  if ((props.sitesCertificateAuthority === undefined) !== (siteSupernets.length === 0)) {
    throw new Error(
      `gateway ${props.hostname}: got ${siteSupernets.length === 0 ? "sitesCertificateAuthority without siteSupernets" : "siteSupernets without sitesCertificateAuthority"}, expected both or neither`,
    );
  }
  if (siteSupernets.length > 0 && !hasCertificate) {
    throw new Error(`gateway ${props.hostname}: sites authenticate by certificate; give certificate and privateKey`);
  }
  const unauthenticated = links.find((link) => link.presharedKey === undefined);
  if (unauthenticated !== undefined && !(hasCertificate && props.linkCertificateAuthorities !== undefined)) {
    throw new Error(
      `gateway ${props.hostname}: link ${unauthenticated.id} has no presharedKey; give it one, or give certificate, privateKey and linkCertificateAuthorities`,
    );
  }
}
