import { Release } from "@cdktf/provider-helm/lib/release";
import { Lazy, TerraformStack, type ITerraformDependable } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import type { IChart } from "./chart";
import { renderValues, type ChartValues } from "./chart-values";
import { checkImages } from "./images-check";
import type { INamespace } from "./namespace";
import { checkServiceTypes, checkValues } from "./values-check";

/** Something that runs on a cluster for the platform itself. */
export interface IAddOn extends IConstruct {
  /** What other add-ons of the stack call it when they need it. */
  readonly addOnName: string;
}

export interface AddOnProps {
  readonly chart: IChart;
  /** Made before; its Pod Security level holds for the add-on's pods. */
  readonly namespace: INamespace;

  /**
   * What the add-on is called, as a Helm release too.
   * @default - the chart's name
   */
  readonly name?: string;

  /** @default - the chart's own */
  readonly values?: ChartValues;

  /**
   * Paths of values that are a document of another program, such as `alertmanager.config`: the chart knows only a few of
   * its keys, so nothing below is checked.
   * @default - every value is checked
   */
  readonly openValues?: readonly string[];

  /**
   * Host of the registry that holds charts, under `charts`, such as `registry.health.example`.
   * @default - the chart's own repository
   */
  readonly registry?: string;

  /**
   * Host of the registry from which nodes take images: an image of another one in the values is refused. What the values
   * leave to the chart is taken through the nodes' mirrors.
   * @default - images come from anywhere
   */
  readonly imageRegistry?: string;

  /**
   * Names of the add-ons of this stack that must run first.
   * @default - none
   */
  readonly needs?: readonly string[];

  /**
   * Names of the add-ons that must not be in this stack.
   * @default - none
   */
  readonly conflictsWith?: readonly string[];

  /**
   * How long the release may take before it is rolled back.
   * @default 600
   */
  readonly timeoutSeconds?: number;

  /**
   * What must stand before it, apart from its needs and its namespace.
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * A Helm release under the platform's contract: one exact version, values that the chart knows, images of the environment's
 * registry, a namespace with its Pod Security level, and what it needs first. The order in which add-ons are written does not matter.
 *
 * Values are checked here, so a mistake in them throws with its path. Needs and conflicts are checked at synth, when every
 * add-on is known.
 */
export class AddOn extends Construct implements IAddOn {
  readonly addOnName: string;
  /** What to depend on where something other than an add-on must wait until it runs. */
  readonly standing: ITerraformDependable;
  private readonly needs: readonly string[];
  private readonly conflictsWith: readonly string[];
  private readonly release: Release;

  constructor(scope: Construct, id: string, props: AddOnProps) {
    super(scope, id);
    this.addOnName = props.name ?? props.chart.name;
    this.needs = props.needs ?? [];
    this.conflictsWith = props.conflictsWith ?? [];
    this.release = new Release(this, "Default", {
      name: this.addOnName,
      namespace: props.namespace.namespaceReference,
      createNamespace: false,
      ...props.chart.bind(this, props.registry),
      values: [renderValues(checkedValues(props))],
      atomic: true,
      wait: true,
      waitForJobs: true,
      timeout: props.timeoutSeconds ?? 600,
      maxHistory: 10,
      ...(props.dependsOn && { dependsOn: [...props.dependsOn] }),
    });
    this.standing = this.release;
    if (this.needs.length > 0) this.orderAfterNeeds();
    this.node.addValidation({ validate: () => [...this.missingNeeds(), ...this.conflicts()] });
  }

  /** Which releases the needs are is known only when all add-ons have been made. */
  private orderAfterNeeds(): void {
    const given = this.release.dependsOn ?? [];
    const needed = () =>
      this.siblings()
        .filter(({ addOnName }) => this.needs.includes(addOnName))
        .map(({ release }) => `${release.terraformResourceType}.${release.friendlyUniqueId}`);
    this.release.dependsOn = Lazy.listValue({ produce: () => [...given, ...needed()] });
  }

  private missingNeeds(): string[] {
    const present = new Set(this.siblings().map(({ addOnName }) => addOnName));
    return this.needs
      .filter((need) => !present.has(need))
      .map(
        (need) =>
          `add-on ${this.addOnName} needs ${need}, which is not in stack ${this.stackId}: add ${need}, or remove ${this.addOnName}`,
      );
  }

  private conflicts(): string[] {
    return this.siblings()
      .filter(({ addOnName }) => this.conflictsWith.includes(addOnName))
      .map(
        ({ addOnName }) =>
          `add-on ${this.addOnName} conflicts with ${addOnName}, and both are in stack ${this.stackId}: remove one of them`,
      );
  }

  private siblings(): AddOn[] {
    return TerraformStack.of(this)
      .node.findAll()
      .filter((construct): construct is AddOn => construct instanceof AddOn && construct !== this);
  }

  private get stackId(): string {
    return TerraformStack.of(this).node.id;
  }
}

function checkedValues({ chart, values = {}, openValues = [], imageRegistry }: AddOnProps): ChartValues {
  const faults = checkServiceTypes(chart.name, values);
  if (imageRegistry !== undefined) faults.push(...checkImages(chart.name, values, imageRegistry));
  if (chart.valueTypes)
    faults.push(...checkValues({ chart: chart.name, values, types: chart.valueTypes, openPaths: openValues }));
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return values;
}
