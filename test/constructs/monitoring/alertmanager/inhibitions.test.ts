import { CAUSES } from "../../../../src/constructs/monitoring/alertmanager/causes";
import { clusterRuleGroups } from "../../../../src/constructs/monitoring/alerts";
import { environmentNamed } from "../../../app/support/synthesized";
import { configurationWith } from "./support";

const environment = environmentNamed("prod");
const alerts = environment.specification.clusters.flatMap((cluster) =>
  clusterRuleGroups(environment, cluster).flatMap((group) => group.alerts),
);

describe("what an Alertmanager keeps quiet", () => {
  it("is whatever else stands in a lost availability zone", () => {
    expect(configurationWith().inhibit_rules).toContainEqual({
      source_matchers: ['alertname="AvailabilityZoneDown"'],
      target_matchers: ['availability_zone!=""', 'alertname!="AvailabilityZoneDown"'],
      equal: ["cluster", "availability_zone"],
    });
  });

  it("is the districts and institutions of a city that is down, and the institutions of a district", () => {
    expect(configurationWith().inhibit_rules).toContainEqual({
      source_matchers: ['alertname="CityDown"'],
      target_matchers: ['alertname=~"DistrictDown|SiteDown|SiteFlapping"'],
      equal: ["cluster"],
    });
    expect(configurationWith().inhibit_rules).toContainEqual({
      source_matchers: ['alertname="DistrictDown"'],
      target_matchers: ['alertname=~"SiteDown|SiteFlapping"'],
      equal: ["cluster", "district"],
    });
  });

  it.each(CAUSES)("while $alert fires is known by names that alerts have", ({ alert, quiets }) => {
    const known = alerts.map(({ name }) => name);
    expect([alert, ...quiets].filter((name) => !known.includes(name))).toEqual([]);
  });

  it("is never a service that fails people, but by its own failure", () => {
    const ofServices = CAUSES.flatMap(({ alert, quiets }) =>
      quiets.filter((name) => /^(Service|Portal|KubeDeploymentHasNoReplica)/.test(name)).map(() => alert),
    );
    expect([...new Set(ofServices)]).toEqual([
      "ServiceDown",
      "PortalDown",
      "ServiceErrorBudgetBurnsFast",
      "ServiceLatencyBudgetBurnsFast",
    ]);
  });

  it("is never as bad as nothing: what quiets another is at least as severe", () => {
    const rank = { critical: 2, warning: 1, info: 0 };
    const rankOf = (name: string) =>
      Math.max(...alerts.filter((alert) => alert.name === name).map((alert) => rank[alert.severity]));
    const weaker = CAUSES.flatMap(({ alert, quiets }) => quiets.filter((name) => rankOf(name) > rankOf(alert)));
    expect(weaker).toEqual([]);
  });
});
