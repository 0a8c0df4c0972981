import type { RuleGroup } from "../alert";
import { PLATFORM } from "../owners";

/** Whether alarms work at all: the only alert that is wanted, and what is raised where it is missed. */
export function deadMansSwitch(): RuleGroup {
  return {
    name: "dead-mans-switch",
    title: "Dead man's switch",
    alerts: [
      {
        name: "Watchdog",
        expression: "vector(1)",
        severity: "info",
        owner: PLATFORM,
        summary: "Alarms work",
        description:
          "Always on. It goes from this Prometheus by Alertmanager to the other cloud, which raises an alarm when it stops.",
        runbook: {
          meaning: "Nothing is wrong. Its absence would mean that this cluster can warn nobody.",
          commands: ["kubectl -n monitoring get pods", "amtool alert query alertname=Watchdog"],
          cured: "It is always there.",
        },
      },
    ],
  };
}
