import { bastionUserData, runnerUserData } from "../../../src/constructs/cloud-init";
import { fileIn, parseDocument, pathsIn } from "./support/document";

const KEYS = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA someone@health.example"];
const SSHD = "/etc/ssh/sshd_config.d/10-health-cloud.conf";

const HARDENED = `PermitRootLogin no
AllowUsers operator
AuthenticationMethods publickey
PasswordAuthentication no
KbdInteractiveAuthentication no
MaxAuthTries 3
LoginGraceTime 30
ClientAliveInterval 60
ClientAliveCountMax 3
AllowAgentForwarding no
AllowStreamLocalForwarding no
GatewayPorts no
PermitTunnel no
PermitUserRC no
X11Forwarding no
LogLevel VERBOSE
`;

describe("the user data of a bastion", () => {
  const document = parseDocument(
    bastionUserData({
      hostname: "prod-bastion-001",
      authorizedKeys: KEYS,
      jumpTargets: [
        { address: "10.19.2.11", port: 22 },
        { address: "10.19.3.11", port: 22 },
      ],
    }),
  );

  it("jumps to the declared hosts, and gives no shell", () => {
    expect(fileIn(document, SSHD)).toBe(
      `${HARDENED}AllowTcpForwarding local
PermitOpen 10.19.2.11:22 10.19.3.11:22
PermitTTY no
ForceCommand /usr/sbin/nologin
`,
    );
  });

  it("admits the administrators by key to an account without password and sudo", () => {
    expect(document.users).toEqual([
      { name: "root", lock_passwd: true },
      { name: "operator", lock_passwd: true, shell: "/bin/bash", ssh_authorized_keys: KEYS },
    ]);
    expect(document).toMatchObject({ disable_root: true, ssh_pwauth: false });
  });

  it("ends what is idle after ten minutes (GB/T 22239-2019 8.1.4.1 b)", () => {
    expect(fileIn(document, "/etc/ssh/sshd_config.d/11-health-cloud-idle.conf")).toContain(
      "ChannelTimeout session=10m direct-tcpip=10m\n",
    );
    expect(fileIn(document, "/etc/profile.d/health-cloud-idle.sh")).toContain("readonly TMOUT=600\n");
  });

  it("locks an account after five failures for fifteen minutes (GB/T 22239-2019 8.1.4.1 b)", () => {
    expect(fileIn(document, "/etc/security/faillock.conf")).toContain("deny = 5\nunlock_time = 900\n");
  });

  it("refuses to lead nowhere", () => {
    expect(() => bastionUserData({ hostname: "prod-bastion-001", authorizedKeys: KEYS, jumpTargets: [] })).toThrow(
      "bastion prod-bastion-001: got no jump targets, expected at least one host that it leads to",
    );
  });
});

describe("the user data of a runner", () => {
  it("gives a shell and forwards nothing", () => {
    const document = parseDocument(runnerUserData({ hostname: "prod-runner-001", authorizedKeys: KEYS }));
    expect(fileIn(document, SSHD)).toBe(`${HARDENED}AllowTcpForwarding no\n`);
  });

  it("is hardened like a bastion", () => {
    const document = parseDocument(runnerUserData({ hostname: "prod-runner-001", authorizedKeys: KEYS }));
    expect(pathsIn(document)).toEqual([
      SSHD,
      "/etc/ssh/sshd_config.d/11-health-cloud-idle.conf",
      "/etc/profile.d/health-cloud-idle.sh",
      "/etc/security/faillock.conf",
      "/usr/share/pam-configs/health-cloud-faillock",
      "/usr/share/pam-configs/health-cloud-faillock-notify",
      "/etc/audit/rules.d/50-health-cloud.rules",
      "/opt/health-cloud/functions.sh",
      "/opt/health-cloud/bastion-boot.sh",
      "/etc/systemd/system/health-cloud-bastion.service",
    ]);
  });

  it("refuses to lock everybody out", () => {
    expect(() => runnerUserData({ hostname: "prod-runner-001", authorizedKeys: [] })).toThrow(
      "machine prod-runner-001: got no authorized keys, expected the public key of at least one administrator",
    );
  });
});
