import { z } from "zod";
import { dashboardFiles, dashboards } from "../../../src/constructs/monitoring/dashboards";
import { exporterOf } from "../../../src/constructs/monitoring/metrics";

const everything = { logs: true, etcd: true, probes: true };

const dashboard = z.object({
  uid: z.string(),
  panels: z.array(
    z.object({
      title: z.string(),
      targets: z.array(z.object({ expr: z.string(), datasource: z.object({ type: z.string() }) })),
    }),
  ),
  templating: z.object({ list: z.array(z.object({ name: z.string() })).default([]) }).optional(),
});

/** A question of a panel, with Grafana's variables filled in. */
interface Question {
  readonly where: string;
  readonly type: string;
  readonly expression: string;
}

function questions(props = everything): Question[] {
  return Object.entries(dashboardFiles(props)).flatMap(([file, text]) => {
    const { panels, templating } = dashboard.parse(JSON.parse(text));
    const variables = templating?.list.map(({ name }) => name) ?? [];
    return panels.flatMap(({ title, targets }) =>
      targets.map(({ expr, datasource }) => ({
        where: `${file}: ${title}`,
        type: datasource.type,
        expression: filled(expr, variables),
      })),
    );
  });
}

function filled(expression: string, variables: readonly string[]): string {
  const known = ["__rate_interval", "__range", ...variables];
  return expression.replaceAll(/\$(\w+)/g, (whole, name: string) =>
    known.includes(name) ? (name.startsWith("__") ? "5m" : "some") : whole,
  );
}

interface Tree {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

interface Grammar {
  parse(input: string): {
    iterate(spec: {
      enter(node: {
        readonly name: string;
        readonly from: number;
        readonly to: number;
        readonly type: { readonly isError: boolean };
      }): void;
    }): void;
  };
}

/** The grammars come as modules of the newer kind, which a test cannot import at its head. */
let logql: Grammar;
let promql: Grammar;

beforeAll(async () => {
  logql = (await import("@grafana/lezer-logql")).parser;
  promql = (await import("@prometheus-io/lezer-promql")).parser;
});

/** Every part of an expression; a part that the grammar does not know is called ⚠. */
function parts(grammar: Grammar, expression: string): Tree[] {
  const found: Tree[] = [];
  grammar.parse(expression).iterate({
    enter: ({ name, from, to, type }) => {
      found.push({ name: type.isError ? "⚠" : name, from, to });
    },
  });
  return found;
}

const isWrong = (grammar: Grammar, expression: string) => parts(grammar, expression).some(({ name }) => name === "⚠");

const metrics = (expression: string) =>
  parts(promql, expression)
    .filter(({ name }) => name === "VectorSelector")
    .map(({ from, to }) => /^[a-zA-Z_:][\w:]*/.exec(expression.slice(from, to))?.[0] ?? expression.slice(from, to));

describe("the dashboards of a cluster", () => {
  it("are one for the platform, the cluster, a service, the network and the sites", () => {
    const built = dashboards(everything);
    expect(Object.keys(built)).toEqual(["platform", "cluster", "service", "network", "site"]);
    expect(Object.values(built).map(({ uid, editable }) => [uid, editable])).toEqual(
      Object.keys(built).map((name) => [`health-cloud-${name}`, false]),
    );
  });

  it("have no panel for what the cluster does not have", () => {
    const built = dashboards({ logs: false, etcd: false, probes: false });
    expect(Object.keys(built)).not.toContain("site");
    expect(JSON.stringify(built)).not.toMatch(/etcd_|loki/);
  });

  it("give each panel of a dashboard a title of its own", () => {
    for (const text of Object.values(dashboardFiles(everything))) {
      const titles = dashboard.parse(JSON.parse(text)).panels.map(({ title }) => title);
      expect(titles).toEqual([...new Set(titles)]);
    }
  });
});

describe("the questions of the dashboards", () => {
  const asked = questions();

  it.each(asked.filter(({ type }) => type === "prometheus"))("are PromQL: $where", ({ expression }) => {
    expect({ expression, wrong: isWrong(promql, expression) }).toEqual({ expression, wrong: false });
  });

  it.each(asked.filter(({ type }) => type === "loki"))("are LogQL: $where", ({ expression }) => {
    expect({ expression, wrong: isWrong(logql, expression) }).toEqual({ expression, wrong: false });
  });

  it("name metrics that an exporter provides", () => {
    const unknown = asked
      .filter(({ type }) => type === "prometheus")
      .flatMap(({ where, expression }) =>
        metrics(expression)
          .filter((metric) => exporterOf(metric) === undefined)
          .map((metric) => `${where}: ${metric}`),
      );
    expect(unknown).toEqual([]);
  });

  it("leave no variable open that the dashboard does not offer", () => {
    expect(asked.filter(({ expression }) => expression.includes("$"))).toEqual([]);
  });

  it("would show a mistake", () => {
    expect(isWrong(promql, "sum by (job (up)")).toBe(true);
    expect(isWrong(logql, '{job="audit" | json')).toBe(true);
    expect(metrics("sum(rate(some_metric_total[5m])) / up")).toEqual(["some_metric_total", "up"]);
    expect(exporterOf("some_metric_total")).toBeUndefined();
  });
});
