import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CERTIFICATE_AUTHORITY_FILES, type CertificateAuthorityFile } from "../../../../src/constructs/cloud-init";
import { selfSigned } from "./certificate";

const ASSETS = join(__dirname, "..", "..", "..", "..", "assets");

/** The other end of the API load balancer: answers `/cacerts` as RKE2's registration port does. */
export class ClusterEndpoint {
  static async start(cacerts: string, status = 200): Promise<ClusterEndpoint> {
    const { certificate, privateKey } = selfSigned("registration");
    const server = createServer({ cert: certificate, key: privateKey }, (request, response) => {
      response.writeHead(request.url === "/cacerts" ? status : 404).end(cacerts);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("the server has no port");
    return new ClusterEndpoint(server, address.port);
  }

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export interface MachineProps {
  readonly role: "server" | "agent";
  readonly mayInitialize?: boolean;
  /** The authority that the join token pins. */
  readonly serverAuthority: string;
  readonly endpoint?: ClusterEndpoint;
  /** Version that the stub installer installs. */
  readonly installs?: string;
}

export interface Run {
  readonly exitCode: number | null;
  readonly output: string;
}

export const VERSION = "v1.36.3+rke2r1";
export const TOKEN_PASSWORD = "a-password-that-nobody-may-see";

/** A machine's root folder with what cloud-init wrote, and stubs of the programs that would change this computer. */
export class Machine {
  readonly root = mkdtempSync(join(tmpdir(), "health-cloud-machine-"));
  private readonly programs = join(this.root, "stubs");

  constructor(private readonly props: MachineProps) {
    const hash = createHash("sha256").update(props.serverAuthority).digest("hex");
    const token = `K10${hash}::${props.role}:${TOKEN_PASSWORD}`;
    this.write("opt/health-cloud/functions.sh", readFileSync(join(ASSETS, "common/functions.sh"), "utf8"));
    this.write(
      "etc/health-cloud/rke2.env",
      `NODE_ROLE=${props.role}\nMAY_INITIALIZE=${String(props.mayInitialize ?? false)}\nRKE2_VERSION=${VERSION}\nAPI_ADDRESS=10.16.0.10\n`,
    );
    this.write("etc/rancher/rke2/config.yaml.d/90-secrets.yaml", JSON.stringify({ "agent-token": "other", token }));
    if (props.mayInitialize === true) {
      const parts = CERTIFICATE_AUTHORITY_FILES.map(
        (file) => `# ${file}\n${file === "server-ca.crt" ? props.serverAuthority : `${file}\n`}`,
      );
      this.write("etc/health-cloud/certificate-authorities", parts.join(""));
    }
    this.writePrograms();
  }

  write(path: string, content: string): void {
    const target = join(this.root, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }

  delete(path: string): void {
    rmSync(join(this.root, path), { recursive: true });
  }

  exists(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  modeOf(path: string): string {
    return (statSync(join(this.root, path)).mode & 0o777).toString(8);
  }

  /** Calls of the stubs, in order: `systemctl start rke2-server.service`. */
  get calls(): string[] {
    return this.exists("calls") ? this.read("calls").trim().split("\n") : [];
  }

  get configuration(): string {
    return this.read("etc/rancher/rke2/config.yaml");
  }

  get log(): string {
    return this.read("var/log/health-cloud-boot.log");
  }

  authorityFile(file: CertificateAuthorityFile): string {
    return `var/lib/rancher/rke2/server/tls/${file}`;
  }

  /** Runs the boot script to its end. Where it would wait for ever it gives up after some waits, with code 75. */
  async boot(environment: Readonly<Record<string, string>> = {}): Promise<Run> {
    const child = spawn("bash", [join(ASSETS, "rke2/boot.sh")], {
      env: {
        PATH: `${this.programs}:${process.env.PATH ?? ""}`,
        ROOT: this.root,
        RKE2_INSTALLER: join(this.programs, "install.sh"),
        RKE2_ARTIFACT_PATH: this.programs,
        STUB_PORT: String(this.props.endpoint?.port ?? ""),
        MAXIMUM_WAITS: "4",
        ...environment,
      },
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const exitCode = await new Promise<number | null>((resolve) => child.on("close", resolve));
    return { exitCode, output };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private writePrograms(): void {
    const record = (name: string) => `#!/bin/sh\necho "${name} $*" >>"$ROOT/calls"\n`;
    this.writeProgram("useradd", record("useradd"));
    this.writeProgram("sysctl", record("sysctl"));
    this.writeProgram("sleep", record("sleep"));
    this.writeProgram("nft", record("nft"));
    this.writeProgram("id", "#!/bin/sh\nexit 1\n");
    this.writeProgram("systemctl", SYSTEMCTL);
    // Node takes long to start, and nothing is asked where nobody listens.
    const answered = `exec "${process.execPath}" "${join(this.programs, "curl.js")}" "$@"\n`;
    const silent = this.props.endpoint === undefined;
    this.writeProgram("curl", `#!/bin/sh\n${silent ? "printf 000\nexit 7\n" : answered}`);
    this.writeProgram("curl.js", CURL);
    this.writeProgram("install.sh", installer(this.programs, this.props.installs ?? VERSION));
  }

  private writeProgram(name: string, content: string): void {
    mkdirSync(this.programs, { recursive: true });
    writeFileSync(join(this.programs, name), content, { mode: 0o755 });
  }
}

const SYSTEMCTL = `#!/bin/sh
if [ "$1" = is-active ]; then
  echo "\${STUB_UNIT_STATE:-inactive}"
  exit 3
fi
echo "systemctl $*" >>"$ROOT/calls"
if [ "$1" = start ]; then
  exit "\${STUB_START_CODE:-0}"
fi
`;

/** The real protocol with another port: the script's own port may be taken on the computer that tests. */
const CURL = `
const { request } = require("node:https");
const { writeFileSync } = require("node:fs");
const options = process.argv.slice(2);
const url = new URL(options.at(-1));
if (url.origin !== "https://10.16.0.10:9345" || !options.includes("--insecure")) process.exit(2);
request({ host: "127.0.0.1", port: Number(process.env.STUB_PORT), path: url.pathname, rejectUnauthorized: false }, (response) => {
  const chunks = [];
  response.on("data", (chunk) => chunks.push(chunk));
  response.on("end", () => {
    writeFileSync(options[options.indexOf("--output") + 1], Buffer.concat(chunks));
    process.stdout.write(String(response.statusCode));
  });
})
  .on("error", () => { process.stdout.write("000"); process.exitCode = 7; })
  .end();
`;

function installer(programs: string, version: string): string {
  return `#!/bin/sh
echo "install type=$INSTALL_RKE2_TYPE version=$INSTALL_RKE2_VERSION method=$INSTALL_RKE2_METHOD artifacts=$INSTALL_RKE2_ARTIFACT_PATH" >>"$ROOT/calls"
printf '#!/bin/sh\\necho "rke2 version ${version} (commit)"\\n' >"${programs}/rke2"
chmod 755 "${programs}/rke2"
mkdir -p "$ROOT/usr/local/share/rke2"
echo "vm.panic_on_oom=0" >"$ROOT/usr/local/share/rke2/rke2-cis-sysctl.conf"
`;
}
