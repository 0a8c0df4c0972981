import { Configuration, type ReadableStack } from "../../terraform/configuration";
import type { Cluster } from "./kubernetes/clusters";
import { intendedCluster, type Intent } from "./judgement/intent";
import { judge } from "./judgement/judge";
import { declaredTransits, type DeclaredTransit } from "./judgement/transits";
import type { Violation } from "./judgement/violation";
import type { NotUnderstood } from "./model/arguments";
import { forwardingMachines } from "./model/next-hops";
import { readTopology } from "./model/read-topology";
import { Paths } from "./reachability/paths";

/** What the networks of some stacks let pass. */
export interface Reachability {
  readonly paths: Paths;
  readonly clusters: readonly Cluster[];
}

/** The same, judged. */
export interface Isolation extends Reachability {
  readonly violations: readonly Violation[];
  /** What routers pass from outside to outside because it was asked for. No filter stands there. */
  readonly transits: readonly DeclaredTransit[];
  /** What carries network meaning and was not read: about it the result says nothing. */
  readonly notUnderstood: readonly NotUnderstood[];
}

/** Computes from the Terraform alone what can reach what, and holds it against what was declared. */
export function analyseIsolation(files: readonly ReadableStack[], intent: Intent): Isolation {
  const configuration = new Configuration(files);
  const { topology, clusters: read, notUnderstood } = readTopology(configuration);
  const paths = new Paths(topology);
  const clusters = read.map((cluster) => ({
    ...cluster,
    name: intendedCluster(intent, cluster)?.name ?? cluster.name,
  }));
  return {
    paths,
    clusters,
    violations: judge(paths, clusters, intent),
    transits: declaredTransits(paths, intent),
    notUnderstood: [...notUnderstood, ...relaysNotRead(paths), ...danglingEnds(paths)],
  };
}

function relaysNotRead({ machines }: Paths): NotUnderstood[] {
  return machines.flatMap(({ first, relay }) =>
    (relay?.notRead ?? []).map((line) => ({
      stack: first.origin.stack,
      address: first.origin.address,
      what: `it has ${line}, which is not read`,
    })),
  );
}

/** Public addresses, members of load balancers and routes that lead to something that was not read. */
function danglingEnds(paths: Paths): NotUnderstood[] {
  const { publicAddresses, loadBalancers } = paths.topology;
  const routes = [...forwardingMachines(paths.topology)].flatMap(([key, leading]) =>
    paths.placeOf(key) ? [] : leading,
  );
  const members = [...loadBalancers.values()].flatMap(({ listeners }) => listeners.flatMap((each) => each.members));
  const ends = [
    ...publicAddresses.filter(({ target }) => !paths.placeAt(target)),
    ...members.filter(({ target }) => "machine" in target && !paths.placeOf(target.machine)),
    ...routes,
  ];
  return ends.map(({ origin: { stack, address } }) => ({
    stack,
    address,
    what: "it leads to something that is not read in these stacks",
  }));
}
