import { createHash } from "node:crypto";
import { fileIn } from "../constructs/cloud-init/support/document";
import { evaluateMachines, machineNamed } from "./support/machines";
import { sampleSecrets } from "./support/sample-secrets";
import { synthesizedEnvironments } from "./support/synthesized-environments";

const folder = synthesizedEnvironments();

const CLOUDS = ["chutian", "tianyi"] as const;

/** OpenStack: 65,535 bytes in base64 (compute API, user_data). ctyun: 16,384 characters as given (ctyun_ecs, user_data). */
const ROOM = { chutian: 65_535, tianyi: 16_384 } as const;

const STACKS = ["dev", "prod"].flatMap((environment) =>
  CLOUDS.flatMap((cloud) =>
    [`${cloud}-network`, `internet-${cloud}-cluster`, `medical-${cloud}-cluster`].map(
      (stack) => [`${environment}-${stack}`, cloud] as const,
    ),
  ),
);

/** The authorities' files, and the secrets of the PKI stack that they hold. */
const AUTHORITIES = [
  ["server-ca.crt", "cluster_server-ca_certificate"],
  ["server-ca.key", "cluster_server-ca_key"],
  ["client-ca.crt", "cluster_client-ca_certificate"],
  ["client-ca.key", "cluster_client-ca_key"],
  ["request-header-ca.crt", "cluster_request-header-ca_certificate"],
  ["request-header-ca.key", "cluster_request-header-ca_key"],
  ["etcd/peer-ca.crt", "cluster_etcd-peer-ca_certificate"],
  ["etcd/peer-ca.key", "cluster_etcd-peer-ca_key"],
  ["etcd/server-ca.crt", "cluster_etcd-server-ca_certificate"],
  ["etcd/server-ca.key", "cluster_etcd-server-ca_key"],
  ["service.key", "cluster_service-account-key"],
] as const;

describe.each(STACKS)("the user data of %s, evaluated by Terraform", (stack, cloud) => {
  const evaluated = evaluateMachines(folder, stack);

  it("meets its preconditions", () => {
    expect(evaluated.errors).toEqual([]);
    expect(evaluated.machines.length).toBeGreaterThan(0);
  });

  it.each(evaluated.machines.map((machine) => [machine.resource, machine] as const))(
    "fits, and is a document, for %s",
    (_, { userData, document }) => {
      const asSent = cloud === "chutian" ? Buffer.from(userData).toString("base64") : userData;
      expect(asSent.length).toBeLessThanOrEqual(ROOM[cloud]);
      expect(document.write_files.length).toBeGreaterThan(0);
      for (const { path } of document.write_files) expect(fileIn(document, path)).not.toBe("");
    },
  );
});

describe.each(CLOUDS)("the first server of a cluster in %s", (cloud) => {
  const secrets = new Map<string, string>();
  const evaluated = evaluateMachines(folder, `dev-medical-${cloud}-cluster`, ({ resource, value }) => {
    secrets.set(resource, value);
    return value;
  });
  const { document } = machineNamed(evaluated, "control-plane-g1_machine-001");
  const secret = (resource: string) => secrets.get(resource) ?? `no secret ${resource}`;

  it("gets the authorities byte by byte", () => {
    const expected = AUTHORITIES.map(([file, resource]) => `# ${file}\n${secret(resource)}`).join("");
    expect(fileIn(document, "/etc/health-cloud/certificate-authorities")).toBe(expected);
  });

  it("gets join tokens that pin the authority, whatever characters the password has", () => {
    const hash = createHash("sha256").update(secret("cluster_server-ca_certificate")).digest("hex");
    expect(JSON.parse(fileIn(document, "/etc/rancher/rke2/config.yaml.d/90-secrets.yaml"))).toEqual({
      token: `K10${hash}::server:${secret("cluster_server-token")}`,
      "agent-token": `K10${hash}::node:${secret("cluster_agent-token")}`,
    });
  });
});

describe("user data that is longer than ctyun takes", () => {
  it("fails before anything is made, and says what to do", () => {
    const incompressible = createHash("shake256", { outputLength: 16_384 }).digest("base64");
    const { errors } = evaluateMachines(folder, "dev-medical-tianyi-cluster", ({ resource, value }) =>
      resource === "cluster_client-ca_certificate" ? incompressible : value,
    );
    expect(errors).toHaveLength(1);
    expect(errors).toMatchObject([
      {
        summary: "Resource precondition failed",
        detail: expect.stringMatching(
          /user_data: got \d{5} characters, allowed are at most 16384; give the machine less: fewer manifests, registries or trusted certificates, or build them into the image\./,
        ) as string,
      },
    ]);
  });
});

describe("sample secrets", () => {
  it("stand for every output of the PKI and VPN stacks", () => {
    for (const stack of ["dev-medical-tianyi-pki", "dev-vpn"]) {
      const unknown = sampleSecrets(folder, stack).filter(({ value }) => value.startsWith("sample of"));
      expect(unknown).toEqual([]);
    }
  });
});
