import { exchangeProxyUserData, type ExchangeProxyProps } from "../../src/constructs/cloud-init";
import { exchangeListeners } from "../../src/constructs/connectivity";
import { Cidr, Ipv4Address } from "../../src/environment/values";
import { environmentNamed } from "../app/support/synthesized";
import { selfSigned } from "../constructs/cloud-init/support/certificate";
import { fileIn, parseDocument, pathsIn, type CloudInitDocument } from "../constructs/cloud-init/support/document";
import { evaluateMachines, machineNamed } from "./support/machines";
import { run } from "./support/program";
import { synthesizedEnvironments } from "./support/synthesized-environments";
import { TemporaryFolder } from "./support/temporary-folder";

const FOLDER = "/etc/haproxy/";
const CONFIGURATION = `${FOLDER}haproxy.cfg`;

const ACCEPTED = { exitCode: 0, warnings: [] };

const CLOUDS = ["chutian", "tianyi"] as const;

/** Has HAProxy check a proxy's configuration, with its files in a folder of their own. */
function check(document: CloudInitDocument) {
  const root = new TemporaryFolder();
  try {
    for (const path of pathsIn(document).filter((candidate) => candidate.startsWith(FOLDER))) {
      root.write(path, fileIn(document, path).replaceAll(FOLDER, `${root.path}${FOLDER}`));
    }
    const { exitCode, errors } = run("haproxy", ["-c", "-f", `${root.path}${CONFIGURATION}`]);
    const warnings = [...errors.matchAll(/^\[WARNING\] +\(\d+\) : (?<text>.+)$/gm)].map(({ groups }) => groups?.text);
    return { exitCode, warnings, errors };
  } finally {
    root.remove();
  }
}

describe("HAProxy", () => {
  describe.each(CLOUDS)("in %s", (cloud) => {
    const evaluated = evaluateMachines(synthesizedEnvironments(), `prod-${cloud}-network`);
    const { document } = machineNamed(evaluated, "proxies-g1_machine-001");

    it("accepts prod's exchange without a warning", () => {
      expect(check(document)).toMatchObject(ACCEPTED);
    });

    it("is given a listener for every flow and endpoint of prod's exchange, and the health check", () => {
      const listeners = exchangeListeners(environmentNamed("prod"), cloud).map(({ id }) => id);
      const frontends = fileIn(document, CONFIGURATION).matchAll(/^frontend (?<id>.+)$/gm);
      expect([...frontends].map(({ groups }) => groups?.id)).toEqual(["health", ...listeners]);
    });
  });

  const { certificate, privateKey } = selfSigned("gateway.insurance.example");
  const reencrypting: ExchangeProxyProps = {
    hostname: "prod-exchange-001",
    healthPort: 8404,
    acceptProxyProtocol: true,
    listeners: [
      {
        id: "payment-to-insurance",
        port: 20002,
        mode: "reencrypt",
        serverName: "gateway.insurance.example",
        sourceCidrs: [Cidr.parse("10.17.0.0/24")],
        servers: [{ name: "insurance", address: Ipv4Address.parse("198.51.100.9"), port: 8443 }],
        caCertificate: certificate,
        certificate,
        privateKey,
      },
    ],
  };

  it("accepts a listener that encrypts anew, with its certificate and key", () => {
    expect(check(parseDocument(exchangeProxyUserData(reencrypting)))).toMatchObject(ACCEPTED);
  });

  it("refuses a certificate with another's key", () => {
    const listeners = reencrypting.listeners.map((listener) => ({
      ...listener,
      privateKey: selfSigned("another").privateKey,
    }));
    const { exitCode, errors } = check(parseDocument(exchangeProxyUserData({ ...reencrypting, listeners })));
    expect(exitCode).toBe(1);
    expect(errors).toContain("inconsistencies between private key and certificate");
  });
});
