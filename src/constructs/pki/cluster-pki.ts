import { PrivateKey } from "@cdktf/provider-tls/lib/private-key";
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import type { Ipv4Address } from "../../environment/values";
import type { CertificateAuthorities } from "../cloud-init";
import { infrastructurePorts } from "../connectivity";
import type { IClusterAccess } from "../kubernetes/api-access";
import { CertificateAuthority, type EndingAuthority } from "./certificate-authority";
import { secretText } from "./secret-text";

export interface ClusterPkiProps {
  /** Name of the cluster in certificates, such as `prod-medical-chutian`. */
  readonly clusterName: string;
  /** Where the machine that deploys meets the API server: its load balancer's address, or the endpoint to it. */
  readonly apiAddress: Ipv4Address;
}

/**
 * The trust of one RKE2 cluster, made before its first machine: so the administrator's access is known without SSH, and a
 * machine can tell its cluster from another before it joins.
 *
 * Sources: RKE2, "Certificate Management" (the files, all of them with keys) and "Token Management" (the secure format).
 */
export class ClusterPki extends Construct {
  /** What the first server takes before its first start. */
  readonly certificateAuthorities: CertificateAuthorities;
  /** When each of them ends. */
  readonly endingAuthorities: readonly EndingAuthority[];
  /** Admits servers. etcd's snapshots are encrypted with it: without it they are worth nothing. */
  readonly serverToken: string;
  /** Admits agents, and nothing else. */
  readonly agentToken: string;
  /** The administrator's access. The certificate lasts a year; Kubernetes cannot revoke one. */
  readonly access: IClusterAccess;

  constructor(scope: Construct, id: string, props: ClusterPkiProps) {
    super(scope, id);
    const authority = (name: string) =>
      new CertificateAuthority(this, name, { commonName: `${props.clusterName} ${name}` });
    const serverAuthority = authority("server-ca");
    const clientAuthority = authority("client-ca");
    const requestHeaderAuthority = authority("request-header-ca");
    const etcdPeerAuthority = authority("etcd-peer-ca");
    const etcdServerAuthority = authority("etcd-server-ca");
    const serviceAccountKey = new PrivateKey(this, "service-account-key", {
      algorithm: "RSA",
      rsaBits: 2048,
      lifecycle: { preventDestroy: true },
    });
    this.certificateAuthorities = {
      "server-ca.crt": serverAuthority.certificate,
      "server-ca.key": serverAuthority.privateKey,
      "client-ca.crt": clientAuthority.certificate,
      "client-ca.key": clientAuthority.privateKey,
      "request-header-ca.crt": requestHeaderAuthority.certificate,
      "request-header-ca.key": requestHeaderAuthority.privateKey,
      "etcd/peer-ca.crt": etcdPeerAuthority.certificate,
      "etcd/peer-ca.key": etcdPeerAuthority.privateKey,
      "etcd/server-ca.crt": etcdServerAuthority.certificate,
      "etcd/server-ca.key": etcdServerAuthority.privateKey,
      "service.key": serviceAccountKey.privateKeyPem,
    };
    this.endingAuthorities = [
      serverAuthority,
      clientAuthority,
      requestHeaderAuthority,
      etcdPeerAuthority,
      etcdServerAuthority,
    ].map(({ ending }) => ending);
    // Of a bundle with one certificate RKE2 hashes the PEM text itself, which Terraform can do as well.
    const fingerprint = Fn.sha256(serverAuthority.certificate);
    this.serverToken = secureToken(fingerprint, "server", secretText(this, "server-token"));
    this.agentToken = secureToken(fingerprint, "node", secretText(this, "agent-token"));

    const administrator = clientAuthority.issue(this, "administrator", {
      commonName: `${props.clusterName}-administrator`,
      organization: "system:masters",
      usages: ["client_auth"],
      validityDays: 365,
      earlyRenewalDays: 30,
    });
    this.access = {
      host: `https://${props.apiAddress.toString()}:${infrastructurePorts.kubernetesApi.from}`,
      clusterCaCertificate: serverAuthority.certificate,
      clientCertificate: administrator.certificate,
      clientKey: administrator.privateKey,
    };
  }
}

/** A join token that pins the cluster's authority. Written as an expression: it stands inside other expressions later. */
function secureToken(fingerprint: string, user: "server" | "node", password: string): string {
  return Token.asString(Fn.format("K10%s::%s:%s", [fingerprint, user, password]));
}
