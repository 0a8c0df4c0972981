import { DashboardLayout, type Dashboard } from "./dashboard";
import { choice, lines, number, table } from "./panels";

const SITES = 'probe="site"';

/** The institutions that this cluster reaches, by district. */
export function siteDashboard(): Dashboard {
  return new DashboardLayout("site", "Sites", "Hospitals and primary-care institutions, by district.")
    .withVariable(choice("district", "District", `probe_success{${SITES}}`))
    .withPanel(number({ title: "Sites" }, `count(probe_success{${SITES}})`))
    .withPanel(
      number({ title: "Not reached" }, `count(probe_success{${SITES}} == 0) or vector(0)`, { green: 0, red: 1 }),
    )
    .withPanel(
      number(
        { title: "Reached in the chosen time", unit: "percentunit" },
        `avg(avg_over_time(probe_success{${SITES}}[$__range]))`,
        {
          red: 0.99,
          green: 0.999,
        },
      ),
    )
    .withPanel(
      number(
        { title: "Districts with a lost site" },
        `count(count by (district) (probe_success{${SITES}} == 0)) or vector(0)`,
        { green: 0, red: 1 },
      ),
    )
    .withPanel(table({ title: "Sites that are not reached" }, `probe_success{${SITES}} == 0`))
    .withPanel(
      table(
        { title: "Share reached, by district", unit: "percentunit" },
        `avg by (district) (probe_success{${SITES}})`,
      ),
    )
    .withPanel(
      lines({ title: "Reached in the district", unit: "short" }, [
        { expression: `sum(probe_success{${SITES},district="$district"})`, legend: "reached" },
        { expression: `count(probe_success{${SITES},district="$district"})`, legend: "all" },
      ]),
    )
    .withPanel(
      lines({ title: "Time to the sites of the district", unit: "s" }, [
        { expression: `probe_duration_seconds{${SITES},district="$district"}`, legend: "{{site}}" },
      ]),
    )
    .build();
}
