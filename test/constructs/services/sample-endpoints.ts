/** An authority outside that certifies names of the internet zone. */
export const acme = {
  id: "acme",
  kind: "acme",
  title: "Public certificates",
  host: "acme.example",
  addresses: ["198.51.100.140/32"],
  ports: ["tcp/443"],
  access: { internet: "direct" },
};

/** The name server in which such an authority looks for the proof. */
export const nameServer = {
  id: "dns-domain",
  kind: "service",
  title: "Name server of the domain",
  addresses: ["198.51.100.141/32"],
  ports: ["udp/53", "tcp/53"],
  access: { internet: "direct" },
};

/** A secret store, in `medical` behind the exchange. */
export const vault = {
  id: "vault",
  kind: "secret-store",
  title: "Secrets",
  host: "vault.health.example",
  addresses: ["198.51.100.139/32"],
  ports: ["tcp/443"],
  access: { medical: "exchange", internet: "direct" },
  exchangePort: 9207,
};
