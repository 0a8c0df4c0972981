import { gatewayCertificates } from "../gateway-certificates";
import type { ClusterZone } from "../schema/names";
import type { Fault } from "../yaml";
import { fault, list, type Rule, type RuleContext } from "./rule";

/** Where a flow says `tls: reencrypt` the proxies check the gateway behind them by an authority. */
export const reencryption: Rule = (context) => {
  const flows = reencryptingFlows(context);
  const unsigned = flows.filter(({ zone }) => gatewayCertificates(context.specification, zone).kind !== "authority");
  return [...missingAuthority(context, unsigned), ...ownAuthorities(context, flows)];
};

interface ReencryptingFlow {
  readonly text: string;
  /** The zone of its target, whose gateway the proxies check. */
  readonly zone: ClusterZone;
}

function reencryptingFlows({ specification: { services } }: RuleContext): ReencryptingFlow[] {
  return services.flatMap((service) =>
    service.flows
      .filter(({ via, tls }) => via === "exchange" && tls === "reencrypt")
      .flatMap(({ to }) => {
        const target = services.find(({ id }) => to === `service:${id}`);
        return target ? [{ text: `${service.id} to ${to}`, zone: target.zone }] : [];
      }),
  );
}

function missingAuthority(context: RuleContext, flows: readonly ReencryptingFlow[]): Fault[] {
  if (flows.length === 0 || context.specification.servicesCertificateAuthority !== undefined) return [];
  return [
    fault(
      context,
      ["servicesCertificateAuthority"],
      `missing, expected the certificate (PEM) that signs the certificates of the clusters' gateways: the exchange proxies check them by it where a flow says tls: reencrypt (${list(flows.map(({ text }) => text))})`,
    ),
  ];
}

/** The authorities that clusters make for themselves are known to nobody before they stand. */
function ownAuthorities(context: RuleContext, flows: readonly ReencryptingFlow[]): Fault[] {
  const { certificates } = context.specification;
  return [...new Set(flows.map(({ zone }) => zone))]
    .filter((zone) => certificates?.[zone]?.kind === "cluster")
    .map((zone) =>
      fault(
        context,
        ["certificates", zone, "kind"],
        `got cluster, expected authority or given: the exchange proxies cannot check such a certificate where a flow says tls: reencrypt (${list(flows.filter((flow) => flow.zone === zone).map(({ text }) => text))})`,
      ),
    );
}
