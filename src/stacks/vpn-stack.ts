import { RandomProvider } from "@cdktf/provider-random/lib/provider";
import { TlsProvider } from "@cdktf/provider-tls/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { machineGroupName, machineName } from "../environment/cloud-names";
import type { Environment } from "../environment/environment";
import { gatewayCertificates, hasServicesAuthority } from "../environment/gateway-certificates";
import { machineKey } from "../environment/generations";
import { exchangeListeners } from "../constructs/connectivity";
import { CertificateAuthority, type EndingAuthority, type KeyPair } from "../constructs/pki/certificate-authority";
import { secretText } from "../constructs/pki/secret-text";
import { recordSource } from "../constructs/provenance";

export interface VpnStackProps {
  readonly environment: Environment;
}

/** Machines get their certificate at first boot alone, so a new generation brings a new one long before its end. */
const MACHINE_VALIDITY_DAYS = 1095;

/** A cluster's issuer is renewed by a plan of its last year; certificates that it issued last 90 days. */
const ISSUER_VALIDITY_DAYS = 1825;
const ISSUER_RENEWAL_DAYS = 365;

/**
 * The secrets with which the environment meets others: certificates of the gateway machines, pre-shared keys of sites and
 * links, certificates of the exchange listeners that end TLS, and the authority for services. Made before the networks that use them.
 */
export class VpnStack extends TerraformStack {
  private readonly environment: Environment;
  private readonly secrets = new Map<string, string>();
  private readonly certificates = new Map<string, KeyPair>();
  private readonly endings: EndingAuthority[] = [];
  private authorityForServices: CertificateAuthority | undefined;

  constructor(scope: Construct, id: string, { environment }: VpnStackProps) {
    super(scope, id);
    this.environment = environment;
    new TlsProvider(this, "tls");
    new RandomProvider(this, "random");
    this.addGatewayCertificates();
    this.addExchangeCertificates();
    this.addSitePresharedKeys();
    this.addLinkPresharedKeys();
    if (hasServicesAuthority(environment.specification)) this.addServicesAuthority();
  }

  /** Certificate of the environment's own authority for services, by which everybody checks the clusters' gateways. */
  get servicesAuthority(): string {
    if (this.authorityForServices) return this.authorityForServices.certificate;
    throw new Error(`stack ${this.node.id} has no authority for services: no zone has certificates of kind authority`);
  }

  /** What a cluster issues certificates with in the name of that authority. */
  clusterIssuer(cluster: string): KeyPair {
    return this.find(this.certificates, `issuer of cluster ${cluster}`);
  }

  /** Certificate of a gateway machine, which carries its name and, where one is reserved, its public address. */
  gatewayCertificate(cloud: string, key: string): KeyPair {
    return this.find(this.certificates, `gateway ${cloud}/${key}`);
  }

  /** Certificate that the exchange proxies of both clouds show to the clients of a listener. */
  exchangeCertificate(listener: string, serverName: string): KeyPair {
    return this.find(this.certificates, `exchange listener ${listener} for ${serverName}`);
  }

  /** Pre-shared key of a site that joins by IPsec through a cloud's VPN service. */
  sitePresharedKey(site: string): string {
    return this.find(this.secrets, `site ${site}`);
  }

  /** Pre-shared key of an IPsec link between the clouds' gateways. */
  linkPresharedKey(link: string): string {
    return this.find(this.secrets, `link ${link}`);
  }

  private find<Secret>(secrets: ReadonlyMap<string, Secret>, name: string): Secret {
    const secret = secrets.get(name);
    if (secret !== undefined) return secret;
    const known = [...secrets.keys()].join(", ") || "none";
    throw new Error(`stack ${this.node.id} has no secret of ${name}: it has those of ${known}`);
  }

  private addGatewayCertificates(): void {
    const clouds = this.environment.cloudIds.filter(
      (cloud) => this.environment.cloud(cloud).gateways.kind === "machines",
    );
    if (!this.usesIpsec || clouds.length === 0) return;
    const { name } = this.environment;
    const authority = new CertificateAuthority(this, "gateway-ca", { commonName: `${name} gateways` });
    this.endings.push(authority.ending);
    recordSource(authority, ["clouds"]);
    for (const cloud of clouds) {
      const scope = new Construct(this, `gateways-${cloud}`);
      recordSource(scope, ["clouds", cloud, "gateways"]);
      const { generation, machines, publicAddresses } = this.environment.cloud(cloud).gateways;
      const group = machineGroupName(name, "exchange", "gateway", generation);
      for (let ordinal = 1; ordinal <= machines; ordinal += 1) {
        const key = machineKey(ordinal);
        const hostName = machineName(group, key);
        const address = publicAddresses[ordinal - 1];
        const certificate = authority.issue(scope, hostName, {
          commonName: hostName,
          dnsNames: [hostName],
          ...(address && { ipAddresses: [address] }),
          usages: ["client_auth", "server_auth"],
          validityDays: MACHINE_VALIDITY_DAYS,
        });
        this.certificates.set(`gateway ${cloud}/${key}`, certificate);
      }
    }
  }

  private addServicesAuthority(): void {
    const { name, specification } = this.environment;
    const authority = new CertificateAuthority(this, "services-ca", { commonName: `${name} services` });
    this.endings.push(authority.ending);
    recordSource(authority, ["certificates"]);
    this.authorityForServices = authority;
    // It is public, and people give it to whoever calls services.
    new TerraformOutput(this, "services-authority", {
      value: authority.certificate,
      description: "Signs the certificates of the clusters' gateways.",
      staticId: true,
    });
    const scope = new Construct(this, "issuers");
    specification.clusters.forEach(({ id, zone }, index) => {
      if (gatewayCertificates(specification, zone).kind !== "authority") return;
      const issuer = authority.delegate(scope, id, {
        commonName: `${name} ${id}`,
        validityDays: ISSUER_VALIDITY_DAYS,
        earlyRenewalDays: ISSUER_RENEWAL_DAYS,
      });
      recordSource(scope.node.findChild(id), ["clusters", index]);
      this.certificates.set(`issuer of cluster ${id}`, issuer);
    });
  }

  private addExchangeCertificates(): void {
    const listeners = new Map(
      this.environment.cloudIds
        .flatMap((cloud) => exchangeListeners(this.environment, cloud))
        .flatMap(({ id, tls, serverName, path }) =>
          tls === "reencrypt" && serverName !== undefined ? [[id, { serverName, path }] as const] : [],
        ),
    );
    if (listeners.size === 0) return;
    const authority = new CertificateAuthority(this, "exchange-ca", {
      commonName: `${this.environment.name} exchange`,
    });
    this.endings.push(authority.ending);
    recordSource(authority, ["services"]);
    const scope = new Construct(this, "exchange");
    for (const [id, { serverName, path }] of listeners) {
      const certificate = authority.issue(scope, id, {
        commonName: serverName,
        dnsNames: [serverName],
        usages: ["server_auth"],
        validityDays: MACHINE_VALIDITY_DAYS,
      });
      recordSource(scope.node.findChild(id), path);
      this.certificates.set(`exchange listener ${id} for ${serverName}`, certificate);
    }
  }

  private addSitePresharedKeys(): void {
    const usesVpnService = this.environment.cloudIds.some(
      (cloud) => this.environment.cloud(cloud).gateways.kind === "vpnaas",
    );
    if (!usesVpnService) return;
    const scope = new Construct(this, "sites");
    recordSource(scope, ["sites"]);
    for (const site of this.environment.sites) {
      if (site.peerAddress !== undefined) this.secrets.set(`site ${site.id}`, secretText(scope, site.id));
    }
  }

  private addLinkPresharedKeys(): void {
    const scope = new Construct(this, "links");
    this.environment.specification.links.forEach((link, index) => {
      if (link.kind !== "ipsec") return;
      const linkScope = new Construct(scope, link.id);
      recordSource(linkScope, ["links", index]);
      this.secrets.set(`link ${link.id}`, secretText(linkScope, "preshared-key"));
    });
  }

  /** When the authorities of the environment end; those of the clusters stand in stacks of their own. */
  get endingAuthorities(): readonly EndingAuthority[] {
    return this.endings;
  }

  private get usesIpsec(): boolean {
    const { sites, links } = this.environment.specification;
    return sites.supernets.some(({ access }) => access === "ipsec") || links.some(({ kind }) => kind === "ipsec");
  }
}
