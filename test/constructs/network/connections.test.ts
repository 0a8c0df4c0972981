import { Connections, type FirewallRule, type IFirewall } from "../../../src/constructs/network/connections";
import { addressPeer, subnetPeer } from "../../../src/constructs/network/peers";
import { Cidr, Ipv4Address, Port } from "../../../src/environment/values";

class RecordingFirewall implements IFirewall {
  readonly rules: string[] = [];

  addRule({ direction, port, peer, why }: FirewallRule): void {
    const blocks = peer.blocks.map(({ key, cidr }) => `${key}=${cidr.toString()}`).join(",");
    this.rules.push(`${direction} ${port.toString()} ${peer.id} ${blocks} (${why})`);
  }
}

function role(id: string, cidr: string, zone: "medical" | "exchange" | "internet") {
  const firewall = new RecordingFirewall();
  const peer = { id, blocks: [{ key: "a", cidr: Cidr.parse(cidr) }] };
  return { firewall, connections: new Connections({ peer, zone, firewalls: [firewall] }) };
}

describe("connections", () => {
  it("write an egress rule on the client and an ingress rule on the server", () => {
    const worker = role("medical-worker", "10.16.16.0/22", "medical");
    const database = role("medical-data", "10.16.8.0/24", "medical");

    worker.connections.allowTo(database.connections, Port.tcp(5432), "flow records");

    expect(worker.firewall.rules).toEqual(["egress tcp/5432 medical-data a=10.16.8.0/24 (flow records)"]);
    expect(database.firewall.rules).toEqual(["ingress tcp/5432 medical-worker a=10.16.16.0/22 (flow records)"]);
  });

  it("say the same from the server's side with allowFrom", () => {
    const worker = role("medical-worker", "10.16.16.0/22", "medical");
    const database = role("medical-data", "10.16.8.0/24", "medical");

    database.connections.allowFrom(worker.connections, Port.tcp(5432), "flow records");

    expect(worker.firewall.rules).toHaveLength(1);
    expect(database.firewall.rules).toEqual(["ingress tcp/5432 medical-worker a=10.16.16.0/22 (flow records)"]);
  });

  it("write both rules on one group when its members talk to each other", () => {
    const controlPlane = role("medical-control-plane", "10.16.4.0/24", "medical");

    controlPlane.connections.allowInternally(Port.tcpRange(2379, 2381), "infrastructure etcd");

    expect(controlPlane.firewall.rules).toEqual([
      "egress tcp/2379-2381 medical-control-plane a=10.16.4.0/24 (infrastructure etcd)",
      "ingress tcp/2379-2381 medical-control-plane a=10.16.4.0/24 (infrastructure etcd)",
    ]);
  });

  it("write one side alone when the other stands outside", () => {
    const worker = role("internet-worker", "10.17.16.0/22", "internet");
    const payment = new Connections({
      peer: { id: "external-payment", blocks: [{ key: "203-0-113-7-32", cidr: Cidr.parse("203.0.113.7/32") }] },
    });

    worker.connections.allowTo(payment, Port.tcp(443), "flow payment");

    expect(worker.firewall.rules).toEqual([
      "egress tcp/443 external-payment 203-0-113-7-32=203.0.113.7/32 (flow payment)",
    ]);
  });

  describe("of a thing that opens connections as somebody else", () => {
    function loadBalancer() {
      const firewall = new RecordingFirewall();
      const connections = new Connections({
        peer: addressPeer("medical-ingress", Ipv4Address.parse("10.16.0.20")),
        sourcePeer: subnetPeer("medical", "load-balancer", [
          { availabilityZone: "a", cidr: Cidr.parse("10.16.0.0/24") },
          { availabilityZone: "b", cidr: Cidr.parse("10.16.1.0/24") },
        ]),
        zone: "medical",
        firewalls: [firewall],
      });
      return { firewall, connections };
    }

    it("name that source to those whom it meets", () => {
      const worker = role("medical-worker", "10.16.16.0/22", "medical");
      const { connections, firewall } = loadBalancer();

      connections.allowTo(worker.connections, Port.tcp(30443), "infrastructure forwarding");

      expect(worker.firewall.rules).toEqual([
        "ingress tcp/30443 medical-load-balancer a=10.16.0.0/24,b=10.16.1.0/24 (infrastructure forwarding)",
      ]);
      expect(firewall.rules).toEqual(["egress tcp/30443 medical-worker a=10.16.16.0/22 (infrastructure forwarding)"]);
    });

    it("name the peer to those who meet it", () => {
      const worker = role("medical-worker", "10.16.16.0/22", "medical");

      worker.connections.allowTo(loadBalancer().connections, Port.tcp(443), "flow portal");

      expect(worker.firewall.rules).toEqual(["egress tcp/443 medical-ingress address=10.16.0.20/32 (flow portal)"]);
    });
  });

  describe("across zones that are not routed to each other", () => {
    const firewall = new RecordingFirewall();
    const exchange = new Connections({
      peer: { id: "exchange", blocks: [{ key: "address", cidr: Cidr.parse("10.34.0.20/32") }] },
      zone: "exchange",
      firewalls: [firewall],
      crossings: new Map([
        [
          "medical",
          {
            destination: { id: "exchange-endpoint", blocks: [{ key: "address", cidr: Cidr.parse("10.32.0.30/32") }] },
            source: { id: "exchange-load-balancer", blocks: [{ key: "a", cidr: Cidr.parse("10.34.0.0/24") }] },
          },
        ],
      ]),
    });

    it("name the endpoint to the client, and to the server the addresses it sees", () => {
      const worker = role("medical-worker", "10.32.16.0/22", "medical");

      worker.connections.allowTo(exchange, Port.tcp(20001), "flow referral");

      expect(worker.firewall.rules).toEqual([
        "egress tcp/20001 exchange-endpoint address=10.32.0.30/32 (flow referral)",
      ]);
      expect(firewall.rules).toEqual(["ingress tcp/20001 exchange-load-balancer a=10.34.0.0/24 (flow referral)"]);
    });

    it("name the thing itself to clients of its own zone", () => {
      const gateway = role("exchange-gateway", "10.34.8.0/24", "exchange");

      gateway.connections.allowTo(exchange, Port.tcp(443), "flow sites");

      expect(gateway.firewall.rules).toEqual(["egress tcp/443 exchange address=10.34.0.20/32 (flow sites)"]);
    });
  });
});
