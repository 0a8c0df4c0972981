/** The same zone's cluster in another cloud, as this cluster's Prometheus tells it alarms. */
export interface Peer {
  /** Its id: the label `cluster` of its alerts. */
  readonly cluster: string;
  /** Address and port of its gateway's listener for peers. */
  readonly target: string;
  /** Name that its gateway's certificate has to carry. */
  readonly serverName: string;
  /** By whom that certificate has to be signed. */
  readonly trust: PeerTrust;
}

/**
 * Who signs a gateway's certificate: an authority whose certificate is at hand, one that everybody knows, or one inside the
 * other cluster, which nobody else can check.
 */
export type PeerTrust =
  | { readonly kind: "certificate"; readonly certificate: string }
  | { readonly kind: "public" }
  | { readonly kind: "unknown" };
