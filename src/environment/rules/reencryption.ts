import { fault, list, type Rule } from "./rule";

/** Where a flow says `tls: reencrypt` the proxies check the gateway behind them by an authority. */
export const reencryption: Rule = (context) => {
  const { services, servicesCertificateAuthority } = context.specification;
  const flows = services.flatMap((service) =>
    service.flows
      .filter(({ via, tls }) => via === "exchange" && tls === "reencrypt")
      .map(({ to }) => `${service.id} to ${to}`),
  );
  if (flows.length === 0 || servicesCertificateAuthority !== undefined) return [];
  return [
    fault(
      context,
      ["servicesCertificateAuthority"],
      `missing, expected the certificate (PEM) that signs the certificates of the clusters' gateways: the exchange proxies check them by it where a flow says tls: reencrypt (${list(flows)})`,
    ),
  ];
};
