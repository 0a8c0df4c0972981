import { RandomProvider } from "@cdktf/provider-random/lib/provider";
import { TlsProvider } from "@cdktf/provider-tls/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../environment/environment";
import type { Rke2ClusterSpecification } from "../environment/schema/clusters";
import type { CertificateAuthorities } from "../constructs/cloud-init";
import type { IClusterAccess } from "../constructs/kubernetes/api-access";
import type { EndingAuthority } from "../constructs/pki/certificate-authority";
import { ClusterPki } from "../constructs/pki/cluster-pki";
import { recordSource } from "../constructs/provenance";

export interface PkiStackProps {
  readonly environment: Environment;
  readonly cluster: Rke2ClusterSpecification;
}

/**
 * The authorities, tokens and administrator's access of one cluster. They stand in a stack of their own because they
 * outlive every machine, and because few people may read its state.
 */
export class PkiStack extends TerraformStack {
  readonly certificateAuthorities: CertificateAuthorities;
  readonly endingAuthorities: readonly EndingAuthority[];
  readonly serverToken: string;
  readonly agentToken: string;
  readonly access: IClusterAccess;

  constructor(scope: Construct, id: string, { environment, cluster }: PkiStackProps) {
    super(scope, id);
    new TlsProvider(this, "tls");
    new RandomProvider(this, "random");
    const pki = new ClusterPki(this, "cluster", {
      clusterName: `${environment.name}-${cluster.id}`,
      apiAddress: environment.addressSeenFrom(cluster.cloud, "management", `${cluster.zone}-api`),
    });
    recordSource(pki, ["clusters", environment.specification.clusters.indexOf(cluster)]);
    this.certificateAuthorities = pki.certificateAuthorities;
    this.endingAuthorities = pki.endingAuthorities;
    this.serverToken = pki.serverToken;
    this.agentToken = pki.agentToken;
    this.access = pki.access;
  }
}
