import { readSshd } from "../../../../src/analysis/isolation/relays/sshd";
import { formatAddresses } from "../../../../src/analysis/sets/ipv4-addresses";

const DROP_IN = "/etc/ssh/sshd_config.d/10-bastion.conf";
const MAIN = "/etc/ssh/sshd_config";

/** What sshd passes on, as text, when these files configure it. */
function passes(files: Readonly<Record<string, string>>) {
  const read = readSshd(Object.entries(files).map(([path, content]) => ({ path, content: () => content })));
  if (!read) return undefined;
  const { listener, notRead } = read;
  const targets = listener.targets.map((target) => {
    const to = "machine" in target ? target.machine : formatAddresses(target.addresses);
    return `${to} ${target.services.toString()}`;
  });
  return { by: listener.services.toString(), targets, notRead };
}

const targets = (content: string) => passes({ [DROP_IN]: content })?.targets;
const notRead = (content: string) => passes({ [DROP_IN]: content })?.notRead;

const ANYWHERE = ["any address tcp/1-65535"];

describe("what OpenSSH's server passes on", () => {
  it("is unknown where no file configures it", () => {
    expect(passes({ "/etc/haproxy/haproxy.cfg": "listen x" })).toBeUndefined();
  });

  it("is whatever a client asks for, unless it is told otherwise", () => {
    expect(passes({ [DROP_IN]: "PermitRootLogin no\n" })).toEqual({ by: "tcp/22", targets: ANYWHERE, notRead: [] });
  });

  it("is what PermitOpen names", () => {
    expect(targets("PermitOpen 10.0.0.1:22 10.0.0.2:*\n")).toEqual(["10.0.0.1 tcp/22", "10.0.0.2 tcp/1-65535"]);
    expect(targets("PermitOpen *:443\n")).toEqual(["any address tcp/443"]);
    expect(targets("PermitOpen any\n")).toEqual(ANYWHERE);
    expect(targets("PermitOpen none\n")).toEqual([]);
  });

  it("is a machine whose address is known only after apply", () => {
    expect(targets("PermitOpen \u27e6net/openstack_networking_port_v2.runner.all_fixed_ips.0\u27e7:22\n")).toEqual([
      "net/openstack_networking_port_v2.runner tcp/22",
    ]);
  });

  it.each(["AllowTcpForwarding no", "AllowTcpForwarding remote", "DisableForwarding yes"])(
    "is nothing by %s",
    (line) => {
      expect(targets(`${line}\nPermitOpen 10.0.0.1:22\n`)).toEqual([]);
    },
  );

  it.each(["AllowTcpForwarding yes", "AllowTcpForwarding all", "AllowTcpForwarding local", "DisableForwarding no"])(
    "is what PermitOpen names by %s",
    (line) => {
      expect(targets(`${line}\nPermitOpen 10.0.0.1:22\n`)).toEqual(["10.0.0.1 tcp/22"]);
    },
  );

  it("enters by the ports on which it listens", () => {
    expect(passes({ [DROP_IN]: "Port 22\nPort 2222\nPermitOpen none\n" })?.by).toBe("tcp/22, tcp/2222");
  });

  it("is written in any case, with quotes, an equals sign, and comments", () => {
    expect(targets('permitopen="10.0.0.1:22" # the runner\n# PermitOpen any\n')).toEqual(["10.0.0.1 tcp/22"]);
    expect(targets("PermitOpen = 10.0.0.1:22\n")).toEqual(["10.0.0.1 tcp/22"]);
  });
});

describe("settings in several places", () => {
  it("count where they come first", () => {
    expect(targets("PermitOpen 10.0.0.1:22\nPermitOpen any\n")).toEqual(["10.0.0.1 tcp/22"]);
    expect(
      passes({ "/etc/ssh/sshd_config.d/20-b.conf": "PermitOpen any\n", [DROP_IN]: "PermitOpen 10.0.0.1:22\n" })
        ?.targets,
    ).toEqual(["10.0.0.1 tcp/22"]);
  });

  it("count in the main file where it includes no other", () => {
    expect(passes({ [MAIN]: "AllowTcpForwarding no\n", [DROP_IN]: "PermitOpen any\n" })?.targets).toEqual([]);
  });

  it("count where the main file includes them", () => {
    const main = "Include /etc/ssh/sshd_config.d/*.conf\nPermitOpen any\n";
    expect(passes({ [MAIN]: main, [DROP_IN]: "PermitOpen 10.0.0.1:22\n" })?.targets).toEqual(["10.0.0.1 tcp/22"]);
  });
});

describe("a Match block", () => {
  it("may apply or not", () => {
    expect(targets("PermitOpen 10.0.0.1:22\nMatch User admin\n PermitOpen 10.0.0.2:22\n")).toEqual([
      "10.0.0.1 tcp/22",
      "10.0.0.2 tcp/22",
    ]);
    expect(
      targets("AllowTcpForwarding no\nPermitOpen 10.0.0.1:22\nMatch Group ops\n AllowTcpForwarding yes\n"),
    ).toEqual(["10.0.0.1 tcp/22"]);
  });

  it("for all counts before what stands outside", () => {
    expect(targets("PermitOpen any\nMatch all\n PermitOpen 10.0.0.2:22\n")).toEqual(["10.0.0.2 tcp/22"]);
  });

  it("ends with its file", () => {
    const files = {
      [DROP_IN]: "Match User admin\n PermitOpen 10.0.0.2:22\n",
      "/etc/ssh/sshd_config.d/20-b.conf": "PermitOpen 10.0.0.1:22\n",
    };
    expect(passes(files)?.targets).toEqual(["10.0.0.1 tcp/22", "10.0.0.2 tcp/22"]);
  });

  it("counts for what it includes", () => {
    const main = "PermitOpen 10.0.0.1:22\nMatch User admin\n Include sshd_config.d/*.conf\n";
    expect(passes({ [MAIN]: main, [DROP_IN]: "PermitOpen 10.0.0.2:22\n" })?.targets).toEqual([
      "10.0.0.1 tcp/22",
      "10.0.0.2 tcp/22",
    ]);
  });

  it("is taken for anything where there are too many", () => {
    const blocks = [...Array(9).keys()].map((user) => `Match User u${user}\n PermitOpen 10.0.0.${user}:22\n`).join("");
    expect(targets(blocks)).toEqual(ANYWHERE);
    expect(notRead(blocks)).toEqual(["sshd's Match blocks, which are too many"]);
  });
});

describe("what could lead elsewhere and is not read", () => {
  it.each([
    ["PermitOpen db.example:5432", "sshd's PermitOpen db.example:5432"],
    ["PermitOpen none\nPermitTunnel point-to-point", "sshd's permittunnel point-to-point"],
    ["PermitOpen none\nGatewayPorts yes", "sshd's gatewayports yes"],
    ["PermitOpen none\nListenAddress 0.0.0.0:2222", "sshd's ListenAddress 0.0.0.0:2222"],
  ])("is listed: %j", (content, listed) => {
    expect(notRead(`${content}\n`)).toEqual([listed]);
  });

  it("is nothing where remote forwarding is off", () => {
    expect(notRead("AllowTcpForwarding local\nPermitOpen none\nGatewayPorts yes\n")).toEqual([]);
  });
});
