import { addressNumber, addressText, blockEdges } from "./addresses";
import { peersIn, portsIn, type PolicySet, type Protocol, type Questions, type Service } from "./policy-set";

const LAST_ADDRESS = 2 ** 32 - 1;
const LAST_PORT = 65535;
const PROTOCOLS: readonly Protocol[] = ["TCP", "UDP", "SCTP"];
/** A port that no generated rule starts or ends at. */
const FAR_PORT = 20_000;

/** Every pod with every other and with addresses outside, for services: at each edge of a block and a range, and one off it. */
export function questionsAbout(set: PolicySet): Questions {
  const outside = outsideAddresses(set);
  const pairs = set.pods.flatMap((pod) => [
    ...set.pods.filter((other) => other !== pod).map((other) => [pod, other] as const),
    ...outside.flatMap((address) => [[pod, address] as const, [address, pod] as const]),
  ]);
  return { pairs, services: services(set) };
}

function outsideAddresses(set: PolicySet): string[] {
  const pods = new Set(set.pods.map(({ address }) => addressNumber(address)));
  const blocks = set.policies
    .flatMap(peersIn)
    .flatMap(({ ipBlock }) => (ipBlock ? [ipBlock.cidr, ...(ipBlock.except ?? [])] : []));
  const addresses = new Set([addressNumber("198.51.100.1"), ...blocks.flatMap(blockEdges).flatMap(around)]);
  return [...addresses]
    .filter((address) => address >= 0 && address <= LAST_ADDRESS && !pods.has(address))
    .map(addressText);
}

function services(set: PolicySet): Service[] {
  const written = set.policies.flatMap(portsIn).flatMap(({ protocol = "TCP", port, endPort }) => {
    if (typeof port === "number") return edges(protocol, port, endPort ?? port);
    return set.pods
      .flatMap(({ ports }) => ports)
      .filter(({ name }) => name === port)
      .flatMap(({ containerPort, protocol: own }) => [
        ...edges(own, containerPort, containerPort),
        { protocol, port: containerPort },
      ]);
  });
  const unwritten = PROTOCOLS.map((protocol) => ({ protocol, port: FAR_PORT }));
  return [
    ...new Map(
      [...unwritten, ...written]
        .filter(({ port }) => port >= 1 && port <= LAST_PORT)
        .map((service) => [`${service.protocol}/${service.port}`, service]),
    ).values(),
  ];
}

/** Around the ends of a range, and its first port by another protocol. */
function edges(protocol: Protocol, first: number, last: number): Service[] {
  const other = PROTOCOLS[(PROTOCOLS.indexOf(protocol) + 1) % PROTOCOLS.length] ?? protocol;
  return [...[first, last].flatMap(around).map((port) => ({ protocol, port })), { protocol: other, port: first }];
}

function around(edge: number): number[] {
  return [edge - 1, edge, edge + 1];
}
