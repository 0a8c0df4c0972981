import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import type { GridPos, Panel, VariableModel } from "@grafana/grafana-foundation-sdk/dashboard";

/** Grafana lays panels out on so many columns. */
export const COLUMNS = 24;

/** Version of the form in which Grafana keeps a dashboard; it brings older ones up to its own when it reads them. */
const SCHEMA_VERSION = 41;

/** A dashboard in the form that Grafana reads from a file. */
export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly editable: boolean;
  readonly schemaVersion: number;
  readonly refresh: string;
  readonly time: { readonly from: string; readonly to: string };
  readonly timezone: string;
  readonly templating: { readonly list: readonly VariableModel[] };
  readonly panels: readonly Panel[];
}

/**
 * A dashboard that nobody changes by hand, with its panels from left to right and from above. Its address is made of its id,
 * which is kept for good.
 */
export class DashboardLayout {
  private readonly panels: Panel[] = [];
  private readonly variables: VariableModel[] = [];
  private column = 0;
  private row = 0;
  private rowHeight = 0;

  constructor(
    private readonly id: string,
    private readonly title: string,
    private readonly description: string,
  ) {}

  /** Adds what people choose before they look. */
  withVariable(variable: Builder<VariableModel>): this {
    this.variables.push(variable.build());
    return this;
  }

  /** Adds a panel beside the last one, or below where there is no room beside it. */
  withPanel(builder: Builder<Panel>): this {
    const panel = builder.build();
    const { w = COLUMNS, h = 1 }: Partial<GridPos> = panel.gridPos ?? {};
    if (this.column + w > COLUMNS) {
      this.row += this.rowHeight;
      this.column = 0;
      this.rowHeight = 0;
    }
    this.panels.push({ ...panel, id: this.panels.length + 1, gridPos: { x: this.column, y: this.row, w, h } });
    this.column += w;
    this.rowHeight = Math.max(this.rowHeight, h);
    return this;
  }

  build(): Dashboard {
    return {
      uid: `health-cloud-${this.id}`,
      title: this.title,
      description: this.description,
      tags: ["health-cloud"],
      editable: false,
      schemaVersion: SCHEMA_VERSION,
      refresh: "1m",
      time: { from: "now-6h", to: "now" },
      timezone: "browser",
      templating: { list: this.variables },
      panels: this.panels,
    };
  }
}
