import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApiServerAnswer, ASK_API_SERVER } from "../../../src/constructs/platform/api-server-answer";
import { emptyStack, theOnly } from "../services/synthesized";

const access = {
  host: "https://10.16.0.20:6443",
  clusterCaCertificate: "the authority",
  clientCertificate: "the certificate",
  clientKey: "the key",
};

describe("the answer of the API server", () => {
  it("is awaited when the cluster is new or another, not on every plan", () => {
    const stack = emptyStack();
    new ApiServerAnswer(stack, "api-server", { access });
    expect(theOnly(stack, "terraform_data").triggers_replace).toEqual({
      host: "https://10.16.0.20:6443",
      authority: '${sha256("the authority")}',
    });
  });

  it("is asked for with secrets in the environment, never in the command", () => {
    const stack = emptyStack();
    new ApiServerAnswer(stack, "api-server", { access, attempts: 3, pauseSeconds: 1 });
    expect(theOnly(stack, "terraform_data").provisioner).toEqual([
      {
        "local-exec": {
          interpreter: ["/bin/sh", "-c"],
          command: ASK_API_SERVER,
          environment: {
            API_SERVER: "https://10.16.0.20:6443",
            CLUSTER_CA_CERTIFICATE: "the authority",
            CLIENT_CERTIFICATE: "the certificate",
            CLIENT_KEY: "the key",
            ATTEMPTS: "3",
            ATTEMPT_SECONDS: "10",
            PAUSE_SECONDS: "1",
          },
        },
      },
    ]);
    expect(ASK_API_SERVER).not.toMatch(/[$%]\{/);
  });
});

/** Runs the real script with a stub of curl that answers at the given attempt. */
function ask(answersAt: number, attempts = 3) {
  const folder = mkdtempSync(join(tmpdir(), "api-server-"));
  const programs = join(folder, "bin");
  const temporary = join(folder, "tmp");
  mkdirSync(programs);
  mkdirSync(temporary);
  const stub = `#!/bin/sh
echo "$*" >> ${folder}/calls
for argument; do case "$argument" in *.key) cat "$argument" > ${folder}/key; stat -c %a "$argument" > ${folder}/mode;; esac; done
[ "$(wc -l < ${folder}/calls)" -ge ${answersAt} ] || { echo "curl: (7) connection refused" >&2; exit 7; }
`;
  writeFileSync(join(programs, "curl"), stub);
  chmodSync(join(programs, "curl"), 0o755);
  const environment = {
    PATH: `${programs}:${process.env.PATH ?? ""}`,
    TMPDIR: temporary,
    API_SERVER: access.host,
    CLUSTER_CA_CERTIFICATE: access.clusterCaCertificate,
    CLIENT_CERTIFICATE: access.clientCertificate,
    CLIENT_KEY: access.clientKey,
    ATTEMPTS: String(attempts),
    ATTEMPT_SECONDS: "20",
    PAUSE_SECONDS: "0",
  };
  return new Promise<{ code: number; stderr: string; calls: string[]; key: string; mode: string; left: string[] }>(
    (resolve) => {
      execFile("/bin/sh", ["-c", ASK_API_SERVER], { env: environment }, (error, _, stderr) => {
        const read = (name: string) => readFileSync(join(folder, name), "utf8").trim();
        const result = {
          code: error ? Number(error.code) : 0,
          stderr,
          calls: read("calls").split("\n"),
          key: read("key"),
          mode: read("mode"),
          left: readdirSync(temporary),
        };
        rmSync(folder, { recursive: true });
        resolve(result);
      });
    },
  );
}

describe("the script that asks the API server", () => {
  it("ends well as soon as the server is ready", async () => {
    const { code, calls } = await ask(2);
    expect(code).toBe(0);
    expect(calls).toHaveLength(2);
    expect(calls[0]).toContain("https://10.16.0.20:6443/readyz");
  });

  it("gives up after its attempts, and says what to check", async () => {
    const { code, calls, stderr } = await ask(4);
    expect(code).toBe(1);
    expect(calls).toHaveLength(3);
    expect(stderr).toBe(
      [
        "the API server at https://10.16.0.20:6443 did not answer within 1 minutes: is the cluster stack deployed, and does this machine stand in management?",
        "the last attempt said: curl: (7) connection refused",
        "",
      ].join("\n"),
    );
  });

  it("hands the key over in a file that nobody else can read, and leaves nothing behind", async () => {
    const { key, mode, calls, left } = await ask(1);
    expect(key).toBe("the key");
    expect(mode).toBe("600");
    expect(calls.join()).not.toContain("the key");
    expect(left).toEqual([]);
  });
});
