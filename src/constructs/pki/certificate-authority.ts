import { CertRequest } from "@cdktf/provider-tls/lib/cert-request";
import { LocallySignedCert } from "@cdktf/provider-tls/lib/locally-signed-cert";
import { PrivateKey } from "@cdktf/provider-tls/lib/private-key";
import { SelfSignedCert } from "@cdktf/provider-tls/lib/self-signed-cert";
import { Construct } from "constructs";
import type { Ipv4Address } from "../../environment/values";

/** A certificate and its key in PEM form, as Terraform references. */
export interface KeyPair {
  readonly certificate: string;
  readonly privateKey: string;
}

/** An authority, as far as somebody has to know when it ends. */
export interface EndingAuthority {
  /** What people call it. */
  readonly name: string;
  /** When its certificate ends: RFC 3339, as a Terraform reference. */
  readonly end: string;
}

const HOURS_PER_DAY = 24;
/** How long an authority is valid that stands in the state. */
export const AUTHORITY_DAYS = 3650;

export interface CertificateAuthorityProps {
  /** Common name: it tells people what the authority is for. */
  readonly commonName: string;
}

export interface IssuedCertificateProps {
  readonly commonName: string;
  readonly usages: readonly ("client_auth" | "server_auth")[];
  /** In days. */
  readonly validityDays: number;

  /** @default - none */
  readonly organization?: string;

  /** @default - none */
  readonly dnsNames?: readonly string[];

  /** @default - none */
  readonly ipAddresses?: readonly Ipv4Address[];

  /**
   * How many days before its end a plan replaces the certificate.
   * @default 0
   */
  readonly earlyRenewalDays?: number;
}

export interface DelegatedAuthorityProps {
  readonly commonName: string;
  /** In days. */
  readonly validityDays: number;
  /** How many days before its end a plan renews its certificate; the key stays. */
  readonly earlyRenewalDays: number;
}

/**
 * A self-signed authority on the curve P-256, valid for ten years and never renewed early: whatever trusts it would have to
 * be told. Terraform refuses to destroy its key and its certificate.
 */
export class CertificateAuthority extends Construct implements KeyPair {
  readonly certificate: string;
  readonly privateKey: string;
  readonly ending: EndingAuthority;

  constructor(scope: Construct, id: string, props: CertificateAuthorityProps) {
    super(scope, id);
    const key = ecdsaKey(this, "key", { protect: true });
    const certificate = new SelfSignedCert(this, "certificate", {
      privateKeyPem: key.privateKeyPem,
      subject: [{ commonName: props.commonName }],
      isCaCertificate: true,
      setSubjectKeyId: true,
      allowedUses: ["cert_signing", "crl_signing", "digital_signature", "key_encipherment"],
      validityPeriodHours: AUTHORITY_DAYS * HOURS_PER_DAY,
      earlyRenewalHours: 0,
      lifecycle: { preventDestroy: true },
    });
    this.privateKey = key.privateKeyPem;
    this.certificate = certificate.certPem;
    this.ending = { name: id, end: certificate.validityEndTime };
  }

  /**
   * Makes an authority that issues in the name of this one: its certificate comes with this one's behind it, as a chain. It may
   * be replaced at any time, since clients trust this one.
   */
  delegate(scope: Construct, id: string, props: DelegatedAuthorityProps): KeyPair {
    const delegated = new Construct(scope, id);
    const key = ecdsaKey(delegated, "key", { protect: false });
    const request = new CertRequest(delegated, "request", {
      privateKeyPem: key.privateKeyPem,
      subject: [{ commonName: props.commonName }],
    });
    const certificate = new LocallySignedCert(delegated, "certificate", {
      certRequestPem: request.certRequestPem,
      caCertPem: this.certificate,
      caPrivateKeyPem: this.privateKey,
      isCaCertificate: true,
      setSubjectKeyId: true,
      allowedUses: ["cert_signing", "crl_signing", "digital_signature"],
      validityPeriodHours: props.validityDays * HOURS_PER_DAY,
      earlyRenewalHours: props.earlyRenewalDays * HOURS_PER_DAY,
    });
    return { certificate: `${certificate.certPem}${this.certificate}`, privateKey: key.privateKeyPem };
  }

  /** Makes a key and a certificate for it. Both may be made anew at any time, so nothing protects them. */
  issue(scope: Construct, id: string, props: IssuedCertificateProps): KeyPair {
    const { commonName, organization, dnsNames, ipAddresses, usages, validityDays, earlyRenewalDays = 0 } = props;
    const issued = new Construct(scope, id);
    const key = ecdsaKey(issued, "key", { protect: false });
    const request = new CertRequest(issued, "request", {
      privateKeyPem: key.privateKeyPem,
      subject: [{ commonName, ...(organization !== undefined && { organization }) }],
      ...(dnsNames && { dnsNames: [...dnsNames] }),
      ...(ipAddresses && { ipAddresses: ipAddresses.map((address) => address.toString()) }),
    });
    const certificate = new LocallySignedCert(issued, "certificate", {
      certRequestPem: request.certRequestPem,
      caCertPem: this.certificate,
      caPrivateKeyPem: this.privateKey,
      allowedUses: ["digital_signature", "key_encipherment", ...usages],
      validityPeriodHours: validityDays * HOURS_PER_DAY,
      earlyRenewalHours: earlyRenewalDays * HOURS_PER_DAY,
    });
    return { certificate: certificate.certPem, privateKey: key.privateKeyPem };
  }
}

function ecdsaKey(scope: Construct, id: string, { protect }: { readonly protect: boolean }): PrivateKey {
  return new PrivateKey(scope, id, {
    algorithm: "ECDSA",
    ecdsaCurve: "P256",
    ...(protect && { lifecycle: { preventDestroy: true } }),
  });
}
