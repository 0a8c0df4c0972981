import { Fn } from "cdktf";
import { gunzipSync } from "node:zlib";
import { CloudConfig } from "../../../src/constructs/cloud-init";
import { compress } from "../../../src/constructs/cloud-init/content";
import { Ipv4Address } from "../../../src/environment/values";
import { resolved } from "./support/resolved";
import { fileIn, parseDocument, writtenFile } from "./support/document";

describe("CloudConfig", () => {
  it("lets nobody log in by default", () => {
    const document = parseDocument(new CloudConfig().render());
    expect(document).toEqual({
      manage_etc_hosts: false,
      disable_root: true,
      ssh_pwauth: false,
      users: [{ name: "root", lock_passwd: true }],
      write_files: [],
      runcmd: [],
    });
  });

  it("writes what it is given", () => {
    const document = parseDocument(
      new CloudConfig({
        hostname: "prod-medical-worker-001",
        ntpServers: ["10.0.0.5"],
        caCertificates: ["-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n"],
        hosts: [{ address: Ipv4Address.parse("10.1.0.7"), names: ["harbor.health.example", "harbor"] }],
        packages: ["auditd"],
        users: [{ name: "operator", authorizedKeys: ["ssh-ed25519 AAAA someone"] }],
      }).render(),
    );
    expect(document).toMatchObject({
      hostname: "prod-medical-worker-001",
      preserve_hostname: false,
      ntp: { enabled: true, servers: ["10.0.0.5"] },
      ca_certs: { trusted: ["-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n"] },
      packages: ["auditd"],
      users: [
        { name: "root", lock_passwd: true },
        {
          name: "operator",
          lock_passwd: true,
          shell: "/bin/bash",
          ssh_authorized_keys: ["ssh-ed25519 AAAA someone"],
        },
      ],
    });
    expect(fileIn(document, "/etc/hosts")).toBe("10.1.0.7 harbor.health.example harbor\n");
    expect(writtenFile(document, "/etc/hosts").append).toBe(true);
  });

  it("enables a unit and starts it without waiting", () => {
    const document = parseDocument(new CloudConfig().addUnit("some.service", "[Unit]\n").render());
    expect(fileIn(document, "/etc/systemd/system/some.service")).toBe("[Unit]\n");
    expect(document.runcmd).toEqual([
      ["systemctl", "daemon-reload"],
      ["systemctl", "enable", "some.service"],
      ["systemctl", "start", "--no-block", "some.service"],
    ]);
  });

  it("hides what Terraform would read as a template", () => {
    const script = "echo ${HOME} %{ if }\n";
    const userData = new CloudConfig().addFile({ path: "/opt/script", content: script }).render();
    expect(userData).not.toMatch(/\$\{|%\{/);
    expect(fileIn(parseDocument(userData), "/opt/script")).toBe(script);
  });

  it("leaves texts with references to Terraform, so that no secret is synthesized", () => {
    const userData = resolved((variable) =>
      new CloudConfig()
        .addFile({ path: "/etc/secret", content: `key = "${variable("secret")}" \\d %{x\n`, permissions: "0600" })
        .render(),
    );
    expect(userData).toContain(
      String.raw`{"path":"/etc/secret","permissions":"0600","encoding":"gz+b64","content":"${"$"}{base64gzip(join("", ["key = \"", var.secret, "\" \\d %%{x\n"]))}"}`,
    );
  });

  it.each([
    ["relative", 'file of a machine: got the path "relative", expected an absolute path'],
    ["/etc/twice", 'file of a machine: got the path "/etc/twice" twice, expected each path once'],
  ])("refuses the path %s", (path, message) => {
    const cloudConfig = new CloudConfig().addFile({ path: "/etc/twice", content: "" });
    expect(() => cloudConfig.addFile({ path, content: "" })).toThrow(message);
  });

  it("refuses a trusted certificate that is known only at apply", () => {
    expect(() => new CloudConfig({ caCertificates: [Fn.file("ca.pem")] })).toThrow(
      "CA certificate: got a Terraform reference or another text, expected a certificate in PEM form that is known at synth; write other certificates with addFile",
    );
  });
});

describe("compress", () => {
  it("gives the same bytes on every computer: no time, no operating system", () => {
    const header = Buffer.from(compress("text"), "base64").subarray(0, 10);
    expect(header.toString("hex")).toBe("1f8b08000000000002ff");
  });

  it("gives back the text, whatever it holds", () => {
    const text = "医疗专网\n${not} %{a} template\n";
    expect(gunzipSync(Buffer.from(compress(text), "base64")).toString("utf8")).toBe(text);
  });
});
