import { gatewayConnections } from "../../../src/constructs/connectivity/gateway-connections";
import { changedEnvironment } from "../../app/support/changed-environment";

const site = {
  id: "clinic",
  name: "Clinic",
  kind: "primary-care",
  district: "District 01",
  access: "ipsec",
  cidr: "10.193.9.0/24",
  peerAddress: "192.0.2.9",
};

function connections(edits: Readonly<Record<string, unknown>>, cloud = "tianyi"): string[] {
  const environment = changedEnvironment("dev", { set: edits, sites: [site] });
  return gatewayConnections(environment, cloud).map(({ from, to, port, why }) => {
    const name = (end: typeof from) =>
      end.kind === "role" ? `${end.zone}/${end.role}` : end.kind === "outside" ? `[${end.id}]` : end.name;
    return `${name(from)} -> ${name(to)} ${port.toString()} (${why})`;
  });
}

describe("the connections of gateway machines", () => {
  it("are the tunnels of sites, and what leaves them towards the exchange", () => {
    expect(connections({})).toEqual([
      "[site] -> exchange/gateway udp/500 (infrastructure ipsec)",
      "exchange/gateway -> [site] udp/500 (infrastructure ipsec)",
      "[site] -> exchange/gateway udp/4500 (infrastructure ipsec)",
      "exchange/gateway -> [site] udp/4500 (infrastructure ipsec)",
      "exchange/gateway -> [tianyi-exchange] tcp/443 (flow sites to the medical gateway)",
    ]);
  });

  it("are none where the cloud's VPN service has the tunnels", () => {
    expect(connections({ "clouds.chutian.gateways.kind": "vpnaas" }, "chutian")).toEqual([]);
  });

  it("carry to the other cloud what its exchange is asked for, where the clouds are linked by IPsec", () => {
    const linked = connections({
      links: [{ id: "vpn", kind: "ipsec", carrier: "internet", transferCidr: "10.255.9.0/30" }],
      "clouds.chutian.gateways": { flavor: "small", publicAddresses: ["198.51.100.9"] },
      // The target of the exchange flow runs in Chutian alone.
      "services.1.share": { chutian: 100 },
    });
    expect(linked).toContain("[gateway-chutian] -> exchange/gateway udp/4500 (infrastructure ipsec)");
    expect(linked).toContain(
      "[exchange-exchange-proxy] -> exchange/gateway tcp/9003 (flow appointment-booking-to-appointment-pool)",
    );
  });
});
