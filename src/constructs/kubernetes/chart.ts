import { join } from "node:path";
import { AssetType, TerraformAsset, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { chartFacts, type ValueTypes } from "./chart-facts";

/** How a Helm release names its chart. */
export interface ChartSource {
  readonly chart: string;
  readonly repository?: string;
  readonly version?: string;
}

/** A Helm chart of exactly one version. */
export interface IChart {
  readonly name: string;
  readonly version: string;

  /**
   * The types of its values.
   * Undefined where they are not known: such values are not checked.
   */
  readonly valueTypes: ValueTypes | undefined;

  /** Makes the chart available to a stack. A registry takes the place of the chart's own repository. */
  bind(scope: Construct, registry: string | undefined): ChartSource;
}

export interface ReleasedChartProps {
  readonly name: string;
  /** Exactly one version, such as `1.12.1`. */
  readonly version: string;
  /** Where it is published: a URL that starts with `oci://` or `https://`. */
  readonly repository: string;

  /**
   * The types of its values.
   * @default - unknown, so values are not checked
   */
  readonly valueTypes?: ValueTypes;
}

/** A chart that its project published. */
export class ReleasedChart implements IChart {
  /** A chart whose values are described in `facts/charts`, in the version that the description was read off. */
  static fromFacts(name: string): ReleasedChart {
    const facts = chartFacts(name);
    if (!facts)
      throw new Error(`chart ${name}: there is no facts/charts/${name}.json: add it, or give version and repository`);
    return new ReleasedChart({ name, version: facts.version, repository: facts.repository, valueTypes: facts.values });
  }

  readonly name: string;
  readonly version: string;
  readonly repository: string;
  readonly valueTypes: ValueTypes | undefined;

  constructor(props: ReleasedChartProps) {
    if (!/^v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/.test(props.version)) {
      throw new Error(
        `chart ${props.name}: got version ${JSON.stringify(props.version)}, expected an exact one such as 1.12.1: a range installs what nobody reviewed`,
      );
    }
    if (!/^(oci|https):\/\//.test(props.repository)) {
      throw new Error(
        `chart ${props.name}: got repository ${JSON.stringify(props.repository)}, expected a URL that starts with oci:// or https://`,
      );
    }
    this.name = props.name;
    this.version = props.version;
    this.repository = props.repository;
    this.valueTypes = props.valueTypes;
  }

  bind(_scope: Construct, registry: string | undefined): ChartSource {
    const repository = registry === undefined ? this.repository : `oci://${registry}/charts`;
    return { chart: this.name, repository, version: this.version };
  }
}

/** The chart in `charts/manifests`: it applies the objects in its values. */
export const manifestsChart: IChart = {
  name: "manifests",
  version: "1.0.0",
  valueTypes: { manifests: "list" },

  bind(scope: Construct): ChartSource {
    const stack = TerraformStack.of(scope);
    const id = "chart-manifests";
    const existing = stack.node.tryFindChild(id);
    const asset = existing instanceof TerraformAsset ? existing : new TerraformAsset(stack, id, MANIFESTS_ASSET);
    return { chart: asset.path };
  },
};

// The folder stands beside both `src` and the compiled `lib`; the copy in the stack's folder makes the path relative.
const MANIFESTS_ASSET = {
  path: join(__dirname, "..", "..", "..", "charts", "manifests"),
  type: AssetType.DIRECTORY,
};
