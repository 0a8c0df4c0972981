import { createHash } from "node:crypto";
import { field, listField, textField, toNumber, type ValueObject } from "../wire/value";
import type { ComputedContext, ComputedValues, ProviderValues } from "./computed";
import { SIMULATED_TIME } from "./generic";
import {
  certificate,
  certificateRequest,
  parseAuthority,
  parseRequest,
  type CertificateProps,
} from "./pki/certificate";
import { toInteger } from "./pki/der";
import { alternativeNames, distinguishedName } from "./pki/names";
import { sshPrivateKey, sshPublicKey } from "./pki/openssh";
import { keyIdentifier, PrivateKey } from "./pki/private-key";

const HOUR = 60 * 60 * 1000;

/** What the provider tls computes: keys and certificates that other programs accept. Their time starts at a fixed date. */
export const TLS_VALUES: ProviderValues = {
  id: ({ seed }) => seed.hex("id", 40),
  resources: {
    tls_private_key: privateKey,
    tls_cert_request: certificateRequestValues,
    tls_self_signed_cert: selfSigned,
    tls_locally_signed_cert: locallySigned,
  },
};

function privateKey({ planned, seed }: ComputedContext): ComputedValues {
  const curve = textField(planned, "ecdsa_curve") ?? "P224";
  const bits = toNumber(field(planned, "rsa_bits")) ?? 2048;
  const key = PrivateKey.make(seed, textField(planned, "algorithm") ?? "", curve, bits);
  const ssh = sshPublicKey(key);
  return {
    id: createHash("sha1").update(key.publicKey).digest("hex"),
    ecdsa_curve: curve,
    rsa_bits: bits,
    private_key_pem: key.pem,
    private_key_pem_pkcs8: key.key.export({ format: "pem", type: "pkcs8" }).toString(),
    private_key_openssh: sshPrivateKey(key) ?? "",
    public_key_pem: key.publicPem,
    public_key_openssh: ssh ? `${sshName(ssh)} ${ssh.toString("base64")}\n` : "",
    public_key_fingerprint_md5: ssh ? (createHash("md5").update(ssh).digest("hex").match(/../g) ?? []).join(":") : "",
    public_key_fingerprint_sha256: ssh
      ? `SHA256:${createHash("sha256").update(ssh).digest("base64").replace(/=+$/, "")}`
      : "",
  };
}

function certificateRequestValues({ planned }: ComputedContext): ComputedValues {
  const key = PrivateKey.parse(textField(planned, "private_key_pem") ?? "", "private_key_pem");
  const request = certificateRequest(distinguishedName(planned), key, alternativeNames(planned));
  return {
    id: createHash("sha1").update(request).digest("hex"),
    key_algorithm: key.algorithm,
    cert_request_pem: request,
  };
}

function selfSigned(context: ComputedContext): ComputedValues {
  const { planned } = context;
  const key = PrivateKey.parse(textField(planned, "private_key_pem") ?? "", "private_key_pem");
  const name = distinguishedName(planned);
  const other = alternativeNames(planned);
  const values = issue(context, {
    issuer: name,
    subject: name,
    publicKey: key.publicKey,
    signer: key,
    ...(planned.set_authority_key_id === true ? { authorityKeyId: keyIdentifier(key.publicKey) } : {}),
    ...(other ? { alternativeNames: other } : {}),
  });
  return { ...values, key_algorithm: key.algorithm };
}

function locallySigned(context: ComputedContext): ComputedValues {
  const { planned } = context;
  const signer = PrivateKey.parse(textField(planned, "ca_private_key_pem") ?? "", "ca_private_key_pem");
  const authority = parseAuthority(textField(planned, "ca_cert_pem") ?? "");
  const values = issue(context, {
    ...parseRequest(textField(planned, "cert_request_pem") ?? ""),
    issuer: authority.subject,
    authorityKeyId: keyIdentifier(authority.publicKey),
    signer,
  });
  return { ...values, ca_key_algorithm: signer.algorithm };
}

type Issued = Omit<CertificateProps, "serialNumber" | "start" | "end" | "uses" | "isAuthority" | "hasSubjectKeyId">;

function issue({ planned, seed }: ComputedContext, props: Issued): ComputedValues {
  const serialNumber = toInteger(seed.bytes("serial", 16)) >> 1n;
  const start = new Date(SIMULATED_TIME);
  const end = new Date(start.getTime() + (toNumber(field(planned, "validity_period_hours")) ?? 0) * HOUR);
  const maxPathLength = toNumber(field(planned, "max_path_length"));
  return {
    id: serialNumber.toString(),
    cert_pem: certificate({
      ...props,
      serialNumber,
      start,
      end,
      uses: listField(planned, "allowed_uses").filter((use) => typeof use === "string"),
      isAuthority: isTrue(planned, "is_ca_certificate"),
      hasSubjectKeyId: isTrue(planned, "set_subject_key_id"),
      ...(maxPathLength === undefined ? {} : { maxPathLength }),
    }),
    validity_start_time: SIMULATED_TIME,
    validity_end_time: `${end.toISOString().slice(0, 19)}Z`,
    ready_for_renewal: false,
    early_renewal_hours: 0,
    max_path_length: -1,
  };
}

function isTrue(planned: ValueObject, name: string): boolean {
  return planned[name] === true;
}

function sshName(publicKey: Buffer): string {
  return publicKey.subarray(4, 4 + publicKey.readUInt32BE(0)).toString();
}
