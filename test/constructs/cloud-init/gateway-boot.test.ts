import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const ASSETS = join(__dirname, "..", "..", "..", "assets");
const REFUSED = 78;

describe("the boot script of an IPsec gateway", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "health-cloud-gateway-"));
    cpSync(join(ASSETS, "common/functions.sh"), join(root, "opt/health-cloud/functions.sh"));
    for (const name of ["swanctl", "nft", "sysctl", "systemctl", "keepalived"]) {
      program(name, `echo "${name} $*" >>"$ROOT/calls"`);
    }
    program("ip", 'echo "default via 10.18.4.1 dev ens3 proto dhcp"');
    program("openssl", 'cat "$ROOT/certificate-text"');
  });

  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  function file(path: string, content: string, mode = 0o644): void {
    const target = join(root, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content, { mode });
  }

  function program(name: string, command: string): void {
    file(`stubs/${name}`, `#!/bin/sh\n${command}\n`, 0o755);
  }

  function withSites(certificateText: string): void {
    file("etc/swanctl/x509ca/sites.pem", "certificate");
    file("certificate-text", certificateText);
  }

  function boot(): { exitCode: number | null; log: string; calls: string[] } {
    const { status } = spawnSync("bash", [join(ASSETS, "gateway/boot.sh")], {
      env: { PATH: `${join(root, "stubs")}:${process.env.PATH ?? ""}`, ROOT: root },
    });
    const read = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : "");
    return { exitCode: status, log: read("var/log/health-cloud-boot.log"), calls: read("calls").trim().split("\n") };
  }

  it("starts strongSwan when the sites' authority limits addresses and the plugin checks it", () => {
    withSites("sbgp-ipAddrBlock: critical\n");
    file("usr/lib/ipsec/plugins/libstrongswan-addrblock.so", "");
    const { exitCode, calls } = boot();
    expect(exitCode).toBe(0);
    expect(calls.slice(-2)).toEqual(["systemctl enable strongswan.service", "systemctl restart strongswan.service"]);
  });

  it("stops strongSwan and refuses an authority without address blocks", () => {
    withSites("CA:TRUE\n");
    file("usr/lib/ipsec/plugins/libstrongswan-addrblock.so", "");
    const { exitCode, log, calls } = boot();
    expect(exitCode).toBe(REFUSED);
    expect(log).toContain("the sites' certificate authority has no RFC 3779 address blocks");
    expect(calls).toEqual(["systemctl disable --now strongswan.service"]);
  });

  it("stops strongSwan and refuses an image without the plugin", () => {
    withSites("sbgp-ipAddrBlock: critical\n");
    const { exitCode, log, calls } = boot();
    expect(exitCode).toBe(REFUSED);
    expect(log).toContain("strongSwan's plugin addrblock is missing");
    expect(calls).toEqual(["systemctl disable --now strongswan.service"]);
  });

  it("leaves the start of strongSwan to keepalived where the pair has a virtual address", () => {
    file("etc/health-cloud/keepalived.conf", "interface @INTERFACE@\n");
    file("etc/keepalived/keepalived.conf", "");
    const { exitCode, calls } = boot();
    expect(exitCode).toBe(0);
    expect(readFileSync(join(root, "etc/keepalived/keepalived.conf"), "utf8")).toBe("interface ens3\n");
    expect(calls).not.toContain("systemctl restart strongswan.service");
    expect(calls.slice(-2)).toEqual(["systemctl enable keepalived.service", "systemctl restart keepalived.service"]);
  });
});
