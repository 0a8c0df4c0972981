import { z } from "zod";

const path = (example: string) =>
  z
    .string()
    .startsWith("/")
    .describe(`Path at the identity provider, such as ${example}: Grafana does not look it up.`);

/** Grafana, for operators alone. It signs people in by a client of its own at the identity provider. */
const dashboards = z.strictObject({
  clientId: z.string().min(1).default("grafana").describe("The client's id. Its secret is put into the cluster."),
  scopes: z
    .array(z.string().regex(/^[a-zA-Z0-9_.:-]+$/, "expected the name of a scope"))
    .min(1)
    .default(["openid", "email", "profile", "groups"])
    .describe("Groups decide who sees anything: the three administrators."),
  authorizationPath: path("/auth"),
  tokenPath: path("/token"),
  userInfoPath: path("/userinfo"),
});
export type DashboardsSpecification = z.output<typeof dashboards>;

/** What every cluster of the environment watches beside itself, and where people look at it. */
export const monitoring = z.strictObject({
  probes: z
    .boolean()
    .default(true)
    .describe(
      "Whether each cluster asks its services, load balancers, links and sites from outside, again and again. It opens what these probes need, and nothing without them.",
    ),
  acrossClouds: z
    .boolean()
    .default(true)
    .describe(
      "Whether clusters of one zone tell each other's Alertmanager what they alarm about, over a link that carries the zone: one hears when the other falls silent, and speaks for it.",
    ),
  dashboards: dashboards
    .optional()
    .describe("Grafana in every cluster with a console, beside it. Default: none; Prometheus has a page of its own."),
});
export type MonitoringSpecification = z.output<typeof monitoring>;
