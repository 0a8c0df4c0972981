/**
 * What it takes to administer a cluster. Every field but `host` is a Terraform reference: no secret ever stands in a
 * synthesized file.
 */
export interface IClusterAccess {
  /** URL of the API server, such as `https://10.16.0.20:6443`. */
  readonly host: string;
  /** Certificate, in PEM form, of the authority that signs the API server's own. */
  readonly clusterCaCertificate: string;
  /** The administrator's certificate in PEM form. */
  readonly clientCertificate: string;
  /** The key to that certificate in PEM form. */
  readonly clientKey: string;
}
