import { Configuration, type StackFile } from "../../terraform/configuration";
import { ANY_ADDRESS } from "../sets/ipv4-addresses";
import type { Cluster } from "./kubernetes/clusters";
import { intendedCluster, type Intent } from "./judgement/intent";
import { judge } from "./judgement/judge";
import type { Violation } from "./judgement/violation";
import type { NotUnderstood } from "./model/arguments";
import { readTopology } from "./model/read-topology";
import { Paths } from "./reachability/paths";

/** Said of a router that could pass on what comes over its lines. */
const TRANSIT = "what comes over its lines and leaves it to the outside again is not judged";

/** What the networks of some stacks let pass. */
export interface Reachability {
  readonly paths: Paths;
  readonly clusters: readonly Cluster[];
}

/** The same, judged. */
export interface Isolation extends Reachability {
  readonly violations: readonly Violation[];
  /** What carries network meaning and was not read: about it the result says nothing. */
  readonly notUnderstood: readonly NotUnderstood[];
}

/** Computes from the Terraform alone what can reach what, and holds it against what was declared. */
export function analyseIsolation(files: readonly StackFile[], intent: Intent): Isolation {
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
    notUnderstood: [...notUnderstood, ...relaysNotRead(paths), ...danglingEnds(paths), ...transits(paths)],
  };
}

function relaysNotRead({ machines }: Paths): NotUnderstood[] {
  return machines.flatMap(({ first, relay }) =>
    (relay?.notRead ?? []).map((line) => ({
      stack: first.origin.stack,
      address: first.origin.address,
      what: `its proxy has ${line}, which is not read`,
    })),
  );
}

/** Public addresses and members of load balancers that lead to something that was not read. */
function danglingEnds(paths: Paths): NotUnderstood[] {
  const { publicAddresses, loadBalancers } = paths.topology;
  const members = [...loadBalancers.values()].flatMap(({ listeners }) => listeners.flatMap((each) => each.members));
  const ends = [
    ...publicAddresses.filter(({ target }) => !paths.placeAt(target)),
    ...members.filter(({ target }) => "machine" in target && !paths.placeOf(target.machine)),
  ];
  return ends.map(({ origin: { stack, address } }) => ({
    stack,
    address,
    what: "it leads to something that is not read in these stacks",
  }));
}

/** What a router takes from outside and sends on to the outside passes no filter that is read, so it is not judged. */
function transits(paths: Paths): NotUnderstood[] {
  const routers = new Map(
    paths.all.flatMap(({ from }) =>
      from.kind === "lines" || from.kind === "tunnels" ? [[from.router.key, from] as const] : [],
    ),
  );
  return [...routers.values()].flatMap(({ router, addresses }) => {
    const onward = paths.routing
      .fromRouter(router, ANY_ADDRESS.subtract(addresses))
      .some(({ arrival }) => arrival.kind !== "subnet" && arrival.kind !== "machine");
    const { stack, address } = router.origin;
    return onward ? [{ stack, address, what: TRANSIT }] : [];
  });
}
