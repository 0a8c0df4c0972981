import { stringify } from "yaml";
import { field, textField } from "../wire/value";
import type { ComputedContext } from "./computed";
import { SIMULATED_TIME } from "./generic";
import { certificate } from "./pki/certificate";
import { toInteger } from "./pki/der";
import { distinguishedName } from "./pki/names";
import { PrivateKey } from "./pki/private-key";

const DAYS = 24 * 60 * 60 * 1000;

/** The kubeconfig of a managed cluster, as YAML. Its authority, certificate and key are real and fit together. */
export function kubeconfig(name: string, { seed, addresses, planned }: ComputedContext): string {
  const authority = PrivateKey.make(seed.child("authority"), "ECDSA", "P256", 0);
  const key = PrivateKey.make(seed.child("administrator"), "ECDSA", "P256", 0);
  const issuer = distinguishedName({ subject: { common_name: "kubernetes" } });
  const issue = (subject: Buffer, of: PrivateKey, isAuthority: boolean) =>
    certificate({
      serialNumber: toInteger(seed.bytes(isAuthority ? "authority" : "administrator", 16)) >> 1n,
      issuer,
      subject,
      start: new Date(SIMULATED_TIME),
      end: new Date(Date.parse(SIMULATED_TIME) + 3650 * DAYS),
      publicKey: of.publicKey,
      signer: authority,
      uses: isAuthority ? ["cert_signing", "digital_signature"] : ["client_auth", "digital_signature"],
      isAuthority,
    });
  const administrator = distinguishedName({
    subject: { common_name: "kubernetes-admin", organization: "system:masters" },
  });
  const host = addresses.assign(textField(field(planned, "base_info"), "subnet_id"), seed.child("api-server"));
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name,
        cluster: {
          "certificate-authority-data": base64(issue(issuer, authority, true)),
          server: `https://${host}:6443`,
        },
      },
    ],
    contexts: [{ name: "administrator", context: { cluster: name, user: "administrator" } }],
    "current-context": "administrator",
    users: [
      {
        name: "administrator",
        user: {
          "client-certificate-data": base64(issue(administrator, key, false)),
          "client-key-data": base64(key.pem),
        },
      },
    ],
  });
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
