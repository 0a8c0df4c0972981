import { addBootScript } from "./boot-script";
import { CloudConfig, type CloudConfigProps, type HostEntry } from "./cloud-config";
import { readAsset } from "./content";

/** The account of the administrators. It has no sudo: these machines are rebuilt, not repaired. */
export const OPERATOR = "operator";

/** A host and port that administrators reach through a bastion with ProxyJump. */
export interface JumpTarget {
  /** Address of the host; may be a Terraform reference. */
  readonly address: string;
  readonly port: number;
}

export interface ManagementMachineProps {
  readonly hostname: string;
  /** OpenSSH public keys of the administrators. */
  readonly authorizedKeys: readonly string[];

  /** @default - none */
  readonly hosts?: readonly HostEntry[];

  /**
   * Certificates in PEM form that the machine trusts in addition.
   * @default - the image's
   */
  readonly caCertificates?: readonly string[];

  /** @default - the image's */
  readonly ntpServers?: readonly string[];
}

export interface BastionProps extends ManagementMachineProps {
  /** Where a jump may go; the bastion gives no shell and forwards nothing else. */
  readonly jumpTargets: readonly JumpTarget[];
}

/**
 * The cloud-init document of a bastion: it passes SSH connections on to declared hosts, and gives no shell.
 *
 * @throws Error when there is no key or no target.
 */
export function bastionUserData(props: BastionProps): string {
  if (props.jumpTargets.length === 0) {
    throw new Error(`bastion ${props.hostname}: got no jump targets, expected at least one host that it leads to`);
  }
  const targets = props.jumpTargets.map((target) => `${target.address}:${String(target.port)}`);
  return managementCloudConfig(props, [
    "AllowTcpForwarding local",
    `PermitOpen ${targets.join(" ")}`,
    "PermitTTY no",
    "ForceCommand /usr/sbin/nologin",
  ]).render();
}

/**
 * The cloud-init document of a runner, where `cdktf deploy` runs. That only bastions reach its port 22 is the security
 * group's part.
 *
 * @throws Error when there is no key.
 */
export function runnerUserData(props: ManagementMachineProps): string {
  return managementCloudConfig(props, ["AllowTcpForwarding no"]).render();
}

function managementCloudConfig(props: ManagementMachineProps, sshdSettings: readonly string[]): CloudConfig {
  const { hostname, authorizedKeys, hosts, caCertificates, ntpServers } = props;
  if (authorizedKeys.length === 0) {
    throw new Error(
      `machine ${hostname}: got no authorized keys, expected the public key of at least one administrator`,
    );
  }
  const cloudConfigProps: CloudConfigProps = {
    hostname,
    users: [{ name: OPERATOR, authorizedKeys }],
    ...(hosts === undefined ? {} : { hosts }),
    ...(caCertificates === undefined ? {} : { caCertificates }),
    ...(ntpServers === undefined ? {} : { ntpServers }),
  };
  const cloudConfig = new CloudConfig(cloudConfigProps)
    .addFile({
      path: "/etc/ssh/sshd_config.d/10-health-cloud.conf",
      content: [...HARDENED_SSHD, ...sshdSettings].map((line) => `${line}\n`).join(""),
      permissions: "0600",
    })
    .addFile({
      path: "/etc/ssh/sshd_config.d/11-health-cloud-idle.conf",
      content: readAsset("bastion/idle-timeout.conf"),
      permissions: "0600",
    })
    .addFile({
      path: "/etc/profile.d/health-cloud-idle.sh",
      content: readAsset("bastion/idle-shell.sh"),
    })
    .addFile({
      path: "/etc/security/faillock.conf",
      content: readAsset("bastion/faillock.conf"),
    })
    .addFile({
      path: "/usr/share/pam-configs/health-cloud-faillock",
      content: readAsset("bastion/pam-faillock"),
    })
    .addFile({
      path: "/usr/share/pam-configs/health-cloud-faillock-notify",
      content: readAsset("bastion/pam-faillock-notify"),
    })
    .addFile({
      path: "/etc/audit/rules.d/50-health-cloud.rules",
      content: readAsset("bastion/audit.rules"),
    });
  return addBootScript(cloudConfig, "bastion");
}

/** GB/T 22239-2019 8.1.4.1: strong authentication, limited attempts, end of idle connections, protected sign-on. */
const HARDENED_SSHD = [
  "PermitRootLogin no",
  `AllowUsers ${OPERATOR}`,
  "AuthenticationMethods publickey",
  "PasswordAuthentication no",
  "KbdInteractiveAuthentication no",
  "MaxAuthTries 3",
  "LoginGraceTime 30",
  "ClientAliveInterval 60",
  "ClientAliveCountMax 3",
  "AllowAgentForwarding no",
  "AllowStreamLocalForwarding no",
  "GatewayPorts no",
  "PermitTunnel no",
  "PermitUserRC no",
  "X11Forwarding no",
  // The fingerprint in the log tells the administrators apart.
  "LogLevel VERBOSE",
];
