import { Token } from "cdktf";
import type { Ipv4Address } from "../../environment/values";
import { compress } from "./content";

/** A file that cloud-init writes before the first command runs. */
export interface CloudConfigFile {
  /** Absolute path on the machine. */
  readonly path: string;

  /** Text, with or without Terraform references; secrets are always references. */
  readonly content: string;

  /**
   * Octal mode.
   * @default "0644"
   */
  readonly permissions?: string;

  /**
   * Whether the content is added to what the image has there.
   * @default false
   */
  readonly append?: boolean;
}

/** A line of /etc/hosts. */
export interface HostEntry {
  readonly address: Ipv4Address;
  readonly names: readonly string[];
}

/** A person's account. Without one a machine has no account that anybody can log in to. */
export interface CloudConfigUser {
  readonly name: string;
  /** OpenSSH public keys. */
  readonly authorizedKeys: readonly string[];
}

export interface CloudConfigProps {
  /**
   * Host name of the machine.
   * @default - the cloud's
   */
  readonly hostname?: string;

  /**
   * NTP servers, as addresses or names.
   * @default - the image's
   */
  readonly ntpServers?: readonly string[];

  /**
   * Certificates in PEM form that the operating system trusts in addition.
   * @default - none
   */
  readonly caCertificates?: readonly string[];

  /**
   * Names that resolve without DNS.
   * @default - none
   */
  readonly hosts?: readonly HostEntry[];

  /**
   * Packages from the OS mirror. Everything a machine needs stands in its image, since medical machines have no mirror.
   * @default - none
   */
  readonly packages?: readonly string[];

  /**
   * Accounts beside root, which is locked.
   * @default - none
   */
  readonly users?: readonly CloudConfigUser[];
}

/**
 * A cloud-init document: files first, then commands, both in the order in which they were added.
 *
 * It is written as JSON, which is YAML too, so nothing depends on indentation.
 */
export class CloudConfig {
  private readonly files: CloudConfigFile[] = [];
  private readonly commands: (readonly string[])[] = [];

  /** @throws Error when a CA certificate is no PEM text that is known at synth. */
  constructor(private readonly props: CloudConfigProps = {}) {
    for (const certificate of props.caCertificates ?? []) {
      // A reference would bring raw line breaks into the JSON text at apply.
      if (Token.isUnresolved(certificate) || !certificate.startsWith("-----BEGIN CERTIFICATE-----")) {
        throw new Error(
          "CA certificate: got a Terraform reference or another text, expected a certificate in PEM form that is known at synth; write other certificates with addFile",
        );
      }
    }
    const hosts = props.hosts ?? [];
    if (hosts.length > 0) {
      const lines = hosts.map((host) => `${host.address.toString()} ${host.names.join(" ")}\n`);
      this.addFile({
        path: "/etc/hosts",
        content: lines.join(""),
        append: true,
      });
    }
  }

  /** @throws Error when the path is not absolute, or was added before. */
  addFile(file: CloudConfigFile): this {
    if (!file.path.startsWith("/")) {
      throw new Error(`file of a machine: got the path "${file.path}", expected an absolute path`);
    }
    if (this.files.some((other) => other.path === file.path)) {
      throw new Error(`file of a machine: got the path "${file.path}" twice, expected each path once`);
    }
    this.files.push(file);
    return this;
  }

  /** A program with its arguments, run without a shell at the end of the first boot. */
  addCommand(...command: readonly string[]): this {
    this.commands.push(command);
    return this;
  }

  /** Enables a systemd unit and starts it without waiting for it: a boot script may wait for another machine. */
  addUnit(name: string, content: string): this {
    return this.addFile({ path: `/etc/systemd/system/${name}`, content })
      .addCommand("systemctl", "daemon-reload")
      .addCommand("systemctl", "enable", name)
      .addCommand("systemctl", "start", "--no-block", name);
  }

  /** The document, as text that may hold Terraform references. */
  render(): string {
    const { hostname, ntpServers = [], caCertificates = [], packages = [], users = [] } = this.props;
    const document = {
      ...(hostname === undefined ? {} : { hostname, preserve_hostname: false }),
      manage_etc_hosts: false,
      disable_root: true,
      ssh_pwauth: false,
      // A list without the entry "default" keeps cloud-init from making the image's own account.
      users: [{ name: "root", lock_passwd: true }, ...users.map(account)],
      ...(ntpServers.length === 0 ? {} : { ntp: { enabled: true, servers: ntpServers } }),
      ...(caCertificates.length === 0 ? {} : { ca_certs: { trusted: caCertificates } }),
      ...(packages.length === 0 ? {} : { package_update: true, packages }),
      write_files: this.files.map((file) => ({
        path: file.path,
        permissions: file.permissions ?? "0644",
        encoding: "gz+b64",
        content: compress(file.content),
        ...(file.append === true ? { append: true } : {}),
      })),
      runcmd: this.commands,
    };
    return `#cloud-config\n${JSON.stringify(document)}`;
  }
}

function account(user: CloudConfigUser): object {
  return {
    name: user.name,
    lock_passwd: true,
    shell: "/bin/bash",
    ssh_authorized_keys: user.authorizedKeys,
  };
}
