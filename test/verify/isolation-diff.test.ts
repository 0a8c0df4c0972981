import { parse } from "csv-parse/sync";
import { SampleProject } from "./support/sample-project";

const WEB = "192.168.1.0/24";
const DATABASE = "192.168.2.0/24";

/** A machine for the web and a database, and the ports on which the database lets the web in. */
function network(...ports: readonly string[]): Record<string, object> {
  const machine = (role: string) => ({
    vpc_id: "${ctyun_vpc.main.id}",
    subnet_id: `\${ctyun_subnet.${role}.id}`,
    security_group_ids: [`\${ctyun_security_group.${role}.id}`],
  });
  const rule = (group: string, direction: string, values: object) => ({
    security_group_id: `\${ctyun_security_group.${group}.id}`,
    direction,
    action: "accept",
    ether_type: "ipv4",
    ...values,
  });
  const ingress = ports.map(
    (range) => [`port-${range}`, rule("database", "ingress", { protocol: "tcp", range, dest_cidr_ip: WEB })] as const,
  );
  return {
    "dev-network": {
      resource: {
        ctyun_vpc: { main: { cidr: "192.168.0.0/16" } },
        ctyun_subnet: {
          web: { vpc_id: "${ctyun_vpc.main.id}", cidr: WEB },
          database: { vpc_id: "${ctyun_vpc.main.id}", cidr: DATABASE },
        },
        ctyun_security_group: { web: {}, database: {} },
        ctyun_ecs: { web: machine("web"), database: machine("database") },
        ctyun_security_group_rule: {
          out: rule("web", "egress", { protocol: "any", dest_cidr_ip: DATABASE }),
          ...Object.fromEntries(ingress),
        },
      },
    },
  };
}

const declared = {
  zones: [
    { cloud: "main", zone: "internet", block: "192.168.1.0/24" },
    { cloud: "main", zone: "exchange", block: "192.168.2.0/24" },
  ],
  flows: [
    {
      cloud: "main",
      from: "internet/web",
      fromBlocks: [WEB],
      to: "exchange/database",
      toBlocks: [DATABASE],
      port: "tcp/5000-5999",
      why: "flow web-to-database",
      source: "environments/dev.yaml:1:1",
    },
  ],
  resources: {
    "dev-network": { "ctyun_security_group_rule.port-5433": { source: "environments/dev.yaml:7:3" } },
  },
};

describe("health-cloud isolation diff", () => {
  let project: SampleProject;

  beforeEach(() => {
    project = new SampleProject();
    project.intent("dev", declared);
    project.environment("dev", network("5432"));
    project.commit();
  });

  afterEach(() => {
    expect(project.leftovers()).toEqual([]);
    project.remove();
  });

  it("ends with 0 when the same passes", async () => {
    const { exitCode, output, errors } = await project.isolation(["diff", "dev", "--base", "main"]);
    expect(output).toBe("dev: 0 paths opened, 0 paths closed, 0 new violations since main\n");
    expect(errors).toBe("synthesizing main\nsynthesizing the working tree\n");
    expect(exitCode).toBe(0);
  });

  it("ends with 2 when what is declared opens or closes, and names the resource and the line that opened it", async () => {
    project.environment("dev", network("5433"));
    const { exitCode, output } = await project.isolation(["diff", "--base", "main"]);
    expect(output).toBe(
      [
        "dev: 1 path opened, 1 path closed, 0 new violations since main",
        "",
        "Zone by zone:",
        "  opened  internet -> exchange: tcp/5433",
        "  closed  internet -> exchange: tcp/5432",
        "",
        "Opened:",
        "",
        "main internet/web to main exchange/database: tcp/5433",
        "  from 192.168.1.0/24 to 192.168.2.0/24",
        "    no line  dev-network ctyun_security_group_rule.out: allows egress of any",
        "    no line  dev-network ctyun_vpc.main: leads there",
        "    no line  dev-network ctyun_subnet.database: leads there",
        "    environments/dev.yaml:7:3  dev-network ctyun_security_group_rule.port-5433: allows ingress of tcp/5433",
        "",
        "Closed, with what let it pass:",
        "",
        "main internet/web to main exchange/database: tcp/5432",
        "  from 192.168.1.0/24 to 192.168.2.0/24",
        "    no line  dev-network ctyun_security_group_rule.out: allows egress of any",
        "    no line  dev-network ctyun_vpc.main: leads there",
        "    no line  dev-network ctyun_subnet.database: leads there",
        "    no line  dev-network ctyun_security_group_rule.port-5432: allows ingress of tcp/5432",
        "",
      ].join("\n"),
    );
    expect(exitCode).toBe(2);
  });

  it("ends with 1 when the change violates something, and only then", async () => {
    project.environment("dev", network("5432", "22"));
    const { exitCode, output } = await project.isolation(["diff", "--base", "main"]);
    expect(output.split("\n").slice(0, 4)).toEqual([
      "dev: 1 path opened, 0 paths closed, 1 new violation since main",
      "",
      "New violations:",
      "",
    ]);
    expect(exitCode).toBe(1);
    project.commit();
    project.environment("dev", network("5432"));
    const mended = await project.isolation(["diff", "--base", "main"]);
    expect(mended.output).toMatch(
      /^dev: 0 paths opened, 1 path closed, 0 new violations, 1 violation gone since main\n/,
    );
    expect(mended.exitCode).toBe(2);
  });

  it("shows a new environment as opened and a vanished one as closed", async () => {
    project.environment("other", network("5432"));
    project.intent("other", declared);
    project.git("rm", "--quiet", "environments/dev.yaml");
    const { exitCode, output } = await project.isolation(["diff", "--base", "main"]);
    expect(output).toMatch(/^dev \(no longer there\): 0 paths opened, 1 path closed, 0 new violations since main\n/);
    expect(output).toMatch(/^other \(new\): 1 path opened, 0 paths closed, 0 new violations since main\n/m);
    expect(exitCode).toBe(2);
  });

  it("prints JSON, Markdown and CSV", async () => {
    project.environment("dev", network("5433"));
    const as = async (format: string) =>
      (await project.isolation(["diff", "--base", "main", "--format", format])).output;
    expect(JSON.parse(await as("json"))).toMatchObject([
      {
        environment: "dev",
        base: "main",
        presence: "kept",
        newViolations: [],
        zones: [{ from: "internet", to: "exchange", opened: "tcp/5433", closed: "tcp/5432" }],
        opened: [{ from: "main internet/web", services: "tcp/5433", sources: "192.168.1.0/24" }],
        closed: [{ services: "tcp/5432" }],
      },
    ]);
    expect(await as("markdown")).toContain("\n## Opened\n\n| from | to | services |");
    const rows: unknown = parse(await as("csv"), { columns: true });
    expect(rows).toContainEqual(
      expect.objectContaining({
        environment: "dev",
        change: "opened",
        services: "tcp/5433",
        line: "environments/dev.yaml:7:3",
        resource: "ctyun_security_group_rule.port-5433",
      }),
    );
  });

  it("says what is missing when there is no base, or one without a provenance that is read", async () => {
    const without = await project.isolation(["diff", "dev"]);
    expect(without.errors).toContain("error: required option '--base <revision>' not specified\n");
    project.write("environments/dev.intent.json", JSON.stringify({ zones: "of another version" }));
    project.commit();
    const other = await project.isolation(["diff", "dev", "--base", "HEAD"]);
    expect(other.errors).toContain("HEAD writes no provenance of dev that this version reads: choose a later base\n");
    expect([without.exitCode, other.exitCode]).toEqual([1, 1]);
  });
});
